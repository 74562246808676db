"""The life story: one page that shows what is known, and one small form for each thing to tell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput, KioskError
from kiosk.home import life
from kiosk.home.home import Home
from kiosk.home.knowing import ease
from kiosk.home.life import ChapterWords, PlaceUnclear
from kiosk.people.life_story import Landmark, LifeStory, NamedSong, Told
from kiosk.people.residents import HearsBy, Resident
from kiosk.people.staff import Actor, Role
from kiosk.people.telling import gaps
from kiosk.playlists.catalogue import ASK_FIRST, THEMES
from kiosk.playlists.songs import Song
from kiosk.units import Decibels, SongId
from kiosk.web.context import acting, for_staff, home, staff
from kiosk.web.forms import Filled, as_typed, status_of, typed
from kiosk.web.staff import meeting
from kiosk.web.staff.lifting import may_lift
from kiosk.web.staff.people import someone
from kiosk.web.topics import topics
from kiosk.web.words import LANGUAGES, TASTES

LEVELS = {"-15": "Softer than usual", "-12": "As usual", "-9": "A little louder", "-6": "Louder"}
"""Where a person's volume starts, in decibels below the kiosk's ceiling."""


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/story"
    bp.add_url_rule(at, "story", story)
    bp.add_url_rule(f"{at}/<topic>", "tell", tell)
    bp.add_url_rule(f"{at}/<topic>", "keep", keep, methods=["POST"])
    bp.add_url_rule(f"{at}/<topic>/remove", "forget", forget, methods=["POST"])
    bp.add_url_rule(f"{at}/song/<named>", "which_song", which_song)
    bp.add_url_rule(f"{at}/song/<named>", "keep_which", keep_which, methods=["POST"])


@dataclass(frozen=True)
class Telling:
    """Who is telling, what, and about whom: all that keeping one form needs."""

    home: Home
    person: Resident
    who: Told
    by: Actor


def _telling(resident: str) -> Telling:
    form = request.form
    member = staff()
    name = form.get("told_name", "").strip() or (member.name if member else "")
    return Telling(home(), someone(resident), life.told(home(), form.get("told_by", ""), name), acting())


@dataclass(frozen=True)
class SongRow:
    """One named song, as it was said and as the kiosk understood it."""

    named: NamedSong
    meant: Song | None


@for_staff(Role.LEAD)
def story(resident: str) -> str:
    """Show all that is known of one life, with a way to change each part."""
    one = someone(resident)
    known = home().store.residents.story(one.id)
    heard = topics(one, home().store.interviews.answers_of(one.id))
    return render_template(
        "staff/story.html",
        person=one,
        story=known,
        can_lift=may_lift(),
        gaps=gaps(known.chapters, known.birth),
        songs=[SongRow(named, home().song(named.song) if named.song else None) for named in known.songs],
        languages=LANGUAGES,
        tastes=TASTES,
        levels=LEVELS,
        landmarks=[(_landmark_words(one), one.told) for one in known.landmarks],
        in_words=[topic for topic in heard if topic.only_words],
        untidy=sum(topic.untidy for topic in heard),
        easier=ease(home(), one.id).words,
    )


def _landmark_words(one: Landmark) -> str:
    return f"{one.kind.capitalize()}: {'about ' if one.about else ''}{one.year}"


TOPICS = {
    "born": "When were they born?",
    "chapter": "Where did they live?",
    "languages": "Which languages?",
    "song": "Which songs matter?",
    "performer": "Which singers or bands?",
    "never": "What must never play?",
    "tastes": "What kinds of music?",
    "hearing": "How do they hear?",
}


@for_staff(Role.LEAD)
def tell(resident: str, topic: str) -> ResponseReturnValue:
    """Show the form for one thing to tell."""
    return _form(resident, topic, Filled())


def _form(resident: str, topic: str, form: Filled, choices: tuple[str, ...] = (), meanwhile: str = "") -> str:
    one = someone(resident)
    if topic not in TOPICS:
        raise BadInput("Choose what to tell from the life story page.")
    return render_template(
        "staff/tell.html",
        topic=topic,
        question=TOPICS[topic],
        person=one,
        story=home().store.residents.story(one.id),
        form=form,
        choices=choices,
        languages=LANGUAGES,
        tastes=TASTES,
        themes=sorted(THEMES - {ASK_FIRST}),
        levels=LEVELS,
        seen=meeting.mark_of(one, topic),
        meanwhile=meanwhile,
    )


@for_staff(Role.LEAD)
def keep(resident: str, topic: str) -> ResponseReturnValue:
    """Keep what was told; an error, or what somebody else kept meanwhile, shows the form again as it was typed."""
    try:
        meanwhile = meeting.kept_meanwhile(someone(resident), topic)
        if meanwhile:
            return _form(resident, topic, as_typed(), meanwhile=meanwhile), 409
        where = KEEPERS.get(topic, _nothing)(_telling(resident))
    except PlaceUnclear as unclear:
        return _form(resident, topic, typed(unclear), unclear.choices), 400
    except KioskError as error:
        return _form(resident, topic, typed(error)), status_of(error)
    return redirect(where or url_for("staff.story", resident=resident, _anchor=topic), 303)


def _nothing(_: Telling) -> str:
    raise BadInput("Choose what to tell from the life story page.")


def _born(t: Telling) -> str:
    life.save_birth(t.home, t.person.id, request.form.get("born", ""), t.by)
    return ""


def _chapter(t: Telling) -> str:
    form = request.form
    place = form.get("choice") or form.get("place", "")
    words = ChapterWords(form.get("start", ""), form.get("end", ""), place, form.get("language", ""))
    life.add_chapter(t.home, t.person.id, words, t.who, t.by)
    return ""


def _languages(t: Telling) -> str:
    first = request.form.get("first", "")
    others = [code for code in request.form.getlist("others") if code in LANGUAGES and code != first]
    known = [first] if first in LANGUAGES else []
    life.save_languages(t.home, t.person.id, [*known, *others], t.by)
    return ""


def _song(t: Telling) -> str:
    named = life.name_song(t.home, t.person.id, request.form.get("song", ""), t.who, t.by)
    if named.song or not t.home.finder.find(named.words).hits:
        return ""
    return url_for("staff.which_song", resident=t.person.id, named=named.id)


def _performer(t: Telling) -> str:
    life.name_performer(t.home, t.person.id, request.form.get("performer", ""), t.who, t.by)
    return ""


def _never(t: Telling) -> str:
    kind = request.form.get("kind", "song")
    words = request.form.get("theme" if kind == "theme" else "never", "")
    life.add_red_flag(t.home, t.person.id, kind, words, t.who, t.by)
    return ""


def _tastes(t: Telling) -> str:
    chosen = [taste for taste in request.form.getlist("tastes") if taste in TASTES]
    life.save_tastes(t.home, t.person.id, chosen, t.by)
    return ""


def _hearing(t: Telling) -> str:
    form = request.form
    hearing = replace(
        t.person.hearing,
        by=HearsBy.HEADPHONES if form.get("by") == HearsBy.HEADPHONES else HearsBy.SPEAKER,
        hearing_aids="hearing_aids" in form,
        notes=form.get("notes", "").strip()[:200],
        start=Decibels(float(form["start"])) if form.get("start") in LEVELS else t.person.hearing.start,
    )
    life.save_hearing(t.home, t.person.id, hearing, t.by)
    return ""


KEEPERS: dict[str, Callable[[Telling], str]] = {
    "born": _born,
    "chapter": _chapter,
    "languages": _languages,
    "song": _song,
    "performer": _performer,
    "never": _never,
    "tastes": _tastes,
    "hearing": _hearing,
}


@for_staff(Role.LEAD)
def forget(resident: str, topic: str) -> ResponseReturnValue:
    """Leave out one chapter, song or performer; a red flag is lifted on a page of its own."""
    one, what = someone(resident), request.form.get("what", "")
    removers: dict[str, Callable[[], LifeStory]] = {
        "chapter": lambda: life.remove_chapter(home(), one.id, what, acting()),
        "song": lambda: life.remove_song(home(), one.id, what, acting()),
        "performer": lambda: life.remove_performer(home(), one.id, what, acting()),
    }
    removers.get(topic, _unknown)()
    return redirect(url_for("staff.story", resident=resident, _anchor=topic), 303)


def _unknown() -> LifeStory:
    raise BadInput("Choose what to leave out on the life story page.")


@for_staff(Role.LEAD)
def which_song(resident: str, named: str) -> ResponseReturnValue:
    """Ask which song was meant by half-remembered words."""
    one = someone(resident)
    song = next((song for song in home().store.residents.story(one.id).songs if song.id == named), None)
    if song is None:
        return redirect(url_for("staff.story", resident=resident), 303)
    return render_template("staff/which_song.html", person=one, named=song, hits=home().finder.find(song.words, 5).hits)


@for_staff(Role.LEAD)
def keep_which(resident: str, named: str) -> ResponseReturnValue:
    """Keep which song was meant, or that it is none of these."""
    chosen = request.form.get("song", "")
    song = SongId(chosen) if home().song(SongId(chosen)) else None
    life.link_song(home(), someone(resident).id, named, song, acting())
    return redirect(url_for("staff.story", resident=resident, _anchor="song"), 303)
