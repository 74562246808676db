"""The audition for staff: one short sample after another, and six levels of what was seen."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.audition import MOST_IN_A_SITTING, Level
from kiosk.errors import KioskError, NotFound
from kiosk.home import auditioning, hearing_music
from kiosk.people.residents import Resident
from kiosk.units import SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.words import sound_words

LEVELS = {
    Level.NOTHING: "No sign of knowing it",
    Level.LOOKED_UP: "Looked up for a moment",
    Level.HALF_KNEW: "Seemed to half know it",
    Level.KNEW: "Showed that they knew it",
    Level.LIT_UP: "Lit up, sang or moved to it",
    Level.REMEMBERED: "Told of a place, a person or a time",
}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/audition"
    bp.add_url_rule(at, "audition", audition)
    bp.add_url_rule(f"{at}/play", "play_sample", play_sample, methods=["POST"])
    bp.add_url_rule(f"{at}/stop", "stop_sample", stop_sample, methods=["POST"])
    bp.add_url_rule(f"{at}/<song>", "sample", sample)
    bp.add_url_rule(f"{at}/<song>", "keep_sample", keep_sample, methods=["POST"])


@for_staff()
def audition(resident: str) -> str:
    """Show how far today's audition is, what was recognised so far, and offer the next sample."""
    person = someone(resident)
    heard = home().store.interviews.recognitions_of(person.id)
    rows = [
        (song.title, "It upset them" if one.level is None else LEVELS[one.level])
        for one in reversed(heard)
        if (song := home().song(one.song))
    ]
    sitting = auditioning.sitting(home(), person.id)
    return render_template(
        "staff/audition.html",
        person=person,
        sitting=sitting,
        most=MOST_IN_A_SITTING,
        heard=rows,
        sound=sound_words(home().sounding.status()),
    )


@for_staff()
def play_sample(resident: str) -> ResponseReturnValue:
    """Let a sample sound, and lead to the page that asks what was seen."""
    person = someone(resident)
    following = auditioning.sitting(home(), person.id).next
    song = SongId(request.form.get("song", "")) or (following.id if following else None)
    if song is None:
        raise NotFound("Every song of the library was tried: add music, then go on.")
    auditioning.play_sample(home(), person.id, song)
    return redirect(url_for("staff.sample", resident=resident, song=song), 303)


@for_staff()
def stop_sample(resident: str) -> ResponseReturnValue:
    """Stop the sample at once."""
    auditioning.stop_samples(home(), someone(resident).id)
    song = request.form.get("song", "")
    where = (
        url_for("staff.sample", resident=resident, song=song) if song else url_for("staff.audition", resident=resident)
    )
    return redirect(where, 303)


@for_staff()
def sample(resident: str, song: str) -> str:
    """Ask what was seen while a sample sounded."""
    return _sample_page(someone(resident), song, Filled())


def _sample_page(person: Resident, key: str, form: Filled) -> str:
    song = home().song(SongId(key))
    if song is None:
        raise NotFound("This song is not in the library any more: go back and take the next one.")
    status = home().sounding.status()
    sitting = auditioning.sitting(home(), person.id)
    return render_template(
        "staff/audition_sample.html",
        person=person,
        song=song,
        playing=hearing_music.sounds_for(status, person.id),
        number=min(sitting.heard_today + 1, MOST_IN_A_SITTING),
        most=MOST_IN_A_SITTING,
        levels=[(int(level), words) for level, words in LEVELS.items()],
        mark_id=form.value("mark_id", home().new_id()),
        form=form,
    )


@for_staff()
def keep_sample(resident: str, song: str) -> ResponseReturnValue:
    """Keep what was seen; the tap also ends the sample."""
    person, form = someone(resident), request.form
    found = home().song(SongId(song))
    try:
        if found:
            auditioning.keep_recognition(
                home(), person.id, found.id, form.get("level", ""), acting(), form.get("mark_id", "")
            )
    except KioskError as error:
        return _sample_page(person, song, typed(error)), status_of(error)
    return redirect(url_for("staff.audition", resident=resident), 303)
