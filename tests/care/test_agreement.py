"""Weighted kappa on pairs whose answer was worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.agreement import agreement, weighted_kappa
from tests.care.made import note, second


def test_the_same_answers_agree_wholly() -> None:
    assert weighted_kappa([(0, 0), (1, 1), (3, 3)], 4) == pytest.approx(1)


def test_without_pairs_or_without_difference_nothing_is_said() -> None:
    assert weighted_kappa([], 4) is None
    assert weighted_kappa([(2, 2)] * 9, 4) is None


def test_worked_by_hand() -> None:
    """Three levels, ten pairs: 2 x (0,0), 1 x (0,1), 1 x (1,0), 3 x (1,1), 1 x (1,2), 2 x (2,2).

    Apart on average: 3/10. First rater 3, 5, 2; second 3, 4, 3. Apart by chance:
    (3*4 + 2*3*3 + 5*3 + 5*3 + 2*2*3 + 2*4) / 100 = 80/100. Kappa: 1 - 0.3/0.8 = 0.625.
    """
    pairs = [(0, 0)] * 2 + [(0, 1), (1, 0)] + [(1, 1)] * 3 + [(1, 2)] + [(2, 2)] * 2
    assert weighted_kappa(pairs, 3) == pytest.approx(0.625)


def test_answers_at_the_two_ends_disagree_wholly() -> None:
    assert weighted_kappa([(0, 3), (3, 0)], 4) == pytest.approx(-1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40))
def test_who_is_first_makes_no_difference(pairs: list[tuple[int, int]]) -> None:
    one, other = weighted_kappa(pairs, 4), weighted_kappa([(b, a) for a, b in pairs], 4)
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)


def test_ten_pairs_are_needed() -> None:
    nine = [one for number in range(9) for one in (note(number, str(number % 4)), second(number, str(number % 4)))]
    assert (agreement(nine).pairs, agreement(nine).same, agreement(nine).kappa) == (9, 9, None)
    ten = [*nine, note(10, "1"), second(10, "1")]
    assert agreement(ten).kappa == pytest.approx(1)


def test_asleep_and_not_noted_make_no_pair() -> None:
    notes = [note(1, "asleep"), second(1, "0"), note(2, None), second(2, "1")]
    assert agreement(notes).pairs == 0
