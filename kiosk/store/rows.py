"""Rows of documents: one collection as a whole state, read with its checksums, written as what changed."""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

Body = dict[str, Any]
State = dict[str, dict[str, Body]]
"""table -> id -> document."""


PHOTO_FIELDS = {"residents": "portrait", "memories": "photo"}
"""Where documents show a photo; whoever ever showed one owns it, so that erasing them finds it."""


@dataclass(frozen=True)
class Change:
    """One document that differs: `before` None when it is new, `after` None when it goes."""

    table: str
    id: str
    before: Body | None
    after: Body | None

    @property
    def action(self) -> str:
        """Say what happened, in the audit trail's word."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields that differ, sorted; the revision always does and is left out."""
        before, after = self.before or {}, self.after or {}
        names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        return tuple(sorted(names - {"revision"}))


def checksum(*parts: object) -> int:
    """Return the sum that shows a flipped bit in a row (SQLite keeps none of its own).

    A flipped bit can change a value's type as well, so any type is taken.
    """
    total = 0
    for part in parts:
        total = zlib.crc32(part if isinstance(part, bytes) else f"{part}|".encode(), total)
    return total


def load(link: sqlite3.Connection, collection: str) -> tuple[State, list[str]]:
    """Return a collection's documents, and the names of damaged ones that were left out."""
    state: State = {}
    damaged: list[str] = []
    for table, key, body, kept in link.execute(
        "SELECT tbl, id, body, sum FROM documents WHERE collection = ?", (collection,)
    ):
        if checksum(collection, table, key, body) == kept:
            state.setdefault(table, {})[key] = msgspec.json.decode(body)
        else:
            damaged.append(f"{table} {key}")
    return state, damaged


def changes(before: State, after: Mapping[str, Mapping[str, Body]]) -> Iterator[Change]:
    """Yield every document that differs between two states of a collection."""
    for table in sorted({*before, *after}):
        old, new = before.get(table, {}), after.get(table, {})
        for key in sorted({*old, *new}):
            was, now = old.get(key), new.get(key)
            if was is not now and was != now:
                yield Change(table, key, was, now)


def write(link: sqlite3.Connection, collection: str, change: Change) -> None:
    """Put one change into its row."""
    if change.after is None:
        link.execute("DELETE FROM documents WHERE tbl = ? AND id = ?", (change.table, change.id))
        return
    body = msgspec.json.encode(change.after)
    link.execute(
        "INSERT INTO documents (collection, tbl, id, body, sum) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (tbl, id) DO UPDATE SET body = excluded.body, sum = excluded.sum",
        (collection, change.table, change.id, body, checksum(collection, change.table, change.id, body)),
    )
    photo = change.after.get(PHOTO_FIELDS.get(change.table, ""))
    if photo:
        link.execute("INSERT OR IGNORE INTO photo_owners VALUES (?, ?)", (photo, collection))


def collections_with(link: sqlite3.Connection, table: str) -> list[str]:
    """Return the collections that hold at least one document of `table`, in a steady order."""
    rows = link.execute("SELECT DISTINCT collection FROM documents WHERE tbl = ? ORDER BY 1", (table,))
    return [str(row[0]) for row in rows]


def collection_of(link: sqlite3.Connection, table: str, key: str) -> str | None:
    """Return the collection that holds a document, None when nobody does."""
    row = link.execute("SELECT collection FROM documents WHERE tbl = ? AND id = ?", (table, key)).fetchone()
    return str(row[0]) if row else None
