"""Goals: what matters to one person, five levels around it, and how far it was reached (evidence rules 18 and 19).

A goal says what people would see, never what it means. Levels come from counted sessions, or from people who looked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from math import sqrt

from kiosk.errors import BadInput
from kiosk.units import ResidentId

MOST_GOALS = 4
"""Two to four are usual (evidence rule 18)."""
FEWEST_NOTES = 5
"""Below this, nothing is said of a share (evidence rules 16 and 19)."""
CORRELATION = 0.3
"""How far goals of one person move together, in the corrected formula (evidence E2)."""
STEP = Fraction(15, 100)
"""From one level to the next above the goal: 15 points (evidence rule 19)."""
HEAVIEST = 3
HIGHEST_TARGET = 90
"""A goal of every single session leaves nothing above it."""


class Level(IntEnum):
    """How far a goal was reached; the start is always -1."""

    LESS = -2
    AS_AT_THE_START = -1
    REACHED = 0
    MORE = 1
    MUCH_MORE = 2


class Criterion(StrEnum):
    """What has to be seen in a session for it to count."""

    TOOK_PART = "took part for about half the time or more"
    WELL = "took part for about half the time or more, without distress"
    SANG = "sang or hummed"
    MOVED = "moved or tapped"
    TALKED = "talked or shared a memory"
    JOINED = "joined others"
    SMILED = "smiled"
    BETTER_MOOD = "seemed in better spirits than before"
    CALM = "showed no distress"
    BY_EYE = "as people see it"


@dataclass(frozen=True)
class Share:
    """How many sessions met something, of how many that were watched."""

    met: int
    of: int

    @property
    def enough(self) -> bool:
        """Say whether there are enough sessions to say anything (evidence rule 16)."""
        return self.of >= FEWEST_NOTES

    @property
    def fraction(self) -> Fraction:
        """Return the share exactly; 0 of 0 is 0."""
        return Fraction(self.met, self.of) if self.of else Fraction(0)

    def __str__(self) -> str:
        return f"{self.met} of {self.of}"


@dataclass(frozen=True)
class Template:
    """A kind of goal, to begin from: `words` hold {name} and {often}, filled in and then changed freely."""

    key: str
    title: str
    words: str
    criterion: Criterion


TEMPLATES = (
    Template("taking-part", "Taking part", "{name} takes part in the music, {often}", Criterion.TOOK_PART),
    Template("enjoying", "Enjoying it without distress", "{name} takes part and is at ease, {often}", Criterion.WELL),
    Template("singing", "Singing or humming", "{name} sings or hums along, {often}", Criterion.SANG),
    Template("moving", "Moving to the music", "{name} moves or taps to the music, {often}", Criterion.MOVED),
    Template("talking", "Talking and remembering", "{name} talks or shares a memory, {often}", Criterion.TALKED),
    Template("joining", "Being with others", "{name} joins others in the music, {often}", Criterion.JOINED),
    Template("smiling", "Smiling", "{name} smiles while the music is on, {often}", Criterion.SMILED),
    Template("spirits", "Better spirits", "{name} is in better spirits afterwards, {often}", Criterion.BETTER_MOOD),
    Template("own", "Something of their own", "{name} ", Criterion.BY_EYE),
)


@dataclass(frozen=True)
class Scored:
    """One level given to a goal: when, by whom, and the sessions counted, None when people judged by eye."""

    level: Level
    on: date
    by: str
    share: Share | None = None


class GoalState(StrEnum):
    """Whether a goal is being worked on."""

    ACTIVE = "active"
    RESTED = "rested"
    ENDED = "ended"


@dataclass(frozen=True)
class Goal:
    """One goal of one person. `target` is in percent of sessions, 0 for a goal judged by eye.

    `baseline` is how it was when the goal was set, None when nobody counted; that is level -1. `levels` are
    words for -2 to +2, in that order. `scored` only grows.
    """

    id: str
    resident: ResidentId
    words: str
    criterion: Criterion
    target: int
    baseline: Share | None
    levels: tuple[str, str, str, str, str]
    agreed_by: tuple[str, ...]
    set_by: str
    set_on: date
    review_on: date
    template: str = ""
    start_words: str = ""
    weight: int = 1
    state: GoalState = GoalState.ACTIVE
    scored: tuple[Scored, ...] = ()
    revision: int = 0

    @property
    def level(self) -> Level | None:
        """Return the last level given, None before the first."""
        return self.scored[-1].level if self.scored else None


def steps(target: int) -> tuple[Fraction, Fraction, Fraction]:
    """Return the shares from which a goal counts as reached, as more, and as much more.

    15 and 30 points above the target (evidence rule 19); where that would pass every session, half the room
    that is left and all of it.
    """
    reached = Fraction(target, 100)
    much = min(reached + 2 * STEP, Fraction(1))
    return reached, (reached + much) / 2, much


def level_of(share: Share, baseline: Share | None, target: int) -> Level | None:
    """Return the level a share of sessions stands for, None with fewer than five notes (evidence rule 19)."""
    if not share.enough:
        return None
    found = share.fraction
    if baseline is not None and found < baseline.fraction:
        return Level.LESS
    passed = sum(found >= step for step in steps(target))
    return Level(Level.AS_AT_THE_START + passed)


def attainment(levels: Sequence[int | None], weights: Sequence[int] | None = None) -> float | None:
    """Return goal attainment T by the corrected formula of evidence E2 (mean 50), None if any goal has no level.

    `weights` are 1 each when not given.
    """
    heavy = list(weights) if weights is not None else [1] * len(levels)
    reached = [level for level in levels if level is not None]
    if not levels or len(reached) < len(levels):
        return None
    total = sum(weight * level for weight, level in zip(heavy, reached, strict=True))
    spread = (1 - CORRELATION) * sum(weight**2 for weight in heavy) + CORRELATION * sum(heavy) ** 2
    return 50 + 10 * total / sqrt(spread)


def attainment_of(goals: Iterable[Goal]) -> float | None:
    """Return T over the goals being worked on."""
    active = [goal for goal in goals if goal.state is GoalState.ACTIVE]
    return attainment([goal.level for goal in active], [goal.weight for goal in active])


def attainment_at_start(goals: Iterable[Goal]) -> float | None:
    """Return T as it was when the goals were set: each at -1."""
    active = [goal for goal in goals if goal.state is GoalState.ACTIVE]
    return attainment([Level.AS_AT_THE_START] * len(active), [goal.weight for goal in active])


def level_words(target: int, criterion: Criterion, baseline: Share | None) -> tuple[str, str, str, str, str]:
    """Return words for the five levels of a counted goal, from "less often than at the start" upwards."""
    if criterion is Criterion.BY_EYE:
        return ("Less than at the start", "As at the start", "Reached", "More than hoped for", "Much more")
    reached, more, much = (_percent(step) for step in steps(target))
    start = f" ({baseline} sessions)" if baseline else ""
    return (
        "Less often than at the start",
        f"As at the start{start}",
        f"In {reached} of sessions or more",
        f"In {more} or more",
        f"In {much}" if much == "100%" else f"In {much} or more",
    )


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):g}%"


def often_words(target: int) -> str:
    """Return a share as people say it: "in at least 4 of 5 sessions"."""
    share = Fraction(target, 100)
    return f"in at least {share.numerator} of {share.denominator} sessions"


def checked(goal: Goal, others: Iterable[Goal]) -> Goal:
    """Return a goal that can be kept; BadInput says what is missing."""
    active = [one for one in others if one.state is GoalState.ACTIVE and one.id != goal.id]
    if goal.state is GoalState.ACTIVE and len(active) >= MOST_GOALS:
        raise BadInput(f"{MOST_GOALS} goals at a time are enough: rest or end one first.")
    if not goal.words:
        raise BadInput("Say the goal in a few words, best in the person’s own.", "words")
    if not goal.agreed_by:
        raise BadInput("Say who agreed to it: the person, family, staff.", "agreed_by")
    if goal.criterion is not Criterion.BY_EYE:
        _check_target(goal)
    elif not goal.start_words:
        raise BadInput("Say how it is now, so that a change can be seen later.", "start_words")
    if not 1 <= goal.weight <= HEAVIEST:
        raise BadInput(f"Choose how much it matters, from 1 to {HEAVIEST}.", "weight")
    return goal


def _check_target(goal: Goal) -> None:
    if not 0 < goal.target <= HIGHEST_TARGET:
        raise BadInput(f"Choose how often, at most {HIGHEST_TARGET}% of sessions.", "target")
    if goal.baseline is None:
        raise BadInput("Say how often it is so now: the start comes before the goal.", "baseline")
    if goal.baseline.fraction >= Fraction(goal.target, 100):
        raise BadInput("It is so this often already: choose a higher share, or another goal.", "target")
