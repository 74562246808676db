"""A programme: what the listening thread is asked to play, for whom, within which levels."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.units import Decibels, DurationMs, PlaylistId, RecordingId, ResidentId, SessionId, SongId


@dataclass(frozen=True)
class Track:
    """One recording to play for one song; `gain` is static and known beforehand (evidence rule 27).

    What is `spoken` begins at its own level, so that the first word is heard, and is never kept as a play of a song.
    """

    song: SongId
    recording: RecordingId
    path: Path
    title: str
    performer: str
    gain: Decibels
    duration: DurationMs
    spoken: bool = False


@dataclass(frozen=True)
class Levels:
    """Where the volume starts and may go, in decibels below the loudest the kiosk ever plays."""

    start: Decibels = Decibels(-12.0)
    floor: Decibels = Decibels(-24.0)
    ceiling: Decibels = Decibels(0.0)


@dataclass(frozen=True)
class Shaping:
    """How the sound is fitted to the person's ears: one channel for both, and a lift above 2 kHz in decibels."""

    mono: bool = False
    treble: Decibels = Decibels(0.0)


@dataclass(frozen=True)
class Programme:
    """One session's music: an approved list, red flags already taken out.

    `others` are everyone else in a group; `plays` is how often a song of this session began before, so that
    the parts of one session number their plays on.
    """

    session: SessionId
    resident: ResidentId
    playlist: PlaylistId
    tracks: tuple[Track, ...]
    levels: Levels
    others: tuple[ResidentId, ...] = ()
    plays: int = 0
    shaping: Shaping = Shaping()

    @property
    def people(self) -> tuple[ResidentId, ...]:
        """Return everyone it is for; a red flag of any of them takes a song out (evidence rule 6)."""
        return (self.resident, *self.others)
