"""How far the library's work is: written by the one thread that does it, read by pages and the terminal."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock


class Stage(StrEnum):
    """What is being done, in words for people."""

    REST = ""
    LISTING = "Reading what the files say of themselves"
    CUTTING = "Cutting whole records into their songs"
    NAMING = "Finding out which song each recording holds"
    HEARING = "Listening through the recordings for their loudness"
    COUNTING = "Counting the beat of each recording"


@dataclass(frozen=True)
class Progress:
    """One moment of the work: files done of all, files a second, and seconds left (None before it can be told)."""

    stage: Stage = Stage.REST
    done: int = 0
    total: int = 0
    per_second: float = 0.0
    seconds_left: float | None = None


def pace(now: Progress) -> str:
    """Return how far the work is, how fast it goes, and how long it still takes, in words."""
    words = f"{now.done} of {now.total} files"
    if now.seconds_left is None:
        return words
    speed = f"{now.per_second:.0f} a second" if now.per_second >= 1 else f"{now.per_second * 60:.0f} a minute"
    return f"{words}, {speed}, {left(now.seconds_left)} left"


def left(seconds: float) -> str:
    """Return how long something still takes, in words."""
    if seconds < 90:
        return "about a minute" if seconds > 30 else "less than a minute"
    if seconds < 5400:
        return f"about {round(seconds / 60)} minutes"
    return f"about {round(seconds / 3600)} hours"


class ProgressBoard:
    """The last value of the progress; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._stage, self._done, self._total = Stage.REST, 0, 0
        self._since = 0.0

    def begin(self, stage: Stage, total: int) -> None:
        """Begin a stage of so many files."""
        with self._lock:
            self._stage, self._done, self._total, self._since = stage, 0, total, self._clock()

    def add(self, files: int = 1) -> None:
        """Count files that are done."""
        with self._lock:
            self._done += files

    def rest(self) -> None:
        """Say that nothing is left to do."""
        self.begin(Stage.REST, 0)

    def now(self) -> Progress:
        """Return how far the work is."""
        with self._lock:
            gone = self._clock() - self._since
            speed = self._done / gone if gone > 0 and self._done else 0.0
            left = (self._total - self._done) / speed if speed else None
            return Progress(self._stage, self._done, self._total, speed, left)
