"""Reviews: what was looked at, what was decided, who took part, and who signed (evidence rules 18 and 20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.care.goals import Level, Share
from kiosk.errors import BadInput
from kiosk.units import ResidentId

LONGEST_WORDS = 2000


class Decision(StrEnum):
    """What a review decides about the music."""

    CARRY_ON = "carry on"
    CHANGE = "change"
    REST = "rest"
    STOP = "stop"


@dataclass(frozen=True)
class GoalShown:
    """One goal as the review saw it; the level is None when there were too few notes."""

    goal: str
    words: str
    level: Level | None
    share: Share | None
    weight: int = 1


@dataclass(frozen=True)
class Evidence:
    """What the review looked at, kept as it was shown: counts with what they are counts of.

    `minutes` counts what sounded. `attainment` is T, None if any goal had no level.
    """

    sessions: int
    notes: int
    minutes: int
    well: Share
    distress: Share
    goals: tuple[GoalShown, ...] = ()
    attainment: float | None = None
    stops: int = 0


@dataclass(frozen=True)
class Signature:
    """Who signed, with the credential they hold in their own words, empty when they hold none."""

    name: str
    at: datetime
    credential: str = ""


@dataclass(frozen=True)
class Review:
    """One review of one person's music over a period. Kept once; a correction is a new one that `amends` it."""

    id: str
    resident: ResidentId
    occasion: str
    since: date
    until: date
    evidence: Evidence
    decision: Decision
    why: str
    took_part: tuple[str, ...]
    signed: Signature
    changes: str = ""
    amends: str | None = None
    revision: int = 0


@dataclass(frozen=True)
class SupervisionNote:
    """A note for supervision; only therapists and managers see it."""

    id: str
    resident: ResidentId
    words: str
    signed: Signature
    review: str | None = None
    revision: int = 0


def checked(review: Review) -> Review:
    """Return a review that can be kept; BadInput says what is missing."""
    if not review.why:
        raise BadInput("Say in a sentence why you decided so.", "why")
    if review.decision is Decision.CHANGE and not review.changes:
        raise BadInput("Say what will change.", "changes")
    if not review.took_part:
        raise BadInput("Say who took part in the review.", "took_part")
    if not review.signed.name:
        raise BadInput("Sign with your name.", "signed")
    if max(len(review.why), len(review.changes)) > LONGEST_WORDS:
        raise BadInput(f"Say it in at most {LONGEST_WORDS} letters.", "why")
    return review


def current(reviews: Iterable[Review]) -> list[Review]:
    """Return reviews without those that a later one corrects, oldest first."""
    kept = sorted(reviews, key=lambda review: (review.signed.at, review.id))
    replaced = {review.amends for review in kept if review.amends}
    return [review for review in kept if review.id not in replaced]
