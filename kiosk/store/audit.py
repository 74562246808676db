"""The audit trail: who changed what and when, each line holding the hash of the one before (reliability D5).

Whatever could name a person (the document, the fields, a relative's name) lies apart in `audit_details`, and the
chain holds only a salted digest of it: erasing a person removes the details and leaves the chain whole.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from kiosk.people.staff import Actor, ActorKind
from kiosk.store.database import Database, Transaction
from kiosk.store.moments import stamp
from kiosk.units import ResidentId

_START = "0" * 64
_OWN_IDS = (ActorKind.STAFF, ActorKind.SYSTEM)


@dataclass(frozen=True)
class Line:
    """What one audit line says, before it is chained."""

    action: str
    table: str = ""
    document: str = ""
    resident: ResidentId | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class AuditEntry:
    """One line of the trail; after an erasure the personal parts are empty and `at`, `action`, `table` stay."""

    sequence: int
    at: datetime
    by: Actor
    action: str
    table: str
    document: str
    resident: ResidentId | None
    fields: tuple[str, ...]


@dataclass(frozen=True)
class _Details:
    salt: str
    by_id: str
    by_name: str
    document: str
    fields: tuple[str, ...]


_Row = tuple[int, str, str, str, str, str, str | None, bytes | None]


def append(change: Transaction, device: str, line: Line) -> None:
    """Add a line to the chain, inside the transaction it speaks of."""
    body = msgspec.json.encode(
        _Details(secrets.token_hex(16), change.by.id, change.by.name, line.document, line.fields)
    )
    by_id = change.by.id if change.by.kind in _OWN_IDS else ""
    values = (
        device,
        change.number(device, "audit"),
        stamp(change.at),
        str(change.by.kind),
        by_id,
        line.action,
        line.table,
        _digest(line.resident, body),
    )
    previous = _head(change.link)
    cursor = change.link.execute(
        "INSERT INTO audit (device, sequence, at, by_kind, by_id, action, tbl, digest, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, _chained(previous, values)),
    )
    change.link.execute("INSERT INTO audit_details VALUES (?, ?, ?)", (cursor.lastrowid, line.resident, body))


def _digest(resident: str | None, body: bytes) -> str:
    return hashlib.sha256(msgspec.json.encode(resident) + body).hexdigest()


def _chained(previous: str, values: Iterable[object]) -> str:
    return hashlib.sha256(previous.encode() + msgspec.json.encode(list(values))).hexdigest()


def _head(link: sqlite3.Connection) -> str:
    row = link.execute("SELECT hash FROM audit ORDER BY entry DESC LIMIT 1").fetchone()
    return str(row[0]) if row else _START


def faults(link: sqlite3.Connection) -> tuple[str, ...]:
    """Walk the whole chain; return a sentence for each break, none when it is whole."""
    found: list[str] = []
    previous, without_details = _START, 0
    for entry, *values, kept, resident, body in link.execute(
        "SELECT a.entry, a.device, a.sequence, a.at, a.by_kind, a.by_id, a.action, a.tbl, a.digest, a.hash, "
        "d.resident, CAST(d.body AS BLOB) FROM audit a LEFT JOIN audit_details d USING (entry) ORDER BY a.entry"
    ):
        if _chained(previous, values) != kept:
            found.append(f"Audit line {entry} was changed, or a line before it was taken out.")
        if body is None:
            without_details += 1
        elif _digest(resident, body) != values[-1]:
            found.append(f"What audit line {entry} says was changed.")
        previous = kept
    erased = link.execute("SELECT coalesce(sum(audit_lines), 0) FROM erasures").fetchone()[0]
    if without_details != erased:
        found.append(f"{without_details} audit lines have no details, but erasures explain {erased}.")
    return tuple(found)


class AuditTrail:
    """Reads the trail, and adds lines for what is no change of a document (a sign-in, an export)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, what: str, by: Actor, resident: ResidentId | None = None) -> None:
        """Add the line "`what`" by `by`, about `resident` when it concerns one; durable on return."""
        with self._database.transaction(by) as change:
            append(change, self._database.device, Line(what, resident=resident))

    def entries(self, resident: ResidentId | None = None, limit: int = 100) -> tuple[AuditEntry, ...]:
        """Return the newest `limit` lines, newest first; only those about `resident` when given."""
        narrowed = "" if resident is None else "WHERE d.resident = ?"
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT a.sequence, a.at, a.by_kind, a.by_id, a.action, a.tbl, d.resident, CAST(d.body AS BLOB) "  # noqa: S608
                f"FROM audit a LEFT JOIN audit_details d USING (entry) {narrowed} ORDER BY a.entry DESC LIMIT ?",
                (limit,) if resident is None else (resident, limit),
            ).fetchall()
        return tuple(entry for row in rows if (entry := self._whole_entry(row)) is not None)

    def _whole_entry(self, row: _Row) -> AuditEntry | None:
        """Return a line, or None for one that is damaged: it is left out and somebody is told."""
        try:
            return _entry(row)
        except (ValueError, msgspec.DecodeError) as error:
            self._database.note_damage(f"audit {row[0]}: {error}")
            return None

    def counted(self, since: datetime, until: datetime) -> dict[tuple[str, str], int]:
        """Return how many lines there are by (action, table), from `since` until before `until`."""
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT action, tbl, count(*) FROM audit WHERE at >= ? AND at < ? GROUP BY action, tbl",
                (stamp(since), stamp(until)),
            ).fetchall()
        return {(str(action), str(table)): int(count) for action, table, count in rows}

    def head(self) -> str:
        """Return the newest hash; kept off the box, it shows when the end of the trail was cut off."""
        with self._database.reading() as link:
            return _head(link)

    def verify(self) -> tuple[str, ...]:
        """Walk the whole chain; return a sentence for each break, none when it is whole."""
        with self._database.reading() as link:
            return faults(link)


def _entry(row: _Row) -> AuditEntry:
    sequence, at, by_kind, by_id, action, table, resident, body = row
    details = msgspec.json.decode(body, type=_Details) if body else _Details("", by_id, "", "", ())
    return AuditEntry(
        sequence,
        datetime.fromisoformat(at),
        Actor(ActorKind(by_kind), details.by_id, details.by_name),
        action,
        table,
        details.document,
        ResidentId(resident) if resident else None,
        details.fields,
    )
