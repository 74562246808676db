"""A memory the person tells while music is on: one tap away, kept in their name."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import hearing_music
from kiosk.home.told_now import keep_told_memory
from kiosk.people.residents import Resident
from kiosk.units import SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/told-now"
    bp.add_url_rule(at, "told_now", told_now)
    bp.add_url_rule(at, "keep_told_now", keep_told_now, methods=["POST"])


@for_staff()
def told_now(resident: str) -> str:
    """Ask for a memory that was told while a song played."""
    return _told_now_page(someone(resident), Filled())


def _told_now_page(person: Resident, form: Filled) -> str:
    status = home().sounding.status()
    on = hearing_music.sounds_for(status, person.id)
    return render_template(
        "staff/told_now.html",
        person=person,
        song=form.value("song_id", (status.song or "") if on else ""),
        title=form.value("title", status.title if on else ""),
        form=form,
    )


@for_staff()
def keep_told_now(resident: str) -> ResponseReturnValue:
    """Keep the memory in the person's name; whoever wrote it down stands by it."""
    person, form = someone(resident), request.form
    try:
        keep_told_memory(
            home(),
            person.id,
            SongId(form.get("song_id", "")) or None,
            form.get("song", ""),
            form.get("story", ""),
            acting(),
        )
    except KioskError as error:
        return _told_now_page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.now", resident=resident, kept="memory"), 303)
