"""What the pages of the interview share, for staff and for family: the question shown, and the answer read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from kiosk.home.interviewing import Given
from kiosk.people.interview import (
    Answer,
    AnswerKind,
    Asks,
    Feeds,
    Question,
    Sitting,
    asked_of,
    by_question,
    same_teller,
    side_by_side,
    wording,
)
from kiosk.people.life_story import Told
from kiosk.people.questions import QUESTIONS
from kiosk.web.forms import Filled
from kiosk.web.words import LANGUAGES, TASTES

WHEN = (
    ("as a child", "As a child"),
    ("at school", "At school"),
    ("after school until we married", "School to wedding"),
    ("after we married", "After the wedding"),
    ("when the children were small", "When the children were small"),
    ("after retiring", "After retiring"),
)
"""Landmarks to tap instead of writing years (evidence rule 8)."""


@dataclass(frozen=True)
class Shown:
    """One question as a page shows it."""

    id: str
    sitting: str
    words: str
    hint: str
    asks: Asks
    options: tuple[tuple[str, str], ...]
    again: bool
    number: int
    of: int
    answer_id: str
    form: Filled


def shown(question: Question, sitting: Sitting, who: Told, name: str, answer_id: str, form: Filled) -> Shown:
    """Return a question as this teller is asked it."""
    asked = asked_of(sitting, who.by)
    place = next((place for place, one in enumerate(asked, 1) if one.id == question.id), 1)
    return Shown(
        id=question.id,
        sitting=sitting.title,
        words=wording(question, who, name),
        hint=question.hint,
        asks=question.asks,
        options=options(question),
        again=question.again,
        number=place,
        of=len(asked),
        answer_id=form.value("answer_id", answer_id),
        form=form,
    )


def options(question: Question) -> tuple[tuple[str, str], ...]:
    """Return what can be tapped; languages and kinds of music have their words here."""
    if question.feeds is Feeds.LANGUAGES:
        return tuple(LANGUAGES.items())
    return tuple(TASTES.items()) if question.feeds is Feeds.TASTES else question.options


def given(question: Question) -> Given:
    """Read an answer from the form; only values that were offered count."""
    form = request.form
    kinds = {"dont-know": AnswerKind.DONT_KNOW, "skip": AnswerKind.SKIPPED}
    offered = {value for value, _ in options(question)}
    return Given(
        question=question.id,
        words=form.get("words", ""),
        when=form.get("when", "").strip() or form.get("phase", ""),
        chosen=tuple(dict.fromkeys(value for value in _tapped() if value in offered)),
        kind=kinds.get(form.get("do", ""), AnswerKind.TOLD),
        id=form.get("answer_id", ""),
    )


def _tapped() -> list[str]:
    """Return what was tapped, or chosen from the lists of a long choice, first one first."""
    form = request.form
    return [*form.getlist("chosen"), *(form.get(f"chosen-{place}", "") for place in (1, 2, 3))]


def answer_words(answer: Answer) -> str:
    """Return an answer as one line to read."""
    if answer.kind is AnswerKind.DONT_KNOW:
        return "Don’t know"
    if answer.kind is AnswerKind.SKIPPED:
        return "Skipped"
    chosen = [] if answer.when else [word_of(answer.question, value) for value in answer.chosen]
    lines = [line.strip() for line in answer.words.splitlines() if line.strip()]
    parts = [", ".join(chosen), ", ".join(lines), answer.when]
    return ": ".join(part for part in parts if part)


def word_of(question: str, value: str) -> str:
    """Return the words of a tapped value."""
    known = QUESTIONS.get(question)
    return dict(options(known)).get(value, value) if known else value


@dataclass(frozen=True)
class Line:
    """One question in the list of a sitting, and how far it is."""

    id: str
    words: str
    state: str


@dataclass(frozen=True)
class Part:
    """One sitting in the list of sittings."""

    id: str
    title: str
    lines: tuple[Line, ...]
    told: int
    next: str

    @property
    def done(self) -> str:
        """Say how far the sitting is."""
        return f"{self.told} of {len(self.lines)} answered"


def parts(
    sittings: Sequence[Sitting], answers: Sequence[Answer], who: Told, name: str, *, own: bool = False
) -> tuple[Part, ...]:
    """Return the sittings as a list. With `own`, only whether something was told is said of other tellers."""
    told = by_question(answers)
    return tuple(_part(sitting, told, who, name, own=own) for sitting in sittings)


def _part(sitting: Sitting, told: Mapping[str, tuple[Answer, ...]], who: Told, name: str, *, own: bool) -> Part:
    lines = tuple(
        Line(one.id, wording(one, who, name), _state(one, told.get(one.id, ()), who, own=own))
        for one in asked_of(sitting, who.by)
    )
    waiting = next((line.id for line in lines if not line.state), lines[0].id)
    return Part(sitting.id, sitting.title, lines, sum(bool(line.state) for line in lines), waiting)


def _state(question: Question, answers: Sequence[Answer], who: Told, *, own: bool) -> str:
    mine = [one for one in answers if same_teller(one.told, who)]
    if own:
        if any(one.said for one in mine):
            return answer_words(side_by_side(question, mine)[-1])
        return "Told by somebody else" if any(one.said for one in answers) else _unsaid(mine)
    said = side_by_side(question, answers)
    return "; ".join(answer_words(one) for one in said) if said else _unsaid(mine)


def _unsaid(mine: Sequence[Answer]) -> str:
    return "Don’t know" if mine and mine[-1].kind is AnswerKind.DONT_KNOW else ""
