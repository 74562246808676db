"""Setting goals: the start first, counted where it can be; two who change the same goal lose nothing."""

from dataclasses import replace

import pytest

from kiosk.care.goals import Criterion, GoalState, Share
from kiosk.care.observations import Chip
from kiosk.errors import BadInput
from kiosk.home import goal_setting, observing
from kiosk.home.goal_setting import GoalChanged, GoalWords
from kiosk.home.home import Home
from kiosk.home.observing import QuickNote
from kiosk.people.residents import Resident
from tests.home.conftest import SAM

SINGING = GoalWords("singing", "Mick sings along", "60", "1", agreed_by="Mick, his sister Nora")


def sang(home: Home, mick: Resident, times: int, of: int) -> None:
    for number in range(of):
        note = observing.keep_note(home, mick.id, QuickNote("settled", "2", "1", "none"), SAM)
        observing.add_seen(home, note.id, [Chip.SANG] if number < times else [], "", None, SAM)


def test_it_works(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    assert home.store.goals.of(mick.id) == (goal,)
    assert (goal.criterion, goal.target, goal.baseline) == (Criterion.SANG, 60, Share(1, 5))
    assert goal.agreed_by == ("Mick", "his sister Nora")
    assert (goal.review_on - goal.set_on).days == 42


def test_the_start_is_counted_when_there_are_enough_notes(home: Home, mick: Resident) -> None:
    sang(home, mick, 2, 5)
    goal = goal_setting.set_goal(home, mick.id, replace(SINGING, start="0"), SAM)
    assert goal.baseline == Share(2, 5)


def test_the_start_comes_before_the_goal(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput) as asked:
        goal_setting.set_goal(home, mick.id, replace(SINGING, start=""), SAM)
    assert asked.value.field == "baseline"


def test_a_goal_that_is_reached_already_is_none(home: Home, mick: Resident) -> None:
    sang(home, mick, 4, 5)
    with pytest.raises(BadInput) as asked:
        goal_setting.set_goal(home, mick.id, SINGING, SAM)
    assert asked.value.field == "target"


def test_a_goal_of_their_own_is_judged_by_eye(home: Home, mick: Resident) -> None:
    own = GoalWords(
        "own", "Mick asks for his melodeon", start_words="Never now.", agreed_by="Mick", levels=("", "", "Yes")
    )
    goal = goal_setting.set_goal(home, mick.id, own, SAM)
    assert (goal.target, goal.baseline, goal.levels[2]) == (0, None, "Yes")
    assert goal.levels[3] == "More than hoped for"


def test_words_are_suggested(home: Home, mick: Resident) -> None:
    words = goal_setting.suggested_words(home, mick.id, "taking-part", 80)
    assert words == "Mick takes part in the music, in at least 4 of 5 sessions"


def test_the_second_to_change_a_goal_sees_what_the_first_saved(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    first = goal_setting.change_goal(home, goal.id, goal.revision, replace(SINGING, words="Mick sings aloud"), SAM)
    with pytest.raises(GoalChanged) as told:
        goal_setting.change_goal(home, goal.id, goal.revision, replace(SINGING, words="Mick hums"), SAM)
    assert told.value.now == first
    both = goal_setting.change_goal(home, goal.id, first.revision, replace(SINGING, words="Mick sings or hums"), SAM)
    assert both.words == "Mick sings or hums"
    with pytest.raises(GoalChanged):
        goal_setting.move_goal(home, goal.id, first.revision, GoalState.ENDED, SAM)


def test_a_goal_can_rest_and_be_taken_up_again(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    rested = goal_setting.move_goal(home, goal.id, goal.revision, GoalState.RESTED, SAM)
    assert rested.state is GoalState.RESTED
    assert goal_setting.move_goal(home, goal.id, rested.revision, GoalState.ACTIVE, SAM).state is GoalState.ACTIVE
