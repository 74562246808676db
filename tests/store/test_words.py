"""Words of recordings: kept by where they were found, those beside the recording first."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.store.words import FROM_BESIDE, KeptWords
from kiosk.units import RecordingId

ONE = RecordingId("one")


def test_it_works(home: Path) -> None:
    with Store.open(home) as store:
        assert store.words.keep([KeptWords(ONE, "[00:01.00]La")]) == 1
    with Store.open(home) as store:
        assert store.words.of(ONE) == "[00:01.00]La"
        assert store.words.of(RecordingId("two")) == ""


def test_the_file_beside_counts_first_until_it_has_gone(store: Store) -> None:
    store.words.keep([KeptWords(ONE, "in the tags"), KeptWords(ONE, "beside", FROM_BESIDE, 7)])
    assert store.words.of(ONE) == "beside"
    assert store.words.beside() == {ONE: 7}
    store.words.keep([KeptWords(ONE, "", FROM_BESIDE)])
    assert store.words.of(ONE) == "in the tags"
    assert store.words.beside() == {}


def test_a_damaged_row_is_not_sung_and_is_found_by_the_check(home: Path) -> None:
    with Store.open(home) as store:
        store.words.keep([KeptWords(ONE, "in the tags"), KeptWords(ONE, "beside", FROM_BESIDE, 7)])
    with closing(sqlite3.connect(home / "kiosk.db")) as link:
        link.execute("UPDATE words SET text = 'bezide' WHERE origin = 'beside'")
        link.commit()
    with Store.open(home) as store:
        assert store.words.of(ONE) == "in the tags"
    assert any("words" in line for line in check(home).words)
