"""Signing in and out: a name and six digits."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home.sign_in import sign_in, sign_out
from kiosk.web.context import STAFF_COOKIE, for_staff, home, staff
from kiosk.web.forms import status_of
from kiosk.web.security import device


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/", "start", start)
    bp.add_url_rule("/sign-in", "sign_in", ask)
    bp.add_url_rule("/sign-in", "enter", enter, methods=["POST"])
    bp.add_url_rule("/still-here", "still_here", still_here)
    bp.add_url_rule("/switch", "switch", switch, methods=["POST"])
    bp.add_url_rule("/sign-out", "leave", leave, methods=["POST"])


def start() -> ResponseReturnValue:
    """Lead to the people, or to the sign-in page."""
    return redirect(url_for("staff.people" if staff() else "staff.sign_in"), 303)


def ask() -> str:
    """Ask for name and PIN."""
    return _page(request.args.get("then", ""))


def _page(then: str, name: str = "", error: str = "") -> str:
    names = [member.name for member in home().store.staff.all() if member.active]
    return render_template("staff/sign_in.html", then=then, names=names, name=name, error=error)


def enter() -> ResponseReturnValue:
    """Check name and PIN and open a session."""
    name, then = request.form.get("name", ""), request.form.get("then", "")
    try:
        _, token = sign_in(home(), name, request.form.get("pin", "").strip(), device())
    except KioskError as error:
        return _page(then, name, str(error)), status_of(error)
    return with_cookie(redirect(inside(then), 303), STAFF_COOKIE, token)


def inside(then: str) -> str:
    """Return a page of this kiosk only, whatever the address bar was made to say."""
    parts = urlsplit(then)
    ours = not parts.scheme and not parts.netloc and then.startswith("/staff/") and "\\" not in then
    return then if ours else url_for("staff.people")


def with_cookie(answer: object, name: str, token: str) -> Response:
    """Return the answer with a session cookie that scripts and other sites cannot read."""
    response = make_response(answer)
    response.set_cookie(name, token, httponly=True, samesite="Strict", secure=request.is_secure, path="/")
    return response


@for_staff()
def still_here() -> ResponseReturnValue:
    """Take note that somebody is typing: being signed in does not end under their hands."""
    return "", 204


def leave() -> ResponseReturnValue:
    """Close the session here and on the server."""
    return _signed_out(url_for("resident.everyone"))


def switch() -> ResponseReturnValue:
    """Let somebody else sign in on this device, and go on where this one was."""
    return _signed_out(url_for("staff.sign_in", then=inside(request.form.get("then", ""))))


def _signed_out(then: str) -> Response:
    sign_out(home(), request.cookies.get(STAFF_COOKIE, ""))
    response = make_response(redirect(then, 303))
    response.delete_cookie(STAFF_COOKIE, path="/")
    return response
