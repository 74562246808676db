"""A person's playlist: the draft with its reasons, its order, its approval, and the wanted list."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput, Conflict, KioskError
from kiosk.home import hearing_music, lists
from kiosk.home.crossings import Where, tell_first
from kiosk.home.home import Home
from kiosk.people.memories import Use, Verdict
from kiosk.people.profile import song_of
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.playlists.picks import Pick, Playlist, Purpose
from kiosk.playlists.purposes import FOR_ONE, RULES
from kiosk.units import PlaylistId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import number, status_of
from kiosk.web.staff.people import someone
from kiosk.web.words import song_year


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/list"
    bp.add_url_rule(at, "list", playlist)
    bp.add_url_rule(f"{at}/draft", "make_draft", make_draft, methods=["POST"])
    bp.add_url_rule(f"{at}/change", "change_list", change, methods=["POST"])
    bp.add_url_rule(f"{at}/approve", "approve_list", approve, methods=["POST"])
    bp.add_url_rule(f"{at}/play", "play_list", play, methods=["POST"])


@dataclass(frozen=True)
class Again:
    """What somebody wanted of a list that was changed meanwhile: a button to do it on the list as it is now."""

    words: str
    action: str
    fields: dict[str, str]


@dataclass(frozen=True)
class PickRow:
    """One pick as staff see it."""

    song: SongId
    title: str
    performer: str
    year: str
    reasons: list[str]
    memory: str
    first: bool
    last: bool


def rows(kiosk: Home, person: Resident, picks: tuple[Pick, ...]) -> list[PickRow]:
    """Return picks with their reasons in words, and the family's story of a song."""
    stories = {
        song_of(memory): f"{memory.giver}: {memory.story}"
        for memory in kiosk.store.memories.of(person.id)
        if memory.verdict is Verdict.APPROVED and memory.use is Use.PLAY
    }
    return [
        PickRow(
            song=pick.song.id,
            title=pick.song.title,
            performer=pick.song.performer,
            year=song_year(pick.song),
            reasons=[reason.words for reason in pick.reasons],
            memory=stories.get(pick.song.id, ""),
            first=place == 0,
            last=place == len(picks) - 1,
        )
        for place, pick in enumerate(picks)
    ]


@for_staff()
def playlist(resident: str) -> str:
    """Show the draft, if one waits, and what is approved."""
    return _page(someone(resident))


@dataclass(frozen=True)
class Tab:
    """A link to the list of one purpose."""

    words: str
    href: str
    current: bool


def _tabs(person: Resident, current: Purpose) -> list[Tab]:
    return [
        Tab(RULES[one].words, url_for("staff.list", resident=person.id, purpose=one.value), one is current)
        for one in FOR_ONE
    ]


def wished() -> Purpose:
    """Return the purpose that the page or form is about: everyday unless it says otherwise."""
    asked = request.values.get("purpose", "")
    return next((one for one in FOR_ONE if one.value == asked), Purpose.EVERYDAY)


def _page(person: Resident, error: str = "", again: Again | None = None) -> str:
    purpose = wished()
    draft = lists.draft_of(home(), person.id, purpose)
    approved = lists.approved_for(home(), person.id, purpose)
    return render_template(
        "staff/list.html",
        person=person,
        purpose=purpose,
        about=RULES[purpose].about,
        tabs=_tabs(person, purpose),
        draft=draft,
        approved=approved,
        draft_parts=_parts(person, draft),
        approved_parts=_parts(person, approved),
        error=error,
        again=again,
    )


@dataclass(frozen=True)
class Parts:
    """A list's rows: what can play now, and what is wanted."""

    ready: list[PickRow]
    wanted: list[PickRow]


def _parts(person: Resident, chosen: Playlist | None) -> Parts | None:
    if chosen is None:
        return None
    split = lists.split(home(), chosen)
    return Parts(rows(home(), person, split.ready), rows(home(), person, split.wanted))


@for_staff(Role.LEAD)
def make_draft(resident: str) -> ResponseReturnValue:
    """Draft a list from all that is known now."""
    person = someone(resident)
    try:
        lists.new_draft(home(), person.id, acting(), wished())
    except BadInput as error:
        return _page(person, str(error)), status_of(error)
    return _back(resident)


@for_staff(Role.LEAD)
def change(resident: str) -> ResponseReturnValue:
    """Move a song up or down, or leave it out."""
    song, chosen = SongId(request.form.get("song", "")), PlaylistId(request.form.get("list", ""))
    action, revision = request.form.get("do", ""), number("revision")
    try:
        if action == "drop":
            lists.drop(home(), chosen, song, revision, acting())
        elif action in {"up", "down"}:
            lists.move(home(), chosen, song, -1 if action == "up" else 1, revision, acting())
    except Conflict:
        return _crossed(someone(resident), "change_list", _wanted_words(action, song)), 409
    except KioskError as error:
        return _page(someone(resident), str(error)), status_of(error)
    return _back(resident, f"song-{song}")


@for_staff(Role.LEAD)
def approve(resident: str) -> ResponseReturnValue:
    """Approve the draft: from now on this is what plays."""
    try:
        lists.approve(home(), PlaylistId(request.form.get("list", "")), number("revision"), acting())
    except Conflict:
        return _crossed(someone(resident), "approve_list", "approve it"), 409
    except KioskError as error:
        return _page(someone(resident), str(error)), status_of(error)
    return _back(resident)


def _wanted_words(action: str, song: SongId) -> str:
    found = home().song(song)
    title = f"“{found.title}”" if found else "a song"
    return {"drop": f"leave out {title}", "up": f"move {title} up", "down": f"move {title} down"}[action]


def _crossed(person: Resident, step: str, wanted: str) -> str:
    """Show the list as somebody else left it, with a button for what was wanted, and tell them."""
    where = Where("playlists", request.form.get("list", ""), f"a list of {person.called}")
    first = tell_first(home(), person.id, where, f"about to {wanted}", acting())
    draft = lists.draft_of(home(), person.id, wished())
    sentence = (
        f"{first.name if first else 'Somebody'} changed this list while you looked at it. Below is how it is now."
    )
    if draft is None:
        return _page(person, sentence)
    fields = {name: value for name, value in request.form.items() if name != "csrf_token"}
    again = fields | {"list": draft.id, "revision": str(draft.revision)}
    address = url_for(f"staff.{step}", resident=person.id)
    return _page(person, sentence, Again(f"{wanted[0].upper()}{wanted[1:]} all the same", address, again))


@for_staff()
def play(resident: str) -> ResponseReturnValue:
    """Play the approved list of one purpose, and lead to the page that records what was seen."""
    hearing_music.play_music(home(), someone(resident).id, wished())
    return redirect(url_for("staff.now", resident=resident), 303)


def _back(resident: str, anchor: str = "") -> ResponseReturnValue:
    purpose = wished()
    chosen = None if purpose is Purpose.EVERYDAY else purpose.value
    return redirect(url_for("staff.list", resident=resident, purpose=chosen, _anchor=anchor or None), 303)
