"""Where a person's music stands in time: getting to know, main weeks, reviews, then maintenance."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

GETTING_TO_KNOW_SESSIONS = 3
"""The first one to three sessions are for getting to know each other."""


class Phase(StrEnum):
    """Where somebody's music stands."""

    NOT_BEGUN = "not begun"
    GETTING_TO_KNOW = "getting to know"
    MAIN = "main weeks"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True)
class Due:
    """A review that is to come: which one, and from which day on."""

    occasion: str
    on: date

    def waits(self, today: date) -> bool:
        """Say whether it is time."""
        return today >= self.on


def later(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def schedule(start: date) -> tuple[Due, ...]:
    """Return the reviews of a first year: at 6 weeks, 3, 6 and 12 months (evidence rule 18)."""
    return (
        Due("6 weeks", start + timedelta(weeks=6)),
        Due("3 months", later(start, 3)),
        Due("6 months", later(start, 6)),
        Due("12 months", later(start, 12)),
    )


def next_review(start: date, reviewed: Iterable[date]) -> Due:
    """Return the first review not held yet; after the first year, one every six months.

    A review counts for every occasion that had come by that day, so that a late one is held once.
    """
    held = sorted(reviewed)
    last = held[-1] if held else None
    waiting = [due for due in schedule(start) if last is None or due.on > last]
    return waiting[0] if waiting else Due("6 more months", later(last or start, 6))


def phase(sessions: int, start: date | None, reviewed: Iterable[date]) -> Phase:
    """Return the phase: `sessions` had so far, `start` when the goals were set, the days of reviews held."""
    if not sessions:
        return Phase.NOT_BEGUN
    if sessions <= GETTING_TO_KNOW_SESSIONS or start is None:
        return Phase.GETTING_TO_KNOW if sessions <= GETTING_TO_KNOW_SESSIONS else Phase.MAIN
    year = schedule(start)[-1].on
    return Phase.MAINTENANCE if any(day >= year for day in reviewed) else Phase.MAIN
