"""Who comes first: those who had music at this part of the day before, and nothing that moves under a hand."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.likely import Part, days_heard, likely_first, part_of
from kiosk.units import ResidentId

NOW = datetime(2026, 11, 23, 15, 0)  # noqa: DTZ001  the home's own time
ANN, BEN, CID = (ResidentId(name) for name in ("ann", "ben", "cid"))


def ago(days: int, hour: int = 15) -> datetime:
    return NOW.replace(hour=hour) - timedelta(days=days)


def test_those_who_listen_at_this_time_come_first() -> None:
    starts = {ANN: [ago(1, 9), ago(2, 9), ago(3, 9)], BEN: [ago(1)], CID: [ago(2), ago(9)]}
    assert likely_first([ANN, BEN, CID], starts, NOW) == (CID, BEN, ANN)


def test_a_day_counts_once_and_today_and_long_ago_do_not() -> None:
    assert days_heard([ago(1), ago(1, 16), ago(0), ago(28), ago(29)], NOW) == 2


def test_every_hour_has_its_part() -> None:
    assert [part_of(hour) for hour in (4, 5, 11, 14, 18)] == [
        Part.EVENING, Part.MORNING, Part.NOON, Part.AFTERNOON, Part.EVENING
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from([ANN, BEN, CID]), st.lists(st.integers(0, 40).map(ago))))
def test_nobody_is_lost_and_today_changes_nothing(starts: dict[ResidentId, list[datetime]]) -> None:
    order = likely_first([ANN, BEN, CID], starts, NOW)
    assert sorted(order) == [ANN, BEN, CID]
    more = {one: [*starts.get(one, []), NOW - timedelta(minutes=5)] for one in (ANN, BEN, CID)}
    assert likely_first([ANN, BEN, CID], more, NOW) == order
