"""TinyDB over our rows behaves as TinyDB over its own memory, and every state reaches the file."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import where
from tinydb.table import Document, Table

from kiosk.store import rows, schema
from kiosk.store.database import Database
from kiosk.store.files import HomeFiles, make_private_folder
from kiosk.store.moments import utc_now
from kiosk.store.tinydb_storage import Collections, collection_for, resident_in
from tests.store import some


def new_database(home: Path) -> Database:
    files = HomeFiles(home)
    make_private_folder(home)
    schema.create(files)
    return Database(files, utc_now, writes=True)


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    opened = new_database(home)
    yield opened
    opened.close()


def doc(key: str, **fields: Any) -> Document:
    return Document(fields, key)  # type: ignore[arg-type]


def stored(database: Database, collection: str) -> rows.State:
    """Read past TinyDB, from the rows."""
    with database.reading() as link:
        return rows.load(link, collection)[0]


def test_what_tinydb_writes_is_in_the_rows(database: Database) -> None:
    table = Collections(database).table("home", "settings")
    with database.transaction(some.BY):
        table.insert(doc("volume", value=40))
        table.update({"value": 45}, where("value") == 40)
    assert stored(database, "home") == {"settings": {"volume": {"value": 45}}}


def test_another_tinydb_reads_the_same(database: Database) -> None:
    with database.transaction(some.BY):
        Collections(database).table("home", "settings").insert(doc("volume", value=40))
    assert Collections(database).table("home", "settings").all() == [{"value": 40}]


def test_a_write_without_a_transaction_is_a_mistake(database: Database) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        Collections(database).table("home", "settings").insert(doc("volume", value=40))


def test_after_a_rollback_tinydb_reads_the_old_state(database: Database) -> None:
    table = Collections(database).table("home", "settings")
    with database.transaction(some.BY):
        table.insert(doc("volume", value=40))

    def fail() -> None:
        with database.transaction(some.BY):
            table.upsert(doc("volume", value=90))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert table.all() == [{"value": 40}]


def test_changing_a_document_that_was_read_changes_nothing_kept(database: Database) -> None:
    table = Collections(database).table("home", "settings")
    with database.transaction(some.BY):
        table.insert(doc("volume", value=40))
    table.all()[0]["value"] = 99
    table.search(where("value") == 40)[0]["value"] = 99
    assert table.all() == [{"value": 40}]


def test_collections_are_kept_apart(database: Database) -> None:
    collections = Collections(database)
    with database.transaction(some.BY):
        collections.table(collection_for(some.MAEVE), "stories").insert(doc("r-maeve", value=1))
    assert collections.table(collection_for(some.JAN), "stories").all() == []


def test_a_collection_knows_whose_it_is() -> None:
    assert resident_in(collection_for(some.MAEVE)) == some.MAEVE
    assert resident_in("home") is None


KEYS = st.sampled_from(["a", "b", "c"])
VALUES = st.integers(0, 3)


class SameAsADictionary(RuleBasedStateMachine):
    """Random operations, some rolled back, against a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = new_database(self.folder / "home")
        self.collections = Collections(self.database)
        self.expected: dict[str, dict[str, Any]] = {}

    @property
    def table(self) -> Table:
        return self.collections.table("home", "things")

    @rule(key=KEYS, value=VALUES)
    def upsert(self, key: str, value: int) -> None:
        with self.database.transaction(some.BY):
            self.table.upsert(doc(key, value=value))
        self.expected[key] = {**self.expected.get(key, {}), "value": value}

    @rule(value=VALUES)
    def update_matching(self, value: int) -> None:
        with self.database.transaction(some.BY):
            self.table.update({"seen": True}, where("value") == value)
        for body in self.expected.values():
            if body["value"] == value:
                body["seen"] = True

    @rule(value=VALUES)
    def remove_matching(self, value: int) -> None:
        with self.database.transaction(some.BY):
            self.table.remove(where("value") == value)
        self.expected = {key: body for key, body in self.expected.items() if body["value"] != value}

    @rule(key=KEYS)
    def fail_half_way(self, key: str) -> None:
        with suppress(KeyError), self.database.transaction(some.BY):
            self.table.upsert(doc(key, value=9))
            raise KeyError

    @rule()
    def open_again(self) -> None:
        self.collections = Collections(self.database)

    @invariant()
    def both_are_the_same(self) -> None:
        assert {str(body.doc_id): dict(body) for body in self.table} == self.expected
        assert stored(self.database, "home").get("things", {}) == self.expected

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)


TestSameAsADictionary = SameAsADictionary.TestCase
TestSameAsADictionary.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
