"""Documents as frozen dataclasses: converted on the way in and out, and never overwritten unseen."""

from collections.abc import Callable
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

import msgspec
from tinydb.queries import QueryLike
from tinydb.table import Document

from kiosk.errors import Conflict, NotFound, StoreUnavailable
from kiosk.people.staff import Actor
from kiosk.store import erased, rows
from kiosk.store.database import Database
from kiosk.store.tinydb_storage import Collections, resident_in
from kiosk.store.trouble import Trouble


class Revised(Protocol):
    """A frozen dataclass that counts its saves."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def revision(self) -> int:
        """Return how often it was saved."""


Doc = TypeVar("Doc", bound=Revised)


@dataclass(frozen=True)
class Kind(Generic[Doc]):
    """What a table holds: its name, the dataclass, where the id is, and the word people use for one."""

    table: str
    type: type[Doc]
    key: Callable[[Doc], str]
    word: str


class Documents(Generic[Doc]):
    """One table, spread over the collections that hold its documents."""

    def __init__(self, database: Database, collections: Collections, kind: Kind[Doc]) -> None:
        self._database = database
        self._collections = collections
        self._kind = kind

    def get(self, key: str) -> Doc:
        """Return one document; NotFound when there is none."""
        found = self.find(key)
        if found is None:
            raise NotFound(f"This {self._kind.word} is not kept here any more. Go back and choose again.")
        return found

    def find(self, key: str) -> Doc | None:
        """Return one document, None when there is none."""
        with self._database.reading() as link:
            collection = rows.collection_of(link, self._kind.table, key)
            body = self._body(collection, key) if collection is not None else None
            if collection is not None and body is None:
                raise StoreUnavailable(Trouble.DAMAGED)
        return None if body is None else self._doc(body)

    def within(self, collection: str, condition: QueryLike | None = None) -> tuple[Doc, ...]:
        """Return a collection's documents of this table that meet `condition`, in no promised order."""
        with self._database.reading():
            table = self._collections.table(collection, self._kind.table)
            return tuple(self._doc(body) for body in (table.search(condition) if condition else table))

    def everywhere(self, condition: QueryLike | None = None) -> tuple[Doc, ...]:
        """Return the documents of this table that meet `condition`, from all collections."""
        with self._database.reading() as link:
            names = rows.collections_with(link, self._kind.table)
            return tuple(doc for name in names for doc in self.within(name, condition))

    def save(self, collection: str, doc: Doc, by: Actor) -> Doc:
        """Keep a document that was read at its present revision; return it with the next one.

        Conflict when somebody saved it meanwhile, NotFound when the person was erased.
        """
        key = self._kind.key(doc)
        with self._database.transaction(by) as change:
            erased.refuse(change.link, resident_in(collection))
            self._refuse_stale(collection, key, doc.revision)
            kept = replace(doc, revision=doc.revision + 1)
            table = self._collections.table(collection, self._kind.table)
            table.upsert(Document(_plain(kept), cast("int", key)))
        return kept

    def _refuse_stale(self, collection: str, key: str, revision: int) -> None:
        holder = rows.collection_of(self._database.link, self._kind.table, key)
        held = self._body(collection, key) if holder == collection else None
        if held is None and holder is not None:
            raise Conflict(f"Another {self._kind.word} is kept under the same id. Please start again.")
        if revision != (held["revision"] if held else 0):
            raise Conflict(
                f"Somebody else changed this {self._kind.word} meanwhile. Look at it again, then repeat your change."
            )

    def _body(self, collection: str, key: str) -> Document | None:
        return self._collections.table(collection, self._kind.table).get(doc_id=cast("int", key))

    def _doc(self, body: Document) -> Doc:
        try:
            return msgspec.convert(dict(body), self._kind.type)
        except msgspec.ValidationError as error:
            self._database.note_damage(f"{self._kind.table} {body.doc_id}: {error}")
            raise StoreUnavailable(Trouble.DAMAGED) from error


def _plain(doc: Revised) -> dict[str, Any]:
    """Return a document exactly as reading it back would give it, so that equal parts compare equal."""
    return cast("dict[str, Any]", msgspec.json.decode(msgspec.json.encode(doc)))
