"""What is playing for someone now, and what staff saw: the quick note in four taps, then more if there is time."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.observations import Before, Chip, Mark
from kiosk.care.volume import dba
from kiosk.errors import KioskError
from kiosk.home import hearing_music, observing
from kiosk.home.counting import session_facts
from kiosk.home.home import Home
from kiosk.home.looking_again import open_for_second
from kiosk.home.observing import MarkedSong, QuickNote
from kiosk.home.room_sound import room
from kiosk.people.residents import Resident
from kiosk.units import ObservationId, PlayId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.events import screen
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import portrait_for_staff, someone
from kiosk.web.staff.present import why_present
from kiosk.web.staff.seen import DISTRESS, MOODS, TOOK_PART, fact_words
from kiosk.web.words import sound_words

MARKS = {Mark.MORE: "More of this", Mark.SKIP: "Skip today", Mark.NEVER_AGAIN: "Never again"}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>"
    bp.add_url_rule(f"{at}/now", "now", now)
    bp.add_url_rule(f"{at}/note", "keep_note", keep_note, methods=["POST"])
    bp.add_url_rule(f"{at}/note/<note>", "more_seen", more_seen)
    bp.add_url_rule(f"{at}/note/<note>", "keep_more", keep_more, methods=["POST"])
    bp.add_url_rule(f"{at}/mark", "mark", mark, methods=["POST"])
    bp.add_url_rule(f"{at}/stop", "stop_for", stop_for, methods=["POST"])
    bp.add_url_rule(f"{at}/unwatched", "keep_unwatched", keep_unwatched, methods=["POST"])


@dataclass(frozen=True)
class NowPlaying:
    """What sounds for this person: empty title when nothing does."""

    song: str
    play: str
    title: str
    performer: str
    words: str
    screen: str
    trouble: str


def playing_for(kiosk: Home, person: Resident) -> NowPlaying:
    """Return what sounds for a person, in words."""
    status = kiosk.sounding.status()
    on = hearing_music.sounds_for(status, person.id)
    loud = dba(room(kiosk), status.level)
    playing = "Playing now" if loud is None else f"Playing now, at {loud} dB(A)"
    words = playing if on else f"No music is on for {person.called}"
    return NowPlaying(
        song=(status.song or "") if on else "",
        play=(status.play or "") if on else "",
        title=status.title if on else "",
        performer=status.performer if on else "",
        words=words,
        screen=screen(status),
        trouble=sound_words(status),
    )


@for_staff()
def now(resident: str) -> str:
    """Show what is playing and the quick note; a fragment when only what is playing changed."""
    person = someone(resident)
    if request.headers.get("X-Fragment") == "now":
        return render_template("staff/_now.html", person=person, now=playing_for(home(), person), marks=MARKS)
    return _now_page(person, Filled())


def _now_page(person: Resident, form: Filled) -> str:
    return render_template(
        "staff/now.html",
        person=person,
        picture_url=portrait_for_staff(person),
        now=playing_for(home(), person),
        can_play=bool(hearing_music.tracks_for(home(), person.id)),
        note_id=home().new_id(),
        befores=list(Before),
        took_part=TOOK_PART,
        moods=MOODS,
        distress=DISTRESS,
        marks=MARKS,
        form=form,
        careful=why_present(home().store.residents.story(person.id).screening),
        kept={"memory": f"The memory is kept, in the name of {person.called}.", "note": "The note is kept."}.get(
            request.args.get("kept", ""), ""
        ),
        second=_second(person),
        may_second=bool(open_for_second(home(), person.id, acting())),
    )


def _second(person: Resident) -> bool:
    """Say whether this is to be a second observer's note; not when there is no first one any more."""
    return request.values.get("look") == "second" and bool(open_for_second(home(), person.id, acting()))


@for_staff()
def keep_note(resident: str) -> ResponseReturnValue:
    """Keep the quick note; the fourth tap sends it."""
    person, form = someone(resident), request.form
    note = QuickNote(form.get("before", ""), form.get("took_part", ""), form.get("mood", ""), form.get("distress", ""))
    try:
        second = form.get("look") == "second"
        kept = observing.keep_note(home(), person.id, note, acting(), form.get("note_id", ""), second=second)
    except KioskError as error:
        return _now_page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.more_seen", resident=resident, note=kept.id), 303)


@for_staff()
def keep_unwatched(resident: str) -> ResponseReturnValue:
    """Keep that nobody watched: one tap, and an answer of its own."""
    observing.keep_unwatched(home(), someone(resident).id, acting(), request.form.get("note_id", ""))
    return redirect(url_for("staff.now", resident=resident, kept="note"), 303)


@for_staff()
def more_seen(resident: str, note: str) -> str:
    """Say that the note is kept, and offer what else was seen."""
    return _more(resident, note, Filled())


def _more(resident: str, note: str, form: Filled) -> str:
    person = someone(resident)
    kept = home().store.records.observation(ObservationId(note))
    song = home().song(kept.song) if kept.song else None
    return render_template(
        "staff/more_seen.html",
        person=person,
        note=kept,
        song=song,
        chips=list(Chip),
        form=form,
        facts=fact_words(session_facts(home(), kept)),
    )


@for_staff()
def keep_more(resident: str, note: str) -> ResponseReturnValue:
    """Keep the chips and the remark."""
    try:
        observing.add_seen(
            home(),
            ObservationId(note),
            request.form.getlist("chips"),
            request.form.get("remark", ""),
            SongId(request.form.get("song", "")) or None,
            acting(),
        )
    except KioskError as error:
        return _more(resident, note, typed(error)), status_of(error)
    return redirect(url_for("staff.now", resident=resident, kept="note"), 303)


@for_staff()
def mark(resident: str) -> ResponseReturnValue:
    """Keep a mark on the song that plays."""
    person, form = someone(resident), request.form
    value = form.get("mark", "")
    if value in {*MARKS} and form.get("song"):
        marked = MarkedSong(SongId(form["song"]), form.get("title", ""), PlayId(form.get("play", "")) or None)
        observing.mark_song(home(), person.id, marked, Mark(value), acting())
    return redirect(url_for("staff.now", resident=resident), 303)


@for_staff()
def stop_for(resident: str) -> ResponseReturnValue:
    """Stop the music from a phone."""
    hearing_music.stop(home())
    return redirect(url_for("staff.now", resident=resident), 303)
