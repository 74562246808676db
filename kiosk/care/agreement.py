"""Whether two people who watched the same session saw the same: weighted kappa (evidence section C, own form)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.care.learning import current
from kiosk.care.observations import Look, Observation, TookPart, roots

ACT_BELOW = 0.6
"""Below this, talk about what the answers mean before relying on them."""
FEWEST_PAIRS = 10
"""Design value: with fewer pairs kappa says next to nothing, so none is shown."""
OF_SESSIONS = 0.1
"""Watch one session in ten twice."""
_ORDER = (TookPart.NOT_AT_ALL, TookPart.MOMENTS, TookPart.ABOUT_HALF, TookPart.MOST)


def weighted_kappa(pairs: Sequence[tuple[int, int]], levels: int) -> float | None:
    """Return Cohen's kappa with linear weights over ratings 0 to levels - 1.

    None without pairs, and when both raters gave one and the same rating throughout: chance explains all of it.
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = (
        [sum(rating == level for rating in side) for level in range(levels)] for side in zip(*pairs, strict=True)
    )
    apart = sum(abs(one - other) for one, other in pairs) / count
    by_chance = sum(
        abs(one - other) * first[one] * second[other] for one in range(levels) for other in range(levels)
    ) / (count * count)
    return None if by_chance == 0 else 1 - apart / by_chance


@dataclass(frozen=True)
class Agreement:
    """How far pairs of notes agree on taking part: how many pairs, how many the same, kappa when there are enough."""

    pairs: int
    same: int
    kappa: float | None

    @property
    def talk(self) -> bool:
        """Say whether the answers should be talked over (evidence section C)."""
        return self.kappa is not None and self.kappa < ACT_BELOW


def agreement(notes: Iterable[Observation]) -> Agreement:
    """Return how far second observers agree with the first look, on how much the person took part."""
    every = list(notes)
    kept, begun = current(every), roots(every)
    first = {begun[note.id]: note for note in kept if note.look is Look.FIRST}
    pairs = [
        (_ORDER.index(one.took_part), _ORDER.index(other.took_part))
        for other in kept
        if other.look is Look.SECOND and other.beside and (one := first.get(other.beside))
        if one.took_part in _ORDER and other.took_part in _ORDER
    ]
    kappa = weighted_kappa(pairs, len(_ORDER)) if len(pairs) >= FEWEST_PAIRS else None
    return Agreement(len(pairs), sum(one == other for one, other in pairs), kappa)
