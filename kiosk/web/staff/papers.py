"""On paper: pages made as PDFs, for a person or for the home, each noted in the audit trail before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from kiosk.home import exporting, papers
from kiosk.people.staff import Role, StaffMember
from kiosk.units import ResidentId
from kiosk.web.context import acting, for_staff, home, staff
from kiosk.web.paper.printing import PaperSize
from kiosk.web.paper.sheets import OF_HOME, OF_PERSON, Sheet, printed, session_plan
from kiosk.web.staff import sessions
from kiosk.web.staff.people import someone

SIZE = "paper size"
"""The setting that keeps which paper the home's printer holds: the one used last."""


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people/<resident>/paper", "person_paper", person_paper)
    bp.add_url_rule("/people/<resident>/paper", "print_person", print_person, methods=["POST"])
    bp.add_url_rule("/paper", "home_paper", home_paper)
    bp.add_url_rule("/paper", "print_home", print_home, methods=["POST"])
    bp.add_url_rule("/sessions/plan/paper", "print_plan", print_plan, methods=["POST"])
    bp.add_url_rule("/people/<resident>/export", "export_person", export_person, methods=["POST"])
    bp.add_url_rule("/export", "export_home", export_home, methods=["POST"])


@dataclass(frozen=True)
class Choice:
    """One page to print, as its button says it."""

    key: str
    title: str
    about: str


@for_staff()
def person_paper(resident: str) -> str:
    """Show what can be printed about one person."""
    one = someone(resident)
    return render_template(
        "staff/person_paper.html", person=one, sheets=_open_to(OF_PERSON), files=_may_export(), **_sizes()
    )


@for_staff()
def home_paper() -> str:
    """Show what can be printed for the home."""
    month = f"{home().today():%Y-%m}"
    return render_template(
        "staff/home_paper.html", sheets=_open_to(OF_HOME), files=_may_export(), month=month, **_sizes()
    )


def _open_to(sheets: Mapping[str, Sheet]) -> list[Choice]:
    return [Choice(key, one.title, one.about) for key, one in sheets.items() if _viewer().role.includes(one.role)]


def _may_export() -> bool:
    return _viewer().role.includes(Role.MANAGER)


def _viewer() -> StaffMember:
    member = staff()
    if member is None:
        raise Forbidden("Sign in first.")
    return member


def _sizes() -> dict[str, object]:
    return {"sizes": [size.value for size in PaperSize], "size": _size_kept().value}


def _size_kept() -> PaperSize:
    kept = home().store.settings.get(SIZE, default="")
    return PaperSize(kept) if kept in {*PaperSize} else PaperSize.A4


@for_staff()
def print_person(resident: str) -> ResponseReturnValue:
    """Send one page about a person as a PDF."""
    one = someone(resident)
    sheet = _wanted(OF_PERSON)
    if sheet is None:
        return redirect(url_for("staff.person_paper", resident=resident), 303)
    about = one.id, request.form.get("review", "")
    return _sent(sheet, about, f"{sheet.title} {one.called}", one.id)


@for_staff()
def print_home() -> ResponseReturnValue:
    """Send one page of the home as a PDF."""
    sheet, month = _wanted(OF_HOME), request.form.get("month", "")
    if sheet is None:
        return redirect(url_for("staff.home_paper"), 303)
    return _sent(sheet, ("", month), f"{sheet.title} {month}".strip())


@for_staff()
def print_plan() -> ResponseReturnValue:
    """Send a session plan as a PDF, as it stands ticked in the form."""
    made = sessions.chosen()
    if not made.steps or not made.people:
        return redirect(url_for("staff.sessions"), 303)
    data = session_plan(home(), made, size_asked())
    for one in made.people:
        papers.note_printed(home(), "a session plan", acting(), one)
    return sent_file(data, f"Session plan {sessions.names(made.people)}.pdf", "application/pdf")


def _wanted(sheets: Mapping[str, Sheet]) -> Sheet | None:
    sheet = sheets.get(request.form.get("sheet", ""))
    if sheet and not _viewer().role.includes(sheet.role):
        raise Forbidden(f"This page is for the {sheet.role}: ask them, or sign in with that role.")
    return sheet


def _sent(sheet: Sheet, about: tuple[str, str], name: str, resident: ResidentId | None = None) -> Response:
    """Make the page, note it, then send it: what was not noted never leaves the kiosk."""
    size = size_asked()
    data = printed(sheet, home(), about, size)
    papers.note_printed(home(), sheet.title.lower(), acting(), resident)
    return sent_file(data, f"{name}.pdf", "application/pdf")


@for_staff(Role.MANAGER)
def export_person(resident: str) -> Response:
    """Send everything kept about one person: as a zip of tables and JSON, or as a bundle for care-record systems."""
    one, day = someone(resident), home().today()
    if request.form.get("what") == "fhir":
        bundle = exporting.bundle_of(home(), one.id, acting())
        return sent_file(bundle, f"{one.called} {day} FHIR.json", "application/fhir+json")
    return sent_file(exporting.of_person(home(), one.id, acting()), f"{one.called} {day}.zip", "application/zip")


@for_staff(Role.MANAGER)
def export_home() -> Response:
    """Send everything the home keeps but music, as a zip."""
    return sent_file(exporting.of_home(home(), acting()), f"Kiosk {home().today()}.zip", "application/zip")


def size_asked() -> PaperSize:
    """Return the paper asked for in the form, and keep it for next time."""
    asked, kept = request.form.get("size", ""), _size_kept()
    size = PaperSize(asked) if asked in {*PaperSize} else kept
    if size is not kept:
        home().store.settings.set(SIZE, size.value, acting())
    return size


def sent_file(data: bytes, name: str, kind: str) -> Response:
    """Return a file to be kept by whoever asked; phones keep it with their downloads."""
    answer = Response(data, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name.replace("/", "-"))
    answer.headers["Cache-Control"] = "no-store"
    return answer
