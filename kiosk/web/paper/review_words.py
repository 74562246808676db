"""A review on paper: what was looked at, where each goal stands, what was decided, and who signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from kiosk.care.goals import Level, Share
from kiosk.care.reviews import Decision, GoalShown, Review, current
from kiosk.care.sittings import Sitting
from kiosk.care.summaries import summary
from kiosk.errors import BadInput, NotFound
from kiosk.home.counting import period, start_of
from kiosk.home.home import Home
from kiosk.units import ResidentId
from kiosk.web.charts import Chart, took_part
from kiosk.web.words import day_words, written_day

TOO_FEW = "too few notes to tell"
DECIDED = {
    Decision.CARRY_ON: "Carry on as it is",
    Decision.CHANGE: "Change something",
    Decision.REST: "Rest for a while",
    Decision.STOP: "Stop",
}


@dataclass(frozen=True)
class GoalRow:
    """One goal on its five levels: `marks` is one word for each of -2 to +2, empty where nothing stands."""

    words: str
    marks: tuple[str, ...]
    counted: str
    weight: int


@dataclass(frozen=True)
class ReviewPage:
    """The page as its template shows it."""

    called: str
    full_name: str
    occasion: str
    span: str
    decision: str
    why: str
    changes: str
    took_part: str
    signed: str
    corrects: bool
    counts: tuple[tuple[str, str], ...]
    goals: tuple[GoalRow, ...]
    attainment: str
    chart: Chart


def chosen(home: Home, resident: ResidentId, key: str) -> Review:
    """Return the review asked for, the newest without one; BadInput when none was held yet."""
    held = home.store.goals.reviews_of(resident)
    if not held:
        raise BadInput("No review has been held yet: hold one on the page of goals, then print it.")
    if not key:
        return current(held)[-1]
    found = next((one for one in held if one.id == key), None)
    if found is None:
        raise NotFound("This review is of somebody else: go back and choose again.")
    return found


def page(home: Home, review: Review) -> ReviewPage:
    """Return what the template shows."""
    one, seen = home.store.residents.get(review.resident), review.evidence
    credential = f", {review.signed.credential}" if review.signed.credential else ""
    return ReviewPage(
        called=one.called,
        full_name=one.full_name,
        occasion=review.occasion,
        span=f"{written_day(review.since)} to {written_day(review.until)}",
        decision=DECIDED[review.decision],
        why=review.why,
        changes=review.changes,
        took_part=", ".join(review.took_part),
        signed=f"{review.signed.name}{credential}, {day_words(review.signed.at)}",
        corrects=review.amends is not None,
        counts=(
            ("Sessions", str(seen.sessions)),
            ("Minutes of music that sounded", str(seen.minutes)),
            ("Sessions somebody noted", str(seen.notes)),
            ("Took part half the time or more, without distress", _of(seen.well)),
            ("Any distress", _of(seen.distress)),
            ("Times the music was stopped for distress", str(seen.stops)),
        ),
        goals=tuple(_goal(goal) for goal in seen.goals),
        attainment="" if seen.attainment is None else f"{seen.attainment:.1f}",
        chart=took_part(one.called, _seen(home, review)),
    )


def _seen(home: Home, review: Review) -> Sequence[Sitting]:
    """Return the sessions a review looked at, as their notes are kept today; none after it was signed."""
    until = min(start_of(home, review.until + timedelta(days=1)), review.signed.at)
    return summary(period(home, review.resident, start_of(home, review.since)).until(until)).seen


def _of(share: Share) -> str:
    return f"{share}" if share.enough else f"{share}, {TOO_FEW}"


def _goal(goal: GoalShown) -> GoalRow:
    marks = ["start" if level is Level.AS_AT_THE_START else "" for level in Level]
    if goal.level is not None:
        marks[list(Level).index(goal.level)] = "start, now" if goal.level is Level.AS_AT_THE_START else "now"
    counted = "as people see it" if goal.share is None else f"{goal.share} sessions"
    return GoalRow(
        goal.words, tuple(marks), counted if goal.level is not None else f"{counted}: {TOO_FEW}", goal.weight
    )
