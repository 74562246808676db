"""How the music is fitted to one person's ears: how loud, which side, how clear, how fast and how high."""

from dataclasses import dataclass, replace
from shutil import which

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.dose import dose_words
from kiosk.care.volume import level_words
from kiosk.errors import BadInput, KioskError
from kiosk.home import by_the_clock, copies, life, lists
from kiosk.home.crossings import as_seen
from kiosk.home.room_sound import room
from kiosk.library.rendering import LOWEST, SLOWEST, TOOL, TOOL_MISSING
from kiosk.people.residents import Hearing, HearsBy, Pace, Resident, SongPace
from kiosk.people.staff import Role
from kiosk.units import Decibels, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.meeting import changed_meanwhile
from kiosk.web.staff.people import someone

STARTS = (-18.0, -15.0, -12.0, -9.0, -6.0)
FLOORS = (-30.0, -24.0, -18.0)
CEILINGS = (-9.0, -6.0, -3.0, 0.0, 3.0, 6.0)
BY = {HearsBy.SPEAKER: "Loudspeaker", HearsBy.HEADPHONES: "Headphones, because they like them"}
TREBLES = {"0": "As it is", "3": "A little clearer", "6": "Clearer"}
SIDES = {
    "0": "Both sides alike",
    "6": "Softer on the left",
    "20": "Nearly all on the right",
    "-6": "Softer on the right",
    "-20": "Nearly all on the left",
}
SPEEDS = {"100": "As recorded", "95": "A little slower", "90": "Slower", "85": "Much slower"}
LOWERS = {"0": "As recorded", "1": "1 semitone lower", "2": "2 lower", "3": "3 lower", "4": "4 lower"}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/hearing"
    bp.add_url_rule(at, "hearing", hearing)
    bp.add_url_rule(at, "keep_hearing", keep_hearing, methods=["POST"])
    bp.add_url_rule(f"{at}/song", "keep_song_pace", keep_song_pace, methods=["POST"])


@dataclass(frozen=True)
class Choice:
    """One question of the page and what is chosen now."""

    name: str
    legend: str
    options: list[tuple[str, str]]
    value: str
    hint: str = ""


@dataclass(frozen=True)
class PaceRow:
    """One song played in its own way."""

    song: str
    title: str
    words: str


@for_staff(Role.LEAD)
def hearing(resident: str) -> str:
    """Show how a person hears, what is set, and how much sound they had today."""
    return _page(someone(resident), Filled())


def _page(person: Resident, form: Filled, meanwhile: str = "") -> str:
    heard = person.hearing
    approved = lists.approved_for(home(), person.id)
    songs = [pick.song for pick in lists.split(home(), approved).ready] if approved else []
    return render_template(
        "staff/hearing.html",
        person=person,
        form=form,
        meanwhile=meanwhile,
        seen=as_seen(someone(person.id).hearing),
        loudness=_loudness(heard),
        ears=_ears(heard),
        pace=_paces(heard.pace),
        songs=[(song.id, song.title) for song in songs],
        paces=[_row(one) for one in heard.song_paces],
        dose=dose_words(by_the_clock.dose_today(home(), person.id)),
        measured=room(home()).offset is not None,
        waiting=len(copies.missing(home(), person.id)),
        tool_missing="" if which(TOOL) else TOOL_MISSING,
    )


def _loudness(heard: Hearing) -> list[Choice]:
    def options(levels: tuple[float, ...], now: float) -> list[tuple[str, str]]:
        return [(f"{one:g}", level_words(room(home()), Decibels(one))) for one in sorted({*levels, now})]

    return [
        Choice(
            "start", "Begins at", options(STARTS, heard.start), f"{heard.start:g}", "Every session begins here again."
        ),
        Choice("ceiling", "Never louder than", options(CEILINGS, heard.ceiling), f"{heard.ceiling:g}"),
        Choice("floor", "Never softer than", options(FLOORS, heard.floor), f"{heard.floor:g}"),
    ]


def _ears(heard: Hearing) -> list[Choice]:
    clearer = "Lifts high tones gently. It rests while hearing aids are worn, which do this themselves."
    return [
        Choice("by", "Listens by", [(str(by), words) for by, words in BY.items()], str(heard.by)),
        Choice("balance", "Left and right", list(SIDES.items()), f"{heard.balance:g}"),
        Choice("treble", "Clearer voices", list(TREBLES.items()), f"{heard.treble:g}", clearer),
    ]


def _paces(pace: Pace) -> list[Choice]:
    return [
        Choice("speed", "Speed", list(SPEEDS.items()), str(pace.speed), "For someone who likes to sing along."),
        Choice("lower", "Pitch", list(LOWERS.items()), str(pace.lower), "Voices grow deeper with age."),
    ]


def _row(one: SongPace) -> PaceRow:
    song = home().song(one.song)
    told = dict.fromkeys((SPEEDS[str(one.pace.speed)], LOWERS[str(one.pace.lower)]))
    words = ", ".join(told) if one.pace == Pace() else ", ".join(word for word in told if word != SPEEDS["100"])
    return PaceRow(one.song, song.title if song else one.song, words.lower())


@for_staff(Role.LEAD)
def keep_hearing(resident: str) -> ResponseReturnValue:
    """Keep all of it; it holds from the next song that starts."""
    person = someone(resident)
    try:
        told = _told(person.hearing)
        meanwhile = changed_meanwhile(person, "hearing", "how they hear", person.hearing, _words(person.hearing))
        if meanwhile:
            return _page(replace(person, hearing=told), Filled(), meanwhile), 409
        _keep(person, told)
    except KioskError as error:
        return _page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.hearing", resident=resident), 303)


def _words(heard: Hearing) -> str:
    """Say what is kept, as the form would."""
    chosen = [f"{one.legend}: {dict(one.options).get(one.value, one.value)}" for one in _loudness(heard)]
    also = [words for words, held in (("hearing aids", heard.hearing_aids), ("one side for both", heard.mono)) if held]
    return "; ".join((*chosen, *also))


def _keep(person: Resident, told: Hearing) -> None:
    life.save_hearing(home(), person.id, told, acting())
    home().make_copies()


def _told(before: Hearing) -> Hearing:
    form = request.form
    start, ceiling, floor = (_level(name) for name in ("start", "ceiling", "floor"))
    if not floor <= start <= ceiling:
        raise BadInput("The beginning must lie between the softest and the loudest.", "start")
    if form.get("by") not in {*BY} or form.get("balance") not in SIDES or form.get("treble") not in TREBLES:
        raise BadInput("Choose one answer of each question.", "by")
    return replace(
        before,
        by=HearsBy(form["by"]),
        hearing_aids="hearing_aids" in form,
        mono="mono" in form,
        balance=Decibels(float(form["balance"])),
        treble=Decibels(float(form["treble"])),
        start=start,
        ceiling=ceiling,
        floor=floor,
        pace=_pace(),
    )


def _level(name: str) -> Decibels:
    level = request.form.get(name, None, float)
    if level is None or not -40 <= level <= 6:
        raise BadInput("Choose how loud.", name)
    return Decibels(level)


def _pace(own: str = "") -> Pace:
    speed, lower = request.form.get(f"{own}speed", 100, int), request.form.get(f"{own}lower", 0, int)
    if not SLOWEST <= speed <= 100 or str(speed) not in SPEEDS or not 0 <= lower <= LOWEST:
        raise BadInput("Choose a speed and a pitch from the list.", f"{own}speed")
    return Pace(speed, lower)


@for_staff(Role.LEAD)
def keep_song_pace(resident: str) -> ResponseReturnValue:
    """Keep one song's own speed and pitch, or take it back."""
    person = someone(resident)
    song = SongId(request.form.get("song", ""))
    others = tuple(one for one in person.hearing.song_paces if one.song != song)
    try:
        if home().song(song) is None:
            raise BadInput("Choose a song of the list.", "song")
        own = () if "remove" in request.form else (SongPace(song, _pace("own_")),)
        _keep(person, replace(person.hearing, song_paces=(*others, *own)))
    except KioskError as error:
        return _page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.hearing", resident=resident), 303)
