"""The resident's pages and what their buttons ask for."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from kiosk.errors import KioskError
from kiosk.home import hearing_music
from kiosk.home.by_the_clock import refuse_rest
from kiosk.units import Decibels, PlayId, ResidentId, SessionId, SongId
from kiosk.web.context import home, staff
from kiosk.web.resident.model import Touch
from kiosk.web.resident.pages import home_page, person_page
from kiosk.web.resident.together import group_page, group_sounds
from kiosk.web.screen import pixels_per_mm
from kiosk.web.security import on_kiosk

bp = Blueprint("resident", __name__)


@bp.before_request
def only_here() -> None:
    """Show residents' pages on the kiosk itself, and to staff; to nobody else on the network."""
    if not on_kiosk() and staff() is None:
        raise Forbidden("This page is for the kiosk’s own screen: sign in as staff to see it from here.")


def _shown(template: str, page: object) -> str:
    fragment = request.headers.get("X-Fragment") == "main"
    return render_template(template, page=page, fragment=fragment, touch=Touch(mm=pixels_per_mm(home())))


@bp.get("/")
def everyone() -> str:
    """Show the people who use the kiosk."""
    status = home().sounding.status()
    if group_sounds(status):
        return _shown("resident/person.html", group_page(home(), status))
    page = request.args.get("page", 0, int)
    return _shown("resident/home.html", home_page(home(), max(0, page)))


@bp.get("/resident/<resident>")
def person(resident: str) -> ResponseReturnValue:
    """Show one person's music; somebody who has gone leads back to everyone."""
    try:
        someone = home().store.residents.get(ResidentId(resident))
    except KioskError:
        return redirect(url_for("resident.everyone"), 303)
    status = home().sounding.status()
    if group_sounds(status) and someone.id in status.people:
        return _shown("resident/person.html", group_page(home(), status))
    return _shown("resident/person.html", person_page(home(), someone))


def _done(resident: str) -> ResponseReturnValue:
    if request.headers.get("X-Requested-With") == "kiosk":
        return "", 204
    return redirect(url_for("resident.person", resident=resident), 303)


@bp.post("/resident/<resident>/play")
def play(resident: str) -> ResponseReturnValue:
    """Play this person's music."""
    refuse_rest(home(), ResidentId(resident))
    hearing_music.play_music(home(), ResidentId(resident))
    return _done(resident)


@bp.post("/resident/<resident>/stop")
def stop(resident: str) -> ResponseReturnValue:
    """Stop the music."""
    hearing_music.stop(home())
    return _done(resident)


@bp.post("/resident/<resident>/another")
def another(resident: str) -> ResponseReturnValue:
    """Go to the next song."""
    hearing_music.another(home(), PlayId(request.form.get("after", "")))
    return _done(resident)


@bp.post("/resident/<resident>/level")
def level(resident: str) -> ResponseReturnValue:
    """Play softer or louder."""
    wanted = request.form.get("level", None, float)
    if wanted is not None:
        hearing_music.set_level(home(), SessionId(request.form.get("session", "")), Decibels(wanted))
    return _done(resident)


@bp.post("/resident/<resident>/like")
def like(resident: str) -> ResponseReturnValue:
    """Keep the resident's own yes."""
    hearing_music.like(home(), ResidentId(resident), *_about())
    return _done(resident)


@bp.post("/resident/<resident>/not-this")
def not_this(resident: str) -> ResponseReturnValue:
    """Keep the resident's own no, and go on."""
    hearing_music.not_this_one(home(), ResidentId(resident), *_about())
    return _done(resident)


def _about() -> tuple[SongId, PlayId]:
    return SongId(request.form.get("song", "")), PlayId(request.form.get("play", ""))
