"""After a disk error: a fresh whole copy takes the database's place, because the old pages cannot be trusted.

A failed fsync marks pages as written although they are not, so going on in the same file could lose later
changes that were acknowledged (reliability A2). Steps, each safe to be cut off after: write the copy, name it
`kiosk.db.rescued`, drop the old log, rename the copy to `kiosk.db`.
"""

import ctypes
import logging
import sqlite3
from contextlib import suppress

from kiosk.store.copies import copy_database
from kiosk.store.files import PRIVATE_FILE, HomeFiles, sync_folder
from kiosk.store.schema import connect

_log = logging.getLogger(__name__)


def distrust(files: HomeFiles) -> None:
    """Leave a mark for the next start; a disk that refuses even this is logged."""
    try:
        files.distrusted.touch(mode=PRIVATE_FILE)
        sync_folder(files.home)
    except OSError as error:
        _log.error("could not mark the database: %s", error)


def copy(link: sqlite3.Connection, files: HomeFiles) -> None:
    """Copy everything readable into `kiosk.db.rescued`; sqlite3.Error or OSError when the disk still fails."""
    draft = files.rescued.with_name(".kiosk.db.copy")
    copy_database(link, draft)
    draft.replace(files.rescued)
    sync_folder(files.home)


def put_in_place(files: HomeFiles) -> None:
    """Let a finished copy take the database's place, also when an earlier try was cut off."""
    if not files.rescued.exists():
        return
    for side in files.wal_files():
        side.unlink(missing_ok=True)
    sync_folder(files.home)
    files.rescued.replace(files.database)
    files.distrusted.unlink(missing_ok=True)
    sync_folder(files.home)


def at_start(files: HomeFiles) -> None:
    """Finish or do the rescue that a failed disk left behind."""
    put_in_place(files)
    if not files.distrusted.exists():
        return
    link = connect(files.database, writes=True)
    copy(link, files)
    put_in_place(files)
    with suppress(sqlite3.Error):
        link.close()


def never_close(link: sqlite3.Connection) -> None:
    """Keep a connection open until the process ends: closing would move distrusted pages and say it worked."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(link))
