"""A running session on a phone: what is now, what comes, who is here, and every tap kept once."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.session_plans import SessionPlan
from kiosk.care.session_run import TapKind
from kiosk.errors import BadInput, KioskError
from kiosk.home import joining, running
from kiosk.home.running import Given
from kiosk.units import ResidentId, SessionId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import status_of
from kiosk.web.staff.run_model import over_page, run_page

LONGEST_AGE_MS = 24 * 3600 * 1000


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/sessions/<session>"
    bp.add_url_rule(at, "run", run)
    bp.add_url_rule(f"{at}/tap", "tap", tap, methods=["POST"])
    bp.add_url_rule(f"{at}/join", "join_session", join_session, methods=["POST"])
    bp.add_url_rule(f"{at}/end", "end_session", end_session)
    bp.add_url_rule(f"{at}/end", "keep_end", keep_end, methods=["POST"])


def _plan(session: str) -> SessionPlan:
    return home().store.session_plans.get(SessionId(session))


@for_staff()
def run(session: str) -> str:
    """Show a running session; a fragment when only what is true changed, and its outcome once it is over."""
    plan = _plan(session)
    if request.headers.get("X-Fragment") == "run":
        return render_template("staff/_run.html", page=run_page(home(), plan, acting().name))
    if plan.ended_at is not None:
        return render_template("staff/session_over.html", page=over_page(home(), plan))
    return _run_page(plan)


def _run_page(plan: SessionPlan, error: str = "") -> str:
    page = run_page(home(), plan, acting().name)
    coming = [(one.id, one.called) for one in joining.newcomers(home(), plan)]
    return render_template("staff/run.html", page=page, newcomers=coming, error=error)


@for_staff()
def join_session(session: str) -> ResponseReturnValue:
    """Take somebody into a group that has begun."""
    try:
        joining.join(home(), SessionId(session), ResidentId(request.form.get("who", "")), acting())
    except BadInput as error:
        return _run_page(_plan(session), str(error)), status_of(error)
    return redirect(url_for("staff.run", session=session), 303)


@for_staff()
def tap(session: str) -> ResponseReturnValue:
    """Keep one tap; the same one again changes nothing."""
    plan = _plan(session)
    running.tap(home(), plan.id, _given(), acting())
    if request.headers.get("X-Requested-With") == "kiosk":
        return "", 204
    return redirect(url_for("staff.run", session=session), 303)


def _given() -> Given:
    """Read a tap: `tap` is "kind|person|value", `age` milliseconds since it was made."""
    form = request.form
    kind, person, value = [*form.get("tap", "").split("|", 2), "", "", ""][:3]
    if kind not in {*TapKind}:
        raise BadInput("Tap one of the buttons on the page.")
    age = min(max(form.get("age", 0, int), 0), LONGEST_AGE_MS)
    return Given(
        id=f"{form.get('id', '')}~{kind}~{person}"[:120] if form.get("id") else "",
        kind=TapKind(kind),
        age=timedelta(milliseconds=age),
        resident=person,
        value=value,
        song=form.get("song", ""),
        play=form.get("play", ""),
    )


@for_staff()
def end_session(session: str) -> str:
    """Ask how it went, before the session is over."""
    return render_template("staff/end_session.html", page=over_page(home(), _plan(session)), error="")


@for_staff()
def keep_end(session: str) -> ResponseReturnValue:
    """Keep how it went, and end the session."""
    plan, words = _plan(session), request.form.get("words", "").strip()
    try:
        if words:
            running.tap(home(), plan.id, Given(f"{session}~words", TapKind.REFLECTED, value=words), acting())
        running.tap(home(), plan.id, Given(f"{session}~end", TapKind.FINISHED), acting())
    except KioskError as error:
        page = over_page(home(), plan)
        return render_template("staff/end_session.html", page=page, error=str(error)), status_of(error)
    return redirect(url_for("staff.run", session=session), 303)
