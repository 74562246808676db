"""The tempo of a recording from several measurements of it: agreed, doubtful, or unknown.

A machine that counts beats takes half, double or three times the beat for it now and then, and finds one where there
is hardly any. So parts of the piece are measured beside the whole, and a tempo is believed only when most agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

ALIKE = 0.04
"""Two measurements this near each other, as a share, are one."""
SLOWEST, FASTEST = 40.0, 175.0
"""What is measured above is the ripple of a slow piece without a clear beat."""
MOST = 3
"""So many of four measurements must agree."""
OTHER_BEATS = (2.0, 0.5, 3.0, 1 / 3)
"""How the beat of a piece may be counted otherwise; threes in waltzes and jigs."""


@dataclass(frozen=True)
class Tempo:
    """Beats a minute, None when there is no telling, and whether most measurements agree."""

    bpm: float | None = None
    sure: bool = False


def agreed(measured: Iterable[float]) -> Tempo:
    """Return the tempo that most measurements (beats a minute) agree on; doubtful when only two do."""
    usable = sorted(one for one in measured if SLOWEST <= one <= FASTEST)
    groups = [[other for other in usable if abs(other - one) <= ALIKE * one] for one in usable]
    largest = max(groups, key=len, default=[])
    if len(largest) < 2:
        return Tempo()
    return Tempo(round(median(largest), 1), sure=len(largest) >= MOST)


def other_beats(bpm: float) -> tuple[float, ...]:
    """Return how else the beat may be counted: double, half, three times, a third, as far as people can feel it."""
    return tuple(round(bpm * share, 1) for share in OTHER_BEATS if 30 <= bpm * share <= 220)
