"""Makes the Flask app around a home. Everything foreign comes in by keyword; nothing starts here."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import fontpkg_atkinson_hyperlegible
from flask import Flask, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from kiosk.errors import Conflict, KioskError, LockedOut, NotAllowed, NotFound, StoreUnavailable
from kiosk.home.home import Home
from kiosk.listening.board import Board
from kiosk.web import events, gallery, health, pictures, screen
from kiosk.web.context import staff
from kiosk.web.family import views as family
from kiosk.web.resident import views as resident
from kiosk.web.security import on_kiosk, protect
from kiosk.web.staff import blueprint as staff_blueprint

FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
LARGEST_REQUEST = 20_000_000
STATUS = {NotFound: 404, NotAllowed: 403, LockedOut: 429, Conflict: 409, StoreUnavailable: 503}


def create_app(
    home: Home,
    board: Board,
    secret: bytes,
    hosts: list[str],
    listening_health: Callable[[], str],
) -> Flask:
    """Return the app; `hosts` are the names it answers to (the defence against rebinding)."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="kiosk_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(days=1),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        TRUSTED_HOSTS=hosts,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.extensions["kiosk"] = home
    app.extensions["kiosk_board"] = board
    app.extensions["kiosk_listening_health"] = listening_health
    app.extensions["kiosk_is_alive"] = lambda: True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    protect(app)
    _register(app)
    return app


def _register(app: Flask) -> None:
    for blueprint in (
        resident.bp, staff_blueprint.bp, family.bp, events.bp, health.bp, pictures.bp, screen.bp, gallery.blueprint
    ):
        app.register_blueprint(blueprint)
    gallery_only_here = app.before_request_funcs.setdefault(gallery.blueprint.name, [])
    gallery_only_here.append(_only_on_kiosk)
    app.add_url_rule("/static/fonts/<name>", "font", _font)
    app.jinja_env.globals["csrf_field"] = csrf_field
    app.context_processor(lambda: {"signed_in": staff()})
    app.register_error_handler(KioskError, _kind_words)
    app.register_error_handler(HTTPException, _http_words)


def csrf_field() -> Markup:
    """Return the hidden field that proves a form is the kiosk's own."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _only_on_kiosk() -> ResponseReturnValue | None:
    return None if on_kiosk() else ("This page is for developers, on the kiosk itself.", 403)


def _font(name: str) -> ResponseReturnValue:
    response = send_from_directory(FONTS, name, mimetype="font/ttf")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _kind_words(error: KioskError) -> ResponseReturnValue:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    return _sorry(str(error), status)


def _http_words(error: HTTPException) -> ResponseReturnValue:
    words = {
        400: "This form stood open too long: go back, open the page again and repeat your last step.",
        404: "There is no such page: go back, or begin again at the first page.",
        405: "Go back and use the buttons on the page.",
        413: "This is more than the kiosk can take at once: send something smaller than 20 MB.",
    }
    status = error.code or 500
    sentence = words.get(status) or error.description or "Something went wrong: go back and try again."
    return _sorry(sentence, status)


def _sorry(sentence: str, status: int) -> ResponseReturnValue:
    """Show one sentence; a resident's screen never sees it, its script keeps the page as it was."""
    if request.headers.get("X-Requested-With") == "kiosk":
        return sentence, status
    return render_template("sorry.html", sentence=sentence), status
