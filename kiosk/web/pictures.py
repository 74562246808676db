"""Pictures: portraits, family photos and covers, each only to those who may see it."""

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, NotFound

from kiosk.library.covers import cover as cover_of
from kiosk.people.memories import Verdict
from kiosk.units import MemoryId, PhotoId, ResidentId, SongId
from kiosk.web.context import home, invitation, staff
from kiosk.web.security import on_kiosk

bp = Blueprint("pictures", __name__, url_prefix="/pictures")
AN_HOUR = "private, max-age=3600"


@bp.get("/portrait/<resident>")
def portrait(resident: str) -> Response:
    """Show a portrait on the kiosk when the person agreed, and to staff and the person's family."""
    person = home().store.residents.get(ResidentId(resident))
    guest = invitation()
    agreed = person.shows.picture and (on_kiosk() or (guest is not None and guest.resident == person.id))
    if not person.portrait or not (agreed or staff()):
        raise NotFound
    return _jpeg(person.portrait)


@bp.get("/memory/<memory>")
def memory(memory: str) -> Response:
    """Show a family photo: to staff, to who gave it, and on the kiosk once approved and agreed."""
    kept = home().store.memories.get(MemoryId(memory))
    guest = invitation()
    mine = guest is not None and guest.id == kept.invitation
    person = home().store.residents.get(kept.resident)
    agreed = on_kiosk() and person.shows.memories and kept.verdict is Verdict.APPROVED
    if kept.photo is None or not (mine or agreed or staff()):
        raise Forbidden("This photo is not shown here.")
    return _jpeg(kept.photo)


def _jpeg(photo: PhotoId) -> Response:
    response = Response(home().store.photos.read(photo), mimetype="image/jpeg")
    response.headers["Cache-Control"] = AN_HOUR
    return response


@bp.get("/cover/<path:song>")
def cover(song: str) -> ResponseReturnValue:
    """Show the picture inside a song's recording, or a drawn one."""
    recording = home().shelf.recordings.get(SongId(song))
    file = cover_of(recording, home().settings.home / "covers") if recording else None
    if file is None:
        return redirect(url_for("static", filename="icons/song.svg"))
    response = send_file(file, mimetype="image/jpeg")
    response.headers["Cache-Control"] = AN_HOUR
    return response
