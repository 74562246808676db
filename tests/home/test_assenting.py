"""A person's own "not today": kept once, it stops their music, and a later yes takes its place."""

from datetime import timedelta

import pytest

from kiosk.care.assent import Answer
from kiosk.errors import NotFound
from kiosk.home.assenting import assent_today, keep_assent, not_today
from kiosk.home.home import Home
from kiosk.listening.commands import Command, Stop
from kiosk.listening.status import Phase, Status
from kiosk.people.residents import Resident
from kiosk.units import ResidentId


class Loud:
    """Somebody's music is on; what is asked of it is kept."""

    def __init__(self, resident: ResidentId) -> None:
        self.asked: list[Command] = []
        self._status = Status(phase=Phase.PLAYING, resident=resident)

    def submit(self, command: Command) -> None:
        self.asked.append(command)

    def status(self) -> Status:
        return self._status


def test_it_works(home: Home, mick: Resident) -> None:
    assert not not_today(home, mick.id)
    kept = keep_assent(home, mick.id, Answer.NOT_TODAY)
    assert (kept.by, kept.own_say) == ("Mick", True)
    assert not_today(home, mick.id)
    assert assent_today(home, mick.id) == kept


def test_a_trembling_answer_is_kept_once_and_a_later_yes_counts(home: Home, mick: Resident) -> None:
    for _ in range(3):
        keep_assent(home, mick.id, Answer.NOT_TODAY)
    keep_assent(home, mick.id, Answer.YES)
    answers = [one.answer for one in home.store.records.assents_of(mick.id)]
    assert sorted(answers) == ["not today", "yes"]
    assert not not_today(home, mick.id)


def test_what_staff_saw_is_not_the_persons_own_say(home: Home, mick: Resident) -> None:
    kept = keep_assent(home, mick.id, Answer.NOT_TODAY, by="Sam")
    assert (kept.by, kept.own_say) == ("Sam", False)


def test_not_today_stops_their_music_and_nobody_elses(home: Home, mick: Resident) -> None:
    loud = Loud(mick.id)
    home.sounding = loud
    keep_assent(home, mick.id, Answer.YES)
    assert loud.asked == []
    keep_assent(home, mick.id, Answer.NOT_TODAY)
    assert loud.asked == [Stop()]
    home.sounding = Loud(ResidentId("somebody else"))
    keep_assent(home, mick.id, Answer.NOT_TODAY)
    assert home.sounding.asked == []


def test_tomorrow_is_another_day(home: Home, mick: Resident) -> None:
    keep_assent(home, mick.id, Answer.NOT_TODAY)
    before = home.clock
    home.clock = lambda: before() + timedelta(days=1)
    assert not not_today(home, mick.id)


def test_nobody_is_nobody(home: Home) -> None:
    with pytest.raises(NotFound):
        keep_assent(home, ResidentId("nobody"), Answer.YES)
