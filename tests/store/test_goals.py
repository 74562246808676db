"""Goals, reviews and supervision notes, kept."""

from dataclasses import replace

import pytest

from kiosk.care.goals import Level, Scored, Share
from kiosk.errors import Conflict, NotFound
from kiosk.store.store import Store
from tests.store import some


def test_a_goal_comes_back_as_kept(store: Store) -> None:
    scored = replace(some.goal(), scored=(Scored(Level.MORE, some.NOON.date(), "Tess", Share(4, 5)),))
    kept = store.goals.save(scored, some.BY)
    assert kept == replace(scored, revision=1)
    assert store.goals.of(some.MAEVE) == (kept,)
    assert store.goals.get(kept.id) == kept


def test_nobody_overwrites_a_goal_unseen(store: Store) -> None:
    store.goals.save(some.goal(), some.BY)
    with pytest.raises(Conflict):
        store.goals.save(replace(some.goal(), words="Something else"), some.BY)


def test_reviews_come_oldest_first_and_stay_as_signed(store: Store) -> None:
    later, first = (store.goals.sign(some.review(key, days=days), some.BY) for key, days in (("v-2", 1), ("v-1", 0)))
    assert store.goals.reviews_of(some.MAEVE) == (first, later)
    with pytest.raises(Conflict):
        store.goals.sign(replace(first, why="Changed afterwards"), some.BY)
    assert store.goals.review("v-1") == first


def test_supervision_notes_come_back(store: Store) -> None:
    kept = store.goals.keep_supervision(some.supervision(), some.BY)
    assert store.goals.supervision_of(some.MAEVE) == (kept,)
    assert store.goals.supervision_of(some.JAN) == ()


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        store.goals.get("g-9")


def test_export_and_erasure_take_all_of_it(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    store.goals.save(some.goal(), some.BY)
    store.goals.sign(some.review(), some.BY)
    store.goals.keep_supervision(some.supervision(), some.BY)
    assert set(store.export_resident(some.MAEVE)["documents"]) == {"residents", "goals", "reviews", "supervision"}
    store.erase_resident(some.MAEVE, some.BY)
    assert store.goals.of(some.MAEVE) == ()
    assert store.goals.reviews_of(some.MAEVE) == ()
    assert store.goals.supervision_of(some.MAEVE) == ()


def test_newest_and_counts_without_reading_all(store: Store) -> None:
    assert store.records.last_play_of(some.MAEVE) is None
    for minutes in (3, 9, 6):
        store.records.append_play(some.play(f"pl-{minutes}", minutes=minutes))
        store.records.append_observation(some.observation(f"o-{minutes}", minutes=minutes))
    newest = store.records.last_play_of(some.MAEVE)
    assert newest
    assert newest.id == "pl-9"
    assert store.records.observation_count(some.MAEVE) == 3
    assert store.records.observation_count(some.JAN) == 0
    assert store.records.find_observation(some.observation("o-77").id) is None
