"""The age curve, against the table of evidence section A."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.eras import age_weight, bump, floor_for, migration_weight, widening_for
from kiosk.units import Year

TABLE = {
    0: 0.16, 5: 0.23, 8: 0.39, 10: 0.56, 12: 0.77, 13: 0.86, 14: 0.93, 15: 0.98, 16: 1.0, 18: 0.98, 19: 0.95,
    20: 0.92, 22: 0.83, 24: 0.72, 25: 0.67, 27: 0.55, 30: 0.40, 35: 0.24, 40: 0.17, 50: 0.15,
}  # fmt: skip


@pytest.mark.parametrize(("age", "weight"), TABLE.items())
def test_the_curve_is_the_evidence_tables(age: int, weight: float) -> None:
    assert age_weight(age) == pytest.approx(weight, abs=0.011)


@given(st.integers(-40, 120), st.sampled_from([0.15, 0.35]), st.floats(0, 5))
def test_no_age_is_ever_worth_nothing(age: int, floor: float, widening: float) -> None:
    assert floor <= age_weight(age, floor, widening) <= 1


@given(st.integers(16, 100))
def test_it_only_falls_after_sixteen(age: int) -> None:
    assert age_weight(age + 1) <= age_weight(age)


@given(st.integers(0, 60), st.floats(0.1, 5))
def test_an_unsure_birth_year_flattens_the_curve(age: int, widening: float) -> None:
    assert age_weight(age, widening=widening) >= age_weight(age)


def test_much_named_music_lifts_the_floor() -> None:
    assert (floor_for(9), floor_for(10)) == (0.15, 0.35)


def test_a_move_gathers_memories_just_after_it() -> None:
    assert migration_weight(24, 23) == pytest.approx(0.8)
    assert migration_weight(40, 23) < 0.001


def test_a_childhood_move_adds_nothing() -> None:
    assert migration_weight(11, 10) == 0


def test_a_decade_widens_by_three_years() -> None:
    assert (widening_for(0), widening_for(5)) == (0, 3)


def test_the_bump_runs_from_ten_to_thirty() -> None:
    assert (bump(Year(1938))[0], bump(Year(1938))[-1]) == (1948, 1968)
