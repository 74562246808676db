"""Restoring a backup into a home: checked first, what was there moved aside, the erased kept erased."""

import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import BadInput, StoreUnavailable
from kiosk.people.staff import SYSTEM
from kiosk.store import erasure, schema, sealing
from kiosk.store.audit import AuditTrail
from kiosk.store.backup import FORMAT, BrokenBackup, Manifest, verify
from kiosk.store.database import Database
from kiosk.store.files import PRIVATE_FILE, HomeFiles, HomeLock, make_private_folder, sync_file, sync_folder
from kiosk.store.moments import Clock, stamp, utc_now
from kiosk.store.photos import Photos

_NO_BACKUP = "This file is no whole kiosk backup, so nothing was changed. Choose another backup."


def _no_key() -> str:
    raise BadInput("This backup is sealed: have the twelve words of its recovery card ready.", "words")


@dataclass(frozen=True)
class RestoreReport:
    """Where the home is, where what it held before lies, and how many erased people were removed again."""

    home: Path
    set_aside: Path | None
    erased_again: int


def restore(
    path: Path, home: Path, clock: Clock = utc_now, erased: Iterable[str] = (), key: Callable[[], str] = _no_key
) -> RestoreReport:
    """Put a backup in the place of what a home holds; that is moved into `before-restore-...`, never deleted.

    `key` is asked only for a sealed backup: the words of its recovery card, or a group's secret key.

    People erased since the backup was made are erased from it again: those in the home's own `erasures.txt`,
    and the hashes in `erased` (another machine's list). BadInput when the file is no whole backup of a version
    this kiosk knows, AlreadyRunning when the home is in use; then nothing is changed.
    """
    files = HomeFiles(home)
    make_private_folder(home)
    owner = HomeLock(files.lock)
    try:
        with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as scratch:
            fresh = HomeFiles(Path(scratch))
            _unpack(_opened(path, Path(scratch), key), fresh)
            gone = erasure.remembered(files.erasures) | set(erased)
            again = _make_ours(fresh, clock, gone)
            set_aside = _swap(files, fresh, stamp(clock()))
    except OSError as error:
        raise StoreUnavailable(
            f"The backup could not be restored ({error.strerror}). Check the file and the room on the disk."
        ) from error
    finally:
        owner.release()
    return RestoreReport(home, set_aside, again)


def _opened(path: Path, scratch: Path, key: Callable[[], str]) -> Path:
    """Return the backup as a readable file: itself, or what was sealed in it."""
    if not sealing.is_sealed(path):
        return path
    plain = scratch / "unsealed"
    plain.touch(mode=PRIVATE_FILE)
    sealing.unseal(path, plain, key())
    return plain


def _unpack(path: Path, fresh: HomeFiles) -> None:
    """Check a backup as a whole, then lay its files out."""
    try:
        with path.open("rb") as file:
            manifest = verify(file)
            _refuse_newer(manifest)
            with zipfile.ZipFile(file) as bundle:
                for name in manifest.sha256:
                    bundle.extract(name, fresh.home)
    except BrokenBackup as error:
        raise BadInput(_NO_BACKUP) from error
    make_private_folder(fresh.photos)
    for extracted in (fresh.database, *fresh.photos.iterdir()):
        extracted.chmod(PRIVATE_FILE)
        sync_file(extracted)


def _refuse_newer(manifest: Manifest) -> None:
    if manifest.format > FORMAT or manifest.schema > schema.VERSION:
        raise BadInput("This backup was made by a newer kiosk. Install the newer kiosk first, then restore it.")


def _make_ours(fresh: HomeFiles, clock: Clock, gone: Iterable[str]) -> int:
    """Upgrade the restored database, give it a new device id and erase the erased; return how many."""
    try:
        with closing(schema.connect(fresh.database, writes=True)) as link:
            schema.upgrade(link, fresh)
            schema.name_device(link)
        with closing(Database(fresh, clock, writes=True)) as database:
            AuditTrail(database).note("restored a backup", SYSTEM)
            return erasure.erase_again(database, Photos(database), gone)
    except sqlite3.Error as error:
        raise BadInput(_NO_BACKUP) from error


def _swap(files: HomeFiles, fresh: HomeFiles, moment: str) -> Path | None:
    """Move what is there aside and the restored files in; the database comes last, so half a home never opens."""
    aside = files.home / f"before-restore-{moment.replace(':', '-')}"
    there = [name for name in _kept_names(files) if name.exists()]
    if there:
        make_private_folder(aside)
        for name in there:
            name.rename(aside / name.name)
        sync_folder(aside)
    fresh.photos.rename(files.photos)
    if fresh.erasures.exists():
        shutil.copyfile(fresh.erasures, files.erasures)
        sync_file(files.erasures)
    sync_folder(files.home)
    fresh.database.rename(files.database)
    sync_folder(files.home)
    return aside if there else None


def _kept_names(files: HomeFiles) -> list[Path]:
    """Return what belongs to the store, the database first; the list of erasures stays where it is."""
    return [files.database, *files.wal_files(), files.rescued, files.distrusted, files.photos, *files.older_databases()]
