import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.people.staff import Actor, ActorKind
from kiosk.store.store import Store
from tests.store import some
from tests.store.conftest import SetClock

ANNE = Actor(ActorKind.FAMILY, "i-1", "Anne, her daughter")


def test_a_change_says_who_when_and_which_fields(store: Store, clock: SetClock) -> None:
    first = store.residents.save(some.resident(), some.BY)
    at = clock.move(minutes=5)
    store.residents.save(replace(first, called="Mae", takes_part=False), ANNE)
    entry = store.audit.entries()[0]
    assert (entry.at, entry.by, entry.action) == (at, ANNE, "changed")
    assert (entry.table, entry.document, entry.resident) == ("residents", some.MAEVE, some.MAEVE)
    assert entry.fields == ("called", "takes_part")


def test_only_the_fields_that_differ_are_named_after_a_restart_too(home: Path) -> None:
    with Store.open(home) as store:
        told = store.residents.save_story(some.story(), some.BY)
    with Store.open(home) as store:
        store.residents.save_story(replace(told, languages=("en",)), some.BY)
        assert store.audit.entries()[0].fields == ("languages",)


def test_the_words_themselves_are_not_in_the_trail(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    assert "Maeve Invented" not in repr(store.audit.entries())


def test_a_change_that_failed_leaves_no_line(store: Store) -> None:
    def fail() -> None:
        with store.together(some.BY):
            store.residents.save(some.resident(), some.BY)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert store.audit.entries() == ()


def test_the_newest_come_first_and_only_as_many_as_asked(store: Store) -> None:
    for number in range(5):
        store.audit.note(f"sign-in {number}", some.BY)
    assert [entry.action for entry in store.audit.entries(limit=2)] == ["sign-in 4", "sign-in 3"]


def test_one_persons_lines_can_be_asked_for(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
    store.audit.note("looked at the memories", some.BY, some.JAN)
    assert [entry.action for entry in store.audit.entries(some.JAN)] == ["looked at the memories", "added"]


def test_an_untouched_trail_is_whole(store: Store) -> None:
    for number in range(20):
        store.audit.note(f"sign-in {number}", some.BY)
    assert store.audit.verify() == ()


def test_the_head_moves_with_every_line(store: Store) -> None:
    heads = {store.audit.head()}
    for _ in range(3):
        store.audit.note("sign-in", some.BY)
        heads.add(store.audit.head())
    assert len(heads) == 4


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET by_id = 'somebody else' WHERE entry = 5",
        "UPDATE audit SET at = '2020-01-01T00:00:00.000000+00:00' WHERE entry = 1",
        "UPDATE audit SET action = 'nothing' WHERE entry = 10",
        "DELETE FROM audit_details WHERE entry = 5; DELETE FROM audit WHERE entry = 5",
        "DELETE FROM audit_details WHERE entry = 1; DELETE FROM audit WHERE entry = 1",
        "DELETE FROM audit_details WHERE entry = 5",
        "UPDATE audit_details SET resident = 'r-jan' WHERE entry = 5",
        "UPDATE audit_details SET body = replace(CAST(body AS TEXT), 'Sam', 'Pam') WHERE entry = 5",
        "UPDATE audit SET entry = 99 WHERE entry = 3",
        "UPDATE audit_details SET body = (SELECT body FROM audit_details WHERE entry = 6) WHERE entry = 5",
    ],
)
def test_tampering_is_found(store: Store, tampering: str) -> None:
    for number in range(10):
        store.audit.note(f"sign-in {number}", some.BY)
    with closing(sqlite3.connect(store.home / "kiosk.db")) as by_hand:
        by_hand.executescript(f"DROP TRIGGER audit_only_grows; PRAGMA foreign_keys = OFF; {tampering};")
    assert store.audit.verify() != ()


def test_a_cut_off_end_is_found_by_the_head_kept_elsewhere(store: Store) -> None:
    for number in range(10):
        store.audit.note(f"sign-in {number}", some.BY)
    head = store.audit.head()
    with closing(sqlite3.connect(store.home / "kiosk.db")) as by_hand:
        by_hand.executescript("DELETE FROM audit_details WHERE entry = 10; DELETE FROM audit WHERE entry = 10;")
    assert store.audit.verify() == ()
    assert store.audit.head() != head


def test_a_line_cannot_be_changed_by_accident(store: Store) -> None:
    store.audit.note("sign-in", some.BY)
    by_hand = sqlite3.connect(store.home / "kiosk.db")
    with closing(by_hand), pytest.raises(sqlite3.IntegrityError, match="never changed"):
        by_hand.execute("UPDATE audit SET action = 'nothing'")
