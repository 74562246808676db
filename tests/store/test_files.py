import stat
from pathlib import Path
from typing import IO

import pytest

from kiosk.errors import AlreadyRunning
from kiosk.store.files import HomeLock, wipe, write_atomically


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "note"
    write_atomically(path, lambda file: file.write(b"new"))
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "note"
    path.write_bytes(b"old")

    def fail_half_way(file: IO[bytes]) -> None:
        file.write(b"ne")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_atomically(path, fail_half_way)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("note", b"old")]


def test_a_wiped_file_held_zeros_when_it_went(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"secret")
    (tmp_path / "second name").hardlink_to(path)
    wipe(path)
    assert not path.exists()
    assert (tmp_path / "second name").read_bytes() == bytes(6)


def test_wiping_nothing_does_nothing(tmp_path: Path) -> None:
    wipe(tmp_path / "nothing")


def test_a_lock_has_one_owner_at_a_time(tmp_path: Path) -> None:
    first = HomeLock(tmp_path / "lock")
    with pytest.raises(AlreadyRunning):
        HomeLock(tmp_path / "lock")
    first.release()
    HomeLock(tmp_path / "lock").release()
