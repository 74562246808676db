"""Keeps what staff saw: the quick note, what else was seen, and marks on single songs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.care.observations import Before, Chip, Distress, Mark, Observation, SongMark, TookPart
from kiosk.care.plays import WhyEnded
from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.life import add_red_flag
from kiosk.home.looking_again import beside_the_first
from kiosk.listening.commands import Another, Stop
from kiosk.people.life_story import FlagKind, Teller, Told
from kiosk.people.staff import Actor
from kiosk.units import ObservationId, PlayId, ResidentId, SessionId, SongId

LONGEST_REMARK = 200
MOMENT = timedelta(microseconds=1)
"""The least the store tells apart: a correction is kept under the moment its note was seen."""
SAME_OCCASION = timedelta(hours=6)
"""A note belongs to a session that began within so long before it."""


@dataclass(frozen=True)
class QuickNote:
    """The four taps as they were given; empty means not answered."""

    before: str = ""
    took_part: str = ""
    mood: str = ""
    distress: str = ""


def keep_note(
    home: Home, resident: ResidentId, note: QuickNote, by: Actor, id_: str = "", *, second: bool = False
) -> Observation:
    """Keep a quick note. The tap before is required, the rest may be missing (evidence rule 15).

    `id_` makes a note sent twice the same note. A `second` observer's note is kept beside the first one of
    the session. Distress that stopped the music stops it now.
    """
    seen = replace(
        blank_note(home, resident, by, id_),
        before=_before(note.before),
        took_part=TookPart(note.took_part) if note.took_part in {*TookPart} else None,
        mood=_mood(note.mood),
        distress=Distress(note.distress) if note.distress in {*Distress} else None,
    )
    kept = kept_once(home, beside_the_first(home, seen, by) if second else seen)
    if resident in home.sounding.status().people and seen.distress is Distress.STOPPED:
        home.sounding.submit(Stop())
    return kept


def keep_unwatched(home: Home, resident: ResidentId, by: Actor, id_: str = "") -> Observation:
    """Keep that nobody watched: an answer of its own, and not the same as no response."""
    return kept_once(home, replace(blank_note(home, resident, by, id_), watched=False, song=None))


def blank_note(home: Home, resident: ResidentId, by: Actor, id_: str = "") -> Observation:
    """Return a note with what the kiosk knows by itself: who, when, in which session, what sounds and how loud."""
    status = home.sounding.status()
    mine = resident in status.people
    return Observation(
        id=ObservationId(id_ or home.new_id()),
        resident=resident,
        observer=by.name,
        seen_at=home.now(),
        session=status.session if mine else _last_session(home, resident),
        song=status.song if mine else None,
        level=status.level if mine else None,
    )


def kept_once(home: Home, seen: Observation) -> Observation:
    """Keep a note; one that was sent twice is the one that is kept already."""
    already = home.store.records.find_observation(seen.id)
    if already:
        return already
    home.store.records.append_observation(seen)
    return seen


def _before(value: str) -> Before:
    if value not in {*Before}:
        raise BadInput("Tap how the person was before the music.", "before")
    return Before(value)


def _mood(value: str) -> int | None:
    return int(value) if value in {"-2", "-1", "0", "1", "2"} else None


def _last_session(home: Home, resident: ResidentId) -> SessionId | None:
    """Return the session a note of now is about: the last one, unless it was long ago."""
    last = home.store.records.last_session_of(resident)
    return last.id if last and home.now() - last.began_at < SAME_OCCASION else None


def add_seen(
    home: Home, note: ObservationId, chips: Sequence[str], remark: str, song: SongId | None, by: Actor
) -> Observation:
    """Keep what else was seen, as an amendment of the note; nothing is overwritten.

    What is amended is the newest version, so that two corrections of the same note stand one after the other.
    """
    if len(remark) > LONGEST_REMARK:
        raise BadInput(f"Say it in at most {LONGEST_REMARK} letters.", "remark")
    first = newest_version(home, note)
    seen = replace(
        first,
        id=ObservationId(home.new_id()),
        amends=first.id,
        amended_at=home.now(),
        observer=by.name,
        chips=tuple(Chip(chip) for chip in chips if chip in {*Chip}),
        remark=remark.strip(),
        song=song or first.song,
    )
    home.store.records.append_observation(seen)
    return seen


def newest_version(home: Home, note: ObservationId) -> Observation:
    """Return a note as it was last corrected; NotFound when there is none."""
    kept = home.store.records.observation(note)
    same = home.store.records.observations_between(kept.resident, kept.seen_at, kept.seen_at + MOMENT)
    later = {one.amends: one for one in same if one.amends}
    while kept.id in later:
        kept = later[kept.id]
    return kept


def correct_note(home: Home, note: ObservationId, words: QuickNote, by: Actor) -> Observation:
    """Correct the four taps of a note, as an amendment; the first one stays."""
    first = newest_version(home, note)
    seen = replace(
        first,
        id=ObservationId(home.new_id()),
        amends=first.id,
        amended_at=home.now(),
        observer=by.name,
        watched=True,
        before=_before(words.before),
        took_part=TookPart(words.took_part) if words.took_part in {*TookPart} else None,
        mood=_mood(words.mood),
        distress=Distress(words.distress) if words.distress in {*Distress} else None,
    )
    home.store.records.append_observation(seen)
    return seen


@dataclass(frozen=True)
class MarkedSong:
    """One song a member of staff says something about."""

    song: SongId
    title: str
    play: PlayId | None = None


def mark_song(home: Home, resident: ResidentId, marked: MarkedSong, mark: Mark, by: Actor) -> None:
    """Keep a mark on a song: more of it, skip it today, or never again, which is a red flag at once."""
    status = home.sounding.status()
    home.store.records.append_mark(
        SongMark(resident, marked.song, mark, by.name, home.now(), play=marked.play, session=status.session)
    )
    if mark is Mark.NEVER_AGAIN:
        who = Told(Teller.STAFF, by.name, home.today())
        add_red_flag(home, resident, FlagKind.SONG, marked.title, who, by, song=marked.song)
    if mark is Mark.SKIP and marked.play and status.play == marked.play:
        home.sounding.submit(Another(marked.play, WhyEnded.NOT_THIS_ONE))
