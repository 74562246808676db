"""A list from another player, brought in for one person."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import list_import
from kiosk.home.list_import import Brought
from kiosk.people.staff import Role
from kiosk.playlists.exchange_in import MOST_LETTERS
from kiosk.units import ResidentId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/library/list", "library_list", library_list)
    bp.add_url_rule("/library/list", "bring_in_list", bring_in, methods=["POST"])


@for_staff(Role.LEAD)
def library_list() -> str:
    """Ask for a list, and whom it is for."""
    return _page(Filled())


def _page(form: Filled, brought: Brought | None = None) -> str:
    people = [(one.id, one.called) for one in home().store.residents.all()]
    return render_template("staff/library_list.html", people=people, brought=brought, form=form)


@for_staff(Role.LEAD)
def bring_in() -> ResponseReturnValue:
    """Bring the list in and say what of it was found; sent again, nothing is there twice."""
    given = request.files.get("list")
    text = given.stream.read(MOST_LETTERS).decode("utf-8", errors="replace") if given else ""
    try:
        brought = list_import.bring_in(home(), ResidentId(request.form.get("resident", "")), text, acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return _page(Filled(), brought)
