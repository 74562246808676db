"""Phases and when reviews are due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.phases import Due, Phase, later, next_review, phase, schedule

START = date(2026, 1, 31)


def test_reviews_of_the_first_year() -> None:
    assert schedule(START) == (
        Due("6 weeks", date(2026, 3, 14)),
        Due("3 months", date(2026, 4, 30)),
        Due("6 months", date(2026, 7, 31)),
        Due("12 months", date(2027, 1, 31)),
    )


@pytest.mark.parametrize(
    ("held", "occasion", "on"),
    [
        ((), "6 weeks", date(2026, 3, 14)),
        ((date(2026, 3, 13),), "6 weeks", date(2026, 3, 14)),
        ((date(2026, 3, 16),), "3 months", date(2026, 4, 30)),
        ((date(2026, 5, 2),), "6 months", date(2026, 7, 31)),
        ((date(2027, 2, 1),), "6 more months", date(2027, 8, 1)),
    ],
)
def test_the_next_review(held: tuple[date, ...], occasion: str, on: date) -> None:
    assert next_review(START, held) == Due(occasion, on)


def test_it_waits_from_its_day_on() -> None:
    due = schedule(START)[0]
    assert not due.waits(date(2026, 3, 13))
    assert due.waits(date(2026, 3, 14))


@pytest.mark.parametrize(
    ("sessions", "start", "held", "expected"),
    [
        (0, START, (), Phase.NOT_BEGUN),
        (3, START, (), Phase.GETTING_TO_KNOW),
        (4, None, (), Phase.MAIN),
        (4, START, (), Phase.MAIN),
        (90, START, (date(2027, 2, 1),), Phase.MAINTENANCE),
    ],
)
def test_phases(sessions: int, start: date | None, held: tuple[date, ...], expected: Phase) -> None:
    assert phase(sessions, start, held) is expected


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_months_later_is_later_and_near(day: date, months: int) -> None:
    found = later(day, months)
    assert found > day
    assert abs((found - day).days - 30.44 * months) < 4
