"""What was seen: every note as it was given, with what happened by itself beside it, and corrections as corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Blueprint, render_template, request, url_for

from kiosk.care.learning import current
from kiosk.care.observations import Look, Observation, TookPart, roots
from kiosk.care.session_run import Reaction
from kiosk.care.session_run import Seen as Reacted
from kiosk.care.summaries import Facts
from kiosk.home.counting import reactions_between, session_facts
from kiosk.home.looking_again import hidden_from
from kiosk.home.observing import MOMENT
from kiosk.people.residents import Resident
from kiosk.units import ObservationId, SessionId, SongId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.staff.people import someone
from kiosk.web.words import moment_words

TOOK_PART = {
    TookPart.NOT_AT_ALL: "Not at all",
    TookPart.MOMENTS: "A few moments",
    TookPart.ABOUT_HALF: "About half",
    TookPart.MOST: "Most of the time",
    TookPart.ASLEEP: "Asleep",
}
MOODS = {"-2": "Much worse", "-1": "Worse", "0": "The same", "1": "Better", "2": "Much better"}
DISTRESS = {"none": "None", "brief": "Brief, settled", "stopped": "Stopped"}
NOT_SAID = "Not said"
REACTIONS = {
    Reacted.JOINED: "Joined in",
    Reacted.LISTENED: "Listened",
    Reacted.NOT_FOR_ME: "Not for them",
    Reacted.ASLEEP: "Asleep",
}
"""One person's answer to one song of a session."""
THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
A_PAGE = timedelta(days=28)
"""How far back one page looks from its newest note."""
CEILING_WORDS = "decibels below the loudest this kiosk plays"


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people/<resident>/seen", "seen", seen)


@dataclass(frozen=True)
class Answer:
    """One answer of a note: what was asked, and what was said."""

    label: str
    value: str


@dataclass(frozen=True)
class Seen:
    """One note, in words. `hidden` when it waits for a second look; `was` is what a correction replaced.

    `tapped` makes it no note: what was tapped song by song in a session.
    """

    id: ObservationId
    when: str
    head: str
    look: str
    answers: list[Answer]
    chips: list[str]
    remark: str
    song: str
    facts: list[str]
    was: list[str]
    corrected: str
    hidden: bool
    tapped: tuple[str, ...] = ()


@for_staff()
def seen(resident: str) -> str:
    """Show what was seen so far, newest first; raw answers, no score."""
    person, records = someone(resident), home().store.records
    until = _until(request.args.get("before", ""))
    last = records.last_seen_before(person.id, until)
    every = records.observations_between(person.id, last - A_PAGE, last + MOMENT) if last else ()
    older = records.last_seen_before(person.id, last - A_PAGE) if last else None
    kept = current(every)
    notes = zip((note.seen_at for note in kept), _rows(person, kept, every), strict=True)
    tapped = reactions_between(home(), person.id, older + MOMENT if older else THE_BEGINNING, until)
    shown = sorted((*notes, *_tapped(person, tapped)), key=lambda row: row[0], reverse=True)
    return render_template(
        "staff/seen.html",
        person=person,
        count=records.observation_count(person.id),
        rows=[row for _, row in shown],
        newest=url_for("staff.seen", resident=person.id) if request.args.get("before") else "",
        older=url_for("staff.seen", resident=person.id, before=(older + MOMENT).isoformat()) if older else "",
    )


def _until(before: str) -> datetime:
    try:
        moment = datetime.fromisoformat(before)
    except ValueError:
        return home().now() + MOMENT
    return moment if moment.tzinfo else home().now() + MOMENT


def _rows(person: Resident, shown: Sequence[Observation], every: Sequence[Observation]) -> list[Seen]:
    hidden = hidden_from(home(), person.id, acting())
    begun = roots(every)
    by_root: dict[ObservationId, list[Observation]] = {}
    for note in every:
        by_root.setdefault(begun[note.id], []).append(note)
    return [_row(note, by_root[begun[note.id]], hidden=note.id in hidden) for note in shown]


def _row(note: Observation, versions: Sequence[Observation], *, hidden: bool) -> Seen:
    return Seen(
        id=note.id,
        when=moment_words(note.seen_at),
        head=note.observer,
        look={Look.SECOND: "Second observer", Look.AFTER: "20 minutes after or more"}.get(note.look, ""),
        answers=_answers(note, hidden=hidden),
        chips=[] if hidden else [chip.value.capitalize() for chip in note.chips],
        remark="" if hidden else note.remark,
        song=_title(note.song),
        facts=fact_words(session_facts(home(), note)) if note.look is Look.FIRST else [],
        was=[] if hidden else _was(note, versions),
        corrected=f"Corrected {moment_words(note.amended_at)} by {note.observer}" if note.amended_at else "",
        hidden=hidden,
    )


def _tapped(person: Resident, reactions: Sequence[Reaction]) -> list[tuple[datetime, Seen]]:
    """Return one row a session with when its last tap was."""
    by_session: dict[SessionId, list[Reaction]] = {}
    for one in reactions:
        by_session.setdefault(one.session, []).append(one)
    return [(taps[-1].at, _tapped_row(person, taps)) for taps in by_session.values()]


def _tapped_row(person: Resident, taps: Sequence[Reaction]) -> Seen:
    lines = [_tapped_words(person.called, one) for one in taps]
    key, names = f"tapped-{taps[0].session}", dict.fromkeys(one.by for one in taps)
    return Seen(
        ObservationId(key), moment_words(taps[0].at), ", ".join(names), "", [], [], "", "", [], [], "",
        hidden=False, tapped=tuple(lines),
    )  # fmt: skip


def _tapped_words(called: str, one: Reaction) -> str:
    said = REACTIONS[one.seen] if one.seen else f"{called} was upset; the music was stopped"
    return f"“{title}”: {said}" if (title := _title(one.song)) else said


def _answers(note: Observation, *, hidden: bool) -> list[Answer]:
    """Return a note's answers; distress is told to everybody at once."""
    distress = Answer("Distress", DISTRESS[note.distress] if note.distress else NOT_SAID)
    if hidden:
        return [distress]
    if not note.watched:
        return [Answer("Watched", "Nobody watched")]
    mood = Answer("Mood", MOODS[str(note.mood)] if note.mood is not None else NOT_SAID)
    if note.look is Look.AFTER:
        return [mood, distress]
    before = Answer("Before", note.before.value.capitalize() if note.before else NOT_SAID)
    return [before, Answer("Took part", TOOK_PART[note.took_part] if note.took_part else NOT_SAID), mood, distress]


def _was(note: Observation, versions: Sequence[Observation]) -> list[str]:
    """Return each answer that a correction changed, as it was before."""
    told = {answer.label: answer.value for answer in _answers(note, hidden=False)}
    found = [
        f"{answer.label} was: {answer.value}, noted by {older.observer}"
        for older in versions
        if older.id != note.id
        for answer in _answers(older, hidden=False)
        if told.get(answer.label) != answer.value
    ]
    return list(dict.fromkeys(found))


def fact_words(found: Facts | None) -> list[str]:
    """Return what happened by itself, in a few lines; none when no music belongs to the note."""
    if found is None or not found.titles:
        return []
    lines = [f"{', '.join(found.titles)}: {found.minutes} {'minute' if found.minutes == 1 else 'minutes'} of music"]
    if found.skipped:
        lines.append(f"{found.skipped} skipped")
    if found.stopped:
        lines.append("The music was stopped")
    if found.liked:
        lines.append(f"Liked: {', '.join(found.liked)}")
    if found.level is not None:
        lines.append(f"Volume: {abs(found.level):g} {CEILING_WORDS}" if found.level else "Volume: the loudest there is")
    return lines


def _title(song: SongId | None) -> str:
    found = home().song(song) if song else None
    return found.title if found else ""
