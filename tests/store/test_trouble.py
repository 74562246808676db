import errno
import sqlite3

import pytest

from kiosk.store.trouble import ROOM_NEEDED, Trouble, is_busy, trouble_of, trouble_of_file

PLENTY = ROOM_NEEDED * 10


def error(code: int) -> sqlite3.Error:
    made = sqlite3.OperationalError("made up")
    made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(
    ("code", "room", "expected"),
    [
        (sqlite3.SQLITE_FULL, 0, Trouble.FULL),
        (sqlite3.SQLITE_FULL, PLENTY, Trouble.FULL),
        (sqlite3.SQLITE_IOERR, PLENTY, Trouble.FAILED),
        (sqlite3.SQLITE_IOERR_FSYNC, PLENTY, Trouble.FAILED),
        (sqlite3.SQLITE_IOERR_SHMSIZE, 0, Trouble.FULL),
        (sqlite3.SQLITE_READONLY, PLENTY, Trouble.FAILED),
        (sqlite3.SQLITE_CORRUPT, PLENTY, Trouble.DAMAGED),
        (sqlite3.SQLITE_NOTADB, PLENTY, Trouble.DAMAGED),
        (sqlite3.SQLITE_CONSTRAINT, PLENTY, None),
        (sqlite3.SQLITE_BUSY, PLENTY, None),
    ],
)
def test_each_error_is_told_apart(code: int, room: int, expected: Trouble | None) -> None:
    assert trouble_of(error(code), room) is expected


def test_an_error_without_a_code_is_our_own_mistake() -> None:
    assert trouble_of(sqlite3.ProgrammingError("made up"), PLENTY) is None


def test_busy_is_no_trouble() -> None:
    assert is_busy(error(sqlite3.SQLITE_BUSY_SNAPSHOT))
    assert not is_busy(error(sqlite3.SQLITE_FULL))


def test_files_fail_as_the_database_does() -> None:
    assert trouble_of_file(OSError(errno.ENOSPC, "no space")) is Trouble.FULL
    assert trouble_of_file(OSError(errno.EIO, "input/output error")) is Trouble.FAILED


@pytest.mark.parametrize("trouble", Trouble)
def test_every_sentence_says_what_to_do(trouble: Trouble) -> None:
    assert any(word in trouble for word in ("Make room", "ask whoever", "Restore"))
