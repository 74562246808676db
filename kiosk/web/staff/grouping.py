"""Several people in one room: tick who is there, and see which songs suit them all and whose each one is."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput, KioskError
from kiosk.home.groups import play_for_group, suggest_for_group
from kiosk.playlists.groups import GroupList, GroupPick
from kiosk.units import ResidentId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import status_of

EVERYBODY = "Everyone’s"


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/group", "group", group)
    bp.add_url_rule("/group", "play_group", play_group, methods=["POST"])


@dataclass(frozen=True)
class Row:
    """One song of the group's list, with whose song it is in words."""

    title: str
    performer: str
    year: str
    reasons: list[str]


@for_staff()
def group() -> str:
    """Ask who is in the room, and show the songs for those who were ticked."""
    here = _here(request.args.getlist("who"))
    found, error = _found(here) if "who" in request.args or "asked" in request.args else (None, "")
    return _page(here, found, error)


@for_staff()
def play_group() -> ResponseReturnValue:
    """Play the songs that were seen and approved for everyone who was ticked."""
    here, form = _here(request.form.getlist("who")), request.form
    try:
        play_for_group(home(), here, [SongId(song) for song in form.getlist("song")], acting(), form.get("session", ""))
    except KioskError as error:
        return _page(here, None, str(error)), status_of(error)
    return redirect(url_for("staff.group", who=here, playing="yes"), 303)


def _here(who: list[str]) -> list[ResidentId]:
    return [one.id for one in home().store.residents.all() if one.takes_part and one.id in set(who)]


def _page(here: list[ResidentId], found: GroupList | None, error: str) -> str:
    people = [one for one in home().store.residents.all() if one.takes_part]
    return render_template(
        "staff/group.html",
        people=[(one.id, one.called) for one in people],
        here=here,
        rows=[_row(pick, len(here)) for pick in found.picks] if found else [],
        notes=found.notes if found else (),
        songs=[pick.song.id for pick in found.picks] if found else [],
        session=home().new_id(),
        playing="playing" in request.args,
        error=error,
    )


def _found(here: list[ResidentId]) -> tuple[GroupList | None, str]:
    try:
        return suggest_for_group(home(), here), ""
    except BadInput as error:
        return None, str(error)


def _row(pick: GroupPick, people: int) -> Row:
    whose = EVERYBODY if len(pick.whose) == people else _names(pick.whose)
    year = "" if pick.song.year is None or not pick.song.performer else str(pick.song.year)
    return Row(pick.song.title, pick.song.performer, year, [f"{whose} song"])


def _names(called: tuple[str, ...]) -> str:
    """Return names as owners of a song, such as “Nell’s and Joe’s”."""
    owners = [f"{name}’s" for name in called]
    return owners[0] if len(owners) == 1 else f"{', '.join(owners[:-1])} and {owners[-1]}"
