"""Run-chart rules on made series whose answers are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.run_charts import SHIFT, Shift, Side, run_chart


@pytest.mark.parametrize("points", [[], [3], [0, 1, 2, 3]])
def test_fewer_than_five_say_nothing(points: list[float]) -> None:
    chart = run_chart(points)
    assert (chart.enough, chart.median, chart.shifts) == (False, None, ())
    assert chart.points == tuple(points)


def test_a_median_from_five() -> None:
    assert run_chart([0, 3, 1, 2, 2]).median == 2


def test_five_on_one_side_are_no_shift() -> None:
    assert run_chart([1, 1, 1, 1, 1, 3, 3, 3, 3, 3]).shifts == ()


def test_six_are() -> None:
    chart = run_chart([1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3])
    assert chart.median == 2
    assert chart.shifts == (Shift(Side.BELOW, 0, 5, 6), Shift(Side.ABOVE, 6, 11, 6))


def test_points_on_the_median_neither_count_nor_break() -> None:
    chart = run_chart([0, 0, 2, 0, 0, 2, 0, 0, 3, 3, 3, 3, 3, 1, 3])
    assert chart.median == 2
    assert chart.shifts == (Shift(Side.BELOW, 0, 7, 6),)


def test_going_to_and_fro_is_no_shift() -> None:
    assert run_chart([1, 3] * 20).shifts == ()


@given(st.lists(st.integers(0, 3), max_size=60))
def test_every_shift_is_one(points: list[int]) -> None:
    chart = run_chart(points)
    for shift in chart.shifts:
        assert chart.median is not None
        off = [value for value in points[shift.first : shift.last + 1] if value != chart.median]
        assert len(off) == shift.points >= SHIFT
        assert all((value > chart.median) == (shift.side is Side.ABOVE) for value in off)


@given(st.lists(st.integers(0, 3), min_size=5, max_size=60))
def test_turned_upside_down_the_shifts_change_sides(points: list[int]) -> None:
    sides = {Side.ABOVE: Side.BELOW, Side.BELOW: Side.ABOVE}
    mirrored = run_chart([3 - value for value in points]).shifts
    assert [(sides[one.side], one.first, one.last) for one in mirrored] == [
        (one.side, one.first, one.last) for one in run_chart(points).shifts
    ]
