"""The home's own music: how far the kiosk is with it, what it holds, what to listen to, and what is wanted."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound as NoSuchPage

from kiosk.care.tables import as_csv
from kiosk.errors import BadInput
from kiosk.home import library_arrivals, library_review, library_wanted
from kiosk.home.library_arrivals import Arrival
from kiosk.home.library_progress import Progress, Stage, pace
from kiosk.home.library_records import cannot_be_used, is_whole_record
from kiosk.home.library_review import Rights
from kiosk.people.staff import Role
from kiosk.playlists.recordings import Kind, Matched, Recording
from kiosk.playlists.songs import Song
from kiosk.units import RecordingId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.words import performer_and_year

A_PAGE = 50
LONGEST_SEARCH = 100
"""Letters of a search that are looked at."""
A_SITTING = 10
"""Recordings to listen to on one page: what a person answers in a minute."""
TAGS = {
    Kind.LIVE: ("Live", "new"),
    Kind.KARAOKE: ("Karaoke", "new"),
    Kind.COVER: ("Cover", "new"),
    Kind.AGAIN: ("Recorded again", "new"),
    Kind.OTHER: ("Not a song", "paused"),
}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/library"
    bp.add_url_rule(at, "library", library)
    bp.add_url_rule(f"{at}/found", "found_music", found_music)
    bp.add_url_rule(f"{at}/review", "library_review", review)
    bp.add_url_rule(f"{at}/review/<recording>", "library_answer", answer, methods=["POST"])
    bp.add_url_rule(f"{at}/sound/<recording>", "library_sound", sound)
    bp.add_url_rule(f"{at}/wanted", "library_wanted", wanted)
    bp.add_url_rule(f"{at}/wanted.csv", "library_wanted_csv", wanted_csv)
    bp.add_url_rule(f"{at}/rights", "library_rights", rights)
    bp.add_url_rule(f"{at}/rights", "keep_library_rights", keep_rights, methods=["POST"])


@dataclass(frozen=True)
class Row:
    """One recording as staff see it."""

    id: RecordingId
    title: str
    meta: str
    tag: tuple[str, str] | None
    trouble: str


@dataclass(frozen=True)
class ProgressWords:
    """How far the work is, in words and for a bar."""

    stage: str
    done: int
    total: int
    pace: str


@dataclass(frozen=True)
class Asked:
    """One recording to listen to, with the songs it may be."""

    id: RecordingId
    title: str
    meta: str
    file: str
    reasons: tuple[str, ...]
    choices: list[tuple[SongId, str]]


SHOWS = {
    "": ("All", lambda one: not one.missing),
    "ready": ("Ready to play", lambda one: one.gain is not None and not one.trouble and not one.missing),
    "unknown": ("No known song", lambda one: not one.song and not one.trouble and not one.missing),
    "refused": ("Cannot be used", cannot_be_used),
    "records": ("Whole records", is_whole_record),
    "missing": ("Gone", lambda one: one.missing),
}


@for_staff(Role.LEAD)
def library() -> str:
    """Show the counts, the work, and the recordings, a page at a time or as searched for."""
    words, show = _words(), request.args.get("show", "")
    show = show if show in SHOWS else ""
    everything = home().store.recordings.all()
    if words:
        chosen = _found(words)
    else:
        chosen = sorted(filter(SHOWS[show][1], everything), key=lambda one: one.title.casefold())
    pages = max(1, -(-len(chosen) // A_PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    return render_template(
        "staff/library.html",
        counts=library_review.counts(home()),
        arrived=[_arrived(one) for one in library_arrivals.arrivals(home())],
        progress=_progress(home().progress.now()),
        words=words,
        show=show,
        shows=[(key, label) for key, (label, _) in SHOWS.items()],
        rows=[_row(one) for one in chosen[(page - 1) * A_PAGE : page * A_PAGE]],
        found=len(chosen),
        page=page,
        pages=pages,
        folders=[str(folder) for folder in home().settings.media],
    )


def _words() -> str:
    """Return what is looked for: from the page's own form, or from the box on top of every page."""
    return (request.args.get("words") or request.args.get("find", "")).strip()[:LONGEST_SEARCH]


def _found(words: str) -> list[Recording]:
    return [one for one in home().search.find(home().store.recordings.all(), words) if not one.missing]


@for_staff()
def found_music() -> str:
    """Show everybody what of the home's music sounds like the words they remember; there is nothing to change."""
    words = _words()
    rows = [_row(one) for one in _found(words)] if words else []
    return render_template("staff/found_music.html", words=words, rows=rows)


def _arrived(one: Arrival) -> str:
    people = one.people[0] if len(one.people) == 1 else f"{', '.join(one.people[:-1])} and {one.people[-1]}"
    return f"“{one.title}” has arrived and joins the music for {people}."


def _progress(now: Progress) -> ProgressWords | None:
    if now.stage is Stage.REST:
        return None
    return ProgressWords(now.stage, now.done, now.total, pace(now))


def _row(one: Recording) -> Row:
    said = [one.performer, one.album, str(one.year or ""), length(one)]
    tag = TAGS.get(one.kind)
    if one.clipped or one.faint:
        tag = ("Distorted", "flag") if one.clipped else ("Very quiet", "flag")
    if one.trouble or one.missing:
        whole = ("Whole record", "paused") if is_whole_record(one) else ("Cannot be used", "flag")
        tag = ("Gone", "paused") if one.missing else whole
    elif one.gain is None:
        tag = ("Not yet listened to", "waiting")
    return Row(one.id, one.title, ", ".join(word for word in said if word), tag, one.trouble)


def length(one: Recording) -> str:
    """Return how long a recording lasts, in minutes and seconds."""
    seconds = round(one.duration / 1000)
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


@for_staff(Role.LEAD)
def review() -> str:
    """Show the next recordings to listen to."""
    queue = library_review.review_queue(home())
    last = request.args.get("last", "")
    return render_template(
        "staff/library_review.html",
        waiting=len(queue),
        asked=[_asked(one) for one in queue[:A_SITTING]],
        last=_title_of(last),
        last_id=last,
        kinds=[(str(kind), label) for kind, (label, _) in TAGS.items()],
    )


def _title_of(key: str) -> str:
    found = next((one for one in home().store.recordings.all() if one.id == key), None)
    return found.title if found and found.matched is Matched.BY_STAFF else ""


def _asked(one: Recording) -> Asked:
    said = [one.performer, one.album, str(one.year or ""), length(one)]
    songs = [(song.id, song_words(song)) for song in library_review.choices(home(), one)]
    meta = ", ".join(word for word in said if word)
    return Asked(one.id, one.title, meta, Path(one.path).name, one.reasons, songs)


def song_words(song: Song) -> str:
    """Return a song in one line."""
    by = f" – {song.performer}" if song.performer else ""
    return f"{song.title}{by}{f' ({song.year})' if song.year else ''}"


@for_staff(Role.LEAD)
def answer(recording: str) -> ResponseReturnValue:
    """Keep one answer and show the next recording."""
    form, key = request.form, RecordingId(recording)
    if form.get("do") == "undo":
        library_review.undo(home(), key, acting())
        return redirect(url_for("staff.library_review"), 303)
    kind = form.get("kind", "")
    song = SongId(form.get("song", "")) or None
    library_review.answer(home(), key, song, Kind(kind) if kind in {*Kind} else Kind.PLAIN, acting())
    return redirect(url_for("staff.library_review", last=recording), 303)


@for_staff(Role.LEAD)
def sound(recording: str) -> ResponseReturnValue:
    """Send the recording itself, to be listened to on the device that asks."""
    path = Path(home().store.recordings.get(RecordingId(recording)).path)
    if not path.is_file():
        raise NoSuchPage("This file has gone: put it back, or leave it out.")
    kind = mimetypes.guess_type(path.name)[0] or ""
    answer = send_file(
        path, mimetype=kind if kind.startswith("audio/") else "application/octet-stream", conditional=True
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@for_staff(Role.LEAD)
def wanted() -> str:
    """Show what residents' lists want and the library lacks."""
    listed = library_wanted.wanted(home())
    return render_template("staff/library_wanted.html", wanted=listed, performer_and_year=performer_and_year)


@for_staff(Role.LEAD)
def wanted_csv() -> Response:
    """Send the wanted list as a table."""
    answer = make_response(as_csv(library_wanted.wanted_table(home())))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="wanted.csv"'
    return answer


@for_staff(Role.LEAD)
def rights() -> str:
    """Show where each folder's music comes from."""
    return _rights(Filled())


def _rights(form: Filled) -> str:
    return render_template("staff/library_rights.html", folders=library_review.rights(home()), form=form)


@for_staff(Role.LEAD)
def keep_rights() -> ResponseReturnValue:
    """Keep where a folder's music comes from."""
    form = request.form
    note = Rights(form.get("folder", ""), form.get("source", ""), form.get("licence", ""))
    try:
        library_review.note_rights(home(), note, acting())
    except BadInput as error:
        return _rights(typed(error)), status_of(error)
    return redirect(url_for("staff.library_rights"), 303)
