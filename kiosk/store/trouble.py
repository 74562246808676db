"""What went wrong with the disk, told apart and said in one sentence."""

import errno
import sqlite3
from enum import StrEnum

ROOM_NEEDED = 1 << 20
"""Bytes that must be free before a full disk is tried again."""

_FULL_ERRNOS = {errno.ENOSPC, errno.EDQUOT}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DISK = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


class Trouble(StrEnum):
    """Why nothing more is written; the value is the sentence for people."""

    FULL = (
        "The kiosk's disk is full, so nothing new can be kept. Make room on it, "
        "for example by removing old backups; keeping then starts again by itself."
    )
    FAILED = (
        "The kiosk's disk could not keep what was written, so nothing more is written to it. "
        "The music plays on; ask whoever looks after the kiosk to check the disk and start it again."
    )
    DAMAGED = "Part of what the kiosk keeps is damaged. Restore the newest backup, then run `kiosk check`."


ONLY_A_VIEW = "This is only a view of the home. Make the change on the kiosk's own pages, or stop the kiosk first."
SOME_DAMAGE = "Something the kiosk keeps is damaged and was left out. Run `kiosk check` to see what it is."
BUSY = "The kiosk is busy keeping something else. Try again in a moment."


DatabaseError = (sqlite3.Error, UnicodeDecodeError)
"""What a database call raises; a damaged name inside SQLite's message cannot even be decoded."""


def trouble_of(error: Exception, room: int) -> Trouble | None:
    """Tell what a database error means with `room` bytes free; None when the disk is not to blame."""
    if isinstance(error, UnicodeDecodeError):
        return Trouble.DAMAGED
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and room < ROOM_NEEDED):
        return Trouble.FULL
    if code in _DAMAGE:
        return Trouble.DAMAGED
    return Trouble.FAILED if code in _DISK else None


def is_busy(error: Exception) -> bool:
    """Say whether another process merely held the file too long."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def trouble_of_file(error: OSError) -> Trouble:
    """Tell what a failed file write means."""
    return Trouble.FULL if error.errno in _FULL_ERRNOS else Trouble.FAILED
