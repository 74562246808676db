"""What views need of the app: the home, and who is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from kiosk.errors import KioskError
from kiosk.home.home import Home
from kiosk.home.sign_in import session_of
from kiosk.people.memories import Invitation
from kiosk.people.staff import Actor, ActorKind, Role, StaffMember
from kiosk.store.web_sessions import SubjectKind
from kiosk.units import InvitationId, StaffId

STAFF_COOKIE = "kiosk_staff"
FAMILY_COOKIE = "kiosk_family"
P = ParamSpec("P")
R = TypeVar("R", bound=ResponseReturnValue)


def home() -> Home:
    """Return the home this app serves."""
    return cast("Home", current_app.extensions["kiosk"])


def staff() -> StaffMember | None:
    """Return who is signed in as staff, None when nobody is."""
    if "staff" not in g:
        g.staff = _staff()
    return cast("StaffMember | None", g.staff)


def _staff() -> StaffMember | None:
    session = session_of(home(), request.cookies.get(STAFF_COOKIE, ""))
    if session is None or session.kind is not SubjectKind.STAFF:
        return None
    try:
        member = home().store.staff.get(StaffId(session.subject))
    except KioskError:
        return None
    return member if member.active else None


def acting() -> Actor:
    """Return the member of staff who acts; only inside a view that staff may see."""
    member = staff()
    if member is None:
        raise Forbidden("Sign in first.")
    return Actor(ActorKind.STAFF, member.id, member.name)


def invitation() -> Invitation | None:
    """Return the invitation a relative came by, None when there is none."""
    session = session_of(home(), request.cookies.get(FAMILY_COOKIE, ""))
    if session is None or session.kind is not SubjectKind.FAMILY:
        return None
    kept = home().store.invitations.get(InvitationId(session.subject))
    return None if kept.withdrawn else kept


def for_staff(role: Role = Role.CARER) -> Callable[[Callable[P, R]], Callable[P, ResponseReturnValue]]:
    """Let only staff of at least `role` see a view; others sign in first or are refused."""

    def decorate(view: Callable[P, R]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            member = staff()
            if member is None:
                return redirect(url_for("staff.sign_in", then=_where_to()), 303)
            if not member.role.includes(role):
                raise Forbidden(f"This page is for the {role}: ask them, or sign in with that role.")
            return view(*args, **kwargs)

        return guarded

    return decorate


def _where_to() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def for_family(view: Callable[P, R]) -> Callable[P, ResponseReturnValue]:
    """Let only a relative with a claimed invitation see a view."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if invitation() is None:
            raise Forbidden("Open the invitation the home gave you, or ask the home for a new one.")
        return view(*args, **kwargs)

    return guarded
