"""Photos: files named by the SHA-256 of their bytes, so that a name can never show the wrong picture."""

import hashlib
import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.errors import NotFound, StoreUnavailable
from kiosk.store.database import Database
from kiosk.store.files import make_private_folder, sync_folder, wipe, write_atomically
from kiosk.store.rows import PHOTO_FIELDS
from kiosk.store.trouble import ONLY_A_VIEW, Trouble, trouble_of_file
from kiosk.units import PhotoId

FRESH = timedelta(hours=1)
"""How long a photo that nobody shows yet is left alone."""
_NAME = re.compile(r"[0-9a-f]{64}")


def photo_id(data: bytes) -> PhotoId:
    """Return the id of a photo: the SHA-256 of its bytes, in hex."""
    return PhotoId(hashlib.sha256(data).hexdigest())


def shown(link: sqlite3.Connection, collection: str | None = None) -> set[PhotoId]:
    """Return the photos that documents show: everybody's, or those of one collection."""
    found: set[PhotoId] = set()
    for table, body in link.execute(
        "SELECT tbl, body FROM documents WHERE tbl IN ('residents', 'memories') AND ? IN (collection, '')",
        (collection or "",),
    ):
        photo = msgspec.json.decode(body).get(PHOTO_FIELDS[table])
        found |= {PhotoId(photo)} if photo else set()
    return found


def owned(link: sqlite3.Connection, collection: str | None = None) -> set[PhotoId]:
    """Return the photos that documents show or once showed: everybody's, or those of one collection."""
    rows = link.execute("SELECT photo FROM photo_owners WHERE ? IN (collection, '')", (collection or "",))
    return {PhotoId(row[0]) for row in rows}


class Photos:
    """The home's photos, as JPEG."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = database.files.photos
        self._fresh: dict[PhotoId, datetime] = {}

    def path(self, key: PhotoId) -> Path:
        """Return where a photo lies; NotFound for what is no photo's id."""
        if not _NAME.fullmatch(key):
            raise NotFound("This picture is not kept here.")
        return self._folder / f"{key}.jpg"

    def save(self, data: bytes) -> PhotoId:
        """Keep a photo and return its id; durable on return. The same bytes are kept once."""
        key = photo_id(data)
        with self._database.lock:
            if not self._database.writes:
                raise StoreUnavailable(ONLY_A_VIEW)
            self._fresh[key] = self._database.clock()
            if not self.is_whole(key):
                self._write(key, data)
        return key

    def _write(self, key: PhotoId, data: bytes) -> None:
        try:
            make_private_folder(self._folder)
            write_atomically(self.path(key), lambda file: file.write(data))
        except OSError as error:
            trouble = trouble_of_file(error)
            if trouble is Trouble.FULL:
                raise StoreUnavailable(trouble) from error
            raise self._database.stop_writing(trouble) from error

    def read(self, key: PhotoId) -> bytes:
        """Return a photo's bytes, checked; NotFound when there is none, StoreUnavailable when it is damaged."""
        try:
            data = self.path(key).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("This picture is not kept here any more.") from error
        except OSError as error:
            raise StoreUnavailable("This picture cannot be read. Ask for the kiosk's disk to be checked.") from error
        if photo_id(data) != key:
            self._database.note_damage(f"photo {key}")
            raise StoreUnavailable("This picture is damaged. Add it again, or restore the newest backup.")
        return data

    def is_whole(self, key: PhotoId) -> bool:
        """Say whether the file is there and holds what its name says."""
        path = self.path(key)
        return path.exists() and photo_id(path.read_bytes()) == key

    def all(self) -> tuple[PhotoId, ...]:
        """Return every photo's id, sorted."""
        names = sorted(path.stem for path in self._folder.glob("*.jpg") if _NAME.fullmatch(path.stem))
        return tuple(PhotoId(name) for name in names)

    def remove(self, theirs: set[PhotoId], others: set[PhotoId]) -> int:
        """Wipe the photos of an erased person that nobody else owns; return how many.

        Photos that nobody ever owned go as well, unless they came within the last hour: those may still be
        waiting for their memory to be saved.
        """
        recent = {key for key, at in self._fresh.items() if self._database.clock() - at < FRESH}
        goes = (theirs - others) | (set(self.all()) - others - recent)
        gone = [key for key in sorted(goes) if self.path(key).exists()]
        for key in gone:
            wipe(self.path(key))
        if gone:
            sync_folder(self._folder)
        return len(gone)
