"""The interview on a relative's phone: the same sittings, asked in words for those who know the person.

A relative sees their own answers, and of the others only that somebody told something.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError, NotFound
from kiosk.home import interviewing
from kiosk.home.family import relative
from kiosk.people.interview import Answer, Question, name_for, next_question, same_teller
from kiosk.people.life_story import Told
from kiosk.people.memories import Invitation
from kiosk.people.questions import QUESTIONS, SITTING_OF, SITTINGS
from kiosk.web.context import for_family, home
from kiosk.web.family.guest import called, guest
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.interview_pages import WHEN, answer_words, given, parts, shown


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the family blueprint."""
    bp.add_url_rule("/interview", "interview", interview)
    bp.add_url_rule("/interview/<question>", "question", question)
    bp.add_url_rule("/interview/<question>", "keep_answer", keep_answer, methods=["POST"])
    bp.add_url_rule("/interview/which/<answer>", "which_place", which_place)
    bp.add_url_rule("/interview/which/<answer>", "keep_which", keep_which, methods=["POST"])


@dataclass(frozen=True)
class Asking:
    """The relative who is asked, about whom, and what was told so far."""

    guest: Invitation
    person: str
    who: Told
    answers: tuple[Answer, ...]

    @property
    def name(self) -> str:
        """Return what the relative calls the person."""
        return name_for(self.who, self.answers, self.person)

    def mine(self, answer: str) -> Answer:
        """Return an answer this relative gave. Raises NotFound for anybody else's."""
        found = next((one for one in self.answers if one.id == answer and same_teller(one.told, self.who)), None)
        if found is None or found.question not in QUESTIONS:
            raise NotFound("This answer is not kept here. Go back and choose again.")
        return found


def _asking() -> Asking:
    who = guest()
    told = interviewing.relative_tells(home(), who)
    return Asking(who, called(who), told, home().store.interviews.answers_of(who.resident))


@for_family
def interview() -> str:
    """Show the sittings, and where to go on."""
    ask = _asking()
    following = next_question(SITTINGS, ask.answers, ask.who, home().today())
    return render_template(
        "family/interview.html",
        person=ask.person,
        parts=parts(SITTINGS, ask.answers, ask.who, ask.name, own=True),
        next=following[1].id if following else "",
        next_title=following[0].title if following else "",
        done=request.args.get("done", ""),
        begun=any(same_teller(one.told, ask.who) for one in ask.answers),
    )


@for_family
def question(question: str) -> str:
    """Ask one question."""
    return _question_page(_asking(), interviewing.question_of(question), Filled())


def _question_page(ask: Asking, one: Question, form: Filled) -> str:
    mine = [answer for answer in ask.answers if answer.question == one.id and same_teller(answer.told, ask.who)]
    return render_template(
        "family/interview_question.html",
        person=ask.person,
        phases=WHEN,
        shown=shown(one, SITTING_OF[one.id], ask.who, ask.name, home().new_id(), form),
        told=[(answer, answer_words(answer)) for answer in mine if answer.said],
    )


@for_family
def keep_answer(question: str) -> ResponseReturnValue:
    """Keep the answer, at once and by itself, and go on to the next question of the sitting."""
    ask, one = _asking(), interviewing.question_of(question)
    try:
        kept = interviewing.keep_answer(home(), ask.guest.resident, given(one), ask.who, relative(ask.guest))
    except KioskError as error:
        return _question_page(ask, one, typed(error)), status_of(error)
    if kept.which:
        return redirect(url_for("family.which_place", answer=kept.id), 303)
    if request.form.get("do") == "more":
        return redirect(url_for("family.question", question=one.id), 303)
    return redirect(_onward(one), 303)


def _onward(after: Question) -> str:
    ask, sitting = _asking(), SITTING_OF[after.id]
    following = next_question((sitting,), ask.answers, ask.who, home().today())
    if following:
        return url_for("family.question", question=following[1].id)
    return url_for("family.interview", done=sitting.id)


@for_family
def which_place(answer: str) -> ResponseReturnValue:
    """Ask which place was meant."""
    ask = _asking()
    kept = ask.mine(answer)
    onward = _onward(QUESTIONS[kept.question])
    if not kept.which:
        return redirect(onward, 303)
    return render_template("family/interview_which.html", person=ask.person, answer=kept, onward=onward, error="")


@for_family
def keep_which(answer: str) -> ResponseReturnValue:
    """Keep which place was meant; a second tap changes nothing."""
    ask = _asking()
    kept = ask.mine(answer)
    choice, onward = request.form.get("choice", ""), _onward(QUESTIONS[kept.question])
    if kept.which and choice not in kept.which:
        sorry = "Choose one of the places."
        page = render_template(
            "family/interview_which.html", person=ask.person, answer=kept, onward=onward, error=sorry
        )
        return page, 400
    if kept.which:
        interviewing.settle(home(), ask.guest.resident, answer, choice, relative(ask.guest))
    return redirect(onward, 303)
