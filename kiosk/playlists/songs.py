"""A song: a piece as people know it, apart from any recording of it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kiosk.units import SongId, Year


class Tempo(StrEnum):
    """How fast a song feels, in bands (evidence D2: under 80, 80-120, over 120 BPM)."""

    SLOW = "slow"
    MODERATE = "moderate"
    FAST = "fast"


class Sureness(StrEnum):
    """How far the year and performer can be trusted."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


BIGGEST = 5
"""The grade of a song among the very biggest of its year in a place."""
SOUND = "sound"
"""The genre of birdsong, bells and messages: they can be chosen and played, and are never suggested as songs."""


@dataclass(frozen=True)
class Song:
    """One line of a catalogue pack, or a song somebody named that no pack holds.

    `year` is when it was first widely heard, None when nobody knows. `regions` are listening-region
    codes, most at home first. `familiarity` runs from 1 (known to those who liked the kind) to 4
    (everybody there and then knew it). `graded` holds (region code, grade) for places where that was
    otherwise, up to 5 (among the very biggest of its year). `energy` runs from 1 (calm) to 3 (lively).
    """

    id: SongId
    title: str
    performer: str = ""
    year: Year | None = None
    regions: tuple[str, ...] = ()
    language: str = ""
    genre: str = ""
    themes: tuple[str, ...] = ()
    energy: int = 2
    tempo: Tempo = Tempo.MODERATE
    also: tuple[str, ...] = ()
    familiarity: int = 2
    sure: Sureness = Sureness.LIKELY
    pack: str = ""
    graded: tuple[tuple[str, int], ...] = ()

    @cached_property
    def places_topped(self) -> int:
        """In how many places the song was among the very biggest of its year."""
        return sum(grade == BIGGEST for _, grade in self.graded)

    def grade_in(self, code: str) -> int:
        """Return how big the song was in a region, 1 to 5: what its row says of that place, else of all."""
        return next((grade for there, grade in self.graded if there == code), self.familiarity)
