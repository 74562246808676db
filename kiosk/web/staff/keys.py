"""The page that learns the buttons of a remote or a button box."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home.keys import FUNCTIONS, keep_keys, keys
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/settings/keys", "keys", show)
    bp.add_url_rule("/settings/keys", "keep_keys", keep, methods=["POST"])


@for_staff(Role.LEAD)
def show() -> str:
    """Show which button does what."""
    return _page(Filled())


def _page(form: Filled) -> str:
    rows = [(name, words, keys(home())[name]) for name, words in FUNCTIONS.items()]
    return render_template("staff/keys.html", form=form, rows=rows)


@for_staff(Role.LEAD)
def keep() -> ResponseReturnValue:
    """Keep them; the screen has them from its next page on."""
    try:
        keep_keys(home(), request.form, acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.keys"), 303)
