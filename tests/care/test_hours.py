"""Music by the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.hours import Hours, Span, clock_words, minute_of, most_level, resting_words, suggested
from kiosk.errors import BadInput
from kiosk.units import Decibels

NIGHT = Span(21 * 60, 7 * 60)
minutes = st.integers(0, 24 * 60 - 1)


def test_a_span_may_run_over_midnight() -> None:
    assert [NIGHT.holds(minute) for minute in (20 * 60 + 59, 21 * 60, 0, 6 * 60 + 59, 7 * 60)] == [
        False, True, True, True, False,
    ]  # fmt: skip


@given(minutes)
def test_a_home_that_set_nothing_has_music_at_any_hour(minute: int) -> None:
    assert resting_words(Hours(), minute, 10_000) == ""
    assert most_level(Hours(), minute) == 0.0


@given(minutes, minutes, minutes)
def test_a_span_and_the_rest_of_the_day_share_no_minute(start: int, end: int, minute: int) -> None:
    if start != end:
        assert Span(start, end).holds(minute) != Span(end, start).holds(minute)


def test_quiet_hours_say_when_there_is_music_again() -> None:
    assert "from 07:00" in resting_words(Hours(quiet=NIGHT), 22 * 60, 0)
    assert resting_words(Hours(quiet=NIGHT), 12 * 60, 0) == ""


def test_after_the_most_of_a_day_there_is_more_tomorrow() -> None:
    hours = Hours(daily_most=120)
    assert resting_words(hours, 12 * 60, 119) == ""
    assert "tomorrow" in resting_words(hours, 12 * 60, 120)


def test_the_evening_is_softer_and_lifts_by_itself() -> None:
    hours = Hours(soft=Span(19 * 60, 8 * 60), soft_level=Decibels(-15.0))
    assert [most_level(hours, minute) for minute in (18 * 60, 20 * 60, 8 * 60)] == [0.0, -15.0, 0.0]


def test_a_session_is_suggested_half_an_hour_before_a_hard_time_and_not_during_it() -> None:
    told = ("meals", "towards evening", "when visitors leave")
    assert suggested(told, 15 * 60 + 59) == ""
    assert suggested(told, 16 * 60) == "towards evening"
    assert suggested(told, 16 * 60 + 29) == "towards evening"
    assert suggested(told, 16 * 60 + 30) == ""


@given(minutes)
def test_a_time_of_the_day_is_read_as_it_is_written(minute: int) -> None:
    assert minute_of(clock_words(minute), "at") == minute


@pytest.mark.parametrize("words", ["", "25:00", "7:61", "late", "-1:00"])
def test_what_is_no_time_of_the_day_is_asked_again(words: str) -> None:
    with pytest.raises(BadInput):
        minute_of(words, "at")
