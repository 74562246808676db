"""Files of a home: where each one lives, and how bytes reach the disk so that a power cut leaves old or new."""

import fcntl
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kiosk.errors import AlreadyRunning

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@dataclass(frozen=True)
class HomeFiles:
    """The names inside one KIOSK_HOME."""

    home: Path

    @property
    def database(self) -> Path:
        """The one file that holds everything but audio and photos."""
        return self.home / "kiosk.db"

    @property
    def rescued(self) -> Path:
        """A whole copy waiting to take the database's place after a disk error."""
        return self.home / "kiosk.db.rescued"

    @property
    def distrusted(self) -> Path:
        """A mark that the disk failed while the database was being written."""
        return self.home / "kiosk.db.distrusted"

    @property
    def lock(self) -> Path:
        """The file whose lock says who owns this home."""
        return self.home / "lock"

    @property
    def photos(self) -> Path:
        """The folder of photos, each named by the hash of its bytes."""
        return self.home / "photos"

    @property
    def greeting(self) -> Path:
        """The spoken invitation that sounds now, written anew from the database at each press."""
        return self.home / "greeting.m4a"

    @property
    def erasures(self) -> Path:
        """The list of erased people, as hashes, beside the database so that it outlives a restore."""
        return self.home / "erasures.txt"

    def wal_files(self) -> tuple[Path, Path]:
        """Return SQLite's two side files."""
        return self.database.with_name("kiosk.db-wal"), self.database.with_name("kiosk.db-shm")

    def older_databases(self) -> list[Path]:
        """Return the copies kept by upgrades, oldest first."""
        return sorted(self.home.glob("kiosk-v*.db"))


def free_bytes(folder: Path) -> int:
    """Return the bytes free on the disk a folder lies on."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def make_private_folder(folder: Path) -> None:
    """Make a folder only its owner can enter, or tighten one that is there."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folder.chmod(PRIVATE_FOLDER)


def sync_folder(folder: Path) -> None:
    """Make names in `folder` durable; without this a power cut forgets a rename (reliability A4)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the bytes of a file durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Write a private file by temp, fsync, replace, fsync of the folder: afterwards it is old or new, whole.

    `fill` writes the content to the open file. OSError passes through and leaves no temporary file.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Overwrite a file with zeros and remove it, so that its bytes do not linger in the file's blocks."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


class HomeLock:
    """The one owner of a home, held until released or the process ends."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._handle)
            raise AlreadyRunning(
                f"Another kiosk is already using {path.parent}. Stop it first, or choose another folder."
            ) from error

    def release(self) -> None:
        """Let another process have the home."""
        os.close(self._handle)
