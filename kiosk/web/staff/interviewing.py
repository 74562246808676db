"""The interview with staff at hand: sittings, one question a page, and what was told, side by side."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError, NotFound
from kiosk.home import interviewing, life
from kiosk.people.interview import (
    Answer,
    Question,
    by_question,
    name_for,
    next_question,
    side_by_side,
    tellers,
)
from kiosk.people.life_story import Teller, Told
from kiosk.people.questions import QUESTIONS, SITTING_OF, SITTINGS
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.interview_pages import WHEN, answer_words, given, parts, shown
from kiosk.web.staff.people import someone
from kiosk.web.topics import topics


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>"
    bp.add_url_rule(f"{at}/interview", "interview", interview)
    bp.add_url_rule(f"{at}/interview/<question>", "question", question)
    bp.add_url_rule(f"{at}/interview/<question>", "keep_answer", keep_answer, methods=["POST"])
    bp.add_url_rule(f"{at}/told", "told", told)
    bp.add_url_rule(f"{at}/told/<answer>", "unsettled", unsettled)
    bp.add_url_rule(f"{at}/told/<answer>", "settle", settle, methods=["POST"])


@dataclass(frozen=True)
class Asking:
    """Who is asked about whom, and what was told so far."""

    person: Resident
    who: Told
    answers: tuple[Answer, ...]

    @property
    def name(self) -> str:
        """Return what the teller calls the person."""
        return name_for(self.who, self.answers, self.person.called)

    @property
    def teller(self) -> dict[str, Any]:
        """Return who tells, as links and forms carry it."""
        return {"by": self.who.by.value, "name": self.who.name}


def asking(resident: str) -> Asking:
    """Return who is asked about whom, from the address or the form; the person themselves unless it says."""
    person = someone(resident)
    by = request.values.get("by", Teller.PERSON.value)
    name = request.values.get("name", "").strip()
    if by == Teller.STAFF:
        name = name or acting().name
    if by not in {*Teller} or by == Teller.PERSON or not name:
        by, name = Teller.PERSON.value, person.called
    return Asking(person, life.told(home(), by, name), home().store.interviews.answers_of(person.id))


@for_staff(Role.LEAD)
def interview(resident: str) -> str:
    """Show the sittings, how far they are, who told so far, and where to go on."""
    ask = asking(resident)
    following = next_question(SITTINGS, ask.answers, ask.who, home().today())
    return render_template(
        "staff/interview.html",
        person=ask.person,
        who=ask.who,
        teller=ask.teller,
        parts=parts(SITTINGS, ask.answers, ask.who, ask.name),
        next=following[1].id if following else "",
        next_title=following[0].title if following else "",
        done=request.args.get("done", ""),
        others=_others(ask),
        waiting=len(interviewing.unsettled(ask.answers)),
        begun=bool(ask.answers),
        nameless="Write the name of who is telling." if _nameless() else "",
    )


def _nameless() -> bool:
    return request.args.get("by") == Teller.FAMILY and not request.args.get("name", "").strip()


def _others(ask: Asking) -> list[tuple[str, str]]:
    """Return who else told, or may tell, with the address that asks them."""
    here = url_for("staff.interview", resident=ask.person.id)
    person = [] if ask.who.by is Teller.PERSON else [(ask.person.called, here)]
    names = [(one.by, one.name) for one, _ in tellers(ask.answers) if one.by is not Teller.PERSON]
    return person + [
        (name, url_for("staff.interview", resident=ask.person.id, by=by.value, name=name))
        for by, name in names
        if name != ask.who.name
    ]


@for_staff(Role.LEAD)
def question(resident: str, question: str) -> str:
    """Ask one question."""
    return _question_page(asking(resident), interviewing.question_of(question), Filled())


def _question_page(ask: Asking, one: Question, form: Filled) -> str:
    answers = by_question(ask.answers).get(one.id, ())
    return render_template(
        "staff/interview_question.html",
        person=ask.person,
        phases=WHEN,
        who=ask.who,
        teller=ask.teller,
        shown=shown(one, SITTING_OF[one.id], ask.who, ask.name, home().new_id(), form),
        told=[(answer, answer_words(answer)) for answer in side_by_side(one, answers)],
    )


@for_staff(Role.LEAD)
def keep_answer(resident: str, question: str) -> ResponseReturnValue:
    """Keep the answer, at once and by itself, and go on to the next question of the sitting."""
    ask, one = asking(resident), interviewing.question_of(question)
    try:
        kept = interviewing.keep_answer(home(), ask.person.id, given(one), ask.who, acting())
    except KioskError as error:
        return _question_page(ask, one, typed(error)), status_of(error)
    if kept.unsettled:
        return redirect(url_for("staff.unsettled", resident=resident, answer=kept.id, **ask.teller), 303)
    if request.form.get("do") == "more":
        return redirect(url_for("staff.question", resident=resident, question=one.id, **ask.teller), 303)
    return redirect(_onward(asking(resident), one), 303)


def _onward(ask: Asking, after: Question) -> str:
    """Return where to go after a question: to the next one of its sitting, else to the list of sittings."""
    sitting = SITTING_OF[after.id]
    following = next_question((sitting,), ask.answers, ask.who, home().today())
    if following:
        return url_for("staff.question", resident=ask.person.id, question=following[1].id, **ask.teller)
    return url_for("staff.interview", resident=ask.person.id, done=sitting.id, **ask.teller)


@for_staff(Role.LEAD)
def told(resident: str) -> str:
    """Show all that was told, everybody's answers side by side."""
    person = someone(resident)
    answers = home().store.interviews.answers_of(person.id)
    return render_template("staff/interview_told.html", person=person, topics=topics(person, answers))


@for_staff(Role.LEAD)
def unsettled(resident: str, answer: str) -> ResponseReturnValue:
    """Ask how an answer is meant that could not go into the life story."""
    return _unsettled_page(asking(resident), answer, Filled())


def _unsettled_page(ask: Asking, answer: str, form: Filled) -> ResponseReturnValue:
    kept = next((one for one in ask.answers if one.id == answer), None)
    if kept is None or kept.question not in QUESTIONS:
        raise NotFound("This answer is not kept here. Go back and choose again.")
    if not kept.unsettled:
        return redirect(_onward(ask, QUESTIONS[kept.question]), 303)
    return render_template(
        "staff/interview_unsettled.html",
        person=ask.person,
        answer=kept,
        words=answer_words(kept),
        asks=QUESTIONS[kept.question].asks,
        teller=ask.teller,
        onward=_onward(ask, QUESTIONS[kept.question]),
        form=form,
    )


@for_staff(Role.LEAD)
def settle(resident: str, answer: str) -> ResponseReturnValue:
    """Use the answer as it is meant now, or leave it in the teller's words."""
    ask, form = asking(resident), request.form
    try:
        if form.get("do") == "words":
            kept = interviewing.leave_in_words(home(), ask.person.id, answer, acting())
        else:
            kept = interviewing.settle(
                home(), ask.person.id, answer, form.get("choice", ""), acting(), when=form.get("when", "")
            )
    except KioskError as error:
        return _unsettled_page(ask, answer, typed(error))
    if kept.unsettled:
        return redirect(url_for("staff.unsettled", resident=resident, answer=answer, **ask.teller), 303)
    if form.get("then") == "told":
        return redirect(url_for("staff.told", resident=resident), 303)
    return redirect(_onward(asking(resident), QUESTIONS[kept.question]), 303)
