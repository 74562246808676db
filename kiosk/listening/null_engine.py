"""An engine without sound that says so: for demonstrations, for tests, for machines without a speaker.

It behaves like the real one in time and in its errors. `Sound.NULL_ENGINE` in its reports tells every
screen that nothing can be heard. `unplug` and `stall` let a test (or a training day) see what happens then.
"""

import time
import wave
from collections.abc import Callable
from pathlib import Path

from kiosk.listening.deck import Deck, Notice, Noticer
from kiosk.listening.deck_engine import DeckEngine
from kiosk.listening.engine import Lost, Order, Reporter, Start
from kiosk.listening.sniff import looks_like_music
from kiosk.listening.status import Sound
from kiosk.units import DurationMs, PositionMs

ASSUMED_LENGTH = DurationMs(180_000)
"""How long a file of unknown length is taken to be."""
UNPLUGGED = "No sound can be heard: the speaker is unplugged."


class NullOutlet:
    """A speaker that is always silent and always honest about it."""

    sound = Sound.NULL_ENGINE
    idle_sound = Sound.NULL_ENGINE
    detail = "the null engine: nothing can be heard"

    def __init__(self, speed: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.speed, self.clock = speed, clock
        self.plugged = True
        self.stalled = False

    def trouble(self) -> str:
        """Return a sentence while unplugged."""
        return "" if self.plugged else UNPLUGGED

    def carrying(self) -> bool:
        """Say whether the pretended speaker is plugged in."""
        return self.plugged

    def deck(self, order: Start, notice: Noticer) -> Deck:
        """Make a deck for this order."""
        return NullDeck(self, order, notice)

    def close(self) -> None:
        """Let nothing go."""

    def unplug(self) -> None:
        """Pull the speaker's plug."""
        self.plugged = False

    def plug_in(self) -> None:
        """Put the plug back."""
        self.plugged = True

    def stall(self) -> None:
        """Make songs stand still, as a damaged file can."""
        self.stalled = True


class NullDeck:
    """One file being played in silence."""

    def __init__(self, outlet: NullOutlet, order: Start, notice: Noticer) -> None:
        self._outlet, self._notice = outlet, notice
        self._path = Path(order.path)
        self._length = DurationMs(0)
        self._music_ms = 0
        self._volume = -1
        self._from_ms = 0.0
        self._since: float | None = None
        self._known = order.length

    def start(self, volume: int) -> None:
        """Begin, or give notice at once of a file that is no music."""
        self._volume = volume
        self._since = self._outlet.clock()
        self._notice(Notice.PLAYING)
        if not looks_like_music(self._path):
            self._since = None
            self._notice(Notice.END)
            return
        self._length, self._music_ms = _lengths(self._path, self._known)
        self._notice(Notice.DEVICE)

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100."""
        self._volume = volume

    def volume(self) -> int:
        """Return the volume."""
        return self._volume

    def seek(self, position: PositionMs, length: DurationMs) -> None:  # noqa: ARG002
        """Go to a place."""
        self._from_ms = float(min(position, self._music_ms))
        self._since = self._outlet.clock()

    def position(self) -> PositionMs:
        """Return the place that would sound now; past the music, give notice of the end."""
        if self._since is None:
            return PositionMs(round(self._from_ms))
        now = self._outlet.clock()
        if not self._outlet.stalled:
            self._from_ms += (now - self._since) * 1000 * self._outlet.speed
        self._since = now
        if self._from_ms >= self._music_ms:
            self._from_ms, self._since = float(self._music_ms), None
            self._notice(Notice.END)
        return PositionMs(round(self._from_ms))

    def length(self) -> DurationMs:
        """Return the file's length."""
        return self._length

    def close(self) -> None:
        """Stop."""
        self._since = None


class NullHandle:
    """The null engine in this very process, held like any other; it can be lost and replaced too."""

    def __init__(self, report: Reporter, speed: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.outlet = NullOutlet(speed, clock)
        self._report = report
        self._engine = DeckEngine(self.outlet, report, _nothing, clock)

    def start(self) -> None:
        """Report that the engine is there."""
        self._engine.greet()

    def send(self, order: Order) -> None:
        """Carry one order out."""
        self._engine.perform(order)
        self._engine.advance()

    def tick(self) -> None:
        """Do what is due."""
        self._engine.advance()

    def replace(self, sentence: str) -> None:
        """Begin afresh."""
        self._engine.close()
        self._report(Lost(sentence))

    def healthy(self) -> str:
        """Return '': silence never fails."""
        return ""

    def close(self, budget_s: float) -> None:  # noqa: ARG002
        """Let everything go."""
        self._engine.close()


def _nothing() -> None:
    """Wake nobody: whoever owns the engine calls it often enough."""


def _lengths(path: Path, known: DurationMs) -> tuple[DurationMs, int]:
    """Return the length to announce and the music really there, in milliseconds (WAV files are measured)."""
    try:
        with wave.open(str(path), "rb") as file:
            rate, frames, frame_bytes = (
                file.getframerate(),
                file.getnframes(),
                file.getnchannels() * file.getsampwidth(),
            )
    except (wave.Error, EOFError):
        return known or ASSUMED_LENGTH, known or ASSUMED_LENGTH
    there = min(frames, path.stat().st_size // frame_bytes)
    return DurationMs(1000 * frames // rate), 1000 * there // rate
