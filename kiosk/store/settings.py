"""Settings of the home: small values by name."""

from typing import Any, cast

import msgspec
from tinydb.table import Document

from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.tinydb_storage import HOME, Collections

_TABLE = "settings"


class Settings:
    """Values that JSON can hold, by name; the last one set counts."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._database = database
        self._collections = collections

    def get(self, key: str, default: Any = None) -> Any:
        """Return a setting, `default` when it was never set."""
        return self.all().get(key, default)

    def all(self) -> dict[str, Any]:
        """Return every setting that was set; changing the result changes nothing."""
        with self._database.reading():
            table = self._collections.table(HOME, _TABLE)
            held = {str(document.doc_id): document["value"] for document in table}
        return cast("dict[str, Any]", msgspec.json.decode(msgspec.json.encode(held)))

    def set(self, key: str, value: Any, by: Actor) -> None:
        """Keep a setting; durable on return."""
        plain = msgspec.json.decode(msgspec.json.encode(value))
        with self._database.transaction(by):
            self._collections.table(HOME, _TABLE).upsert(Document({"value": plain}, cast("int", key)))
