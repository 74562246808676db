"""Leaving groups: what several people share stays with the others when one of them is erased, without their id."""

import sqlite3
from dataclasses import replace
from typing import Any

import msgspec

from kiosk.care.plays import Play, Session
from kiosk.care.session_run import Tap
from kiosk.store.journal import row_sum
from kiosk.store.rows import checksum
from kiosk.store.session_plans import PLAN_TABLE
from kiosk.store.tinydb_storage import HOME
from kiosk.units import ResidentId

_COLUMNS = "device, sequence, id, resident, session, at, body"
_PLANS = f"collection = ? AND tbl = '{PLAN_TABLE}'"
_Shared = Session | Play | Tap
_Row = tuple[str, int, str | None, str, str | None, str, bytes]


def leave_groups(link: sqlite3.Connection, resident: ResidentId) -> None:
    """Take a person out of every group session; the next one named keeps what the group heard."""
    joined = "id IN (SELECT session FROM session_people WHERE resident = ?)"
    for row in _rows(link, "sessions", f"resident = ? OR {joined}", resident, resident):
        session = msgspec.json.decode(row[6], type=Session)
        rest = tuple(one for one in people_of(link, session) if one != resident)
        if rest:
            _hand_over(link, row, replace(session, resident=rest[0], others=rest[1:]))
    link.execute("DELETE FROM session_people WHERE resident = ?", (resident,))
    for key, body in link.execute(f"SELECT id, body FROM documents WHERE {_PLANS}", (HOME,)).fetchall():  # noqa: S608
        plan = msgspec.json.decode(body)
        if resident in plan["people"]:
            _without(link, key, plan, resident)


def people_of(link: sqlite3.Connection, session: Session) -> tuple[ResidentId, ...]:
    """Return everyone a session is for, those who came later too."""
    rows = link.execute("SELECT resident FROM session_people WHERE session = ? ORDER BY resident", (session.id,))
    return tuple(dict.fromkeys((*session.people, *(ResidentId(one) for (one,) in rows))))


def _without(link: sqlite3.Connection, key: str, plan: dict[str, Any], resident: ResidentId) -> None:
    """Keep a group's plan for the others, in place; nobody's name is in it."""
    plan["people"] = [one for one in plan["people"] if one != resident]
    body = msgspec.json.encode(plan)
    total = checksum(HOME, PLAN_TABLE, key, body)
    link.execute("UPDATE documents SET body = ?, sum = ? WHERE tbl = ? AND id = ?", (body, total, PLAN_TABLE, key))


def _hand_over(link: sqlite3.Connection, row: _Row, session: Session) -> None:
    _rewrite(link, "sessions", row, session.resident, session)
    link.execute(
        "DELETE FROM session_people WHERE session = ? AND resident = ?",
        (session.id, session.resident),
    )
    for tap in _rows(link, "session_taps", "session = ? AND resident = ?", session.id, row[3]):
        told = msgspec.json.decode(tap[6], type=Tap)
        if told.resident is None:
            _rewrite(link, "session_taps", tap, session.resident, told)
    for play in _rows(link, "plays", "session = ?", session.id):
        heard = msgspec.json.decode(play[6], type=Play)
        _rewrite(link, "plays", play, session.resident, replace(heard, resident=session.resident))


def _rows(link: sqlite3.Connection, table: str, where: str, *values: str) -> list[_Row]:
    return link.execute(f"SELECT {_COLUMNS} FROM {table} WHERE {where}", values).fetchall()  # noqa: S608


def _rewrite(link: sqlite3.Connection, table: str, row: _Row, resident: ResidentId, record: _Shared) -> None:
    """Put a record in its own place again; its number stays, so that nothing looks missing."""
    device, sequence, key, _, session, at, _ = row
    body = msgspec.json.encode(record)
    total = row_sum(device, sequence, key, resident, session, at, body)
    link.execute(f"DELETE FROM {table} WHERE device = ? AND sequence = ?", (device, sequence))  # noqa: S608
    link.execute(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (device, sequence, key, resident, session, at, body, total),
    )
