"""The interview: questions in short sittings, answers with who told them, and which question comes next.

Nothing is overwritten: everybody's answers stay, side by side. "Don't know" is an answer, and so is nothing yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.people.life_story import Teller, Told
from kiosk.units import ResidentId


class Asks(StrEnum):
    """How a question is answered."""

    WORDS = "words"
    LINES = "lines"
    PLACE = "place"
    YEAR = "year"
    ONE_OF = "one of"
    SOME_OF = "some of"


class Feeds(StrEnum):
    """What an answer becomes in the life story; WORDS stays in the person's words."""

    WORDS = "words"
    NAME = "name"
    BIRTH = "birth"
    CHAPTER = "chapter"
    LANGUAGES = "languages"
    LANDMARK = "landmark"
    PARENTS_MUSIC = "parents' music"
    PARENTS_BORN = "parents born"
    SONGS = "songs"
    PERFORMERS = "performers"
    TASTES = "tastes"
    NEVER_SONG = "never song"
    NEVER_PERFORMER = "never performer"
    NEVER_THEME = "never theme"
    HEARING = "hearing"
    SIGHT_AND_HANDS = "sight and hands"
    HARD_TIMES = "hard times"


@dataclass(frozen=True)
class Question:
    """One question. `you` asks the person, `they` asks somebody else; {name} is how the teller calls them.

    `options` are (value, words). `detail` belongs to the feed, such as which landmark it is. `again` says that
    one teller may have several answers; `family_only` that the person is never asked.
    """

    id: str
    you: str
    they: str
    asks: Asks
    feeds: Feeds = Feeds.WORDS
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    detail: str = ""
    again: bool = False
    family_only: bool = False


@dataclass(frozen=True)
class Sitting:
    """A few questions that belong together, short enough for one visit."""

    id: str
    title: str
    questions: tuple[Question, ...]


class AnswerKind(StrEnum):
    """What kind of answer was given."""

    TOLD = "told"
    DONT_KNOW = "don't know"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Answer:
    """One answer by one teller; never changed but for what became of it.

    `when` dates a place in words. `became` says what it is in the life story, empty when it stays in the
    teller's words; `unsettled` is a sentence when it could not go there yet, with `which` to choose from.
    """

    id: str
    resident: ResidentId
    question: str
    kind: AnswerKind
    told: Told
    at: datetime
    words: str = ""
    when: str = ""
    chosen: tuple[str, ...] = ()
    became: str = ""
    unsettled: str = ""
    which: tuple[str, ...] = ()
    revision: int = 0

    @property
    def said(self) -> bool:
        """Say whether something was told at all."""
        return self.kind is AnswerKind.TOLD


def wording(question: Question, told: Told, name: str) -> str:
    """Return the question as this teller is asked it."""
    return (question.you if told.by is Teller.PERSON else question.they).format(name=name)


def asked_of(sitting: Sitting, by: Teller) -> tuple[Question, ...]:
    """Return the questions of a sitting that are asked of such a teller."""
    return tuple(one for one in sitting.questions if by is Teller.FAMILY or not one.family_only)


def by_question(answers: Iterable[Answer]) -> Mapping[str, tuple[Answer, ...]]:
    """Return the answers to each question, oldest first."""
    found: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda answer: (answer.at, answer.id)):
        found.setdefault(answer.question, []).append(answer)
    return {question: tuple(told) for question, told in found.items()}


def same_teller(one: Told, other: Told) -> bool:
    """Say whether two answers came from the same person."""
    return (one.by, one.name.casefold()) == (other.by, other.name.casefold())


def is_open(answers: Sequence[Answer], teller: Told, today: date) -> bool:
    """Say whether a question is still to be asked of this teller.

    It is not when anybody told something, or this teller does not know. What was skipped is asked again on
    another day.
    """
    if any(answer.said for answer in answers):
        return False
    mine = [answer for answer in answers if same_teller(answer.told, teller)]
    return not mine or (mine[-1].kind is AnswerKind.SKIPPED and mine[-1].told.on < today)


def next_question(
    sittings: Sequence[Sitting], answers: Iterable[Answer], teller: Told, today: date
) -> tuple[Sitting, Question] | None:
    """Return the first question that is still open for this teller, whoever answered before; None at the end."""
    told = by_question(answers)
    for sitting in sittings:
        for question in asked_of(sitting, teller.by):
            if is_open(told.get(question.id, ()), teller, today):
                return sitting, question
    return None


def side_by_side(question: Question, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return what was told, newest word of each teller; all of them where a question has several answers."""
    told = [answer for answer in answers if answer.said]
    if question.again:
        return tuple(told)
    newest = {(answer.told.by, answer.told.name.casefold()): answer for answer in told}
    return tuple(sorted(newest.values(), key=lambda answer: (answer.at, answer.id)))


def differs(question: Question, answers: Sequence[Answer]) -> bool:
    """Say whether tellers contradict each other; questions with many answers never do."""
    many = question.again or question.asks in {Asks.WORDS, Asks.LINES, Asks.SOME_OF}
    shown = side_by_side(question, answers)
    said = {(" ".join(one.words.casefold().split()), one.when.casefold(), one.chosen) for one in shown}
    return not many and len(said) > 1


def tellers(answers: Iterable[Answer]) -> tuple[tuple[Told, int], ...]:
    """Return who told so far and how much, newest first."""
    found: dict[tuple[str, str], tuple[Told, int]] = {}
    for answer in sorted(answers, key=lambda answer: (answer.at, answer.id)):
        key = (answer.told.by, answer.told.name.casefold())
        count = found[key][1] if key in found else 0
        found.pop(key, None)
        found[key] = (answer.told, count + answer.said)
    return tuple(reversed(found.values()))


def name_for(teller: Told, answers: Iterable[Answer], called: str) -> str:
    """Return what this teller calls the person ("Mum"), the name they like when nobody said."""
    mine = [one for one in answers if one.question == NAME_QUESTION and one.said and same_teller(one.told, teller)]
    return max(mine, key=lambda answer: answer.at).words if mine else called


NAME_QUESTION = "name"
