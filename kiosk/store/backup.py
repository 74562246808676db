"""Backups: everything but the music in one file, read back before it gets its name.

The file is a zip: `kiosk.db`, `photos/<sha256>.jpg`, and `manifest.json` with the SHA-256 of each. Its comment,
the last 64 bytes, is the SHA-256 of all the bytes before. Once the home has a recovery card, the zip is sealed to it
(`sealing`).
"""

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from kiosk.errors import NotFound, StoreUnavailable
from kiosk.store import schema, sealing
from kiosk.store.copies import copy_database
from kiosk.store.database import Database
from kiosk.store.files import free_bytes, write_atomically
from kiosk.store.moments import stamp
from kiosk.store.photos import Photos, shown
from kiosk.store.trouble import Trouble, trouble_of
from kiosk.units import PhotoId

FORMAT = 1
DATABASE = "kiosk.db"
MANIFEST = "manifest.json"
_UNSEALED = b"0" * 64


@dataclass(frozen=True)
class BackupReport:
    """A backup that was read back and found whole; `warnings` say in words what was missing at home."""

    path: Path
    size: int
    residents: int
    photos: int
    warnings: tuple[str, ...]
    sealed: bool = False


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the SHA-256 of every member."""

    format: int
    made_at: str
    schema: int
    sha256: dict[str, str]


class BrokenBackup(Exception):
    """A file that is no whole backup."""


def write(database: Database, photos: Photos, path: Path, publics: Sequence[str] = ()) -> BackupReport:
    """Write a home's backup to `path`: afterwards the old file is there, or a whole new one.

    Works beside a running kiosk. With public keys it is sealed to them, and nothing readable is ever written beside
    `path`, which may be a stick that gets lost. StoreUnavailable, in a sentence, when it could not be done.
    """
    packed: set[PhotoId] = set()

    def fill(file: IO[bytes]) -> None:
        packed.update(_pack(file, snapshot, photos, stamp(database.clock())))
        seal(file)
        verify(file)

    try:
        beside = database.files.home if publics else path.parent
        with tempfile.TemporaryDirectory(dir=beside, prefix=".kiosk-backup-") as scratch:
            snapshot = Path(scratch) / DATABASE
            residents, wanted = _snapshot(database, snapshot)
            sealed = partial(sealing.seal, fill, publics=publics, scratch=Path(scratch))
            write_atomically(path, sealed if publics else fill)
    except (OSError, sqlite3.Error, BrokenBackup) as error:
        raise StoreUnavailable(_why_not(error, path.parent)) from error
    warnings = tuple(f"The photo {key} is missing or damaged, so it is not in the backup." for key in wanted - packed)
    size = path.stat().st_size
    return BackupReport(path, size, residents, len(packed), tuple(sorted(warnings)), sealed=bool(publics))


def _why_not(error: Exception, place: Path) -> str:
    full = isinstance(error, sqlite3.Error) and trouble_of(error, free_bytes(place)) is Trouble.FULL
    if isinstance(error, OSError) or full:
        why = "no room left" if full else getattr(error, "strerror", "")
        return f"The backup could not be written to {place} ({why}). Choose another place for it."
    return "No whole backup could be made. Run `kiosk check` to see why."


def _snapshot(database: Database, target: Path) -> tuple[int, set[PhotoId]]:
    """Copy the database at one moment, without holding up writers; return its residents and their photos."""
    with closing(schema.connect(database.files.database, writes=False)) as link:
        copy_database(link, target)
    with closing(sqlite3.connect(target)) as copy:
        residents = copy.execute("SELECT count(*) FROM documents WHERE tbl = 'residents'").fetchone()[0]
        return int(residents), shown(copy)


def _pack(file: IO[bytes], snapshot: Path, photos: Photos, made_at: str) -> set[PhotoId]:
    """Fill the zip; return the photos that were whole and went in."""
    sums: dict[str, str] = {}
    packed: set[PhotoId] = set()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        bundle.write(snapshot, DATABASE)
        sums[DATABASE] = _sha256(snapshot.open("rb"))
        for key in photos.all():
            data = _whole_photo(photos, key)
            if data is not None:
                bundle.writestr(f"photos/{key}.jpg", data, zipfile.ZIP_STORED)
                sums[f"photos/{key}.jpg"] = key
                packed.add(key)
        bundle.comment = _UNSEALED
        bundle.writestr(MANIFEST, msgspec.json.encode(Manifest(FORMAT, made_at, schema.VERSION, sums)))
    return packed


def _whole_photo(photos: Photos, key: PhotoId) -> bytes | None:
    try:
        return photos.read(key)
    except (NotFound, StoreUnavailable):
        return None


def seal(file: IO[bytes]) -> None:
    """Put the SHA-256 of everything before it at the end, in the zip's comment."""
    digest = _hash_before_seal(file)
    file.seek(-len(_UNSEALED), os.SEEK_END)
    file.write(digest)


def verify(file: IO[bytes]) -> Manifest:
    """Read a backup from its first to its last byte; BrokenBackup when anything is missing or differs.

    The seal is looked at before anything is unpacked: a zip reader can stumble over damage in many ways.
    """
    if _hash_before_seal(file) != file.read(len(_UNSEALED)):
        raise BrokenBackup("the seal does not fit")
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest = msgspec.json.decode(bundle.read(MANIFEST), type=Manifest)
            _compare(bundle, manifest)
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError) as error:
        raise BrokenBackup(str(error)) from error
    return manifest


def _compare(bundle: zipfile.ZipFile, manifest: Manifest) -> None:
    if sorted(bundle.namelist()) != sorted([MANIFEST, *manifest.sha256]) or DATABASE not in manifest.sha256:
        raise BrokenBackup("members are missing")
    for name, expected in manifest.sha256.items():
        if _sha256(bundle.open(name)) != expected:
            raise BrokenBackup(f"{name} differs")


def _hash_before_seal(file: IO[bytes]) -> bytes:
    """Hash all but the last 64 bytes, and leave the file there."""
    left = file.seek(0, os.SEEK_END) - len(_UNSEALED)
    file.seek(0)
    running = hashlib.sha256()
    while left > 0 and (block := file.read(min(left, 1 << 20))):
        running.update(block)
        left -= len(block)
    return running.hexdigest().encode()


def _sha256(source: IO[bytes]) -> str:
    with source:
        return hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]  # reads, no more
