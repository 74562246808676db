"""The spoken invitation of one person: recorded by staff or sent by family, listened to, approved or taken back."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import greetings
from kiosk.home.greetings import Said
from kiosk.people.greetings import LONGEST_S
from kiosk.people.memories import Verdict
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.units import GreetingId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, file_sent, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.words import day_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/greeting"
    bp.add_url_rule(at, "greeting", greeting)
    bp.add_url_rule(at, "keep_greeting", keep_greeting, methods=["POST"])
    bp.add_url_rule("/greetings/<greeting>", "decide_greeting", decide_greeting, methods=["POST"])
    bp.add_url_rule("/greetings/<greeting>/sound", "greeting_sound", greeting_sound)


@for_staff(Role.LEAD)
def greeting(resident: str) -> str:
    """Show what was recorded for a person, and the form to send another recording."""
    return _page(someone(resident), Filled())


def _page(person: Resident, form: Filled) -> str:
    heard = greetings.greeting_of(home(), person.id)
    return render_template(
        "staff/greeting.html",
        person=person,
        form=form,
        kept=home().store.greetings.of(person.id),
        heard=heard.id if heard else "",
        longest_s=LONGEST_S,
        day=day_words,
    )


@for_staff(Role.LEAD)
def keep_greeting(resident: str) -> ResponseReturnValue:
    """Keep a recording; it is heard from the next press on."""
    person, form = someone(resident), request.form
    said = Said(form.get("giver", ""), form.get("relation", ""), file_sent("sound"))
    try:
        greetings.give_greeting(home(), person.id, said, acting())
    except KioskError as error:
        return _page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.greeting", resident=resident), 303)


@for_staff(Role.LEAD)
def decide_greeting(greeting: str) -> ResponseReturnValue:
    """Approve a recording, or take it back for good."""
    verdict = Verdict.APPROVED if request.form.get("do") == "approve" else Verdict.DECLINED
    decided = greetings.decide(home(), GreetingId(greeting), verdict, acting())
    return redirect(url_for("staff.greeting", resident=decided.resident), 303)


@for_staff(Role.LEAD)
def greeting_sound(greeting: str) -> Response:
    """Let staff hear a recording on their own phone."""
    return Response(home().store.greetings.get(GreetingId(greeting)).sound, mimetype="audio/mp4")
