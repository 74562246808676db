"""Music by the clock, on a clock that the test sets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.care.hours import Hours, Span
from kiosk.care.plays import Play, WhyEnded
from kiosk.errors import NotAllowed
from kiosk.home import by_the_clock
from kiosk.home.by_the_clock import ClockWatch
from kiosk.home.home import Home
from kiosk.listening.commands import LastSong, Limit, SleepAfter
from kiosk.listening.status import Phase, Status
from kiosk.people.life_story import Comfort
from kiosk.people.residents import Resident
from kiosk.units import Decibels, DurationMs, PlayId, RecordingId, SessionId, SongId
from tests.home.asked import Asked
from tests.home.conftest import SAM

NOON = datetime.now(UTC).astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
EVENING = Span(19 * 60, 8 * 60)
SESSION = SessionId("monday")


def at(home: Home, hour: int, minute: int = 0) -> None:
    moment = NOON.replace(hour=hour, minute=minute)
    home.clock = lambda: moment.astimezone(UTC)


def heard(home: Home, mick: Resident, minutes: int, ended: datetime) -> None:
    length = DurationMs(minutes * 60_000)
    began = ended - timedelta(minutes=minutes)
    names = (SongId("s"), RecordingId("r"), "Danny Boy", "")
    play = Play(PlayId("p"), SESSION, mick.id, *names, began, ended, length, WhyEnded.FINISHED, Decibels(-12.0))
    home.store.records.append_play(play)


def sounding(mick: Resident) -> Status:
    return Status(phase=Phase.PLAYING, session=SESSION, resident=mick.id)


def test_a_home_that_set_nothing_has_music_at_any_hour(home: Home, mick: Resident) -> None:
    at(home, 3)
    by_the_clock.refuse_rest(home, mick.id)
    assert by_the_clock.resting(home, mick.id) == ""


def test_in_quiet_hours_the_screen_says_when_there_is_music_again(home: Home, mick: Resident) -> None:
    by_the_clock.keep_hours(home, Hours(quiet=Span(21 * 60, 7 * 60)), SAM)
    at(home, 22)
    with pytest.raises(NotAllowed, match="from 07:00"):
        by_the_clock.refuse_rest(home, mick.id)
    at(home, 8)
    by_the_clock.refuse_rest(home, mick.id)


def test_the_most_of_a_day_counts_from_midnight(home: Home, mick: Resident) -> None:
    by_the_clock.keep_hours(home, Hours(daily_most=60), SAM)
    heard(home, mick, 61, NOON)
    at(home, 13)
    assert "tomorrow" in by_the_clock.resting(home, mick.id)
    home.clock = lambda: (NOON + timedelta(days=1)).astimezone(UTC)
    assert by_the_clock.resting(home, mick.id) == ""


def test_the_evening_is_softer_and_lifts_by_itself(home: Home) -> None:
    by_the_clock.keep_hours(home, Hours(soft=EVENING, soft_level=Decibels(-15.0)), SAM)
    asked, watch = Asked.of(home), ClockWatch(home)
    for hour in (12, 20, 9):
        at(home, hour)
        watch.look()
    assert asked.commands == [Limit(Decibels(0.0)), Limit(Decibels(-15.0)), Limit(Decibels(0.0))]


def test_when_the_quiet_begins_the_song_that_sounds_is_the_last(home: Home, mick: Resident) -> None:
    by_the_clock.keep_hours(home, Hours(quiet=Span(21 * 60, 7 * 60)), SAM)
    asked, watch = Asked.of(home), ClockWatch(home)
    asked.now = sounding(mick)
    at(home, 20, 59)
    watch.look()
    at(home, 21)
    watch.look()
    watch.look()
    assert asked.commands.count(LastSong(SESSION)) == 1


def test_music_that_staff_began_in_the_quiet_goes_on(home: Home, mick: Resident) -> None:
    by_the_clock.keep_hours(home, Hours(quiet=Span(21 * 60, 7 * 60)), SAM)
    asked, watch = Asked.of(home), ClockWatch(home)
    at(home, 23)
    watch.look()
    asked.now = sounding(mick)
    watch.look()
    watch.look()
    assert LastSong(SESSION) not in asked.commands


def test_before_a_hard_time_music_is_suggested_unless_some_was_heard(home: Home, mick: Resident) -> None:
    story = home.store.residents.story(mick.id)
    home.store.residents.save_story(replace(story, comfort=Comfort(hard_times=("towards evening",))), SAM)
    at(home, 16, 10)
    assert [(one.person.called, one.hard_time) for one in by_the_clock.suggestions(home)] == [
        ("Mick", "towards evening")
    ]
    heard(home, mick, 20, NOON.replace(hour=15, minute=50))
    assert by_the_clock.suggestions(home) == []
    at(home, 17, 30)
    assert by_the_clock.suggestions(home) == []


def test_the_timer_is_for_the_music_of_this_person_only(home: Home, mick: Resident) -> None:
    asked = Asked.of(home)
    by_the_clock.sleep(home, mick.id, 15)
    assert asked.commands == []
    asked.now = sounding(mick)
    by_the_clock.sleep(home, mick.id, 15)
    assert asked.commands == [SleepAfter(SESSION, 900.0)]
