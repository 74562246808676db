"""Looking again: how somebody is a while after distress, and correcting a note."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.observations import Before, Observation
from kiosk.errors import KioskError, NotFound
from kiosk.home import looking_again, observing
from kiosk.home.observing import QuickNote
from kiosk.units import ObservationId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.staff.seen import DISTRESS, MOODS, TOOK_PART
from kiosk.web.words import moment_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/note/<note>"
    bp.add_url_rule(f"{at}/after", "look_in", look_in)
    bp.add_url_rule(f"{at}/after", "keep_look_in", keep_look_in, methods=["POST"])
    bp.add_url_rule(f"{at}/correct", "correct", correct)
    bp.add_url_rule(f"{at}/correct", "keep_correction", keep_correction, methods=["POST"])


def _note(resident: str, note: str) -> Observation:
    """Return a note about this person; NotFound for anybody else's."""
    kept = observing.newest_version(home(), ObservationId(note))
    if kept.resident != someone(resident).id:
        raise NotFound("This note is about somebody else: go back and choose again.")
    return kept


@for_staff()
def look_in(resident: str, note: str) -> str:
    """Ask how somebody is a while after distress: two taps."""
    return _look_in(resident, note, Filled())


def _look_in(resident: str, note: str, form: Filled) -> str:
    kept = _note(resident, note)
    return render_template(
        "staff/look_in.html",
        person=someone(resident),
        note=kept,
        when=moment_words(kept.seen_at),
        moods=MOODS,
        distress=DISTRESS,
        form=form,
    )


@for_staff()
def keep_look_in(resident: str, note: str) -> ResponseReturnValue:
    """Keep how they are now."""
    kept, form = _note(resident, note), request.form
    try:
        looking_again.keep_check(home(), kept.id, form.get("mood", ""), form.get("distress", ""), acting())
    except KioskError as error:
        return _look_in(resident, note, typed(error)), status_of(error)
    return redirect(url_for("staff.seen", resident=resident), 303)


@for_staff()
def correct(resident: str, note: str) -> str:
    """Show a note's four answers, to correct them."""
    return _correct(resident, note, Filled())


def _correct(resident: str, note: str, form: Filled) -> str:
    kept = _note(resident, note)
    return render_template(
        "staff/correct.html",
        person=someone(resident),
        note=kept,
        when=moment_words(kept.seen_at),
        befores=list(Before),
        took_part=TOOK_PART,
        moods=MOODS,
        distress=DISTRESS,
        form=form,
    )


@for_staff()
def keep_correction(resident: str, note: str) -> ResponseReturnValue:
    """Keep a correction beside the first note, which stays."""
    kept, form = _note(resident, note), request.form
    said = QuickNote(form.get("before", ""), form.get("took_part", ""), form.get("mood", ""), form.get("distress", ""))
    try:
        observing.correct_note(home(), kept.id, said, acting())
    except KioskError as error:
        return _correct(resident, note, typed(error)), status_of(error)
    return redirect(url_for("staff.seen", resident=resident), 303)
