"""The two things an engine is made of: an outlet that leads to a speaker, and a deck with one song on it.

libVLC and the null engine each bring their own pair; the rules of playing are kept once, in `deck_engine`.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from kiosk.listening.engine import Start
from kiosk.listening.status import Sound
from kiosk.units import DurationMs, PositionMs


class Notice(Enum):
    """What a deck notices by itself; callbacks only hand these over, they never act (pitfall V1)."""

    PLAYING = auto()
    DEVICE = auto()
    END = auto()
    ERROR = auto()


Noticer = Callable[[Notice], None]


class Deck(Protocol):
    """One file being played once; a new one is made for every start."""

    def start(self, volume: int) -> None:
        """Set the volume, 0-100, then begin."""

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100."""

    def volume(self) -> int:
        """Return the volume the player says it has, -1 when it cannot tell."""

    def seek(self, position: PositionMs, length: DurationMs) -> None:
        """Go to a place; `length` is the best known length."""

    def position(self) -> PositionMs:
        """Return the place that sounds now."""

    def length(self) -> DurationMs:
        """Return the length the player found, 0 while unknown."""

    def close(self) -> None:
        """Stop and let go; nothing of this deck sounds afterwards."""


class Outlet(Protocol):
    """Where sound goes."""

    @property
    def sound(self) -> Sound:
        """What a song played here means for the person listening."""

    @property
    def detail(self) -> str:
        """The player and its output in a few words, for the log."""

    @property
    def idle_sound(self) -> Sound:
        """What can be said while nothing plays: real sound is known only once a song was confirmed."""

    @property
    def speed(self) -> float:
        """Seconds of song that pass in one second of the engine's clock; 1 wherever people listen."""

    def trouble(self) -> str:
        """Return '' when a song started now could be heard, else a sentence for staff."""

    def carrying(self) -> bool:
        """Say whether sound of this process reaches a speaker at this moment."""

    def deck(self, order: Start, notice: Noticer) -> Deck:
        """Make a deck for this order, not yet started."""

    def close(self) -> None:
        """Let go of the output."""
