"""The interview: sittings, tellers, and the next question."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.interview import (
    Answer,
    AnswerKind,
    Asks,
    Question,
    asked_of,
    differs,
    name_for,
    next_question,
    side_by_side,
    tellers,
    wording,
)
from kiosk.people.life_story import Teller, Told
from kiosk.people.questions import QUESTIONS, SITTINGS
from kiosk.units import ResidentId

TODAY = date(2026, 11, 23)
NELL = Told(Teller.PERSON, "Nell", TODAY)
ANNE = Told(Teller.FAMILY, "her daughter Anne", TODAY)
ROBIN = Told(Teller.STAFF, "Robin", TODAY)
BORN = QUESTIONS["born"]


def answer(question: str, who: Told = NELL, words: str = "1938", kind: AnswerKind = AnswerKind.TOLD) -> Answer:
    number = next(COUNT)
    at = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=number)
    return Answer(f"{number:016x}", ResidentId("nell"), question, kind, who, at, words)


COUNT = iter(range(10_000_000))


def following(*answers: Answer, who: Told = NELL, today: date = TODAY) -> str:
    found = next_question(SITTINGS, answers, who, today)
    return found[1].id if found else ""


def test_the_first_question_is_when_somebody_was_born() -> None:
    assert following() == "born"


def test_the_next_open_question_is_offered_to_anyone() -> None:
    assert following(answer("born")) == "childhood"
    assert following(answer("born"), who=ROBIN) == "childhood"


def test_not_knowing_is_an_answer_for_one_teller_only() -> None:
    unsure = answer("born", kind=AnswerKind.DONT_KNOW, words="")
    assert following(unsure) == "childhood"
    assert following(unsure, who=ROBIN) == "born"


def test_what_was_skipped_comes_back_on_another_day() -> None:
    skipped = answer("born", kind=AnswerKind.SKIPPED, words="")
    assert following(skipped) == "childhood"
    assert following(skipped, today=TODAY + timedelta(days=1)) == "born"


def test_the_interview_ends() -> None:
    everything = [answer(question) for question in QUESTIONS]
    assert following(*everything) == ""


@given(st.sets(st.sampled_from(sorted(QUESTIONS))))
def test_what_was_told_is_never_asked_again(told: set[str]) -> None:
    assert following(*[answer(question) for question in told]) not in told


def test_only_family_is_asked_what_they_call_the_person() -> None:
    assert following(who=ANNE) == "name"
    assert all(question.id != "name" for question in asked_of(SITTINGS[0], Teller.PERSON))


def test_the_wording_fits_the_teller() -> None:
    assert wording(BORN, NELL, "Nell") == "When were you born?"
    assert wording(BORN, ANNE, "Mum") == "When was Mum born?"


def test_the_name_a_relative_uses_is_theirs_alone() -> None:
    called = answer("name", ANNE, "Mum")
    assert name_for(ANNE, [called], "Nell") == "Mum"
    assert name_for(ROBIN, [called], "Nell") == "Nell"


def test_both_tellers_stay_side_by_side() -> None:
    told = [answer("born", NELL, "1938"), answer("born", ANNE, "1940")]
    assert side_by_side(BORN, told) == tuple(told)
    assert differs(BORN, told)


def test_the_same_words_do_not_contradict() -> None:
    assert not differs(BORN, [answer("born", NELL, "1938"), answer("born", ANNE, " 1938")])


def test_a_teller_may_correct_themselves() -> None:
    told = [answer("born", NELL, "1938"), answer("born", NELL, "1939")]
    assert [one.words for one in side_by_side(BORN, told)] == ["1939"]
    assert not differs(BORN, told)


def test_a_question_with_many_answers_shows_them_all() -> None:
    later = QUESTIONS["later"]
    told = [answer("later", NELL, "Leeds"), answer("later", NELL, "York")]
    assert len(side_by_side(later, told)) == 2
    assert not differs(later, told)


def test_who_told_is_listed_newest_first() -> None:
    told = [answer("born"), answer("childhood"), answer("born", ANNE)]
    assert [(who.name, count) for who, count in tellers(told)] == [("her daughter Anne", 1), ("Nell", 2)]


def test_sittings_are_short() -> None:
    assert 6 <= len(SITTINGS) <= 8
    for sitting in SITTINGS:
        assert 3 <= len(sitting.questions) <= 6, sitting.title


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_every_question_can_be_asked(question: Question) -> None:
    assert re.fullmatch(r"[a-z-]+", question.id)
    for words in (wording(question, NELL, "Nell"), wording(question, ANNE, "Mum")):
        assert words.endswith("?")
        assert len(words) < 110
        assert "{" not in words
    assert question.family_only or "you" not in question.they.lower().split()
    assert bool(question.options) <= (question.asks in {Asks.ONE_OF, Asks.SOME_OF})


def test_no_question_id_is_used_twice() -> None:
    assert len(QUESTIONS) == sum(len(sitting.questions) for sitting in SITTINGS)
