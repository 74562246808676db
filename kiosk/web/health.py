"""`/healthz`: whether the store, the listening thread and the engine answered just now."""

from collections.abc import Callable

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.web.context import home
from kiosk.web.words import sound_words

bp = Blueprint("health", __name__)


def _store_health() -> str:
    """Read one thing from the store; return the sentence for what is wrong, empty when it answered."""
    try:
        home().store.settings.all()
    except KioskError as error:
        return str(error)
    return home().store.trouble


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer 200 when all is well, 503 with the reason otherwise."""
    listening: Callable[[], str] = current_app.extensions["kiosk_listening_health"]
    reasons = {"store": _store_health(), "listening": listening()}
    status = home().sounding.status()
    well = not any(reasons.values())
    told = {"ok": well, "reasons": {part: why for part, why in reasons.items() if why}}
    return jsonify(told | {"sound": status.sound, "sound_words": sound_words(status)}), 200 if well else 503
