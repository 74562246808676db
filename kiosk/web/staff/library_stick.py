"""Music from a USB stick: what is plugged in, which folders to copy, how far it is, and that it may be removed."""

from dataclasses import dataclass
from urllib.parse import quote_from_bytes, unquote_to_bytes

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput, Conflict, NotFound
from kiosk.home import stick_import
from kiosk.home.library_progress import left
from kiosk.home.stick_board import Copying, End
from kiosk.home.stick_import import Seen
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed

BESIDE = "Not in a folder"


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/library/stick", "library_stick", stick)
    bp.add_url_rule("/library/stick", "copy_stick", copy, methods=["POST"])
    bp.add_url_rule("/library/stick/stop", "stop_stick", stop, methods=["POST"])


@dataclass(frozen=True)
class StickWords:
    """One stick as staff see it: `folders` are (key, label) to choose from."""

    path: str
    label: str
    meta: str
    folders: list[tuple[str, str]]


@dataclass(frozen=True)
class CopyWords:
    """How far the copying is, in words and for a bar; `kind` is the notice's when it has ended."""

    label: str
    done: int
    total: int
    pace: str
    ended: str
    kind: str
    refused: tuple[str, ...]


@for_staff(Role.LEAD)
def stick() -> str:
    """Show what is plugged in, or how far the copying is."""
    return _page(Filled())


def _page(form: Filled) -> str:
    now = home().stick.now()
    going_on = now is not None and now.end is End.NOT_YET
    sticks = [] if going_on else [_words(one) for one in stick_import.look(home())]
    return render_template(
        "staff/library_stick.html",
        gone=stick_import.GONE if request.args.get("gone") else "",
        copying=_copying(now) if now else None,
        going_on=going_on,
        sticks=sticks,
        form=form,
    )


def _words(seen: Seen) -> StickWords:
    files = sum(len(one.files) for one in seen.folders)
    meta = f"{_recordings(files)}, {_size(sum(one.size for one in seen.folders))}" if files else ""
    folders = [
        (quote_from_bytes(one.folder), f"{one.label or BESIDE} ({_recordings(len(one.files))})") for one in seen.folders
    ]
    return StickWords(str(seen.stick.path), seen.stick.label, meta, folders)


def _recordings(files: int) -> str:
    return "1 recording" if files == 1 else f"{files:,} recordings"


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"


def _copying(now: Copying) -> CopyWords:
    pace = f"{now.done} of {now.total} recordings"
    if now.seconds_left is not None:
        pace += f", {left(now.seconds_left)} left"
    kind = "done" if now.end is End.DONE else "warning"
    return CopyWords(now.label, now.done, now.total, pace, stick_import.in_words(now), kind, now.refused)


@for_staff(Role.LEAD)
def copy() -> ResponseReturnValue:
    """Begin to copy the chosen folders."""
    form = request.form
    folders = {unquote_to_bytes(key) for key in form.getlist("folder")}
    try:
        stick_import.begin(home(), form.get("stick", ""), folders, form.get("whose", ""), acting())
    except NotFound:
        return redirect(url_for("staff.library_stick", gone="yes"), 303)
    except (BadInput, Conflict) as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.library_stick"), 303)


@for_staff(Role.LEAD)
def stop() -> ResponseReturnValue:
    """Stop the copying."""
    stick_import.stop(home())
    return redirect(url_for("staff.library_stick"), 303)
