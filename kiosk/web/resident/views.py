"""The resident's pages and what their buttons ask for."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from kiosk.care.assent import Answer
from kiosk.errors import KioskError
from kiosk.home import assenting, hearing_music
from kiosk.home.by_the_clock import refuse_rest
from kiosk.home.inviting import invitation
from kiosk.home.knowing import ease
from kiosk.home.screen_rules import Glass, Look, rules_of
from kiosk.units import Decibels, GreetingId, PlayId, ResidentId, SessionId, SongId
from kiosk.web.context import home, staff
from kiosk.web.resident.pages import choose_page, home_page
from kiosk.web.resident.person import Asked, person_page
from kiosk.web.resident.together import group_page, group_sounds
from kiosk.web.screen import LOOKS, touch_of
from kiosk.web.security import on_kiosk

bp = Blueprint("resident", __name__)


@bp.before_request
def only_here() -> None:
    """Show residents' pages on the kiosk itself, and to staff; to nobody else on the network."""
    if not on_kiosk() and staff() is None:
        raise Forbidden("This page is for the kiosk’s own screen: sign in as staff to see it from here.")


def _shown(template: str, page: object, whose: ResidentId | None = None) -> str:
    """Show a page, in the high-contrast look when it is that of somebody who sees little."""
    fragment = request.headers.get("X-Fragment") == "main"
    look = LOOKS[Look.CONTRAST] if whose and ease(home(), whose).larger else ""
    return render_template(template, page=page, fragment=fragment, touch=touch_of(rules_of(home()), look))


def _asked() -> Asked:
    return Asked(max(0, request.args.get("shelf", 0, int)), "staff" in request.args)


@bp.get("/")
def everyone() -> ResponseReturnValue:
    """Show the people who use the kiosk; in a bedroom, or while a small glass plays, the one person it is about."""
    rules, status = rules_of(home()), home().sounding.status()
    if group_sounds(status):
        return _shown("resident/person.html", group_page(home(), rules, status, _asked()))
    if rules.personal:
        return _person(rules.personal)
    playing = status.resident
    if rules.glass is Glass.SMALL and playing and hearing_music.sounds_for(status, playing):
        return redirect(url_for("resident.person", resident=playing), 303)
    page = max(0, request.args.get("page", 0, int))
    return _shown("resident/home.html", home_page(home(), rules, page, staff=_asked().staff))


@bp.get("/invite")
def invite() -> ResponseReturnValue:
    """Lead, after a quiet while, to one person and the song a press brings; at other hours to the first page."""
    found = invitation(home(), rules_of(home()))
    status = home().sounding.status()
    if found is None or (status.resident and hearing_music.sounds_for(status, status.resident)):
        return redirect(url_for("resident.everyone"), 303)
    return redirect(url_for("resident.person", resident=found.resident.id), 303)


@bp.get("/resident/<resident>")
def person(resident: str) -> ResponseReturnValue:
    """Show one person's music; somebody who has gone leads back to everyone."""
    return _person(ResidentId(resident))


def _person(resident: ResidentId) -> ResponseReturnValue:
    rules = rules_of(home())
    try:
        someone = home().store.residents.get(resident)
    except KioskError:
        return redirect(url_for("resident.everyone"), 303)
    status = home().sounding.status()
    if group_sounds(status) and someone.id in status.people:
        return _shown("resident/person.html", group_page(home(), rules, status, _asked()))
    return _shown("resident/person.html", person_page(home(), rules, someone, _asked()), someone.id)


@bp.get("/resident/<resident>/songs")
def choose(resident: str) -> ResponseReturnValue:
    """Show a few songs to choose from."""
    try:
        someone = home().store.residents.get(ResidentId(resident))
    except KioskError:
        return redirect(url_for("resident.everyone"), 303)
    page = max(0, request.args.get("page", 0, int))
    shown = choose_page(home(), rules_of(home()), someone, page)
    if not shown.cards or hearing_music.sounds_for(home().sounding.status(), someone.id):
        return redirect(url_for("resident.person", resident=resident), 303)
    return _shown("resident/choose.html", shown, someone.id)


def _done(resident: str, *, again: bool = False) -> ResponseReturnValue:
    """Answer a press; `again` asks the page to fetch itself, for what no change of the sound would tell it."""
    if request.headers.get("X-Requested-With") == "kiosk":
        return "", 204, {"X-Again": "yes"} if again else {}
    return redirect(url_for("resident.person", resident=resident), 303)


@bp.post("/resident/<resident>/play")
def play(resident: str) -> ResponseReturnValue:
    """Play this person's music, from the song they chose if they chose one; a press is also their yes."""
    who, song = ResidentId(resident), request.form.get("song", "")
    words = GreetingId(request.form.get("greeting", ""))
    refuse_rest(home(), who)
    hearing_music.play_music(home(), who, first=SongId(song) if song else None, greeting=words or None)
    if assenting.not_today(home(), who):
        assenting.keep_assent(home(), who, Answer.YES)
    return _done(resident)


@bp.post("/resident/<resident>/not-today")
def not_today(resident: str) -> ResponseReturnValue:
    """Keep the person's own "not today"."""
    assenting.keep_assent(home(), ResidentId(resident), Answer.NOT_TODAY)
    return _done(resident, again=True)


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
