"""The last answer of a day counts, in the home's own time."""

from datetime import UTC, date, datetime, timedelta, timezone

from kiosk.care.assent import Answer, Assent, on_day
from kiosk.units import ResidentId

MICK = ResidentId("mick")
DAY = date(2026, 11, 23)


def said(answer: Answer, hour: int, day: int = 23) -> Assent:
    return Assent(MICK, answer, datetime(2026, 11, day, hour, tzinfo=UTC), "Mick")


def test_nobody_asked_is_no_answer() -> None:
    assert on_day([], DAY, UTC) is None


def test_the_last_answer_counts_in_whatever_order_they_come() -> None:
    no, yes = said(Answer.NOT_TODAY, 9), said(Answer.YES, 15)
    assert on_day([yes, no], DAY, UTC) == yes


def test_yesterday_is_over() -> None:
    assert on_day([said(Answer.NOT_TODAY, 20, day=22)], DAY, UTC) is None


def test_the_day_is_the_homes_own() -> None:
    late = said(Answer.NOT_TODAY, 23, day=22)
    assert on_day([late], DAY, timezone(timedelta(hours=2))) == late
