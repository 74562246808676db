"""A resident: the person the music is for, and what they agreed to show."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.units import Decibels, PhotoId, ResidentId, SongId


class HearsBy(StrEnum):
    """How the music reaches the person; the speaker comes first (evidence rule 29)."""

    SPEAKER = "speaker"
    HEADPHONES = "headphones"


@dataclass(frozen=True)
class Pace:
    """How fast and how high music is played: `speed` in per cent, 85-100; `lower` in semitones, 0-4."""

    speed: int = 100
    lower: int = 0


@dataclass(frozen=True)
class SongPace:
    """One song that is played in its own way."""

    song: SongId
    pace: Pace


@dataclass(frozen=True)
class Hearing:
    """How the person hears, as told.

    `start`, `floor` and `ceiling` are levels on the kiosk's own scale, where -12 is as usual (62 dB(A) in a room that
    was measured). `treble` lifts everything above 2 kHz by 0-6 dB; it rests while hearing aids are worn (evidence
    rule 30). `balance` is by how many decibels the left side is softer; below 0 it is the right side.
    """

    by: HearsBy = HearsBy.SPEAKER
    hearing_aids: bool = False
    notes: str = ""
    start: Decibels = Decibels(-12.0)
    ceiling: Decibels = Decibels(0.0)
    floor: Decibels = Decibels(-24.0)
    mono: bool = False
    treble: Decibels = Decibels(0.0)
    balance: Decibels = Decibels(0.0)
    pace: Pace = Pace()
    song_paces: tuple[SongPace, ...] = ()

    @property
    def lift(self) -> Decibels:
        """Return the treble lift in effect: none with hearing aids, which do their own."""
        return Decibels(0.0) if self.hearing_aids else self.treble

    def pace_of(self, song: SongId) -> Pace:
        """Return how a song is played: its own way, else this person's."""
        return next((one.pace for one in self.song_paces if one.song == song), self.pace)


@dataclass(frozen=True)
class Shows:
    """What the person and family agreed to show on the shared screen, and how the person likes to join in.

    `words` shows the words to sing, line by line; `pad` lets the picture be tapped in time.
    """

    picture: bool = False
    memories: bool = False
    words: bool = False
    pad: bool = False


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
