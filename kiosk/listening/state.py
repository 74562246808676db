"""What the reducer keeps, what happens to it, and what it asks for: plain frozen data, no behaviour."""

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.care.plays import Play
from kiosk.listening.commands import Command
from kiosk.listening.engine import Generation, Order, Report
from kiosk.listening.programme import Levels, Programme, Track
from kiosk.listening.status import Phase, Sound
from kiosk.units import Decibels, DurationMs, PlayId, PositionMs, RecordingId, ResidentId, SongId


@dataclass(frozen=True)
class Settings:
    """The rules of listening that a home may tune; seconds and decibels.

    Fade in 3 s, fade out under 1 s on Stop and 2 s otherwise, 2-3 s of quiet between songs
    (evidence rules 13 and 29); 3 dB a press (evidence rule 28).
    """

    fade_in_s: float = 3.0
    fade_spoken_s: float = 0.1
    fade_stop_s: float = 0.7
    fade_change_s: float = 2.0
    fade_sleep_s: float = 30.0
    pause_s: float = 2.5
    step: Decibels = Decibels(3.0)
    start_within_s: float = 8.0
    stall_after_s: float = 3.0
    silent_within_s: float = 1.0
    crashes_per_song: int = 2
    steady_after: DurationMs = DurationMs(2_000)
    broken_pause_s: float = 0.25
    broken_pause_most_s: float = 2.0
    broken_limit: int = 20
    probe_every_s: float = 1.0
    hold_for_s: float = 120.0
    block_kept_s: float = 60.0


@dataclass(frozen=True)
class Now:
    """One moment on two clocks: `tick` in steady seconds for waiting, `wall` in UTC for the record."""

    tick: float
    wall: datetime


@dataclass(frozen=True)
class OpenPlay:
    """The song that starts or sounds now; `heard` and `position` hold only what the engine confirmed.

    `crashes` and `stalls` count failures since the song last moved on steadily, at `restarted_at`;
    `handed` says that an engine has opened the file for this start, so that its death may be the file's doing.
    """

    id: PlayId
    track: Track
    started_at: datetime
    confirmed: bool = False
    heard: DurationMs = DurationMs(0)
    position: PositionMs = PositionMs(0)
    true_at: float = 0.0
    moved_at: float = 0.0
    restarted_at: PositionMs = PositionMs(0)
    crashes: int = 0
    stalls: int = 0
    handed: bool = False


@dataclass(frozen=True)
class Resumption:
    """All that is needed to go on after a restart of the kiosk."""

    programme: Programme
    index: int
    plays: int
    level: Decibels
    play: OpenPlay | None


@dataclass(frozen=True)
class Blocked:
    """A red flag that came in while listening, and when (steady seconds)."""

    resident: ResidentId
    song: SongId
    at: float


@dataclass(frozen=True)
class State:
    """Everything the next decision depends on.

    `index` is the song that sounds or comes next; `due` is when the present wait is over; `fading` means
    that the engine's `Silent` is awaited; `following` begins once that has come; `held_since` is set while
    a song waits for a speaker; `broken` counts unplayable songs in a row. `level` is what was chosen,
    `limit` what the hour allows; after `last_song` nothing follows; at `sleep_at` a slow fade begins.
    """

    settings: Settings = field(default_factory=Settings)
    phase: Phase = Phase.QUIET
    programme: Programme | None = None
    index: int = 0
    plays: int = 0
    play: OpenPlay | None = None
    level: Decibels = Levels().start
    limit: Decibels = Decibels(0.0)
    last_song: bool = False
    sleep_at: float | None = None
    generation: Generation = Generation(0)
    due: float | None = None
    fading: bool = False
    following: Programme | None = None
    held_since: float | None = None
    broken: int = 0
    blocks: tuple[Blocked, ...] = ()
    sound: Sound = Sound.UNKNOWN
    trouble: str = ""


@dataclass(frozen=True)
class Tick:
    """Time passed."""


@dataclass(frozen=True)
class Resume:
    """The kiosk was restarted a moment ago: go on where the music was."""

    resumption: Resumption


@dataclass(frozen=True)
class Happened:
    """One thing that happened, and when."""

    now: Now
    what: Command | Report | Tick | Resume


@dataclass(frozen=True)
class Tell:
    """Send this order to the engine."""

    order: Order


@dataclass(frozen=True)
class ReplaceEngine:
    """Take a fresh engine; its handle reports `Lost` afterwards."""

    sentence: str


@dataclass(frozen=True)
class RecordPlay:
    """Keep this play."""

    play: Play


@dataclass(frozen=True)
class Complain:
    """Tell staff, and the log; `recording` is the file at fault, if it is one."""

    sentence: str
    recording: RecordingId | None = None


Effect = Tell | ReplaceEngine | RecordPlay | Complain
Step = tuple[State, tuple[Effect, ...]]
