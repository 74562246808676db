import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.errors import StoreUnavailable
from kiosk.store import schema
from kiosk.store.files import HomeFiles, make_private_folder
from kiosk.store.store import Store
from tests.store import some


@pytest.fixture
def files(home: Path) -> HomeFiles:
    make_private_folder(home)
    schema.create(HomeFiles(home))
    return HomeFiles(home)


@pytest.fixture
def link(files: HomeFiles) -> Iterator[sqlite3.Connection]:
    with closing(schema.connect(files.database, writes=True)) as opened:
        yield opened


def add_wishes(link: sqlite3.Connection) -> None:
    link.execute("CREATE TABLE wishes (words TEXT)")


def fill_wishes(link: sqlite3.Connection) -> None:
    link.execute("INSERT INTO wishes SELECT 'from ' || value FROM facts WHERE name = 'device'")


def break_off(link: sqlite3.Connection) -> None:
    link.execute("DROP TABLE facts")
    raise OSError("the power went")


def test_a_new_file_says_what_it_is(link: sqlite3.Connection) -> None:
    assert schema.version_of(link) == schema.VERSION
    assert link.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert link.execute("PRAGMA synchronous").fetchone() == (2,)
    assert link.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert link.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_an_older_file_is_brought_up_step_by_step(link: sqlite3.Connection, files: HomeFiles) -> None:
    schema.upgrade(link, files, {1: add_wishes, 2: fill_wishes}, target=3)
    assert schema.version_of(link) == 3
    assert link.execute("SELECT count(*) FROM wishes").fetchone() == (1,)


def test_a_copy_of_the_older_file_stays(link: sqlite3.Connection, files: HomeFiles) -> None:
    schema.upgrade(link, files, {1: add_wishes}, target=2)
    copy = files.home / "kiosk-v1.db"
    assert files.older_databases() == [copy]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as older:
        assert schema.version_of(older) == 1


def test_an_upgrade_that_breaks_off_changes_nothing(link: sqlite3.Connection, files: HomeFiles) -> None:
    with pytest.raises(OSError, match="the power went"):
        schema.upgrade(link, files, {1: add_wishes, 2: break_off}, target=3)
    assert schema.version_of(link) == 1
    assert link.execute("SELECT count(*) FROM facts").fetchone() == (1,)
    assert link.execute("SELECT count(*) FROM sqlite_master WHERE name = 'wishes'").fetchone() == (0,)


def test_a_newer_file_is_refused_and_left_alone(home: Path) -> None:
    with Store.open(home) as store:
        store.residents.save(some.resident(), some.BY)
    with closing(sqlite3.connect(home / "kiosk.db")) as newer:
        newer.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    before = (home / "kiosk.db").read_bytes()
    for lock in (True, False):
        with pytest.raises(StoreUnavailable, match="newer kiosk"):
            Store.open(home, lock=lock)
    assert (home / "kiosk.db").read_bytes() == before


def test_the_present_file_needs_no_upgrade(link: sqlite3.Connection, files: HomeFiles) -> None:
    schema.upgrade(link, files)
    assert files.older_databases() == []


def test_a_draft_cut_off_earlier_is_no_home(home: Path) -> None:
    home.mkdir()
    (home / ".kiosk.db.new").write_bytes(b"half of a database")
    with Store.open(home) as store:
        assert store.residents.all() == ()
