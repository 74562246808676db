"""What can be asked of the listening thread. Every command is absolute and idempotent."""

from dataclasses import dataclass

from kiosk.care.plays import WhyEnded
from kiosk.listening.programme import Levels, Programme, Track
from kiosk.units import Decibels, PlayId, ResidentId, SessionId, SongId


@dataclass(frozen=True)
class Begin:
    """Play this programme; nothing happens when the same list of the same people already sounds."""

    programme: Programme


@dataclass(frozen=True)
class Stop:
    """Fade to silence within a second and end the session (evidence rule 13); twice is once."""

    why: WhyEnded = WhyEnded.STOPPED


@dataclass(frozen=True)
class Another:
    """Go to the next song, if `after` is still the one that sounds: a second tap changes nothing."""

    after: PlayId
    why: WhyEnded = WhyEnded.ANOTHER


@dataclass(frozen=True)
class SetLevel:
    """Play at this level; kept between floor and ceiling, at most 3 dB a press (evidence rule 28)."""

    session: SessionId
    level: Decibels


@dataclass(frozen=True)
class Block:
    """A red flag of one of the people listening: this song leaves the queue at once, and stops if it sounds."""

    resident: ResidentId
    song: SongId


@dataclass(frozen=True)
class Limit:
    """Never louder than this for now (a time of the day); what was chosen comes back when it is lifted."""

    level: Decibels


@dataclass(frozen=True)
class LastSong:
    """Let the song that sounds be the last one of this session: a quiet time begins, or it is enough for today."""

    session: SessionId


@dataclass(frozen=True)
class SleepAfter:
    """Fade this session away after so many seconds; 0 takes the timer back."""

    session: SessionId
    seconds: float


@dataclass(frozen=True)
class Then:
    """Change what comes: after the song that sounds or waits to sound, these follow; the song itself goes on."""

    session: SessionId
    tracks: tuple[Track, ...]


@dataclass(frozen=True)
class Join:
    """Somebody came to a group that listens: from now on `blocked` never plays for it, and `levels` hold."""

    session: SessionId
    resident: ResidentId
    blocked: tuple[SongId, ...]
    levels: Levels


Command = Begin | Stop | Another | SetLevel | Block | Limit | LastSong | SleepAfter | Then | Join
