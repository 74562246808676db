"""How far the copying of music from a stick is: written by the one thread that does it, read by pages."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Event, Lock


class End(StrEnum):
    """How a copying ended."""

    NOT_YET = ""
    DONE = "done"
    PULLED_OUT = "pulled out"
    NO_ROOM = "no room"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Copying:
    """One moment: files copied, here already and refused (a sentence each) of all; seconds left, None if unknown."""

    label: str
    total: int
    copied: int = 0
    here_already: int = 0
    refused: tuple[str, ...] = ()
    end: End = End.NOT_YET
    seconds_left: float | None = None

    @property
    def done(self) -> int:
        """Return how many files were dealt with."""
        return self.copied + self.here_already + len(self.refused)


class StickBoard:
    """The last copying, None before there was one; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._now: Copying | None = None
        self._bytes = self._all_bytes = 0
        self._since = 0.0
        self.stopping = Event()

    def begin(self, label: str, files: int, size: int) -> bool:
        """Begin a copying of so many files and bytes; False while another goes on."""
        with self._lock:
            if self._now is not None and self._now.end is End.NOT_YET:
                return False
            self.stopping.clear()
            self._now, self._bytes, self._all_bytes, self._since = Copying(label, files), 0, size, self._clock()
            return True

    def add(self, size: int, *, copied: int = 0, here_already: int = 0, refused: str = "") -> None:
        """Count one file of so many bytes."""
        with self._lock:
            if self._now is not None:
                self._bytes += size
                self._now = replace(
                    self._now,
                    copied=self._now.copied + copied,
                    here_already=self._now.here_already + here_already,
                    refused=(*self._now.refused, refused) if refused else self._now.refused,
                )

    def finish(self, end: End) -> None:
        """Say how it ended."""
        with self._lock:
            if self._now is not None:
                self._now = replace(self._now, end=end)

    def now(self) -> Copying | None:
        """Return how far it is."""
        with self._lock:
            if self._now is None or not self._bytes or self._now.end is not End.NOT_YET:
                return self._now
            pace = (self._clock() - self._since) / self._bytes
            return replace(self._now, seconds_left=pace * max(0, self._all_bytes - self._bytes))
