import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import NotFound
from kiosk.store.check import check
from kiosk.store.store import Store
from tests.store import some


@pytest.fixture
def lived_in(home: Path) -> Path:
    with Store.open(home) as store:
        store.residents.save(replace(some.resident(), portrait=store.photos.save(b"portrait")), some.BY)
        store.recordings.upsert_many([some.recording()])
        for number in range(5):
            store.records.append_observation(some.observation(f"o-{number}"))
    return home


def by_hand(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "kiosk.db")) as link:
        link.executescript(statement)


def test_a_whole_home_is_said_to_be_whole(lived_in: Path) -> None:
    report = check(lived_in)
    assert report.healthy
    assert report.words[0] == "Everything is as it was kept: 1 people, 5 records, 1 photos."


def test_it_works_beside_a_running_kiosk(lived_in: Path) -> None:
    with Store.open(lived_in):
        assert check(lived_in).healthy


def test_it_changes_nothing(lived_in: Path) -> None:
    before = (lived_in / "kiosk.db").read_bytes()
    check(lived_in)
    assert (lived_in / "kiosk.db").read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE documents SET body = replace(CAST(body AS TEXT), 'Maeve', 'Naeve')", "documents is damaged"),
        ("UPDATE recordings SET song = 's-9'", "recordings is damaged"),
        ("DELETE FROM observations WHERE sequence = 3", "4 are there, 5 were kept"),
        ("DELETE FROM audit_details WHERE entry = 1", "have no details"),
        ("DROP TRIGGER audit_only_grows; UPDATE audit SET action = 'x' WHERE entry = 1", "Audit line 1 was changed"),
        (
            "DROP TRIGGER observations_only_grows; UPDATE observations SET resident = 'r-jan' WHERE sequence = 2",
            "observations is damaged",
        ),
    ],
)
def test_each_kind_of_damage_is_named(lived_in: Path, damage: str, words: str) -> None:
    by_hand(lived_in, damage)
    report = check(lived_in)
    assert not report.healthy
    assert any(words in sentence for sentence in report.words)
    assert "kiosk restore" in report.words[-1]


def test_a_damaged_photo_is_named(lived_in: Path) -> None:
    next((lived_in / "photos").iterdir()).write_bytes(b"torn")
    assert "is damaged" in check(lived_in).words[0]


def test_a_missing_photo_is_named(lived_in: Path) -> None:
    next((lived_in / "photos").iterdir()).unlink()
    assert "is missing" in check(lived_in).words[0]


def test_a_torn_page_is_found(lived_in: Path) -> None:
    path = lived_in / "kiosk.db"
    torn = bytearray(path.read_bytes())
    torn[5 * 4096 : 6 * 4096] = bytes(4096)
    path.write_bytes(torn)
    assert not check(lived_in).healthy


def test_a_file_that_is_no_database_is_said_so(lived_in: Path) -> None:
    (lived_in / "kiosk.db").write_bytes(b"just words " * 1000)
    assert "cannot be read" in check(lived_in).words[0]


def test_no_home_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no kiosk home"):
        check(tmp_path)
