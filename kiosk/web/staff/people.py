"""The people of the home, and one person's page."""

from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.summaries import active
from kiosk.errors import KioskError
from kiosk.home import hearing_music, life
from kiosk.home.assenting import assent_today, not_today
from kiosk.home.by_the_clock import suggestions
from kiosk.home.crossings import as_seen
from kiosk.home.lists import approved_for, draft_of, other_purposes
from kiosk.home.looking_again import checks_due
from kiosk.library.photos import clean_photo
from kiosk.people.memories import Verdict
from kiosk.people.residents import Resident, Shows
from kiosk.people.staff import Role
from kiosk.playlists.purposes import RULES
from kiosk.units import ResidentId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.resident.pages import portrait_url
from kiosk.web.staff.meeting import changed_meanwhile
from kiosk.web.staff.missing import missed_rows
from kiosk.web.staff.present import said_today, standing, why_present
from kiosk.web.words import sound_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people", "people", people)
    bp.add_url_rule("/people/new", "new_person", new_person)
    bp.add_url_rule("/people/new", "add_person", add_person, methods=["POST"])
    bp.add_url_rule("/people/<resident>", "person", person)
    bp.add_url_rule("/people/<resident>/picture", "picture", picture)
    bp.add_url_rule("/people/<resident>/picture", "keep_picture", keep_picture, methods=["POST"])
    bp.add_url_rule("/people/<resident>/play", "play_for", play_for, methods=["POST"])


@dataclass(frozen=True)
class Row:
    """One person in the list of people."""

    title: str
    href: str
    picture_url: str
    meta: str
    tag: tuple[str, str]


def someone(resident: str) -> Resident:
    """Return a resident by id; raises NotFound."""
    return home().store.residents.get(ResidentId(resident))


@for_staff()
def people() -> str:
    """Show everyone, who has music on, and what waits for staff."""
    store, status = home().store, home().sounding.status()
    waiting = [memory for memory in store.memories.waiting() if memory.verdict is Verdict.WAITING]
    rows = [
        Row(
            one.called,
            url_for("staff.person", resident=one.id),
            portrait_for_staff(one),
            f"Playing now: {status.title}" if hearing_music.sounds_for(status, one.id) else "",
            _standing(one),
        )
        for one in store.residents.all()
    ]
    return render_template(
        "staff/people.html",
        rows=rows,
        waiting=len(waiting),
        sound=sound_words(status),
        suggested=suggestions(home()),
        missed=missed_rows(home()),
        checks=checks_due(home()),
    )


def portrait_for_staff(one: Resident) -> str:
    """Return the portrait, which staff may see whether or not the shared screen does."""
    return url_for("pictures.portrait", resident=one.id) if one.portrait else portrait_url(one)


def _standing(one: Resident) -> tuple[str, str]:
    if not_today(home(), one.id):
        return ("Not today", "paused")
    if draft_of(home(), one.id):
        return ("Draft to approve", "draft")
    return ("Music is ready", "approved") if home().store.playlists.approved(one.id) else ("No music yet", "paused")


@for_staff(Role.LEAD)
def new_person() -> str:
    """Ask how someone new likes to be called."""
    return render_template("staff/new_person.html", form=Filled())


@for_staff(Role.LEAD)
def add_person() -> ResponseReturnValue:
    """Welcome someone new and lead on to their life story."""
    try:
        form = request.form
        made = life.add_resident(home(), form.get("called", ""), form.get("full_name", ""), acting())
    except KioskError as error:
        return render_template("staff/new_person.html", form=typed(error)), status_of(error)
    return redirect(url_for("staff.story", resident=made.id), 303)


@for_staff()
def person(resident: str) -> str:
    """Show one person: what to do next, their music, story, family and what was seen."""
    one = someone(resident)
    store, status = home().store, home().sounding.status()
    return render_template(
        "staff/person.html",
        person=one,
        picture_url=portrait_for_staff(one),
        playing=hearing_music.sounds_for(status, one.id),
        title=status.title,
        can_play=bool(hearing_music.tracks_for(home(), one.id)),
        others=[(purpose.value, RULES[purpose].words) for purpose in other_purposes(home(), one.id)],
        draft=draft_of(home(), one.id),
        approved=approved_for(home(), one.id),
        words_waiting=any(words.verdict is Verdict.WAITING for words in store.greetings.of(one.id)),
        waiting=[memory for memory in store.memories.of(one.id) if memory.verdict is Verdict.WAITING],
        notes=store.records.observation_count(one.id),
        goal_words=goal_words(one),
        sound=sound_words(status),
        said=said_today(assent_today(home(), one.id), one),
        careful=why_present(store.residents.story(one.id).screening),
        screening_words=standing(store.residents.story(one.id).screening, home().today()),
    )


def goal_words(one: Resident) -> str:
    """Say what matters to somebody in a line, or that a review waits."""
    waiting = [goal for goal in active(home().store.goals.of(one.id)) if goal.review_on <= home().today()]
    goals = active(home().store.goals.of(one.id))
    if not goals:
        return "None yet."
    return f"{len(goals)}: {goals[0].words}" + (". A review waits." if waiting else "")


@for_staff()
def play_for(resident: str) -> ResponseReturnValue:
    """Play someone's music from a phone, and lead to the page that records what was seen."""
    hearing_music.play_music(home(), someone(resident).id)
    return redirect(url_for("staff.now", resident=resident), 303)


@for_staff(Role.LEAD)
def picture(resident: str) -> str:
    """Ask for a portrait and what may be shown on the shared screen."""
    one = someone(resident)
    return _picture_page(one, Filled())


def _picture_page(one: Resident, form: Filled, meanwhile: str = "") -> str:
    seen, picture_url = as_seen(someone(one.id).shows), portrait_for_staff(one)
    page = {"person": one, "picture_url": picture_url, "form": form, "meanwhile": meanwhile, "seen": seen}
    return render_template("staff/picture.html", **page)


def _shows() -> Shows:
    return Shows(*(name in request.form for name in ("picture", "memories", "words", "pad")))


def _shown(shows: Shows) -> str:
    named = (
        ("the picture", shows.picture),
        ("memories", shows.memories),
        ("words", shows.words),
        ("tap along", shows.pad),
    )
    return ", ".join(words for words, shown in named if shown) or "nothing is shown"


@for_staff(Role.LEAD)
def keep_picture(resident: str) -> ResponseReturnValue:
    """Keep the portrait, written anew without metadata, and what was agreed."""
    one = someone(resident)
    try:
        meanwhile = changed_meanwhile(one, "shows", "what may be shown", one.shows, _shown(one.shows))
        if meanwhile:
            return _picture_page(replace(one, shows=_shows()), Filled(), meanwhile), 409
        life.save_shows(home(), one.id, _shows(), acting())
        given = request.files.get("photo")
        if given and given.filename:
            life.save_portrait(home(), one.id, clean_photo(given.read()), acting())
    except KioskError as error:
        return _picture_page(one, typed(error)), status_of(error)
    return redirect(url_for("staff.person", resident=one.id), 303)
