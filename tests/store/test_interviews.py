"""Answers and auditions, kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.care.audition import Level, Recognition
from kiosk.errors import Conflict
from kiosk.people.interview import Answer, AnswerKind
from kiosk.people.life_story import Teller, Told
from kiosk.store.store import Store
from kiosk.units import ResidentId, SongId
from tests.store import some

ANNE = Told(Teller.FAMILY, "her daughter Anne", some.NOON.date())


def answer(key: str = "a-1", who: ResidentId = some.MAEVE, hours: int = 0) -> Answer:
    at = some.NOON + timedelta(hours=hours)
    return Answer(key, who, "born", AnswerKind.TOLD, ANNE, at, "1938", chosen=("x",), which=("y", "z"))


def recognition(key: str = "h-1", hours: int = 0, level: Level | None = Level.LIT_UP) -> Recognition:
    return Recognition(key, some.MAEVE, SongId("danny-boy"), level, "Sam", some.NOON + timedelta(hours=hours))


def test_an_answer_comes_back_as_given(store: Store) -> None:
    assert store.interviews.save_answer(answer(), some.BY) == replace(answer(), revision=1)
    assert store.interviews.answers_of(some.MAEVE) == (replace(answer(), revision=1),)


def test_answers_come_oldest_first_and_of_one_person(store: Store) -> None:
    for one in (answer("a-2", hours=2), answer("a-1"), answer("a-3", some.JAN)):
        store.interviews.save_answer(one, some.BY)
    assert [one.id for one in store.interviews.answers_of(some.MAEVE)] == ["a-1", "a-2"]


def test_an_answer_about_somebody_else_is_not_found(store: Store) -> None:
    store.interviews.save_answer(answer(), some.BY)
    assert store.interviews.answer(some.JAN, "a-1") is None
    assert store.interviews.answer(some.MAEVE, "a-1")
    assert store.interviews.answer(some.MAEVE, "a-9") is None


def test_nobody_overwrites_an_answer(store: Store) -> None:
    store.interviews.save_answer(answer(), some.BY)
    with pytest.raises(Conflict):
        store.interviews.save_answer(replace(answer(), words="1940"), some.BY)


def test_what_was_recognised_comes_back(store: Store) -> None:
    for one in (recognition("h-2", 1, None), recognition()):
        store.interviews.save_recognition(one, some.BY)
    assert [(one.id, one.level) for one in store.interviews.recognitions_of(some.MAEVE)] == [
        ("h-1", Level.LIT_UP),
        ("h-2", None),
    ]


def test_erasing_a_person_takes_their_answers_along(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    store.interviews.save_answer(answer(), some.BY)
    store.interviews.save_recognition(recognition(), some.BY)
    assert set(store.export_resident(some.MAEVE)["documents"]) == {"residents", "answers", "recognitions"}
    store.erase_resident(some.MAEVE, some.BY)
    assert store.interviews.answers_of(some.MAEVE) == ()
    assert store.interviews.recognitions_of(some.MAEVE) == ()
