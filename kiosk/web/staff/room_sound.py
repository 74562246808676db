"""The room's sound: play the test tone, write down what a meter shows at the chair, set the most that is allowed."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.volume import CAP_DBA, MOST_DBA, NOMINAL_DBA, USUAL
from kiosk.errors import BadInput, KioskError
from kiosk.home import room_sound
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.words import day_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/settings/sound"
    bp.add_url_rule(at, "room_sound", show)
    bp.add_url_rule(at, "keep_reading", keep_reading, methods=["POST"])
    bp.add_url_rule(f"{at}/tone", "play_tone", play_tone, methods=["POST"])
    bp.add_url_rule(f"{at}/quiet", "stop_tone", stop_tone, methods=["POST"])
    bp.add_url_rule(f"{at}/most", "keep_cap", keep_cap, methods=["POST"])


@for_staff(Role.LEAD)
def show() -> str:
    """Show what was measured, and how to measure."""
    return _page(Filled())


def _page(form: Filled) -> str:
    kept = room_sound.room(home())
    status = home().sounding.status()
    return render_template(
        "staff/room_sound.html",
        form=form,
        measured=f"{kept.measured_by}, {day_words(kept.measured_at)}" if kept.measured_at else "",
        usual=f"{NOMINAL_DBA + USUAL:.0f}",
        most=f"{kept.offset:.0f}" if kept.offset is not None else "",
        cap=f"{kept.cap:g}",
        cap_by=kept.cap_by,
        raised=kept.cap > CAP_DBA,
        highest=f"{MOST_DBA:g}",
        tone_on=status.resident == room_sound.NOBODY and bool(status.play),
    )


@for_staff(Role.LEAD)
def play_tone() -> ResponseReturnValue:
    """Play the test tone; whatever sounded gives way to it."""
    room_sound.play_tone(home())
    return redirect(url_for("staff.room_sound"), 303)


@for_staff(Role.LEAD)
def stop_tone() -> ResponseReturnValue:
    """Stop the test tone."""
    room_sound.stop_tone(home())
    return redirect(url_for("staff.room_sound"), 303)


def _number(name: str, words: str) -> float:
    try:
        return float(request.form.get(name, "").strip().replace(",", "."))
    except ValueError as error:
        raise BadInput(words, name) from error


@for_staff(Role.LEAD)
def keep_reading() -> ResponseReturnValue:
    """Keep what the meter showed."""
    try:
        room_sound.keep_reading(home(), _number("reading", "Write what the meter showed, such as 62."), acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    room_sound.stop_tone(home())
    return redirect(url_for("staff.room_sound"), 303)


@for_staff(Role.MANAGER)
def keep_cap() -> ResponseReturnValue:
    """Keep the most that is allowed; who decided it stays in the audit trail."""
    try:
        room_sound.keep_cap(home(), _number("cap", "Write a number, such as 75."), acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.room_sound"), 303)
