"""Who is likely to want music at this part of the day: those who had it then on earlier days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.units import ResidentId

LOOK_BACK = timedelta(days=28)
"""Four weeks: long enough for a weekly habit, short enough to follow a new one."""


class Part(StrEnum):
    """Parts of a day; the order of people stays the same within one."""

    MORNING = "morning"
    NOON = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def part_of(hour: int) -> Part:
    """Return the part of the day an hour (0 to 23) belongs to; the night belongs to the evening."""
    if 5 <= hour < 11:
        return Part.MORNING
    if 11 <= hour < 14:
        return Part.NOON
    return Part.AFTERNOON if 14 <= hour < 18 else Part.EVENING


def days_heard(starts: Sequence[datetime], now: datetime) -> int:
    """Return on how many earlier days of the last four weeks music began in the present part of the day.

    Every moment is in the home's own time. Today does not count, so the order never changes under a hand.
    """
    part, today = part_of(now.hour), now.date()
    days: set[date] = {start.date() for start in starts if part_of(start.hour) is part}
    return sum(today - LOOK_BACK <= day < today for day in days)


def likely_first(
    people: Sequence[ResidentId], starts: Mapping[ResidentId, Sequence[datetime]], now: datetime
) -> tuple[ResidentId, ...]:
    """Return the people, those who most often had music at this part of the day first, else in their usual order."""
    heard = {person: days_heard(starts.get(person, ()), now) for person in people}
    return tuple(sorted(people, key=lambda person: -heard[person]))
