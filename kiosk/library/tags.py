"""What one file says of itself: its tags, its length, and an id made from its content."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from tinytag import TinyTag, TinyTagException

from kiosk.library import refusals
from kiosk.playlists.recordings import Recording
from kiosk.playlists.tag_text import clean
from kiosk.units import DurationMs, RecordingId, Year

SAMPLE = 65_536
"""Bytes read for the id at the beginning, in the middle and at the end; the size goes in as well."""
LONGEST_MS = 6 * 3_600_000
_CANNOT_BE_TAGGED = (TinyTagException, OSError, ValueError, LookupError, RecursionError, MemoryError)


@dataclass(frozen=True)
class File:
    """One file as the folder shows it: path in the system's own bytes, size, last change in nanoseconds."""

    path: bytes
    size: int
    modified_ns: int


def read(file: File) -> Recording:
    """Return one file as a recording; `trouble` holds a sentence when it is no music. `path` is left empty."""
    name = clean(os.fsdecode(os.path.basename(file.path)))  # noqa: PTH119  bytes, not text
    plain = Recording(
        id=_id_of_refused(file), path="", title=PurePath(name).stem, size=file.size, modified_ns=file.modified_ns
    )
    suffix = PurePath(name).suffix.lower()
    trouble = refusals.by_name(suffix) or ("" if file.size else refusals.EMPTY)
    if trouble:
        return _refused(plain, trouble, name)
    try:
        with open(file.path, "rb") as opened:  # noqa: PTH123  bytes, not text
            return _opened(opened, plain, name, suffix)
    except FileNotFoundError:
        return _refused(plain, refusals.GONE, name)
    except OSError:
        return _refused(plain, refusals.UNREADABLE, name)


def _refused(plain: Recording, sentence: str, name: str) -> Recording:
    from dataclasses import replace

    return replace(plain, trouble=sentence.format(name))


def _id_of_refused(file: File) -> RecordingId:
    """Return an id by path: each file that is no music is listed by itself."""
    return RecordingId(hashlib.blake2b(file.path, digest_size=16, person=b"refused").hexdigest())
