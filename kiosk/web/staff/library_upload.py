"""Music sent from a browser, in pieces, each a small answer that says how far the file is."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput, Conflict
from kiosk.library.uploads import MOST_BYTES, PIECE_BYTES, Sent, Uploads
from kiosk.people.staff import Role
from kiosk.web.context import for_staff, home


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/library/upload", "library_upload", upload, methods=["POST"])


@for_staff(Role.LEAD)
def upload() -> ResponseReturnValue:
    """Keep a piece, or for a piece of nothing say how much is here; the answer is always JSON.

    `held` is how many bytes are here, `done` whether the file is whole, `sentence` why it is refused. Without a
    name, it says how much may be sent.
    """
    told = request.args
    if "name" not in told:
        return jsonify(held=0, done=False, piece=PIECE_BYTES, most=MOST_BYTES)
    sent = Sent(told.get("name", ""), told.get("size", -1, int), told.get("modified", 0, int))
    uploads = Uploads(home().settings.home)
    piece = request.stream.read(PIECE_BYTES + 1)
    try:
        if not piece:
            return jsonify(held=uploads.held(sent), done=False)
        finished = uploads.add(sent, told.get("offset", 0, int), piece)
    except Conflict as error:
        return jsonify(held=uploads.held(sent), done=False, sentence=str(error)), 409
    except BadInput as error:
        return jsonify(held=0, done=False, sentence=str(error)), 400
    if finished:
        home().look_again()
    return jsonify(held=told.get("offset", 0, int) + len(piece), done=finished is not None)
