"""What is true right now about the sound, as every screen gets it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.units import Decibels, DurationMs, PlayId, PositionMs, ResidentId, SessionId, SongId


class Phase(StrEnum):
    """What is sounding; PLAYING is said only when the engine confirmed it."""

    QUIET = "quiet"
    STARTING = "starting"
    PLAYING = "playing"
    BETWEEN = "between songs"
    STOPPING = "stopping"
    ENDED = "ended"


class Sound(StrEnum):
    """Whether anything can be heard at all."""

    UNKNOWN = "unknown"
    HEARD = "heard"
    NO_OUTPUT = "no output"
    NULL_ENGINE = "null engine"


@dataclass(frozen=True)
class Status:
    """The whole state; `version` rises with every change.

    `position` was true at `at_s` (wall clock, seconds since 1970); the screen counts on from there.
    `others` are everyone else in a group; `songs` are what sounds and comes, in order.
    `level` is in decibels below the kiosk's ceiling. `trouble` is a sentence for staff, empty when well.
    """

    version: int = 0
    phase: Phase = Phase.QUIET
    session: SessionId | None = None
    resident: ResidentId | None = None
    play: PlayId | None = None
    song: SongId | None = None
    title: str = ""
    performer: str = ""
    position: PositionMs = PositionMs(0)
    at_s: float = 0.0
    duration: DurationMs = DurationMs(0)
    level: Decibels = Decibels(-12.0)
    floor: Decibels = Decibels(-24.0)
    ceiling: Decibels = Decibels(0.0)
    sound: Sound = Sound.UNKNOWN
    trouble: str = ""
    others: tuple[ResidentId, ...] = ()
    songs: tuple[SongId, ...] = ()

    @property
    def people(self) -> tuple[ResidentId, ...]:
        """Return everyone the music is for."""
        return (self.resident, *self.others) if self.resident else ()
