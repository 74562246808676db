"""One recording: what the kiosk knows of it, how it sounds, and what staff know better."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import BadInput
from kiosk.home import library_recording
from kiosk.people.staff import Role
from kiosk.playlists.recordings import Recording
from kiosk.playlists.tempo import other_beats
from kiosk.units import RecordingId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.library import TAGS, length, song_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/library/recording/<recording>"
    bp.add_url_rule(at, "recording", recording_)
    bp.add_url_rule(f"{at}/names", "tell_names", tell_names, methods=["POST"])
    bp.add_url_rule(f"{at}/tempo", "tell_tempo", tell_tempo, methods=["POST"])


@dataclass(frozen=True)
class Known:
    """One recording in words; `tempos` are (beats a minute, words) to choose from when the beat is in doubt."""

    id: RecordingId
    title: str
    performer: str
    year: str
    facts: list[tuple[str, str]]
    tempo: str
    tempos: list[tuple[str, str]]
    trouble: str
    playable: bool


@for_staff(Role.LEAD)
def recording_(recording: str) -> str:
    """Show one recording."""
    return _page(recording, Filled())


def _page(key: str, form: Filled) -> str:
    one = home().store.recordings.get(RecordingId(key))
    return render_template("staff/library_recording.html", known=_known(one), form=form)


def _known(one: Recording) -> Known:
    return Known(
        id=one.id,
        title=one.title,
        performer=one.performer,
        year=str(one.year or ""),
        facts=[(label, value) for label, value in _facts(one) if value],
        tempo=_tempo(one),
        tempos=_tempos(one),
        trouble=one.trouble,
        playable=not one.trouble and not one.missing,
    )


def _facts(one: Recording) -> list[tuple[str, str]]:
    song = home().song(one.song) if one.song else None
    sort = TAGS[one.kind][0] if one.kind in TAGS else ""
    return [
        ("Song", song_words(song) if song else "No known song"),
        ("What it is", sort),
        ("Album", one.album),
        ("Length", length(one)),
        ("Sound", _sound(one)),
        ("Words to sing along", "Yes" if home().store.words.of(one.id) else ""),
        ("Comes from", one.source),
        ("Terms", one.licence),
        ("File", Path(one.path).name),
    ]


def _sound(one: Recording) -> str:
    if one.gain is None:
        return "Not yet listened to"
    said = ["distorted"] if one.clipped else []
    said += ["very quiet"] if one.faint else []
    said.append(f"plays {abs(one.gain):.0f} dB {'softer' if one.gain < 0 else 'louder'} than it was made")
    return ", ".join(said)


def _tempo(one: Recording) -> str:
    if one.bpm_sure is None:
        return ""
    if one.bpm is None:
        return "No clear beat."
    return f"About {one.bpm:.0f} beats a minute{'' if one.bpm_sure else ', in doubt'}."


def _tempos(one: Recording) -> list[tuple[str, str]]:
    if one.bpm is None:
        return []
    chosen = [] if one.bpm_sure else [(str(one.bpm), f"{one.bpm:.0f} is right")]
    return [*chosen, *((str(bpm), f"Rather {bpm:.0f}") for bpm in other_beats(one.bpm))]


@for_staff(Role.LEAD)
def tell_names(recording: str) -> ResponseReturnValue:
    """Keep title, performer and year."""
    form, key = request.form, RecordingId(recording)
    names = (form.get("title", ""), form.get("performer", ""), form.get("year", ""))
    try:
        library_recording.tell_names(home(), key, *names, acting())
    except BadInput as error:
        return _page(recording, typed(error)), status_of(error)
    return redirect(url_for("staff.recording", recording=recording), 303)


@for_staff(Role.LEAD)
def tell_tempo(recording: str) -> ResponseReturnValue:
    """Keep the tempo, with one tap."""
    bpm = request.form.get("bpm", 0.0, float)
    try:
        library_recording.tell_tempo(home(), RecordingId(recording), bpm, acting())
    except BadInput as error:
        return _page(recording, typed(error)), status_of(error)
    return redirect(url_for("staff.recording", recording=recording), 303)
