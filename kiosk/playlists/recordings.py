"""A recording: one piece of sound in the home's library, as far as the pure parts need to know it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.units import Decibels, DurationMs, Lufs, RecordingId, SongId, Year


class Kind(StrEnum):
    """What sort of recording it is; the one people remember is the plain one."""

    PLAIN = "plain"
    LIVE = "live"
    KARAOKE = "karaoke"
    COVER = "cover"
    AGAIN = "re-recorded"
    OTHER = "not a song"
    """A spoken message, birdsong, bells, a radio theme: welcome, and never taken for a song."""


class Matched(StrEnum):
    """How the song of a recording was found."""

    NOT_YET = ""
    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    BY_STAFF = "by staff"


@dataclass(frozen=True)
class Recording:
    """One playable piece of sound; the same content in several files is one recording.

    `id` comes from the content, so a moved file stays the same recording. `gain` brings it to -18 LUFS
    with peaks at most -1 dBTP (evidence rule 27); None until the loudness is measured, and a recording
    without a gain is never played. `song` is the catalogue song it holds, None when nobody knows yet;
    `guess`, `score` (0 to 1) and `reasons` are what a person is asked when it is doubtful.
    `trouble` is a sentence when the file cannot be used. `bitrate` is in kbit/s. `clipped` means cut off
    at full scale, `faint` hardly to be heard. `bpm` is the tempo in beats a minute; `bpm_sure` is None until it was
    counted, False when its beat may be another, or there is none to be found.
    """

    id: RecordingId
    path: str
    title: str
    performer: str = ""
    album: str = ""
    year: Year | None = None
    language: str = ""
    genre: str = ""
    duration: DurationMs = DurationMs(0)
    size: int = 0
    modified_ns: int = 0
    loudness: Lufs | None = None
    peak: Decibels | None = None
    gain: Decibels | None = None
    bpm: float | None = None
    bpm_sure: bool | None = None
    song: SongId | None = None
    source: str = ""
    licence: str = ""
    missing: bool = False
    trouble: str = ""
    kind: Kind = Kind.PLAIN
    matched: Matched = Matched.NOT_YET
    guess: SongId | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    bitrate: int = 0
    lossless: bool = False
    silence_before: DurationMs = DurationMs(0)
    silence_after: DurationMs = DurationMs(0)
    clipped: bool = False
    faint: bool = False
