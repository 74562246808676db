"""Who was erased: kept as hashes, so that the list names nobody and still keeps them from coming back."""

import hashlib
import sqlite3

from kiosk.errors import NotFound
from kiosk.units import ResidentId


def tombstone(resident: ResidentId) -> str:
    """Return the hash that stands for an erased person."""
    return hashlib.sha256(b"erased:" + resident.encode()).hexdigest()


def refuse(link: sqlite3.Connection, resident: ResidentId | None) -> None:
    """Raise NotFound when the person was erased: late pages and late devices bring nobody back."""
    if resident is None:
        return
    if link.execute("SELECT 1 FROM erasures WHERE who = ?", (tombstone(resident),)).fetchone():
        raise NotFound("This person's record was erased, so nothing more is kept about them.")
