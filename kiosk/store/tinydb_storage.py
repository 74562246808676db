"""TinyDB over rows: a Storage that turns a whole new state into the rows that changed, with their audit lines."""

from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from kiosk.store import audit, rows
from kiosk.store.database import Database
from kiosk.units import ResidentId

HOME = "home"
_RESIDENT = "resident:"


def collection_for(resident: ResidentId) -> str:
    """Return the name of one resident's collection."""
    return f"{_RESIDENT}{resident}"


def resident_in(collection: str) -> ResidentId | None:
    """Return whose collection it is, None for the home's."""
    return ResidentId(collection.removeprefix(_RESIDENT)) if collection.startswith(_RESIDENT) else None


class RowStorage(Storage):
    """One collection. Reads come from memory once loaded; writes need a transaction around them.

    TinyDB may change the top level of what it reads (it gets a copy of that); nested values are shared and
    are replaced whole, never changed in place.
    """

    def __init__(self, database: Database, collection: str) -> None:
        self._database = database
        self._collection = collection
        self._known: rows.State | None = None

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the state: table -> id -> document."""
        return {
            table: {key: dict(body) for key, body in documents.items()} for table, documents in self._state().items()
        }

    def _state(self) -> rows.State:
        if self._known is None:
            with self._database.reading() as link:
                self._known, damaged = rows.load(link, self._collection)
            for what in damaged:
                self._database.note_damage(what)
        return self._known

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Write what differs from the last known state, and who changed it, in the current transaction."""
        change = self._database.current()
        change.undo.append(self.forget)
        for difference in rows.changes(self._state(), data):
            rows.write(change.link, self._collection, difference)
            audit.append(change, self._database.device, self._line(difference))
        self._known = {table: dict(documents) for table, documents in data.items()}

    def _line(self, change: rows.Change) -> audit.Line:
        resident = resident_in(self._collection)
        return audit.Line(change.action, change.table, change.id, resident, change.fields())

    def forget(self) -> None:
        """Read from the rows again next time."""
        self._known = None


class TextIdTable(Table):
    """A TinyDB table whose ids are our own texts; it keeps no query results, which could be shared or stale."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's hint says int, its code takes any class
    default_query_cache_capacity = 0


class CollectionDB(TinyDB):
    """The TinyDB of one collection."""

    table_class = TextIdTable


class Collections:
    """One TinyDB for the home and one per resident, opened when first asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opened: dict[str, CollectionDB] = {}
        self._seen = -1

    def table(self, collection: str, name: str) -> Table:
        """Return a table of a collection; call it, and use it, with the database's lock held."""
        self._forget_when_stale()
        if collection not in self._opened:
            self._opened[collection] = CollectionDB(self._database, collection, storage=RowStorage)
        return self._opened[collection].table(name, cache_size=0)

    def _forget_when_stale(self) -> None:
        """Beside a running kiosk, read again whatever it changed meanwhile."""
        if self._database.writes:
            return
        seen = int(self._database.link.execute("PRAGMA data_version").fetchone()[0])
        if seen != self._seen:
            self.forget_all()
        self._seen = seen

    def forget_all(self) -> None:
        """Drop everything held in memory."""
        self._opened.clear()
