"""Music by the clock: the home's hours, and a timer for what sounds now."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.hours import Hours, Span, clock_words, minute_of
from kiosk.care.volume import level_words
from kiosk.errors import BadInput, KioskError
from kiosk.home import by_the_clock
from kiosk.home.room_sound import room
from kiosk.people.staff import Role
from kiosk.units import Decibels
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone

LEVELS = (-18.0, -15.0, -12.0, -9.0, -6.0)
LONGEST_SLEEP_MIN = 90


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/settings/hours", "hours", show)
    bp.add_url_rule("/settings/hours", "keep_hours", keep_hours, methods=["POST"])
    bp.add_url_rule("/people/<resident>/sleep", "sleep_after", sleep_after, methods=["POST"])


@for_staff(Role.LEAD)
def show() -> str:
    """Show the home's hours."""
    return _page(Filled())


def _page(form: Filled) -> str:
    kept = by_the_clock.hours(home())
    spans = {"quiet": kept.quiet, "soft": kept.soft}
    return render_template(
        "staff/hours.html",
        form=form,
        times={f"{name}_{end}": _words(span, end) for name, span in spans.items() for end in ("start", "end")},
        levels=[(f"{one:g}", level_words(room(home()), Decibels(one))) for one in LEVELS],
        soft_level=f"{kept.soft_level:g}",
        daily_most=kept.daily_most or "",
    )


def _words(span: Span, end: str) -> str:
    return clock_words(span.start if end == "start" else span.end) if span.start != span.end else ""


@for_staff(Role.LEAD)
def keep_hours() -> ResponseReturnValue:
    """Keep the home's hours; they hold at once."""
    try:
        by_the_clock.keep_hours(home(), _told(), acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.hours"), 303)


def _told() -> Hours:
    level = request.form.get("soft_level", "")
    most = request.form.get("daily_most", "").strip() or "0"
    if level not in {f"{one:g}" for one in LEVELS}:
        raise BadInput("Choose how soft.", "soft_level")
    if not most.isdigit() or int(most) > 24 * 60:
        raise BadInput("Write a number of minutes, such as 180, or leave it empty.", "daily_most")
    return Hours(_span("quiet"), _span("soft"), Decibels(float(level)), int(most))


def _span(name: str) -> Span:
    start, end = (request.form.get(f"{name}_{part}", "").strip() for part in ("start", "end"))
    if not start and not end:
        return Span(0, 0)
    return Span(minute_of(start, f"{name}_start"), minute_of(end, f"{name}_end"))


@for_staff()
def sleep_after(resident: str) -> ResponseReturnValue:
    """Let the music that sounds fade away after so many minutes; 0 takes that back."""
    minutes = request.form.get("minutes", 0, int)
    by_the_clock.sleep(home(), someone(resident).id, max(0, min(LONGEST_SLEEP_MIN, minutes)))
    return redirect(url_for("staff.now", resident=resident), 303)
