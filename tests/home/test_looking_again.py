"""A second observer is blind to the first; after distress somebody looks in again; corrections stand beside."""

from datetime import timedelta

import pytest

from kiosk.care.agreement import agreement
from kiosk.care.observations import Distress, Look
from kiosk.errors import BadInput
from kiosk.home import calming, looking_again, observing
from kiosk.home.home import Home
from kiosk.home.observing import QuickNote
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor, ActorKind
from tests.home.conftest import SAM

KIM = Actor(ActorKind.STAFF, "kim", "Kim")
CALM = QuickNote("settled", "2", "1", "none")


def wait(home: Home, gone: timedelta) -> None:
    before = home.clock
    home.clock = lambda: before() + gone


def test_a_second_observer_stands_beside_the_first(home: Home, mick: Resident) -> None:
    first = observing.keep_note(home, mick.id, CALM, SAM)
    observing.add_seen(home, first.id, ["smiled"], "", None, SAM)
    second = observing.keep_note(home, mick.id, QuickNote("settled", "3", "0", "none"), KIM, second=True)
    assert (second.look, second.beside, second.session) == (Look.SECOND, first.id, first.session)
    assert agreement(home.store.records.observations_of(mick.id)).pairs == 1


def test_the_first_note_is_hidden_until_the_second_is_kept(home: Home, mick: Resident) -> None:
    first = observing.keep_note(home, mick.id, CALM, SAM)
    assert looking_again.hidden_from(home, mick.id, KIM) == {first.id}
    assert looking_again.hidden_from(home, mick.id, SAM) == set()
    observing.keep_note(home, mick.id, CALM, KIM, second=True)
    assert looking_again.hidden_from(home, mick.id, KIM) == set()


def test_nobody_hides_a_note_for_long(home: Home, mick: Resident) -> None:
    observing.keep_note(home, mick.id, CALM, SAM)
    wait(home, timedelta(minutes=61))
    assert looking_again.hidden_from(home, mick.id, KIM) == set()
    assert looking_again.open_for_second(home, mick.id, KIM) is None


def test_nobody_seconds_themselves_or_twice_or_what_nobody_watched(home: Home, mick: Resident) -> None:
    observing.keep_unwatched(home, mick.id, SAM)
    assert looking_again.open_for_second(home, mick.id, KIM) is None
    observing.keep_note(home, mick.id, CALM, SAM)
    with pytest.raises(BadInput):
        observing.keep_note(home, mick.id, CALM, SAM, second=True)
    observing.keep_note(home, mick.id, CALM, KIM, second=True)
    assert looking_again.open_for_second(home, mick.id, KIM) is None


def test_nobody_watched_is_an_answer(home: Home, mick: Resident) -> None:
    kept = observing.keep_unwatched(home, mick.id, SAM, "note-1")
    assert observing.keep_unwatched(home, mick.id, SAM, "note-1") == kept
    assert (kept.watched, kept.took_part, kept.before) == (False, None, None)


def test_somebody_is_asked_to_look_in_twenty_minutes_after_distress(home: Home, mick: Resident) -> None:
    note = observing.keep_note(home, mick.id, QuickNote("settled", "1", "-1", "brief"), SAM)
    wait(home, timedelta(minutes=19))
    assert looking_again.checks_due(home) == []
    wait(home, timedelta(minutes=2))
    (check,) = looking_again.checks_due(home)
    assert (check.person.id, check.note) == (mick.id, note)
    with pytest.raises(BadInput):
        looking_again.keep_check(home, note.id, "", "none", KIM)
    after = looking_again.keep_check(home, note.id, "1", "none", KIM)
    assert (after.look, after.beside, after.distress) == (Look.AFTER, note.id, Distress.NONE)
    assert looking_again.checks_due(home) == []


def test_a_distress_stop_asks_for_itself(home: Home, mick: Resident) -> None:
    calming.stop_for(home, mick.id, SAM)
    observing.keep_note(home, mick.id, QuickNote("settled", "1", "-1", "stopped"), SAM)
    wait(home, timedelta(minutes=21))
    assert len(calming.to_look_at(home)) == 1
    assert looking_again.checks_due(home) == []


def test_no_distress_asks_for_nothing(home: Home, mick: Resident) -> None:
    observing.keep_note(home, mick.id, CALM, SAM)
    wait(home, timedelta(minutes=30))
    assert looking_again.checks_due(home) == []


def test_corrections_of_the_same_note_stand_one_after_the_other(home: Home, mick: Resident) -> None:
    first = observing.keep_note(home, mick.id, CALM, SAM)
    more = observing.add_seen(home, first.id, ["smiled"], "Hummed.", None, SAM)
    corrected = observing.correct_note(home, first.id, QuickNote("restless", "1", "0", "brief"), KIM)
    assert corrected.amends == more.id
    assert (corrected.chips, corrected.remark, corrected.before) == (more.chips, "Hummed.", "restless")
    assert corrected.amended_at
    assert home.store.records.observation(first.id) == first
    assert observing.newest_version(home, first.id) == corrected
