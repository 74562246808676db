"""What the listening thread and an engine say to each other: orders down, reports up.

All of it is plain frozen data, so that it crosses a pipe to the engine's own process. Every order that
concerns a song carries a generation, which rises with every start; a report of an earlier generation is
late and is ignored. This module is imported by the engine's process: it must stay small.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

from kiosk.listening.status import Sound
from kiosk.units import Decibels, DurationMs, PositionMs

Generation = NewType("Generation", int)
"""Counts the songs started in one life of the listening thread."""

FAILED_BELOW = 0.2
"""A song that ends before this part of its known length has failed, whatever libVLC says."""
EARLY_BELOW = 0.9
"""A song that ends before this part of its known length was heard, but its file is short of music."""
SHORTEST_MS = 1000
"""Anything that ends sooner than this was not music."""

VLC_MISSING = (
    "The music player libVLC does not start on this computer. "
    "Please install the Debian packages libvlc5, vlc-plugin-base and libvlc-bin."
)


class Reason(StrEnum):
    """Why a recording could not be played."""

    MISSING = "the file is not there any more"
    EMPTY = "the file is empty"
    NOT_MUSIC = "the file holds no music this kiosk can play"
    TOO_SHORT = "the file ends almost at once"
    UNREADABLE = "the file cannot be read"
    STALLED = "the music stopped in the middle"
    CRASHED = "the file stopped the player"


@dataclass(frozen=True)
class Start:
    """Sound this file from `start`, at `gain` + `level` decibels (`level` never above 0).

    `length` is the recording's known length, 0 when unknown; `fade_in_s` is in seconds. `mono` puts both channels
    on both sides; `treble` lifts what is above 2 kHz by so many decibels.
    """

    generation: Generation
    path: str
    gain: Decibels
    level: Decibels
    start: PositionMs
    length: DurationMs
    fade_in_s: float
    mono: bool = False
    treble: Decibels = Decibels(0.0)


@dataclass(frozen=True)
class ChangeLevel:
    """Glide to this level, in decibels below full; it holds until the next start."""

    level: Decibels


@dataclass(frozen=True)
class Silence:
    """Fade to nothing in `fade_s` seconds and let the song go; answered by `Silent`, always."""

    generation: Generation
    fade_s: float


@dataclass(frozen=True)
class Ping:
    """Say that you are alive."""


@dataclass(frozen=True)
class Quit:
    """End now."""


Order = Start | ChangeLevel | Silence | Ping | Quit


@dataclass(frozen=True)
class Envelope:
    """An order with its number; the engine's process answers `Done(number)` once it is carried out."""

    number: int
    order: Order


@dataclass(frozen=True)
class Ready:
    """The engine is warm; said again when, between songs, a speaker came or went.

    `detail` names the engine for the log; `trouble` is a sentence for staff when nothing would be heard.
    """

    sound: Sound
    detail: str
    trouble: str = ""


@dataclass(frozen=True)
class Unusable:
    """This machine cannot make music at all; the sentence says what to install or mend."""

    sentence: str


@dataclass(frozen=True)
class Done:
    """The order with this number was carried out."""

    number: int


@dataclass(frozen=True)
class Starting:
    """The file was handed to the player; nothing is known to sound yet."""

    generation: Generation


@dataclass(frozen=True)
class Sounding:
    """Confirmed: the song plays and its sound goes to an output."""

    generation: Generation
    position: PositionMs
    sound: Sound


@dataclass(frozen=True)
class At:
    """The song is at this place and its sound still reaches an output."""

    generation: Generation
    position: PositionMs


@dataclass(frozen=True)
class Ended:
    """The song came to its end; `early` when its file held less music than it promised."""

    generation: Generation
    position: PositionMs
    early: bool


@dataclass(frozen=True)
class Failed:
    """The song cannot be played; nothing sounds now."""

    generation: Generation
    reason: Reason


@dataclass(frozen=True)
class NoOutput:
    """The song would be heard by nobody, so it was let go; the sentence is for staff."""

    generation: Generation
    sentence: str


@dataclass(frozen=True)
class Silent:
    """Nothing of this generation sounds any more."""

    generation: Generation


@dataclass(frozen=True)
class Gone:
    """A process of the engine closed its pipe; the handle's next tick sees to it."""


@dataclass(frozen=True)
class Lost:
    """The engine died or did not answer and was replaced; whatever sounded has stopped."""

    sentence: str


Report = Ready | Unusable | Done | Starting | Sounding | At | Ended | Failed | NoOutput | Silent | Gone | Lost
Reporter = Callable[[Report], None]


class Engine(Protocol):
    """What makes sound. Owned by one thread; no call takes longer than a moment unless libVLC hangs."""

    def perform(self, order: Order) -> None:
        """Begin to carry out one order."""

    def advance(self) -> float:
        """Do what is due now; return the seconds until something is due again."""

    def close(self) -> None:
        """Let everything go; nothing sounds afterwards."""


class EngineHandle(Protocol):
    """An engine as the listening thread holds it: never blocks, never raises, replaces itself."""

    def start(self) -> None:
        """Bring the engine up; reports begin."""

    def send(self, order: Order) -> None:
        """Pass one order on."""

    def tick(self) -> None:
        """Look after deadlines, heartbeat and replacement; to be called about ten times a second."""

    def replace(self, sentence: str) -> None:
        """Take a fresh engine, because this one misbehaves; reported as `Lost`."""

    def healthy(self) -> str:
        """Return '' when the engine answered just now, else a sentence."""

    def close(self, budget_s: float) -> None:
        """End the engine within so many seconds, by force if need be."""


EngineFactory = Callable[[Reporter], EngineHandle]


def judge_end(order: Start, reached: PositionMs, length: DurationMs, sounded_ms: float) -> Reason | bool:
    """Say what an end at `reached` means: a reason for failure, else whether it came early.

    `length` is the best known length, 0 when unknown; `sounded_ms` is how long this start was heard.
    libVLC reports most broken files as a normal end (pitfall V7), so the end itself must be judged.
    """
    if length > 0 and reached >= length - SHORTEST_MS:
        return False if sounded_ms >= SHORTEST_MS or order.start > 0 else Reason.TOO_SHORT
    if sounded_ms < SHORTEST_MS:
        return Reason.TOO_SHORT
    if length > 0 and reached < FAILED_BELOW * length:
        return Reason.TOO_SHORT
    return length > 0 and reached < EARLY_BELOW * length
