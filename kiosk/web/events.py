"""The event stream: the whole state first, then every change, and a sign of life in between.

One kiosk and a handful of phones listen; each holds one thread of the pool, so the seats are fewer
than the threads, and a dead one is found by the next heartbeat (anchors G1-G3).
"""

import json
from collections.abc import Callable, Iterator

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import Forbidden

from kiosk.listening.board import Board
from kiosk.listening.status import Status
from kiosk.web.audience import Audience
from kiosk.web.context import staff
from kiosk.web.security import on_kiosk

HEARTBEAT_S = 2.0
MOST_STREAMS = 24

bp = Blueprint("events", __name__)
_audience = Audience(MOST_STREAMS)


def stream(board: Board, over: Callable[[], bool], heartbeat_s: float = HEARTBEAT_S) -> Iterator[str]:
    """Yield server-sent events until it is `over`; pure but for waiting on the board."""
    yield "retry: 1000\n\n"
    status = board.current()
    yield event(status)
    while not over():
        newer = board.wait(status.version, heartbeat_s, over)
        status = newer or status
        yield event(newer) if newer else ": well\n\n"


def event(status: Status) -> str:
    """Return one status as an event whose id is its version."""
    told = {
        "version": status.version,
        "screen": screen(status),
        "phase": status.phase,
        "resident": status.resident,
        "session": status.session,
        "play": status.play,
        "song": status.song,
        "position": status.position,
        "at": status.at_s,
    }
    return f"id: {status.version}\ndata: {json.dumps(told)}\n\n"


def screen(status: Status) -> str:
    """Return a word that changes exactly when something a person sees changes."""
    return f"{status.phase}/{status.session}/{status.play}/{status.level:.0f}/{status.sound}/{bool(status.trouble)}"


@bp.get("/events")
def events() -> Response:
    """Serve the stream to the kiosk's screen and to staff; in a full house the oldest stream ends for the newest."""
    if not on_kiosk() and staff() is None:
        raise Forbidden("This is for the kiosk’s own screen: sign in as staff to follow it from here.")
    board: Board = current_app.extensions["kiosk_board"]
    is_alive: Callable[[], bool] = current_app.extensions["kiosk_is_alive"]
    seat = _audience.enter()
    board.stir()
    response = Response(stream(board, lambda: seat.wanted or not is_alive()), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.call_on_close(lambda: _audience.leave(seat))
    return response
