import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.care.observations import Before, Chip, Distress, Observation, TookPart
from kiosk.errors import Conflict, NotFound
from kiosk.store.store import Store
from kiosk.units import ObservationId, SessionId
from tests.store import some


def test_every_kind_of_record_comes_back_as_appended(store: Store) -> None:
    store.records.append_session(some.session())
    store.records.append_play(some.play())
    store.records.append_observation(some.observation())
    store.records.append_mark(some.mark())
    store.records.append_assent(some.assent())
    assert store.records.sessions_of(some.MAEVE) == (some.session(),)
    assert store.records.plays_of(some.MAEVE) == (some.play(),)
    assert store.records.observations_of(some.MAEVE) == (some.observation(),)
    assert store.records.marks_of(some.MAEVE) == (some.mark(),)
    store.records.append_measure(some.measure())
    assert store.records.assents_of(some.MAEVE) == (some.assent(),)
    assert store.records.measures_of(some.MAEVE) == (some.measure(),)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.none() | st.sampled_from(Before),
    took_part=st.none() | st.sampled_from(TookPart),
    mood=st.none() | st.integers(-2, 2),
    distress=st.none() | st.sampled_from(Distress),
    chips=st.lists(st.sampled_from(Chip), unique=True).map(tuple),
    remark=st.text(st.characters(codec="utf-8")),
)
def test_no_answer_stays_no_answer(
    store: Store,
    before: Before | None,
    took_part: TookPart | None,
    mood: int | None,
    distress: Distress | None,
    chips: tuple[Chip, ...],
    remark: str,
) -> None:
    count = len(store.records.observations_of(some.MAEVE))
    seen = Observation(
        ObservationId(f"o-{count}"), some.MAEVE, "Sam", some.NOON, None, before, took_part, mood, distress, chips,
        None, remark,
    )  # fmt: skip
    store.records.append_observation(seen)
    assert store.records.observation(seen.id) == seen


def test_numbers_count_up_per_kind(store: Store) -> None:
    numbers = [store.records.append_observation(some.observation(f"o-{count}")) for count in range(3)]
    assert numbers == [1, 2, 3]
    assert store.records.append_mark(some.mark()) == 1


def test_a_note_sent_twice_is_kept_once(store: Store) -> None:
    first = store.records.append_observation(some.observation())
    assert store.records.append_observation(some.observation()) == first
    assert len(store.records.observations_of(some.MAEVE)) == 1


def test_another_note_under_the_same_id_is_refused(store: Store) -> None:
    store.records.append_observation(some.observation())
    with pytest.raises(Conflict, match="same id"):
        store.records.append_observation(some.observation(remark="something else"))
    assert store.records.observation(ObservationId("o-1")) == some.observation()


def test_two_equal_marks_are_two_marks(store: Store) -> None:
    store.records.append_mark(some.mark())
    store.records.append_mark(some.mark())
    assert len(store.records.marks_of(some.MAEVE)) == 2


def test_the_oldest_comes_first_whatever_was_appended_first(store: Store) -> None:
    late, early = some.observation("o-1", minutes=9), some.observation("o-2", minutes=3)
    store.records.append_observation(late)
    store.records.append_observation(early)
    assert store.records.observations_of(some.MAEVE) == (early, late)


def test_since_takes_the_moment_itself_in(store: Store) -> None:
    for minutes in range(4):
        store.records.append_play(some.play(f"pl-{minutes}", minutes=minutes))
    since = some.NOON + timedelta(minutes=2)
    assert [play.id for play in store.records.plays_of(some.MAEVE, since)] == ["pl-2", "pl-3"]


def test_people_are_kept_apart(store: Store) -> None:
    store.records.append_mark(some.mark(some.JAN))
    assert store.records.marks_of(some.MAEVE) == ()


def test_a_session_has_its_own_plays_notes_and_marks(store: Store) -> None:
    store.records.append_session(some.session())
    store.records.append_play(some.play())
    store.records.append_observation(some.observation())
    store.records.append_observation(replace(some.observation("o-2"), session=None))
    store.records.append_mark(some.mark())
    session = SessionId("se-1")
    assert store.records.session(session) == some.session()
    assert store.records.plays_of_session(session) == (some.play(),)
    assert store.records.observations_of_session(session) == (some.observation(),)
    assert store.records.marks_of_session(session) == (some.mark(),)


def test_an_unknown_record_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="This note is not kept here"):
        store.records.observation(ObservationId("o-9"))
    with pytest.raises(NotFound, match="This session is not kept here"):
        store.records.session(SessionId("se-9"))


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.records.append_mark(replace(some.mark(), at=some.NOON.replace(tzinfo=None)))
    assert store.records.marks_of(some.MAEVE) == ()


def test_records_cannot_be_changed_even_by_hand(store: Store) -> None:
    store.records.append_mark(some.mark())
    by_hand = sqlite3.connect(store.home / "kiosk.db")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        by_hand.execute("UPDATE song_marks SET resident = 'r-jan'")
    by_hand.close()


def test_a_damaged_note_is_left_out_and_said(home: Path) -> None:
    with Store.open(home) as store:
        for number in range(3):
            store.records.append_observation(some.observation(f"o-{number}", remark=f"remark-{number}"))
    path = home / "kiosk.db"
    path.write_bytes(path.read_bytes().replace(b"remark-1", b"remark-7"))
    with Store.open(home) as store:
        found = store.records.observations_of(some.MAEVE)
        assert {seen.remark for seen in found} == {"remark-0", "remark-2"}
        assert "kiosk check" in store.trouble
