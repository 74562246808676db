"""Assent: the resident's own yes or "not today", each time they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from kiosk.units import ResidentId, SessionId


class Answer(StrEnum):
    """What the person said when music was offered."""

    YES = "yes"
    NOT_TODAY = "not today"


@dataclass(frozen=True)
class Assent:
    """One answer. `own_say` is true when the person gave it themselves, false when staff saw it in them.

    `by` names who put it down: the person as they are called, or the member of staff.
    """

    resident: ResidentId
    answer: Answer
    at: datetime
    by: str
    own_say: bool = True
    session: SessionId | None = None


def on_day(answers: Sequence[Assent], day: date, zone: tzinfo | None) -> Assent | None:
    """Return the last answer given on `day` in the home's time zone; None when nobody asked or nobody answered."""
    given = [one for one in answers if one.at.astimezone(zone).date() == day]
    return max(given, key=lambda one: one.at, default=None)
