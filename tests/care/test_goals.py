"""Goals: five levels from counted sessions, and attainment by the corrected formula."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.goals import (
    HIGHEST_TARGET,
    Criterion,
    Goal,
    GoalState,
    Level,
    Scored,
    Share,
    attainment,
    attainment_at_start,
    attainment_of,
    checked,
    level_of,
    level_words,
    often_words,
    steps,
)
from kiosk.errors import BadInput
from tests.care.made import MAEVE

GOAL = Goal(
    id="g1",
    resident=MAEVE,
    words="Maeve sings along, in at least 3 of 5 sessions",
    criterion=Criterion.SANG,
    target=60,
    baseline=Share(2, 10),
    levels=level_words(60, Criterion.SANG, Share(2, 10)),
    agreed_by=("Maeve",),
    set_by="Tess",
    set_on=date(2026, 3, 2),
    review_on=date(2026, 4, 13),
)


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ([0, 0, 0], None, 50.00),
        ([1], None, 60.00),
        ([1, 1, 1], None, 63.69),
        ([2, 2, 2], None, 77.39),
        ([-1, -1], None, 37.60),
        ([-2, -2, -2], None, 22.61),
        ([1, 0, -1], [2, 1, 1], 53.33),
    ],
)
def test_attainment_as_published(levels: list[int], weights: list[int] | None, expected: float) -> None:
    """The test values of evidence E2."""
    assert attainment(levels, weights) == pytest.approx(expected, abs=0.005)


def test_no_attainment_while_any_goal_has_no_level() -> None:
    assert attainment([1, None]) is None
    assert attainment([]) is None


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 3)), min_size=1, max_size=4))
def test_attainment_is_even_around_fifty(goals: list[tuple[int, int]]) -> None:
    levels, weights = [one for one, _ in goals], [weight for _, weight in goals]
    up, down = attainment(levels, weights), attainment([-one for one in levels], weights)
    assert up is not None
    assert down is not None
    assert up + down == pytest.approx(100)
    assert 20 <= up <= 80


@pytest.mark.parametrize(
    ("met", "of", "level"),
    [
        (0, 4, None),
        (1, 10, Level.LESS),
        (2, 10, Level.AS_AT_THE_START),
        (59, 100, Level.AS_AT_THE_START),
        (6, 10, Level.REACHED),
        (74, 100, Level.REACHED),
        (75, 100, Level.MORE),
        (89, 100, Level.MORE),
        (9, 10, Level.MUCH_MORE),
        (10, 10, Level.MUCH_MORE),
    ],
)
def test_a_level_is_a_share_of_sessions(met: int, of: int, level: Level | None) -> None:
    """Below the start -2, then -1, the goal 0, 15 points more +1, 30 more +2 (evidence rule 19)."""
    assert level_of(Share(met, of), Share(2, 10), 60) == level


def test_four_of_five_leaves_room_above() -> None:
    reached, more, much = steps(80)
    assert (float(reached), float(more), float(much)) == (0.8, 0.9, 1.0)
    assert level_of(Share(5, 5), Share(1, 5), 80) is Level.MUCH_MORE


@given(st.integers(1, HIGHEST_TARGET), st.integers(5, 60), st.data())
def test_more_sessions_never_mean_a_lower_level(target: int, of: int, data: st.DataObject) -> None:
    met = data.draw(st.integers(0, of - 1))
    lower, higher = (level_of(Share(count, of), Share(0, 5), target) for count in (met, met + 1))
    assert lower is not None
    assert higher is not None
    assert lower <= higher


def test_it_can_be_kept() -> None:
    assert checked(GOAL, []) == GOAL


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": ""}, "words"),
        ({"agreed_by": ()}, "agreed_by"),
        ({"target": 0}, "target"),
        ({"target": 95}, "target"),
        ({"target": 20}, "target"),
        ({"baseline": None}, "baseline"),
        ({"weight": 4}, "weight"),
        ({"criterion": Criterion.BY_EYE}, "start_words"),
    ],
)
def test_what_is_missing_is_asked_for(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as asked:
        checked(replace(GOAL, **wrong), [])  # type: ignore[arg-type]
    assert asked.value.field == field


def test_four_goals_at_a_time_are_enough() -> None:
    others = [replace(GOAL, id=f"other {number}") for number in range(4)]
    with pytest.raises(BadInput):
        checked(GOAL, others)
    assert checked(replace(GOAL, id="other 1"), others)
    assert checked(GOAL, [*others[:3], replace(others[3], state=GoalState.RESTED)])


def test_attainment_counts_what_is_worked_on() -> None:
    reached = replace(GOAL, scored=(Scored(Level.MORE, date(2026, 4, 13), "Tess", Share(8, 10)),))
    ended = replace(reached, id="g2", state=GoalState.ENDED)
    assert attainment_of([reached, ended]) == pytest.approx(60)
    assert attainment_at_start([reached]) == pytest.approx(40)
    assert attainment_of([reached, replace(GOAL, id="g3")]) is None


def test_levels_in_words() -> None:
    assert often_words(80) == "in at least 4 of 5 sessions"
    assert GOAL.levels == (
        "Less often than at the start",
        "As at the start (2 of 10 sessions)",
        "In 60% of sessions or more",
        "In 75% or more",
        "In 90% or more",
    )
