"""A resident: the person the music is for, and what they agreed to show."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.units import Decibels, PhotoId, ResidentId


class HearsBy(StrEnum):
    """How the music reaches the person; the speaker comes first (evidence rule 29)."""

    SPEAKER = "speaker"
    HEADPHONES = "headphones"


@dataclass(frozen=True)
class Hearing:
    """How the person hears, as told.

    `start` and `ceiling` are in decibels below the kiosk's own ceiling (0 is the loudest it ever plays).
    """

    by: HearsBy = HearsBy.SPEAKER
    hearing_aids: bool = False
    notes: str = ""
    start: Decibels = Decibels(-12.0)
    ceiling: Decibels = Decibels(0.0)


@dataclass(frozen=True)
class Shows:
    """What the person and family agreed to show on the shared screen."""

    picture: bool = False
    memories: bool = False


@dataclass(frozen=True)
class Resident:
    """Who someone is to the kiosk; `called` is the first name they like, the only one ever shown."""

    id: ResidentId
    called: str
    full_name: str = ""
    portrait: PhotoId | None = None
    shows: Shows = field(default_factory=Shows)
    hearing: Hearing = field(default_factory=Hearing)
    takes_part: bool = True
    invented: bool = False
    revision: int = 0
