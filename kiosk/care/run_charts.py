"""Run charts: points in time around their median, and the one thing that may be said of them (evidence rule 16).

Nothing is said before five points. "Shift" is said only of six or more points in a row on one side of the median;
points on the median neither count nor break a row. Why something shifted is never said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from statistics import median

from kiosk.care.goals import FEWEST_NOTES

SHIFT = 6
"""So many points in a row on one side of the median."""


class Side(StrEnum):
    """Which side of the median."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class Shift:
    """A row of points on one side: places of its first and last point, and how many there are."""

    side: Side
    first: int
    last: int
    points: int


@dataclass(frozen=True)
class RunChart:
    """Points in order, with their median (None when too few) and the shifts among them."""

    points: tuple[float, ...]
    median: float | None
    shifts: tuple[Shift, ...]

    @property
    def enough(self) -> bool:
        """Say whether anything may be said at all."""
        return self.median is not None


def run_chart(points: Iterable[float]) -> RunChart:
    """Return the chart of points in time order."""
    values = tuple(points)
    if len(values) < FEWEST_NOTES:
        return RunChart(values, None, ())
    middle = median(values)
    return RunChart(values, middle, _shifts(values, middle))


def _shifts(values: Sequence[float], middle: float) -> tuple[Shift, ...]:
    off = [
        (place, Side.ABOVE if value > middle else Side.BELOW) for place, value in enumerate(values) if value != middle
    ]
    found = []
    for side, row in groupby(off, key=lambda one: one[1]):
        places = [place for place, _ in row]
        if len(places) >= SHIFT:
            found.append(Shift(side, places[0], places[-1], len(places)))
    return tuple(found)
