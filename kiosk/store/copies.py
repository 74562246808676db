"""Whole copies of a database: consistent, checked and durable before anybody relies on them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.store.files import PRIVATE_FILE, sync_file


def copy_database(link: sqlite3.Connection, target: Path) -> None:
    """Copy an open database to a private file of its own, check it, and make it durable.

    sqlite3.Error when the copy is damaged or the disk fails.
    """
    target.unlink(missing_ok=True)
    target.touch(mode=PRIVATE_FILE)
    with closing(sqlite3.connect(target, isolation_level=None)) as fresh:
        link.backup(fresh)
        fresh.execute("PRAGMA journal_mode=DELETE")
        found = fresh.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged: {found}")
    sync_file(target)
