"""Copies a file so that it is there whole or not at all: read back and compared before it gets its name."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

AT_ONCE = 1 << 20


class CopyDamaged(Exception):
    """What was written is not what was read."""


def copy_whole(source: bytes, target: Path, part: Path) -> None:
    """Copy `source` to `target` by way of `part`, on the same disk; on return it is durable.

    Raises OSError when the source cannot be read or the copy not be written, CopyDamaged when it reads back
    otherwise. `part` is gone then, and `target` was never there. A file that is there is never written over:
    FileExistsError.
    """
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open(source, "rb") as read, part.open("wb") as written:  # noqa: PTH123  a path in bytes
            told = _copied(read, written)
            written.flush()
            os.fsync(written.fileno())
            os.posix_fadvise(written.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if _digest(part) != told:
            raise CopyDamaged
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.link(part, target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _copied(read: BinaryIO, written: BinaryIO) -> str:
    """Copy everything and return the digest of what was read."""
    digest = hashlib.sha256()
    while piece := read.read(AT_ONCE):
        digest.update(piece)
        written.write(piece)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
