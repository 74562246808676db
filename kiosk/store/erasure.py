"""Erasing a person: documents, records, photos and the audit trail's personal parts, gone from the bytes too.

A hash of the id stays, in the database and in `erasures.txt` beside it, so that no late page, other device or
restored backup brings the person back (reliability D9).
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.errors import NotFound, StoreUnavailable
from kiosk.people.staff import SYSTEM, Actor
from kiosk.store import audit
from kiosk.store.database import Database, Transaction
from kiosk.store.erased import tombstone
from kiosk.store.files import PRIVATE_FILE, HomeFiles, sync_folder, wipe
from kiosk.store.leaving import leave_groups
from kiosk.store.moments import stamp
from kiosk.store.opening import SET_ASIDE
from kiosk.store.photos import Photos, owned
from kiosk.store.schema import RECORD_TABLES
from kiosk.store.tinydb_storage import collection_for, resident_in
from kiosk.store.trouble import trouble_of_file
from kiosk.units import PhotoId, ResidentId


@dataclass(frozen=True)
class ErasureReport:
    """How much was removed, and where older copies lie that a person has to remove by hand."""

    documents: int
    records: int
    photos: int
    copies: tuple[Path, ...]


def erase(database: Database, photos: Photos, resident: ResidentId, by: Actor) -> ErasureReport:
    """Remove everything kept about one person; NotFound when there is nobody.

    The removal is one transaction. Photos and the rewriting of the file follow; a power cut between is made
    good at the next start.
    """
    with database.lock:
        with database.transaction(by) as change:
            pictures = owned(change.link, collection_for(resident))
            documents, records = _remove(change, resident)
            if not documents and not records:
                raise NotFound("Nobody is kept under this id, so there is nothing to erase.")
            _leave_tombstone(change, database, resident, pictures)
        removed = finish(database, photos)
    return ErasureReport(documents, records, removed, tuple(sorted(database.files.home.glob(SET_ASIDE))))


def _remove(change: Transaction, resident: ResidentId) -> tuple[int, int]:
    """Delete a person's rows; return how many documents and records that was."""
    link, collection = change.link, collection_for(resident)
    link.execute(
        "DELETE FROM web_sessions WHERE kind = 'family' AND (subject = ? OR subject IN "
        "(SELECT id FROM documents WHERE collection = ? AND tbl = 'invitations'))",
        (resident, collection),
    )
    link.execute("DELETE FROM photo_owners WHERE collection = ?", (collection,))
    leave_groups(link, resident)
    documents = link.execute("DELETE FROM documents WHERE collection = ?", (collection,)).rowcount
    return documents, sum(_remove_records(link, table, resident) for table in RECORD_TABLES)


def _remove_records(link: sqlite3.Connection, table: str, resident: ResidentId) -> int:
    link.execute(
        f"UPDATE counters SET erased = erased + (SELECT count(*) FROM {table} t "  # noqa: S608
        "WHERE t.resident = ? AND t.device = counters.device) WHERE tbl = ?",
        (resident, table),
    )
    return link.execute(f"DELETE FROM {table} WHERE resident = ?", (resident,)).rowcount  # noqa: S608


def _leave_tombstone(
    change: Transaction, database: Database, resident: ResidentId, pictures: Iterable[PhotoId]
) -> None:
    lines = change.link.execute("DELETE FROM audit_details WHERE resident = ?", (resident,)).rowcount
    change.link.execute(
        "INSERT INTO erasures VALUES (?, ?, ?, ?, 0) ON CONFLICT (who) DO UPDATE SET "
        "audit_lines = audit_lines + excluded.audit_lines, photos = excluded.photos, finished = 0",
        (tombstone(resident), stamp(change.at), lines, msgspec.json.encode(sorted(pictures)).decode()),
    )
    audit.append(change, database.device, audit.Line("erased one person"))


def finish(database: Database, photos: Photos) -> int:
    """Remove the photos of erased people and rewrite the file without their bytes; return how many photos.

    Does nothing when no erasure is open. StoreUnavailable when the disk cannot do it; the next start tries again.
    """
    with database.lock:
        with database.reading() as link:
            open_ones = link.execute("SELECT who, photos FROM erasures WHERE finished = 0").fetchall()
        if not open_ones:
            return 0
        try:
            removed = _remove_files(database, photos, open_ones)
        except OSError as error:
            raise StoreUnavailable(trouble_of_file(error)) from error
        with database.transaction(SYSTEM) as change:
            change.link.execute("UPDATE erasures SET photos = '[]'")
        database.compact()
        with database.transaction(SYSTEM) as change:
            change.link.execute("UPDATE erasures SET finished = 1")
        return removed


def _remove_files(database: Database, photos: Photos, open_ones: Iterable[tuple[str, str]]) -> int:
    """Note who was erased beside the database, then wipe their photos, the last voice heard, and old copies."""
    remember(database.files, [who for who, _ in open_ones])
    theirs = {PhotoId(name) for _, names in open_ones for name in msgspec.json.decode(names)}
    for older in database.files.older_databases():
        wipe(older)
    wipe(database.files.greeting)  # whoever it is of: the next press writes it anew
    with database.reading() as link:
        return photos.remove(theirs, owned(link))


def remember(files: HomeFiles, tombstones: Iterable[str]) -> None:
    """Add hashes to the list beside the database; durable on return."""
    missing = sorted(set(tombstones) - remembered(files.erasures))
    if not missing:
        return
    handle = os.open(files.erasures, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.writelines(f"{name}\n" for name in missing)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(files.home)


def remembered(path: Path) -> set[str]:
    """Return the hashes in a list of erasures; none when there is no list."""
    return set(path.read_text(encoding="ascii").split()) if path.exists() else set()


def erase_again(database: Database, photos: Photos, tombstones: Iterable[str]) -> int:
    """Erase whoever came back with a backup, and keep every tombstone; return how many people that was."""
    gone = set(tombstones)
    back = [resident for resident in sorted(_everybody(database)) if tombstone(resident) in gone]
    for resident in back:
        erase(database, photos, resident, SYSTEM)
    with database.transaction(SYSTEM) as change:
        change.link.executemany(
            "INSERT INTO erasures VALUES (?, ?, 0, '[]', 1) ON CONFLICT DO NOTHING",
            [(name, stamp(change.at)) for name in sorted(gone)],
        )
    remember(database.files, gone)
    return len(back)


def _everybody(database: Database) -> set[ResidentId]:
    """Return everyone any document or record is about."""
    with database.reading() as link:
        names = {str(row[0]) for row in link.execute("SELECT DISTINCT collection FROM documents")}
        people = {resident for name in names if (resident := resident_in(name)) is not None}
        for table in RECORD_TABLES:
            people |= {ResidentId(row[0]) for row in link.execute(f"SELECT DISTINCT resident FROM {table}")}  # noqa: S608
    return people
