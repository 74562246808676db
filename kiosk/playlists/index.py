"""An inverted index from the pieces of a text to the texts that hold them: owns candidates, not judgement.

Plain arrays and dictionaries, no numpy: a home's catalogue holds some 6,000 songs, for which one look-up costs
about a millisecond; rare pieces are read first and reading stops at a budget, so a million songs stay usable.
"""

from array import array
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log

from kiosk.playlists.folding import skeleton, sounds

WORTH_A_LOOK = (0.4, 0.7)
"""A text is looked at when it shares this much of what the best one shares, or of its own weight."""


def pieces(words: str) -> set[str]:
    """What a folded phrase is found by: sounding trigrams across its words, whole words, and their consonants."""
    heard = [sounds(word) for word in words.split()]
    text = f"^{''.join(heard)}$"
    found = {text[at : at + 3] for at in range(len(text) - 2)}
    found.update([f"={word}" for word in heard])
    found.update([f"~{skeleton(word)}" for word in heard])
    return found


class PieceIndex:
    """Texts by their pieces, rarer pieces weighing more. Texts are numbered in the order given."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._holders: dict[str, array[int]] = {}
        count = 0
        for number, text in enumerate(texts):
            count = number + 1
            self._add(number, text)
        self._log_count = log(count + 1)
        self._totals = self._weigh(count)

    def _add(self, number: int, text: str) -> None:
        holders = self._holders
        for piece in pieces(text):
            held = holders.get(piece)
            if held is None:
                holders[piece] = array("I", (number,))
            else:
                held.append(number)

    def _weigh(self, count: int) -> "array[float]":
        totals = array("f", bytes(4 * count))
        for held in self._holders.values():
            weight = self._weight(held)
            for number in held:
                totals[number] += weight
        return totals

    def _weight(self, held: "array[int]") -> float:
        return self._log_count - log(len(held)) + 0.1

    def shared(self, words: str, budget: int) -> tuple[dict[int, float], float]:
        """The weight each text shares with the words, and the weight of all the words' pieces.

        Reads about `budget` entries at most, rarest pieces first.
        """
        wanted = [held for piece in pieces(words) if (held := self._holders.get(piece))]
        shared: dict[int, float] = {}
        total = 0.0
        for held in sorted(wanted, key=len):
            weight = self._weight(held)
            total += weight
            budget -= len(held)
            if budget >= 0 or not shared:
                for number in held:
                    shared[number] = shared.get(number, 0.0) + weight
        return shared, total

    def nearest(self, shared: dict[int, float], wanted: float, count: int, missing: Sequence[float]) -> set[int]:
        """The `count` texts most like the words, by each of the given costs of an unshared part (0 to 1).

        A cost near 1 favours texts the words hold whole; one near 0, texts that hold the words.
        """
        totals = self._totals
        floor = max(shared.values(), default=0.0) * WORTH_A_LOOK[0]
        whole = WORTH_A_LOOK[1]
        near = [
            (number, weight, totals[number] - weight)
            for number, weight in shared.items()
            if weight >= floor or weight >= whole * totals[number]
        ]
        found: set[int] = set()
        for cost in missing:
            scored = [
                (weight / (weight + cost * unshared + 0.3 * (wanted - weight)), number)
                for number, weight, unshared in near
            ]
            found.update(number for _, number in nlargest(count, scored))
        return found
