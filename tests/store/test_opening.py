"""What opening refuses: an empty or foreign file must never pass for a home where nobody lives."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.errors import StoreUnavailable
from kiosk.store.store import Store
from tests.store import some


@pytest.fixture
def lived_in(home: Path) -> Path:
    with Store.open(home) as store:
        store.residents.save(some.resident(), some.BY)
        store.photos.save(b"picture")
    return home


def test_a_lived_in_home_opens(lived_in: Path) -> None:
    with Store.open(lived_in) as store:
        assert len(store.residents.all()) == 1


def test_an_empty_file_is_not_an_empty_home(lived_in: Path) -> None:
    (lived_in / "kiosk.db").write_bytes(b"")
    for lock in (True, False):
        with pytest.raises(StoreUnavailable, match="is empty"):
            Store.open(lived_in, lock=lock)
    assert (lived_in / "kiosk.db").read_bytes() == b""


def test_another_programs_database_is_refused(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "kiosk.db")) as other:
        other.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StoreUnavailable, match="not a kiosk's file"):
        Store.open(home)


def test_no_database_at_all_is_refused(home: Path) -> None:
    home.mkdir()
    (home / "kiosk.db").write_bytes(b"these are just words, and not a database at all" * 100)
    for lock in (True, False):
        with pytest.raises(StoreUnavailable, match="damaged"):
            Store.open(home, lock=lock)


def test_a_database_gone_from_a_lived_in_home_is_refused(lived_in: Path) -> None:
    (lived_in / "kiosk.db").unlink()
    with pytest.raises(StoreUnavailable, match="missing"):
        Store.open(lived_in)


def test_a_refusal_lets_go_of_the_lock(lived_in: Path) -> None:
    whole = (lived_in / "kiosk.db").read_bytes()
    (lived_in / "kiosk.db").write_bytes(b"")
    with pytest.raises(StoreUnavailable):
        Store.open(lived_in)
    (lived_in / "kiosk.db").write_bytes(whole)
    Store.open(lived_in).close()
