"""Eyes and hands shape the screen."""

import pytest

from kiosk.people.ease import MOST_CHOICES, ease_of
from kiosk.people.questions import SIGHT_AND_HANDS


@pytest.mark.parametrize(
    ("told", "choices"),
    [
        ((), MOST_CHOICES),
        (("no difficulty",), MOST_CHOICES),
        (("needs glasses",), MOST_CHOICES),
        (("hands shake",), 2),
        (("sees little", "needs glasses"), 2),
        (("touching is hard", "hands shake"), 1),
        (("cannot see the screen",), 1),
    ],
)
def test_fewer_things_to_choose_where_choosing_is_hard(told: tuple[str, ...], choices: int) -> None:
    assert ease_of(told).choices == choices


def test_larger_letters_for_those_who_see_little() -> None:
    assert (ease_of(["sees little"]).larger, ease_of(["hands shake"]).larger) == (True, False)


def test_staff_are_told_what_to_do() -> None:
    assert ease_of(["needs someone to press"]).words == "Sit beside them and press for them, after asking which song."
    assert ease_of(["no difficulty"]).words == ""


def test_every_difficulty_that_can_be_ticked_changes_something() -> None:
    for value, _ in SIGHT_AND_HANDS:
        assert (ease_of([value]) == ease_of([])) is (value == "no difficulty")
