"""Sets and changes a person's goals: the start first, then the words, then who agreed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.care.goals import (
    TEMPLATES,
    Criterion,
    Goal,
    GoalState,
    Share,
    Template,
    checked,
    level_words,
    often_words,
)
from kiosk.care.phases import next_review
from kiosk.care.sittings import share
from kiosk.errors import BadInput, Conflict
from kiosk.home.counting import sittings_since
from kiosk.home.home import Home
from kiosk.people.staff import Actor
from kiosk.units import ResidentId

LOOK_BACK = timedelta(weeks=6)
"""The start is counted over the last six weeks: older sessions tell of another time."""
LONGEST_WORDS = 200
OUT_OF = 5
"""A start that nobody counted is told as so many of five sessions."""


@dataclass(frozen=True)
class GoalWords:
    """A goal as it was typed. `start` is a number out of five, for when too few sessions were counted."""

    template: str
    words: str = ""
    target: str = ""
    start: str = ""
    start_words: str = ""
    agreed_by: str = ""
    weight: str = "1"
    levels: tuple[str, ...] = ()


class GoalChanged(Conflict):
    """Somebody else saved the goal meanwhile; `now` is what they saved."""

    def __init__(self, now: Goal) -> None:
        super().__init__(
            "Somebody else changed this goal while you did. Theirs is kept; yours is below, not saved yet."
        )
        self.now = now


def template(key: str) -> Template:
    """Return a template; BadInput when there is none."""
    found = next((one for one in TEMPLATES if one.key == key), None)
    if found is None:
        raise BadInput("Choose what the goal is about.", "template")
    return found


def start_now(home: Home, resident: ResidentId, criterion: Criterion) -> Share:
    """Return how often it was so in the last six weeks' notes."""
    return share(criterion, sittings_since(home, resident, home.now() - LOOK_BACK))


def suggested_words(home: Home, resident: ResidentId, key: str, target: int) -> str:
    """Return the template's words for this person, to be changed freely."""
    called = home.store.residents.get(resident).called
    return template(key).words.format(name=called, often=often_words(target)).strip()


def set_goal(home: Home, resident: ResidentId, typed: GoalWords, by: Actor) -> Goal:
    """Keep a new goal; BadInput says what is missing."""
    start = _plan_start(home, resident)
    due = next_review(start, (review.until for review in home.store.goals.reviews_of(resident)))
    first = Goal(
        id=home.new_id(),
        resident=resident,
        words="",
        criterion=template(typed.template).criterion,
        target=0,
        baseline=None,
        levels=("", "", "", "", ""),
        agreed_by=(),
        set_by=by.name,
        set_on=home.today(),
        review_on=due.on,
        template=typed.template,
    )
    return home.store.goals.save(checked(_filled(home, first, typed), home.store.goals.of(resident)), by)


def change_goal(home: Home, goal: str, revision: int, typed: GoalWords, by: Actor) -> Goal:
    """Keep a goal's new words; its start and the levels so far stay. Raises GoalChanged when it is not as seen."""
    kept = home.store.goals.get(goal)
    if kept.revision != revision:
        raise GoalChanged(kept)
    changed = _filled(home, kept, typed)
    return home.store.goals.save(checked(changed, home.store.goals.of(kept.resident)), by)


def move_goal(home: Home, goal: str, revision: int, state: GoalState, by: Actor) -> Goal:
    """Rest a goal, end it, or take it up again."""
    kept = home.store.goals.get(goal)
    if kept.revision != revision:
        raise GoalChanged(kept)
    others = home.store.goals.of(kept.resident)
    return home.store.goals.save(checked(replace(kept, state=state), others), by)


def _plan_start(home: Home, resident: ResidentId) -> date:
    return min((goal.set_on for goal in home.store.goals.of(resident)), default=home.today())


def _filled(home: Home, goal: Goal, typed: GoalWords) -> Goal:
    """Return a goal with what was typed; what cannot be read stays empty, and `checked` asks for it."""
    eye = goal.criterion is Criterion.BY_EYE
    target = 0 if eye or not typed.target.isdecimal() else int(typed.target)
    baseline = None if eye else goal.baseline or _baseline(home, goal, typed.start)
    agreed = tuple(name for part in typed.agreed_by.split(",") if (name := " ".join(part.split())))
    levels = tuple(" ".join(words.split())[:LONGEST_WORDS] for words in typed.levels)
    usual = level_words(target or 1, goal.criterion, baseline)
    return replace(
        goal,
        words=" ".join(typed.words.split())[:LONGEST_WORDS],
        target=target,
        baseline=baseline,
        start_words=" ".join(typed.start_words.split())[:LONGEST_WORDS],
        agreed_by=agreed,
        weight=int(typed.weight) if typed.weight.isdecimal() else 0,
        levels=_five(levels, usual) if eye else usual,
    )


def _five(levels: tuple[str, ...], usual: tuple[str, str, str, str, str]) -> tuple[str, str, str, str, str]:
    said = [levels[place] if place < len(levels) and levels[place] else usual[place] for place in range(5)]
    return (said[0], said[1], said[2], said[3], said[4])


def _baseline(home: Home, goal: Goal, start: str) -> Share | None:
    """Return the start as counted, or as told when too few sessions were; None when it is not said."""
    counted = start_now(home, goal.resident, goal.criterion)
    if counted.enough:
        return counted
    return Share(int(start), OUT_OF) if start.isdecimal() and int(start) <= OUT_OF else None
