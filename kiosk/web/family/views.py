"""What a relative sees on their phone: the invitation, the memory form, and what they gave."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import family
from kiosk.home.family import MemoryWords
from kiosk.home.sign_in import FAMILY_LONGEST, open_session
from kiosk.people.memories import Use
from kiosk.store.web_sessions import SubjectKind
from kiosk.web.context import FAMILY_COOKIE, for_family, home
from kiosk.web.family import greeting, interviewing
from kiosk.web.family.guest import called, guest
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.entering import with_cookie
from kiosk.web.words import day_words

bp = Blueprint("family", __name__, url_prefix="/family")
interviewing.routes(bp)
greeting.routes(bp)


@bp.get("/invited")
def invited() -> str:
    """Show the invitation; looking at it uses nothing up, so a mail scanner spoils nothing."""
    return render_template("family/invited.html", error="")


@bp.post("/invited")
def accept() -> ResponseReturnValue:
    """Use the invitation, once, and open the family's pages on this phone."""
    try:
        claimed = family.claim(home(), request.form.get("token", "").strip())
    except KioskError as error:
        return render_template("family/invited.html", error=str(error)), status_of(error)
    token = open_session(home(), SubjectKind.FAMILY, claimed.id, FAMILY_LONGEST)
    return with_cookie(redirect(url_for("family.start"), 303), FAMILY_COOKIE, token)


@bp.get("/")
@for_family
def start() -> str:
    """Welcome the relative and show what they gave so far."""
    who = guest()
    memories = [memory for memory in home().store.memories.of(who.resident) if memory.invitation == who.id]
    return render_template("family/start.html", guest=who, person=called(who), memories=memories, day=day_words)


@bp.get("/memory")
@for_family
def ask() -> str:
    """Ask for a song and its story."""
    return _form(Filled())


def _form(form: Filled) -> str:
    who = guest()
    return render_template("family/memory.html", guest=who, person=called(who), form=form, uses=list(Use))


@bp.post("/memory")
@for_family
def give() -> ResponseReturnValue:
    """Keep the memory and thank for it."""
    form, photo = request.form, request.files.get("photo")
    words = MemoryWords(
        song=form.get("song", ""),
        story=form.get("story", ""),
        when=form.get("when", ""),
        where=form.get("where", ""),
        use=form.get("use", Use.PLAY),
        photo=photo.read() if photo and photo.filename else b"",
    )
    try:
        family.give_memory(home(), guest(), words)
    except KioskError as error:
        return _form(typed(error)), status_of(error)
    return redirect(url_for("family.start", _anchor="given"), 303)
