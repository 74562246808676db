"""Looking again: a second observer who has not seen the first note, and how the person is some time after distress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.care.learning import current
from kiosk.care.observations import Distress, Look, Observation, roots
from kiosk.care.upsets import SAME_STOP
from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor
from kiosk.units import ObservationId, ResidentId

STAYS_HIDDEN = timedelta(minutes=60)
"""So long others do not see a first note, so that a second observer can be blind to it."""
CHECK_AFTER = timedelta(minutes=20)
"""Feelings outlast the music they came with (field item 3)."""
CHECK_UNTIL = timedelta(hours=4)
"""Later than this, asking how the person is now says nothing of the music."""


@dataclass(frozen=True)
class Lately:
    """The notes of the last hours as they now stand, and what each one began as."""

    notes: list[Observation]
    begun: Mapping[ObservationId, ObservationId]

    def followed(self, look: Look) -> set[ObservationId | None]:
        """Return which notes have such a look beside them."""
        return {note.beside for note in self.notes if note.look is look}

    def firsts(self) -> list[Observation]:
        """Return the first looks, oldest first."""
        return [note for note in self.notes if note.look is Look.FIRST]


def lately(home: Home, resident: ResidentId) -> Lately:
    """Return the notes of the last hours."""
    notes = home.store.records.observations_of(resident, home.now() - CHECK_UNTIL)
    return Lately(current(notes), roots(notes))


def open_for_second(home: Home, resident: ResidentId, by: Actor) -> Observation | None:
    """Return the first note of somebody else that `by` may second now, None when there is none.

    One second look a note is enough.
    """
    now = lately(home, resident)
    seconded = now.followed(Look.SECOND)
    waiting = [
        note
        for note in now.firsts()
        if note.watched and note.observer != by.name and now.begun[note.id] not in seconded and _is_fresh(home, note)
    ]
    return waiting[-1] if waiting else None


def _is_fresh(home: Home, note: Observation) -> bool:
    return home.now() - note.seen_at < STAYS_HIDDEN


def beside_the_first(home: Home, seen: Observation, by: Actor) -> Observation:
    """Return a note as the second look at a session; BadInput when there is no first one to stand beside."""
    first = open_for_second(home, seen.resident, by)
    if first is None:
        raise BadInput("There is no first note to stand beside: keep yours as a note of its own.")
    begun = lately(home, seen.resident).begun[first.id]
    return replace(seen, look=Look.SECOND, beside=begun, session=first.session)


def hidden_from(home: Home, resident: ResidentId, by: Actor) -> set[ObservationId]:
    """Return which notes `by` does not see yet: somebody else's, until a second look or for an hour."""
    now = lately(home, resident)
    looked = now.followed(Look.SECOND)
    return {
        note.id
        for note in now.firsts()
        if note.observer != by.name and now.begun[note.id] not in looked and _is_fresh(home, note)
    }


@dataclass(frozen=True)
class Check:
    """Somebody to look in on: the note it follows, and since when it is time."""

    person: Resident
    note: Observation
    since: datetime


def checks_due(home: Home) -> list[Check]:
    """Return whom to look in on now: distress was noted 20 minutes ago or more, and nobody has looked since."""
    found = [check for person in home.store.residents.all() for check in _due(home, person)]
    return sorted(found, key=lambda check: check.since)


def _due(home: Home, person: Resident) -> Iterable[Check]:
    now = lately(home, person.id)
    looked = now.followed(Look.AFTER)
    for note in now.firsts():
        upset = note.distress in {Distress.BRIEF, Distress.STOPPED}
        due = note.seen_at + CHECK_AFTER
        if upset and now.begun[note.id] not in looked and due <= home.now() and not _asked_already(home, note):
            yield Check(person, note, due)


def _asked_already(home: Home, note: Observation) -> bool:
    """Say whether a distress stop of the same hour asks for the same look: one question is enough."""
    stops = home.store.session_plans.upsets_of(note.resident)
    return any(abs(stop.at - note.seen_at) <= SAME_STOP for stop in stops)


def keep_check(home: Home, note: ObservationId, mood: str, distress: str, by: Actor) -> Observation:
    """Keep how the person is some time after; BadInput when neither question is answered."""
    first = home.store.records.observation(note)
    begun = lately(home, first.resident).begun.get(first.id, first.id)
    if mood not in {"-2", "-1", "0", "1", "2"} or distress not in {*Distress}:
        raise BadInput("Tap how they are now, and whether there is any distress.", "mood")
    seen = Observation(
        id=ObservationId(home.new_id()),
        resident=first.resident,
        observer=by.name,
        seen_at=home.now(),
        session=first.session,
        mood=int(mood),
        distress=Distress(distress),
        look=Look.AFTER,
        beside=begun,
    )
    home.store.records.append_observation(seen)
    return seen
