"""A recording: one audio file in the home's library, as far as the pure parts need to know it."""

from dataclasses import dataclass

from kiosk.units import Decibels, DurationMs, Lufs, RecordingId, SongId, Year


@dataclass(frozen=True)
class Recording:
    """One playable file.

    `id` comes from the content, so a moved file stays the same recording. `gain` brings it to -18 LUFS
    with peaks at most -1 dBTP (evidence rule 27); None until the loudness is measured, and a recording
    without a gain is never played. `song` is the catalogue song it holds, None when nobody knows yet.
    `trouble` is a sentence when the file cannot be used.
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
    song: SongId | None = None
    source: str = ""
    licence: str = ""
    missing: bool = False
    trouble: str = ""
