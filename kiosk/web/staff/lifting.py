"""Lifting a red flag: asked for a reason, on a page of its own, for senior staff only (evidence rule 6)."""

from flask import Blueprint, redirect, render_template, url_for
from flask import request as asked
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kiosk.errors import BadInput
from kiosk.home.life import lift_red_flag
from kiosk.people.life_story import RedFlag
from kiosk.people.residents import Resident
from kiosk.people.staff import SENIOR
from kiosk.web.context import acting, for_staff, home, staff
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/red-flags/<flag>/lift"
    bp.add_url_rule(at, "lift", lift)
    bp.add_url_rule(at, "keep_lifted", keep_lifted, methods=["POST"])


def may_lift() -> bool:
    """Say whether whoever is signed in may lift a red flag."""
    member = staff()
    return member is not None and member.role.includes(SENIOR)


@for_staff(SENIOR)
def lift(resident: str, flag: str) -> str:
    """Ask why something may play again."""
    one = someone(resident)
    return _page(one, _flag(one, flag), Filled())


def _flag(one: Resident, flag: str) -> RedFlag:
    flags = home().store.residents.story(one.id).red_flags
    found = next((each for each in flags if each.id == flag), None)
    if found is None:
        raise NotFound("This red flag is no longer there: look at the life story again.")
    return found


def _page(one: Resident, flag: RedFlag, form: Filled) -> str:
    return render_template("staff/lift.html", person=one, flag=flag, form=form)


@for_staff(SENIOR)
def keep_lifted(resident: str, flag: str) -> ResponseReturnValue:
    """Lift it, with the reason."""
    one = someone(resident)
    try:
        lift_red_flag(home(), one.id, flag, asked.form.get("reason", ""), acting())
    except BadInput as error:
        return _page(one, _flag(one, flag), typed(error)), status_of(error)
    return redirect(url_for("staff.story", resident=resident, _anchor="never"), 303)
