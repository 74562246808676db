"""The interview as it is held: every answer kept at once, put into the life story where it fits, settled by staff."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.errors import BadInput, KioskError, NotFound
from kiosk.home import life
from kiosk.home.home import Home
from kiosk.home.interview_feeds import Feeding, feed
from kiosk.home.life import PlaceUnclear
from kiosk.people.interview import Answer, AnswerKind, Asks, Feeds, Question, same_teller
from kiosk.people.life_story import LifeStory, Told
from kiosk.people.memories import Invitation
from kiosk.people.questions import QUESTIONS
from kiosk.people.staff import Actor
from kiosk.people.vulnerability import Seen, Sign, screened
from kiosk.units import ResidentId

LONGEST_ANSWER = 2000
_OWN_ID = re.compile(r"[0-9a-f]{16}")
DATING = frozenset({Feeds.BIRTH, Feeds.LANDMARK})
"""Once one of these is known, places told by a landmark may find their years."""


@dataclass(frozen=True)
class Given:
    """An answer as it was given; `id` makes one sent twice the same answer."""

    question: str
    words: str = ""
    when: str = ""
    chosen: tuple[str, ...] = ()
    kind: AnswerKind = AnswerKind.TOLD
    id: str = ""


def question_of(key: str) -> Question:
    """Return a question of the bank. Raises NotFound."""
    if key not in QUESTIONS:
        raise NotFound("This question is not asked here: go back and choose a sitting.")
    return QUESTIONS[key]


def relative_tells(home: Home, invitation: Invitation) -> Told:
    """Return the teller that an invited relative is ("Pat (son)")."""
    name = f"{invitation.relative} ({invitation.relation})" if invitation.relation else invitation.relative
    return life.told(home, "family", name)


def keep_answer(home: Home, resident: ResidentId, given: Given, who: Told, by: Actor) -> Answer:
    """Keep one answer, durably, then let it feed the life story.

    What cannot go there yet stays kept, with a sentence on what is to be settled. Raises BadInput for an
    empty answer.
    """
    question = question_of(given.question)
    key = given.id if _OWN_ID.fullmatch(given.id) else home.new_id()
    already = home.store.interviews.answer(resident, key)
    if already:
        return already
    _check(question, given)
    told = given if given.kind is AnswerKind.TOLD else Given(given.question, kind=given.kind)
    made = Answer(
        id=key,
        resident=resident,
        question=question.id,
        kind=told.kind,
        told=who,
        at=home.now(),
        words=told.words.strip(),
        when=" ".join(told.when.split())[: life.LONGEST_WORDS],
        chosen=told.chosen,
    )
    earlier = [one for one in home.store.interviews.answers_of(resident) if one.question == question.id and one.said]
    kept = home.store.interviews.save_answer(made, by)
    corrects = bool(earlier) and all(same_teller(one.told, who) for one in earlier)
    return _feed(home, kept, by, force=corrects) if kept.said else kept


def _check(question: Question, given: Given) -> None:
    if given.kind is not AnswerKind.TOLD:
        return
    empty = not given.words.strip()
    if question.asks in {Asks.ONE_OF, Asks.SOME_OF}:
        if not given.chosen and (empty or question.options or question.asks is Asks.SOME_OF):
            raise BadInput("Tap an answer, or “Don’t know”, or skip the question.", "chosen")
    elif empty:
        raise BadInput("Write a few words, or tap “Don’t know”, or skip the question.", "words")
    if len(given.words) > LONGEST_ANSWER:
        raise BadInput(f"Tell it in at most {LONGEST_ANSWER} letters: this is {len(given.words)}.", "words")


def _feed(home: Home, answer: Answer, by: Actor, *, force: bool) -> Answer:
    question = QUESTIONS[answer.question]
    try:
        became = feed(Feeding(home, question, answer, by, force))
        fed = replace(answer, became=became, unsettled="", which=())
    except PlaceUnclear as unclear:
        fed = replace(answer, unsettled=str(unclear), which=unclear.choices)
    except KioskError as error:
        fed = replace(answer, unsettled=str(error), which=())
    kept = fed if fed == answer else home.store.interviews.save_answer(fed, by)
    if kept.became and question.feeds in DATING:
        _date_what_waits(home, answer.resident, by)
    return kept


def _date_what_waits(home: Home, resident: ResidentId, by: Actor) -> None:
    for answer in unsettled(home.store.interviews.answers_of(resident)):
        if QUESTIONS[answer.question].feeds is Feeds.CHAPTER:
            _feed(home, answer, by, force=False)


def unsettled(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return the answers that still wait for somebody to settle them."""
    return tuple(answer for answer in answers if answer.unsettled and answer.question in QUESTIONS)


def settle(home: Home, resident: ResidentId, answer: str, choice: str, by: Actor, *, when: str = "") -> Answer:
    """Use an answer as it stands: the place chosen, the years said anew, or this word among several."""
    kept = _kept(home, resident, answer)
    if choice and choice not in kept.which:
        raise BadInput("Choose one of the places.", "choice")
    chosen = (choice,) if choice else kept.chosen
    return _feed(home, replace(kept, chosen=chosen, when=when.strip() or kept.when), by, force=True)


def leave_in_words(home: Home, resident: ResidentId, answer: str, by: Actor) -> Answer:
    """Keep an answer in the teller's words alone; the life story stays as it is."""
    kept = _kept(home, resident, answer)
    return home.store.interviews.save_answer(replace(kept, unsettled="", which=()), by)


def _kept(home: Home, resident: ResidentId, answer: str) -> Answer:
    kept = home.store.interviews.answer(resident, answer)
    if kept is None or kept.question not in QUESTIONS:
        raise NotFound("This answer is not kept here. Go back and choose again.")
    return kept


def screen(home: Home, resident: ResidentId, answers: dict[Sign, Seen], by: Actor) -> LifeStory:
    """Keep how carefully music is to be offered, from the three questions for staff."""
    screening = screened(answers, by.name, home.today())
    story = home.store.residents.story(resident)
    return home.store.residents.save_story(replace(story, screening=screening), by)
