"""How alike two phrases are, from 0 to 1: the only place that asks rapidfuzz.

Phrases are compared as they sound, without spaces, whole or in parts that begin and end at word edges, so that
"ft" never matches inside "draft".
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from kiosk.playlists.folding import sounds, squeeze

Part = tuple[str, float]
"""A squeezed part of a phrase, and the most it can count for (1 for the whole)."""


@lru_cache(maxsize=50_000)
def title_parts(folded: str) -> tuple[Part, ...]:
    """The whole title, and what people keep of it: its beginning, its end, all but one word, other order."""
    words = [sounds(word) for word in folded.split()]
    whole = "".join(words)
    parts = {whole: 1.0}
    for kept, most in _kept(words):
        text = "".join(kept)
        parts.setdefault(text, most * (0.55 + 0.45 * len(text) / len(whole)))
    return tuple(parts.items())


def _kept(words: list[str]) -> Iterator[tuple[list[str], float]]:
    for at in range(1, len(words)):
        yield words[:at], 1.0
        yield words[at:], 0.93
    for at in range(1, len(words) - 1):
        yield words[:at] + words[at + 1 :], 1.0


@lru_cache(maxsize=50_000)
def performer_parts(folded: str) -> tuple[Part, ...]:
    """The whole name, and what people keep of it: last word, last two words, first word, any one word."""
    words = [sounds(word) for word in folded.split()]
    parts = {"".join(words): 1.0}
    if len(words) > 1:
        parts.setdefault(words[-1], 0.93)
    if len(words) > 2:
        parts.setdefault("".join(words[-2:]), 0.95)
    for at, word in enumerate(words[:-1]):
        if len(word) > 2:
            parts.setdefault(word, 0.8)
            parts.setdefault("".join(words[at:]), 0.95)
            parts.setdefault("".join(words[: at + 1]), 0.93)
    return tuple(parts.items())


def in_any_order(folded: str) -> str:
    """The phrase with its words sorted, squeezed."""
    return "".join(sorted(squeeze(word) for word in folded.split()))


def likeness(one: str, other: str) -> float:
    """How alike two squeezed phrases are, by letters in common."""
    return Indel.normalized_similarity(one, other)


class Phrases:
    """Numbered phrases laid out once, so that one query segment is held against all of them in one call."""

    def __init__(self, phrases: Iterable[tuple[int, Iterable[Part]]]) -> None:
        self._texts: list[str] = []
        self._of: list[tuple[int, float]] = []
        for number, parts in phrases:
            for text, most in parts:
                self._texts.append(text)
                self._of.append((number, most))

    def likeness(self, squeezed: str, at_least: float = 0.6) -> dict[int, float]:
        """How alike each phrase is to the segment, by letters in common; under `at_least` is left out."""
        found = process.extract(
            squeezed, self._texts, scorer=Indel.normalized_similarity, processor=None, limit=None, score_cutoff=at_least
        )
        return self._best(found) if squeezed else {}

    def slips(self, written: str, at_least: float = 0.6) -> dict[int, float]:
        """How alike each phrase is to the segment, by slips of the finger (two letters swapped is one slip)."""
        found = process.extract(
            written, self._texts, scorer=OSA.normalized_similarity, processor=None, limit=None, score_cutoff=at_least
        )
        return self._best(found) if written else {}

    def _best(self, found: list[tuple[str, float, int]]) -> dict[int, float]:
        best: dict[int, float] = {}
        for _, score, at in found:
            number, most = self._of[at]
            value = most * score
            if value > best.get(number, 0.0):
                best[number] = value
        return best


class ShortPhrases:
    """Phrases of one short word, which a typo leaves too few pieces of to be found by."""

    LONGEST = 8

    def __init__(self, phrases: Iterable[str]) -> None:
        short = {number: text for number, text in enumerate(phrases) if len(text) <= self.LONGEST}
        self._numbers = tuple(short)
        self._texts = tuple(text.replace(" ", "") for text in short.values())

    def nearest(self, folded: str, count: int = 20) -> list[int]:
        """The numbers of the phrases within about two slips of the first words of the request."""
        found: list[int] = []
        for text in _short_beginnings(folded):
            near = process.extract(
                text, self._texts, scorer=OSA.normalized_similarity, processor=None, limit=count, score_cutoff=0.55
            )
            found += [self._numbers[at] for _, _, at in near]
        return found


def _short_beginnings(folded: str) -> set[str]:
    words = folded.split()
    beginnings = {"".join(words[:count]) for count in (1, 2)}
    return {text for text in beginnings if 3 <= len(text) <= ShortPhrases.LONGEST + 2}
