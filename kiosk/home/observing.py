"""Keeps what staff saw: the quick note, what else was seen, and marks on single songs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.care.observations import Before, Chip, Distress, Mark, Observation, SongMark, TookPart
from kiosk.care.plays import WhyEnded
from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.life import add_red_flag
from kiosk.listening.commands import Another, Stop
from kiosk.people.life_story import FlagKind, Teller, Told
from kiosk.people.staff import Actor
from kiosk.units import ObservationId, PlayId, ResidentId, SessionId, SongId

LONGEST_REMARK = 200


@dataclass(frozen=True)
class QuickNote:
    """The four taps as they were given; empty means not answered."""

    before: str = ""
    took_part: str = ""
    mood: str = ""
    distress: str = ""


def keep_note(home: Home, resident: ResidentId, note: QuickNote, by: Actor, id_: str = "") -> Observation:
    """Keep a quick note. The tap before is required, the rest may be missing (evidence rule 15).

    `id_` makes a note sent twice the same note. Distress that stopped the music stops it now.
    """
    status = home.sounding.status()
    mine = resident in status.people
    seen = Observation(
        id=ObservationId(id_ or home.new_id()),
        resident=resident,
        observer=by.name,
        seen_at=home.now(),
        session=status.session if mine else _last_session(home, resident),
        before=_before(note.before),
        took_part=TookPart(note.took_part) if note.took_part in {*TookPart} else None,
        mood=_mood(note.mood),
        distress=Distress(note.distress) if note.distress in {*Distress} else None,
        song=status.song if mine else None,
    )
    kept = _kept_once(home, seen)
    if mine and seen.distress is Distress.STOPPED:
        home.sounding.submit(Stop())
    return kept


def _kept_once(home: Home, seen: Observation) -> Observation:
    already = next((one for one in home.store.records.observations_of(seen.resident) if one.id == seen.id), None)
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
    sessions = home.store.records.sessions_of(resident)
    return sessions[-1].id if sessions else None


def add_seen(
    home: Home, note: ObservationId, chips: Sequence[str], remark: str, song: SongId | None, by: Actor
) -> Observation:
    """Keep what else was seen, as an amendment of the note; nothing is overwritten."""
    if len(remark) > LONGEST_REMARK:
        raise BadInput(f"Say it in at most {LONGEST_REMARK} letters.", "remark")
    first = home.store.records.observation(note)
    seen = replace(
        first,
        id=ObservationId(home.new_id()),
        amends=first.id,
        observer=by.name,
        chips=tuple(Chip(chip) for chip in chips if chip in {*Chip}),
        remark=remark.strip(),
        song=song or first.song,
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
