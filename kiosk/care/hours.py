"""Music by the clock: quiet hours, a softer evening, the most in a day, and when a session is worth suggesting. Pure.

All times are minutes after midnight where the home is. A span from 21:00 to 07:00 runs over midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.errors import BadInput
from kiosk.units import Decibels

DAY_MIN = 24 * 60
BEFORE_MIN = 30
"""A session is suggested half an hour before a hard time of the day (evidence rule 10); staff press start."""
HARD_TIMES = {
    "early morning": 6 * 60 + 30,
    "washing and dressing": 8 * 60,
    "meals": 12 * 60,
    "afternoon": 14 * 60 + 30,
    "towards evening": 16 * 60 + 30,
    "going to bed": 20 * 60,
    "night": 22 * 60,
}
"""When a hard time usually begins; "when visitors leave" has no hour."""


@dataclass(frozen=True)
class Span:
    """From one time of the day to another; empty when both are the same."""

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Say whether a time of the day lies in it."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True)
class Hours:
    """The home's rules: when the screen starts no music, when it is softer and by how much, the most in a day.

    A home that set nothing has music at any hour: its days are its own. `soft_level` is on the kiosk's scale
    (-12 is as usual); `daily_most` in minutes, 0 for no limit.
    """

    quiet: Span = Span(0, 0)
    soft: Span = Span(0, 0)
    soft_level: Decibels = Decibels(-15.0)
    daily_most: int = 0


def most_level(hours: Hours, minute: int) -> Decibels:
    """Return the loudest level at a time of the day, on the kiosk's scale; it lifts by itself."""
    return hours.soft_level if hours.soft.holds(minute) else Decibels(0.0)


def resting_words(hours: Hours, minute: int, heard_min: float) -> str:
    """Return why the resident's screen starts no music now, in kind words; empty when it does."""
    if hours.quiet.holds(minute):
        return f"It is quiet time now. There is music again from {clock_words(hours.quiet.end)}."
    if hours.daily_most and heard_min >= hours.daily_most:
        return "That was a lot of lovely music today. There is more tomorrow."
    return ""


def suggested(hard_times: Iterable[str], minute: int) -> str:
    """Return the hard time that begins within half an hour, empty when none does."""
    return next((one for one in hard_times if one in HARD_TIMES and 0 < _until(one, minute) <= BEFORE_MIN), "")


def _until(hard_time: str, minute: int) -> int:
    return (HARD_TIMES[hard_time] - minute) % DAY_MIN


def clock_words(minute: int) -> str:
    """Return a time of the day as people write it: 19:05."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def minute_of(words: str, name: str) -> int:
    """Read a time of the day such as 19:05; raises BadInput for the field `name`."""
    hour, _, minute = words.strip().replace(".", ":").partition(":")
    whole = hour.isdigit() and (minute.isdigit() or not minute)
    if not whole or int(hour) > 23 or int(minute or 0) > 59:
        raise BadInput("Write a time of the day, such as 19:30.", name)
    return int(hour) * 60 + int(minute or 0)
