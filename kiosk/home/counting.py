"""Brings together what is kept of one person's music in a period, and who is being missed."""

from datetime import date, datetime, time, timedelta

from kiosk.care.observations import Look, Observation
from kiosk.care.session_run import Reaction, attended, reactions
from kiosk.care.sittings import Sitting, sittings
from kiosk.care.summaries import Facts, Missed, Period, facts, minutes, missed
from kiosk.home.home import Home
from kiosk.units import ResidentId

SHOWN = timedelta(days=183)
"""A chart shows half a year unless more is asked for: more points than that cannot be told apart on a phone."""
WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
"""A session that runs now began no longer ago."""


def period(home: Home, resident: ResidentId, since: datetime | None = None) -> Period:
    """Return all that is kept since a moment, or ever; of a group's songs, those the person was there for."""
    records = home.store.records
    taps, sessions = records.taps_of(resident, since), records.sessions_of(resident, since)
    return Period(
        sessions,
        attended(resident, records.plays_of(resident, since), taps),
        records.observations_of(resident, since),
        records.marks_of(resident, since),
        reactions(taps, resident, sessions),
    )


def sittings_since(home: Home, resident: ResidentId, since: datetime) -> list[Sitting]:
    """Return what was seen since a moment, a session at a time: notes, and what was tapped while music was on."""
    records = home.store.records
    tapped = reactions(records.taps_of(resident, since), resident, records.sessions_of(resident, since - A_DAY))
    return sittings(records.observations_of(resident, since), tapped)


def reactions_between(home: Home, resident: ResidentId, since: datetime, until: datetime) -> tuple[Reaction, ...]:
    """Return what was tapped of a person while music was on, at or after `since` and before `until`."""
    records = home.store.records
    taps = records.taps_between(resident, since, until)
    return reactions(taps, resident, records.sessions_of(resident, since - A_DAY))


def start_of(home: Home, day: date) -> datetime:
    """Return the moment a day began where the home is."""
    return datetime.combine(day, time(), tzinfo=home.now().astimezone().tzinfo)


def session_facts(home: Home, note: Observation) -> Facts | None:
    """Return what happened by itself in the session of a note; None when it belongs to none."""
    if note.session is None:
        return None
    records = home.store.records
    plays = records.plays_of_session(note.session)
    liked = [mark for mark in records.marks_of_session(note.session) if mark.resident == note.resident]
    return facts(plays, liked, note.level)


def missed_this_week(home: Home) -> list[Missed]:
    """Return who had hardly any music these seven days, or music that nobody watched, the emptiest week first.

    Somebody who takes no part for now is not missed.
    """
    here = [person.id for person in home.store.residents.all() if person.takes_part]
    return missed(_week(home, resident) for resident in here)


def _week(home: Home, resident: ResidentId) -> Missed:
    records, since = home.store.records, home.now() - WEEK
    plays = attended(resident, records.plays_of(resident, since), records.taps_of(resident, since))
    notes = [note for note in records.observations_of(resident, since) if note.watched and note.look is Look.FIRST]
    last = plays[-1] if plays else records.last_play_of(resident)
    return Missed(resident, minutes(plays), len(notes), last.started_at.astimezone().date() if last else None)
