"""Makes the Flask app around a home. Everything foreign comes in by keyword; nothing starts here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, SecurityError

from kiosk.errors import KioskError
from kiosk.home.home import Home
from kiosk.home.sign_in import IDLE_ON_KIOSK
from kiosk.listening.board import Board
from kiosk.people.staff import Role, StaffMember
from kiosk.web import events, gallery, health, pictures, screen
from kiosk.web.compiled import prepare
from kiosk.web.context import staff
from kiosk.web.family import views as family
from kiosk.web.forms import status_of
from kiosk.web.guides import GUIDES, Guide
from kiosk.web.lettering import letters
from kiosk.web.resident import views as resident
from kiosk.web.security import on_kiosk, protect
from kiosk.web.squeezing import squeezed
from kiosk.web.staff import blueprint as staff_blueprint
from kiosk.web.staff import meeting
from kiosk.web.staff.upsets import upset_notices

LARGEST_REQUEST = 20_000_000


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
    prepare(app)
    protect(app)
    app.after_request(squeezed)
    _register(app)
    return app


def _register(app: Flask) -> None:
    for blueprint in (
        resident.bp,
        staff_blueprint.bp,
        family.bp,
        events.bp,
        health.bp,
        pictures.bp,
        screen.bp,
        gallery.blueprint,
    ):
        app.register_blueprint(blueprint)
    gallery_only_here = app.before_request_funcs.setdefault(gallery.blueprint.name, [])
    gallery_only_here.append(_only_on_kiosk)
    app.add_url_rule("/static/fonts/<name>", "font", _font)
    app.jinja_env.globals["csrf_field"] = csrf_field
    app.jinja_env.globals["pairs"] = pairs
    app.jinja_env.globals["captions"] = captions
    app.context_processor(surroundings)
    app.register_error_handler(KioskError, _kind_words)
    app.register_error_handler(HTTPException, _http_words)
    app.register_error_handler(SecurityError, _other_name)


def csrf_field() -> Markup:
    """Return the hidden field that proves a form is the kiosk's own."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return options whose value is their own words."""
    return [(word, word) for word in words]


def captions(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return options whose words begin with a capital."""
    return [(str(word), str(word).capitalize()) for word in words]


@dataclass(frozen=True)
class Viewer:
    """Who is signed in, for the top of the page."""

    name: str
    role: str
    lock_url: str
    switch_url: str
    here: str


@dataclass(frozen=True)
class Part:
    """One part of the staff pages, for the line of links at the top."""

    label: str
    href: str
    current: bool


def surroundings() -> dict[str, object]:
    """Return what every page shows around its content: who is signed in and where they may go."""
    if request.blueprint == "family":
        return {"home_url": url_for("family.start"), "viewer": None, "nav": [], "can_lead": False}
    member = staff()
    if member is None:
        return {"home_url": url_for("staff.start"), "viewer": None, "nav": [], "can_lead": False}
    return {
        "home_url": url_for("staff.people"),
        "viewer": Viewer(member.name, member.role, url_for("staff.leave"), url_for("staff.switch"), _here()),
        "guide": _guide(member),
        "crossings": meeting.unread(member),
        "upset_notices": upset_notices(member),
        "nav": _parts(member),
        "seek_url": _seek_url(member),
        "can_lead": member.role.includes(Role.LEAD),
        "lock_after_s": round(IDLE_ON_KIOSK.total_seconds()) if on_kiosk() else 0,
    }


def _here() -> str:
    """Return the page to come back to: this one, or the person's when this was the answer to a form."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""


def _guide(member: StaffMember) -> Guide | None:
    """Return the first-use guide of this page, None when there is none or its reader put it away."""
    guide = GUIDES.get(request.endpoint or "")
    return guide if guide and guide.key not in member.knows else None


def _parts(member: StaffMember) -> list[Part]:
    open_to = [("People", "staff.people", Role.CARER), ("Sessions", "staff.sessions", Role.CARER)]
    open_to += [("Family memories", "staff.memories", Role.LEAD)]
    open_to += [("Library", "staff.library", Role.LEAD), ("On paper", "staff.home_paper", Role.CARER)]
    open_to += [("Settings", "staff.settings", Role.MANAGER)]
    open_to += [("Help", "staff.help", Role.CARER)]
    return [
        Part(label, url_for(endpoint), request.endpoint == endpoint)
        for label, endpoint, role in open_to
        if member.role.includes(role)
    ]


def _seek_url(member: StaffMember) -> str:
    """Return where the search at the top leads: the library for those who look after it, else what was found alone.

    Pages that hold this search themselves have none at the top.
    """
    if request.endpoint in {"staff.library", "staff.found_music"}:
        return ""
    return url_for("staff.library" if member.role.includes(Role.LEAD) else "staff.found_music")


def _only_on_kiosk() -> ResponseReturnValue | None:
    return None if on_kiosk() else ("This page is for developers, on the kiosk itself.", 403)


def _font(name: str) -> ResponseReturnValue:
    file = letters(name)
    if file is None:
        abort(404)
    response = send_file(file, mimetype="font/woff2" if file.suffix == ".woff2" else "font/ttf")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _kind_words(error: KioskError) -> ResponseReturnValue:
    return _sorry(str(error), status_of(error))


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


def _other_name(_: SecurityError) -> ResponseReturnValue:
    """Answer a request under a foreign name plainly: no page of ours may be built for it."""
    return "Open the kiosk by its own address.", 400


def _sorry(sentence: str, status: int) -> ResponseReturnValue:
    """Show one sentence; a resident's screen never sees it, its script keeps the page as it was."""
    if request.headers.get("X-Requested-With") == "kiosk":
        return sentence, status
    return render_template("sorry.html", sentence=sentence), status
