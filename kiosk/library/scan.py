"""Finds the home's audio files and lists each as a recording, or says in one sentence why it is none.

A recording's id comes from its content, so a renamed or moved file stays the same recording.
Loudness is measured apart (`analyse`), because a file is listed long before it has been heard through.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from kiosk.errors import UnplayableFile
from kiosk.library.loudness import measure
from kiosk.playlists.recordings import Recording
from kiosk.units import DurationMs, RecordingId, Year

SOUND_FILES = frozenset(".mp3 .m4a .aac .mp4 .flac .ogg .oga .opus .wav .wma .aif .aiff".split())
SAMPLE = 65_536
"""Bytes read at either end for the id; the size goes in as well."""

Unchanged = Callable[[str, int, int], Recording | None]
"""(path, size, modification time in ns) -> the recording already listed for exactly that file."""


@dataclass(frozen=True)
class Found:
    """One file of a scan: its recording, and whether it had to be read."""

    recording: Recording
    fresh: bool


def scan(folders: Iterable[Path], unchanged: Unchanged) -> Iterator[Found]:
    """Yield every sound file below `folders` as it is found; one bad file never stops the rest."""
    for path, size, modified_ns in _files(folders):
        known = unchanged(str(path), size, modified_ns)
        yield Found(known, fresh=False) if known else Found(read(path, size, modified_ns), fresh=True)


def _files(folders: Iterable[Path]) -> Iterator[tuple[Path, int, int]]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in sorted(names):
                path = Path(parent, name)
                if path.suffix.lower() in SOUND_FILES and path.is_file():
                    stat = path.stat()
                    yield path, stat.st_size, stat.st_mtime_ns


def read(path: Path, size: int, modified_ns: int) -> Recording:
    """Return one file as a recording; `trouble` holds a sentence when it is no music."""
    listed = Recording(id=RecordingId(""), path=str(path), title=path.stem, size=size, modified_ns=modified_ns)
    if size == 0:
        return replace(listed, id=_id(path, size), trouble=f"“{path.name}” is empty: copy it again from its source.")
    try:
        return _tagged(replace(listed, id=_id(path, size)), path)
    except (TinyTagException, OSError, ValueError, LookupError):
        return replace(listed, id=_id(path, size), trouble=_no_music(path))


def _tagged(listed: Recording, path: Path) -> Recording:
    tag = TinyTag.get(str(path))
    if not tag.duration:
        return replace(listed, trouble=_no_music(path))
    return replace(
        listed,
        title=(tag.title or path.stem).strip(),
        performer=(tag.artist or tag.albumartist or "").strip(),
        album=(tag.album or "").strip(),
        year=_year(tag.year),
        genre=(tag.genre or "").strip(),
        duration=DurationMs(round(tag.duration * 1000)),
    )


def _no_music(path: Path) -> str:
    return f"“{path.name}” is no music the kiosk can play: copy it again or leave it out."


def _year(words: str | None) -> Year | None:
    digits = (words or "")[:4]
    return Year(int(digits)) if digits.isdigit() and 1850 <= int(digits) <= 2100 else None


def _id(path: Path, size: int) -> RecordingId:
    digest = hashlib.blake2b(str(size).encode(), digest_size=16)
    try:
        with path.open("rb") as file:
            digest.update(file.read(SAMPLE))
            if size > 2 * SAMPLE:
                file.seek(-SAMPLE, os.SEEK_END)
            digest.update(file.read(SAMPLE))
    except OSError:
        digest.update(os.fsencode(path))
    return RecordingId(digest.hexdigest())


def analyse(recording: Recording) -> Recording:
    """Return the recording with loudness, peak, gain and true length, or with its trouble in words."""
    path = Path(recording.path)
    if not path.is_file():
        return replace(recording, missing=True, trouble=f"“{path.name}” has gone: put it back or leave it out.")
    try:
        heard = measure(path)
    except UnplayableFile as trouble:
        return replace(recording, trouble=str(trouble))
    return replace(
        recording, loudness=heard.integrated, peak=heard.peak, gain=heard.gain, duration=heard.duration, trouble=""
    )
