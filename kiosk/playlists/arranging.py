"""Puts chosen picks in an order that sounds well: best first and last, no performer twice in a row, or a ramp."""

from collections import Counter
from collections.abc import Callable, Sequence

from kiosk.playlists.familiarity import folded
from kiosk.playlists.picks import Pick
from kiosk.playlists.ramps import HOLD, STEP
from kiosk.playlists.songs import Song

Bpm = Callable[[Song], float | None]


def arrange(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return picks, given best first, with the best first and the second best last (evidence rule 14).

    No performer comes twice in a row where it can be helped.
    """
    if len(picks) < 3:
        return tuple(picks)
    first, last, *middle = picks
    return (first, *_spread(first, middle, last), last)


def ranked(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return picks best first, as a suggestion to choose from; no performer twice in a row where it can be helped."""
    return tuple(_spread(None, sorted(picks, key=lambda pick: -pick.score), None))


def _spread(first: Pick | None, middle: Sequence[Pick], last: Pick | None) -> list[Pick]:
    waiting = list(middle)
    order: list[Pick] = []
    before = by(first) if first else ""
    after = by(last) if last else ""
    while waiting:
        place = next((place for place in range(len(waiting)) if _can_follow(before, waiting, place, after)), 0)
        chosen = waiting.pop(place)
        before = by(chosen)
        order.append(chosen)
    return order


def _can_follow(before: str, waiting: Sequence[Pick], place: int, after: str) -> bool:
    """Say whether this pick can come now so that the rest can still be kept apart."""
    chosen = by(waiting[place])
    rest = Counter(by(pick) for other, pick in enumerate(waiting) if other != place)
    if chosen and (chosen == before or (not rest and chosen == after)):
        return False
    left = len(waiting) - 1
    return all(count <= (left - (who == chosen) - (who == after) + 1) // 2 for who, count in rest.items() if who)


def by(pick: Pick) -> str:
    """Return a pick's performer, folded; empty when nobody in particular."""
    return folded(pick.song.performer) if pick.song.performer else ""


def ramped(way: Sequence[Pick], rest: Sequence[Pick], target: float, bpm: Bpm) -> tuple[Pick, ...]:
    """Return the songs that lead to a tempo, then the rest, given best first; two at the target close the list.

    The very best of these comes last (evidence rules 11 and 14).
    """
    closing = [pick for pick in rest if _near(bpm(pick.song), target)][:HOLD][::-1]
    middle = [pick for pick in rest if pick not in closing]
    spread = _spread(way[-1] if way else None, middle, closing[0] if closing else None)
    return (*way, *spread, *closing)


def _near(bpm: float | None, tempo: float) -> bool:
    return bpm is not None and abs(bpm - tempo) <= STEP
