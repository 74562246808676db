"""Three questions for staff that decide how carefully music is offered to somebody."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import interviewing
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.people.vulnerability import Seen, Sign
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone

SIGNS = {
    Sign.LOW_MOOD: "Has {name} been sad, tearful or without hope for two weeks or more?",
    Sign.PAINFUL_MUSIC: "Is there music that brings back something that hurt {name} badly?",
    Sign.OVERWHELMED: "Do sound, people or strong feelings easily become too much for {name}?",
}
SEEN = {Seen.NO: "No", Seen.YES: "Yes", Seen.NOT_SURE: "Not sure"}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/care"
    bp.add_url_rule(at, "care", care)
    bp.add_url_rule(at, "keep_care", keep_care, methods=["POST"])


@for_staff(Role.LEAD)
def care(resident: str) -> str:
    """Ask the three questions that decide how carefully music is offered."""
    return _care_page(someone(resident), Filled())


def _care_page(person: Resident, form: Filled) -> str:
    screening = home().store.residents.story(person.id).screening
    return render_template(
        "staff/interview_care.html",
        person=person,
        signs=[(sign.name.lower(), words.format(name=person.called)) for sign, words in SIGNS.items()],
        seen=list(SEEN.items()),
        screening=screening,
        due=bool(screening and screening.due(home().today())),
        form=form,
    )


@for_staff(Role.LEAD)
def keep_care(resident: str) -> ResponseReturnValue:
    """Keep the band and its reasons."""
    person = someone(resident)
    answers = {sign: request.form.get(sign.name.lower(), "") for sign in Sign}
    try:
        seen = {sign: Seen(value) for sign, value in answers.items() if value in {*Seen}}
        interviewing.screen(home(), person.id, seen, acting())
    except KioskError as error:
        return _care_page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.person", resident=resident), 303)
