"""A journal: one table of records, which only grows, one row each, numbered per device and checked by its sum."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from kiosk.errors import Conflict, NotFound, StoreUnavailable
from kiosk.people.staff import SYSTEM
from kiosk.store import erased
from kiosk.store.database import Database
from kiosk.store.moments import stamp
from kiosk.store.rows import checksum
from kiosk.store.schema import SHARED
from kiosk.store.trouble import Trouble
from kiosk.units import ResidentId, SessionId

Record = TypeVar("Record")


@dataclass(frozen=True)
class Keys:
    """What a row is found by; `id` None for what has no id of its own."""

    id: str | None
    resident: ResidentId
    session: str | None
    at: datetime


class Journal(Generic[Record]):
    """One table of records."""

    def __init__(self, database: Database, table: str, kind: type[Record]) -> None:
        self._database = database
        self._table = table
        self._kind = kind

    def append(self, keys: Keys, record: Record) -> int:
        """Keep a record and return its number on this device; durable on return.

        The same record again (a tap sent twice) gets the number it has. Conflict when another one has its id.
        """
        body = msgspec.json.encode(record)
        with self._database.transaction(SYSTEM) as change:
            erased.refuse(change.link, keys.resident)
            held = self._number_of(change.link, keys.id, body)
            if held is not None:
                return held
            sequence = change.number(self._database.device, self._table)
            self._insert(change.link, sequence, keys, body)
        return sequence

    def _number_of(self, link: sqlite3.Connection, key: str | None, body: bytes) -> int | None:
        row = link.execute(f"SELECT sequence, body FROM {self._table} WHERE id = ?", (key,)).fetchone()  # noqa: S608
        if row is None:
            return None
        if row[1] != body:
            raise Conflict("Another record is kept under the same id. Please start again.")
        return int(row[0])

    def _insert(self, link: sqlite3.Connection, sequence: int, keys: Keys, body: bytes) -> None:
        device, at = self._database.device, stamp(keys.at)
        total = row_sum(device, sequence, keys.id, keys.resident, keys.session, at, body)
        link.execute(
            f"INSERT INTO {self._table} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (device, sequence, keys.id, keys.resident, keys.session, at, body, total),
        )

    def of(self, resident: ResidentId, since: datetime | None) -> tuple[Record, ...]:
        """Return what is about a person since a moment, oldest first."""
        return self._where("resident = ? AND at >= ?", resident, "" if since is None else stamp(since))

    def shared(self, resident: ResidentId, since: datetime | None) -> tuple[Record, ...]:
        """Return what is about a person, and what is about a group they were in."""
        return self._where(f"{SHARED} AND at >= ?", resident, resident, "" if since is None else stamp(since))

    def of_session(self, session: SessionId) -> tuple[Record, ...]:
        """Return what belongs to a session, oldest first."""
        return self._where("session = ?", session)

    def get(self, key: str, word: str) -> Record:
        """Return one record; NotFound, with the word people use for one, when there is none."""
        found = self.find(key)
        if found is None:
            raise NotFound(f"This {word} is not kept here. Go back and choose again.")
        return found

    def find(self, key: str) -> Record | None:
        """Return one record, None when there is none."""
        return next(iter(self._where("id = ?", key)), None)

    def last_shared(self, resident: ResidentId) -> Record | None:
        """Return the newest of what is about a person, or about a group they were in."""
        who = (resident, resident)
        with self._database.reading() as link:
            row = link.execute(f"SELECT max(at) FROM {self._table} WHERE {SHARED}", who).fetchone()  # noqa: S608
        return self._where(f"{SHARED} AND at = ?", *who, row[0])[-1] if row[0] else None

    def newest(self, resident: ResidentId, most: int) -> tuple[Record, ...]:
        """Return the newest of what is about a person, oldest first; more when several are of one moment."""
        return self._newest("resident = ?", most, resident)

    def newest_shared(self, resident: ResidentId, most: int) -> tuple[Record, ...]:
        """Return the newest of what is about a person, or about a group they were in, oldest first."""
        return self._newest(SHARED, most, resident, resident)

    def _newest(self, condition: str, most: int, *who: str) -> tuple[Record, ...]:
        with self._database.reading() as link:
            row = link.execute(
                f"SELECT min(at) FROM (SELECT at FROM {self._table} WHERE {condition} ORDER BY at DESC LIMIT ?)",  # noqa: S608
                (*who, most),
            ).fetchone()
        return self._where(f"{condition} AND at >= ?", *who, row[0]) if row[0] else ()

    def between(self, resident: ResidentId, since: datetime, until: datetime) -> tuple[Record, ...]:
        """Return what is about a person from `since` until before `until`, oldest first."""
        return self._where("resident = ? AND at >= ? AND at < ?", resident, stamp(since), stamp(until))

    def last_before(self, resident: ResidentId, until: datetime) -> datetime | None:
        """Return the moment of the last one before `until`, None when there is none."""
        with self._database.reading() as link:
            row = link.execute(
                f"SELECT max(at) FROM {self._table} WHERE resident = ? AND at < ?",  # noqa: S608
                (resident, stamp(until)),
            ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

    def count_shared(self, resident: ResidentId) -> int:
        """Count what is about a person, or about a group they were in."""
        return self._count(SHARED, resident, resident)

    def count_first(self, resident: ResidentId) -> int:
        """Count what amends nothing."""
        return self._count("resident = ? AND json_extract(CAST(body AS TEXT), '$.amends') IS NULL", resident)

    def _count(self, condition: str, *values: str) -> int:
        with self._database.reading() as link:
            row = link.execute(f"SELECT count(*) FROM {self._table} WHERE {condition}", values).fetchone()  # noqa: S608
        return int(row[0])

    def _where(self, condition: str, *values: str) -> tuple[Record, ...]:
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT device, sequence, id, resident, session, at, body, sum "  # noqa: S608
                f"FROM {self._table} WHERE {condition} ORDER BY at, device, sequence",
                values,
            ).fetchall()
        whole = [row for row in rows if self._is_whole(row)]
        return tuple(self._record(row[6]) for row in whole)

    def _is_whole(self, row: tuple[Any, ...]) -> bool:
        """Say whether a row is as it was written; a damaged one is left out and somebody is told."""
        if row_sum(*row[:7]) == row[7]:
            return True
        self._database.note_damage(f"{self._table} {row[0]}/{row[1]}")
        return False

    def _record(self, body: bytes) -> Record:
        try:
            return msgspec.json.decode(body, type=self._kind)
        except msgspec.ValidationError as error:
            self._database.note_damage(f"{self._table}: {error}")
            raise StoreUnavailable(Trouble.DAMAGED) from error


def row_sum(
    device: str, sequence: int, key: str | None, resident: str, session: str | None, at: str, body: bytes
) -> int:
    """Return the checksum of one record's row."""
    return checksum(device, sequence, key, resident, session, at, body)
