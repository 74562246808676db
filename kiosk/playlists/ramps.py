"""Ramps: from the tempo a person is at, song by song, to the tempo a list is for (evidence rule 11, D1).

Tempos are in beats a minute, as they are felt.
"""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Protocol, TypeVar

from kiosk.playlists.songs import Song, Tempo
from kiosk.units import SongId

STEP = 10.0
"""Most beats a minute between two songs, and how far a song may lie from its step."""
HIGHEST_START, FAVOURITE_START = 100.0, 110.0
NEVER_ABOVE = 120.0
HOLD = 2
"""Songs at the target in the end."""
FURTHEST = 50.0
"""Most beats a minute a ramp covers, so that it is inside the band within four or five songs."""
BANDS: Mapping[Tempo, tuple[float, float]] = {
    Tempo.SLOW: (50.0, 80.0),
    Tempo.MODERATE: (80.0, 120.0),
    Tempo.FAST: (120.0, 180.0),
}
"""Evidence D2."""
TYPICAL: Mapping[Tempo, float] = {Tempo.SLOW: 70.0, Tempo.MODERATE: 100.0, Tempo.FAST: 130.0}
"""Stands in for the tempo of a song whose recording was not measured."""
CLEARLY_OFF = 15.0
UNGRADED = frozenset({"", "own", "own library"})
"""Where a song comes from when nobody graded its tempo."""


def tempos(start: float, target: float, *, favourite: bool = False) -> tuple[float, ...]:
    """Return the tempo of each song of a ramp: ceil(|start - target| / 10) even steps, then one more at the target.

    The start is at most 100, 110 for a confirmed favourite, and the target at most 120.
    """
    goal = min(target, NEVER_ABOVE)
    first = min(start, FAVOURITE_START if favourite else HIGHEST_START)
    first = max(goal - FURTHEST, min(goal + FURTHEST, first))
    steps = ceil(abs(first - goal) / STEP)
    climb = [first + (goal - first) * step / steps for step in range(steps)]
    return (*climb, *([goal] * HOLD))


def felt(bpm: float, tempo: Tempo) -> float:
    """Return the tempo people feel: by twos or threes what was measured, where only that fits the song’s grade."""
    if _off(bpm, tempo) <= CLEARLY_OFF:
        return bpm
    return next((other for other in (bpm / 2, bpm * 2, bpm / 3, bpm * 3) if _off(other, tempo) == 0), bpm)


def _off(bpm: float, tempo: Tempo) -> float:
    low, high = BANDS[tempo]
    return max(low - bpm, bpm - high, 0.0)


def bpm_of(song: Song, measured: Mapping[SongId, float]) -> float | None:
    """Return a song's tempo: its recording's as felt, else its grade's; None when neither is known."""
    graded = song.pack not in UNGRADED
    bpm = measured.get(song.id)
    if bpm:
        return felt(bpm, song.tempo) if graded else bpm
    return TYPICAL[song.tempo] if graded else None


class OfSong(Protocol):
    """Anything about one song: a pick, a candidate."""

    @property
    def song(self) -> Song:
        """Return the song."""


Found = TypeVar("Found", bound=OfSong)


def along(found: Sequence[Found], steps: Sequence[float], bpm: Callable[[Song], float | None]) -> tuple[Found, ...]:
    """Return the best song for each step, in order; a step nothing fits is left out, and no song goes back.

    `found` comes best first. A song of unknown tempo is never part of a ramp (evidence rule 11).
    """
    known = [(one, tempo) for one in found if (tempo := bpm(one.song)) is not None and tempo <= NEVER_ABOVE]
    rising = bool(steps) and steps[-1] > steps[0]
    order: list[tuple[Found, float]] = []
    used: set[SongId] = set()
    for step in steps:
        last = order[-1][1] if order else None
        chosen = next(
            (o for o in known if o[0].song.id not in used and _follows(o[1], step, last, rising=rising)), None
        )
        if chosen:
            order.append(chosen)
            used.add(chosen[0].song.id)
    return tuple(one for one, _ in order)


def _follows(bpm: float, step: float, last: float | None, *, rising: bool) -> bool:
    if abs(bpm - step) > STEP:
        return False
    return last is None or (bpm >= last if rising else bpm <= last)
