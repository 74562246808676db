"""Reviews: what was looked at is kept with the decision, and the decision changes something."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.care.goals import GoalState, Level
from kiosk.care.phases import Phase
from kiosk.care.reviews import current
from kiosk.errors import BadInput
from kiosk.home import goal_setting, reviewing
from kiosk.home.home import Home
from kiosk.home.reviewing import ReviewWords
from kiosk.home.sign_in import add_staff
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor, ActorKind, Role
from tests.home.conftest import SAM
from tests.home.test_goal_setting import SINGING, sang

WORDS = ReviewWords("carry on", "He likes it.", "", "Mick, Nora", "Tess", "Music therapist")
BY_EYE = goal_setting.GoalWords("own", "Mick asks for music", start_words="Never.", agreed_by="Mick")


def test_it_works(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    sang(home, mick, 4, 5)
    review = reviewing.hold_review(home, mick.id, WORDS, SAM)
    assert home.store.goals.reviews_of(mick.id) == (review,)
    assert (review.evidence.notes, review.evidence.goals[0].level) == (5, Level.MORE)
    assert review.evidence.attainment == pytest.approx(60)
    scored = home.store.goals.get(goal.id)
    assert (scored.level, scored.scored[0].by) == (Level.MORE, "Tess")


def test_too_few_notes_give_no_level(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    sang(home, mick, 4, 4)
    review = reviewing.hold_review(home, mick.id, WORDS, SAM)
    assert (review.evidence.goals[0].level, review.evidence.attainment) == (None, None)
    assert home.store.goals.get(goal.id).scored == ()


def test_a_goal_judged_by_eye_gets_the_level_people_give(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, BY_EYE, SAM)
    reviewing.hold_review(home, mick.id, replace(WORDS, eye={goal.id: "1"}), SAM)
    assert home.store.goals.get(goal.id).level is Level.MORE


@pytest.mark.parametrize(
    ("decision", "state"), [("carry on", GoalState.ACTIVE), ("rest", GoalState.RESTED), ("stop", GoalState.ENDED)]
)
def test_the_decision_acts_on_the_goals(home: Home, mick: Resident, decision: str, state: GoalState) -> None:
    goal = goal_setting.set_goal(home, mick.id, SINGING, SAM)
    reviewing.hold_review(home, mick.id, replace(WORDS, decision=decision), SAM)
    assert home.store.goals.get(goal.id).state is state


def test_an_unsigned_review_changes_nothing(home: Home, mick: Resident) -> None:
    goal = goal_setting.set_goal(home, mick.id, BY_EYE, SAM)
    for wrong in (replace(WORDS, name=""), replace(WORDS, decision=""), replace(WORDS, decision="change")):
        with pytest.raises(BadInput):
            reviewing.hold_review(home, mick.id, replace(wrong, eye={goal.id: "1"}), SAM)
    assert home.store.goals.get(goal.id) == goal
    assert home.store.goals.reviews_of(mick.id) == ()


def test_a_correction_stands_beside_what_was_signed(home: Home, mick: Resident) -> None:
    goal_setting.set_goal(home, mick.id, SINGING, SAM)
    first = reviewing.hold_review(home, mick.id, WORDS, SAM)
    later = reviewing.hold_review(home, mick.id, replace(WORDS, why="He loves it.", amends=first.id), SAM)
    assert (later.evidence, later.since, later.amends) == (first.evidence, first.since, first.id)
    assert len(home.store.goals.reviews_of(mick.id)) == 2
    assert current(home.store.goals.reviews_of(mick.id)) == [later]


def test_where_it_stands(home: Home, mick: Resident) -> None:
    assert reviewing.standing(home, mick.id).phase is Phase.NOT_BEGUN
    goal_setting.set_goal(home, mick.id, SINGING, SAM)
    now = home.clock
    home.clock = lambda: now() + timedelta(weeks=7)
    due = reviewing.standing(home, mick.id).due
    assert due
    assert (due.occasion, due.waits(home.today())) == ("6 weeks", True)
    assert reviewing.hold_review(home, mick.id, WORDS, SAM).occasion == "6 weeks"
    after = reviewing.standing(home, mick.id).due
    assert after
    assert after.occasion == "3 months"


def test_a_credential_is_remembered(home: Home, mick: Resident) -> None:
    member, _ = add_staff(home, "Tess", Role.THERAPIST, SAM)
    tess = Actor(ActorKind.STAFF, member.id, member.name)
    goal_setting.set_goal(home, mick.id, SINGING, tess)
    reviewing.hold_review(home, mick.id, WORDS, tess)
    assert reviewing.credential_of(home, tess) == "Music therapist"
    note = reviewing.supervise(home, mick.id, "Slower next time.", tess)
    assert note.signed.credential == "Music therapist"
    assert home.store.goals.supervision_of(mick.id) == (note,)
