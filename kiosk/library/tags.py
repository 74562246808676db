"""What one file says of itself: its tags, its length, and an id made from its content."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

from kiosk.library import refusals
from kiosk.playlists.lyrics import timed
from kiosk.playlists.recordings import Recording
from kiosk.playlists.tag_text import clean
from kiosk.units import DurationMs, RecordingId, Year

SAMPLE = 16_384
"""Bytes read for the id at the beginning, in the middle and at the end; the size goes in as well."""
MOST_WORDS = 100_000
"""Letters kept of a recording's words; a long ballad has 5,000."""
LONGEST_MS = 6 * 3_600_000
CANNOT_BE_TAGGED = (TinyTagException, OSError, ValueError, LookupError, RecursionError, MemoryError)
"""What the tag reader raises at a file it cannot understand."""
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_ORIGINAL_YEAR = ("original_year", "originalyear", "original_date", "originaldate")


@dataclass(frozen=True)
class File:
    """One file as the folder shows it: path in the system's own bytes, size, last change in nanoseconds.

    `words_ns` is the last change of the file beside it that holds its words (the same name, .lrc); 0 without one.
    `cue` is the path of the sheet beside it that says where the songs of a whole record begin; empty without one.
    """

    path: bytes
    size: int
    modified_ns: int
    words_ns: int = 0
    cue: bytes = b""


@dataclass(frozen=True)
class Told:
    """What a file says: the recording in it, and the words in its tags, timed (LRC) or plain; often none."""

    recording: Recording
    words: str = ""


def name_of(path: bytes) -> str:
    """Return a file's name, fit to be shown."""
    return clean(os.fsdecode(os.path.basename(path)))  # noqa: PTH119  a path in bytes


def refused(file: File, sentence: str) -> Recording:
    """Return a file that is no music, with what to say of it; each such file is listed by itself."""
    name = name_of(file.path)
    key = RecordingId(hashlib.blake2b(file.path, digest_size=16, person=b"refused").hexdigest())
    return Recording(
        id=key,
        path=_text(file.path),
        title=PurePath(name).stem,
        size=file.size,
        modified_ns=file.modified_ns,
        trouble=sentence.format(name),
    )


def read(file: File) -> Recording:
    """Return one file as a recording; `trouble` holds a sentence when it is no music.

    `path` is empty when the file's name is no text.
    """
    return told(file).recording


def told(file: File) -> Told:
    """Return one file as a recording, as `read` does, and the words it keeps."""
    suffix = os.path.splitext(file.path)[1].lower()  # noqa: PTH122  a path in bytes
    sentence = refusals.by_name(os.fsdecode(suffix)) or ("" if file.size else refusals.EMPTY)
    if sentence:
        return Told(refused(file, sentence))
    try:
        with open(file.path, "rb") as opened:  # noqa: PTH123  a path in bytes
            return _opened(opened, file)
    except FileNotFoundError:
        return Told(refused(file, refusals.GONE))
    except OSError:
        return Told(refused(file, refusals.UNREADABLE))


def _opened(opened: BinaryIO, file: File) -> Told:
    head = opened.read(SAMPLE)
    sentence = refusals.by_content(head)
    if sentence:
        return Told(refused(file, sentence))
    tag = _tag(opened, file)
    if not tag.duration and not refusals.is_music_for_certain(head):
        return Told(refused(file, refusals.NO_MUSIC))
    if (tag.duration or 0) * 1000 > LONGEST_MS:
        return Told(refused(file, refusals.TOO_LONG))
    return Told(_recording(tag, file, _id(opened, head, file.size)), _words(tag))


def _tag(opened: BinaryIO, file: File) -> TinyTag:
    """Return what the file says; nothing when it cannot be understood: whether it sounds is found by listening."""
    try:
        return TinyTag.get(file.path, file_obj=opened)
    except CANNOT_BE_TAGGED:
        return TinyTag()


def _recording(tag: TinyTag, file: File, key: RecordingId) -> Recording:
    return Recording(
        id=key,
        path=_text(file.path),
        title=clean(tag.title or "") or PurePath(name_of(file.path)).stem,
        performer=clean(tag.artist or tag.albumartist or ""),
        album=clean(tag.album or ""),
        year=_year(tag),
        genre=clean(tag.genre or ""),
        duration=DurationMs(round((tag.duration or 0) * 1000)),
        size=file.size,
        modified_ns=file.modified_ns,
        bitrate=round(tag.bitrate or 0),
        lossless=bool(tag.is_lossless),
    )


def _words(tag: TinyTag) -> str:
    """Return the words in the tags, timed ones before plain ones."""
    found = [words for words in tag.other.get("lyrics", []) if words.strip()]
    return max(found, key=lambda words: bool(timed(words)), default="")[:MOST_WORDS]


def _text(path: bytes) -> str:
    """Return the path as text, empty when it is none."""
    try:
        return path.decode()
    except UnicodeDecodeError:
        return ""


def _year(tag: TinyTag) -> Year | None:
    """Return the year of first issue where the file knows it, else the year it gives."""
    other = tag.other
    words = [*(word for name in _ORIGINAL_YEAR for word in other.get(name, [])), tag.year or ""]
    found = next((match for word in words if (match := _YEAR.search(word))), None)
    return Year(int(found[1])) if found else None


def content_id(file: File) -> RecordingId:
    """Return the id the recording in a file has, wherever it lies. Raises OSError when it cannot be read."""
    with open(file.path, "rb") as opened:  # noqa: PTH123  a path in bytes
        return _id(opened, opened.read(SAMPLE), file.size)


def _id(opened: BinaryIO, head: bytes, size: int) -> RecordingId:
    digest = hashlib.blake2b(b"%d " % size, digest_size=16)
    digest.update(head)
    if size > SAMPLE:
        for place in (size // 2, max(SAMPLE, size - SAMPLE)):
            opened.seek(place)
            digest.update(opened.read(SAMPLE))
    return RecordingId(digest.hexdigest())
