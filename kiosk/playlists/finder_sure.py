"""Whether the first hit is certainly what was meant: owns when an answer says so, and when a person chooses.

Being wrong costs a person the song of their youth; asking costs a tap. So any close rival makes the answer ask.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kiosk.playlists.finder_scoring import Explained
from kiosk.playlists.folding import fold, sounds, squeeze
from kiosk.playlists.folding_titles import title_forms
from kiosk.playlists.matching import likeness
from kiosk.playlists.songs import Song

SURE_LETTERS = 4
SURE_SCORE = {12: 0.8, SURE_LETTERS: 0.9}
"""The score a hit needs to be sure: lower when its title is long."""
SURE_LEAD, LEAD_IN_PART, LEAD_SHORT, LEAD_OVER_VERSION = 0.08, 0.1, 0.15, 0.04
"""How far ahead of the next other title a sure hit is: further when only part of its title was said, and furthest
when a short title is all there is to go by; and how far ahead of the same title by somebody else."""
SHORT, IN_PART = 8, 0.93
SAME_TITLE, SAME_NAME = 0.85, 0.5
"""How alike two titles are, and of how much of the shorter name two performers share more, on one record."""
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")
_BESIDE = frozenset("the and his her their with feat featuring orchestra orch band chorus choir".split())
"""Words of a performer's name that one list writes and another leaves out."""

Ranked = Sequence[tuple[Song, Explained]]


def is_sure(ranked: Ranked, asked: str) -> bool:
    """Whether the first of these, best first, is certainly what was `asked` for (folded).

    The same title without a performer is the same song, handed down. With one it is another version, or the same
    record written down twice: either way a person chooses.
    """
    if not ranked:
        return False
    song, first = ranked[0]
    needed = [score for letters, score in SURE_SCORE.items() if len(first.words) >= letters]
    if not needed or not first.fit.title or first.score < needed[0] or _only_sounds_alike(ranked, asked):
        return False
    others = max((why.score for _, why in ranked if why.words != first.words), default=0.0)
    versions = max((why.score for other, why in ranked[1:] if song.performer and other.performer), default=0.0)
    ahead = first.score - others >= _lead_needed(first) and first.score - versions >= LEAD_OVER_VERSION
    return ahead and not any(one_record(song, other) for other, _ in ranked[1:])


def _only_sounds_alike(ranked: Ranked, asked: str) -> bool:
    """Whether a title that sounds like the request, but is written otherwise, is all there is to go by.

    A long one is believed unless another title holds the request letter for letter.
    """
    first = ranked[0][1]
    if first.fit.performer or f" {first.words} " in f" {asked} ":
        return False
    return _short(first) or any(f" {asked} " in f" {why.words} " for _, why in ranked[1:])


def _short(first: Explained) -> bool:
    return len(first.words.replace(" ", "")) <= SHORT


def _lead_needed(first: Explained) -> float:
    if not first.fit.performer and _short(first):
        return LEAD_SHORT
    return LEAD_IN_PART if first.fit.title < IN_PART else SURE_LEAD


def one_record(one: Song, other: Song) -> bool:
    """Whether two entries are one record that two sources write in two ways.

    Their performers share more than half of the words of the shorter name, and their titles a form, or nearly.
    """
    names = _name_words(one.performer), _name_words(other.performer)
    shared, shorter = len(names[0] & names[1]), min(map(len, names))
    return shared > SAME_NAME * shorter and _same_title(one.title, other.title)


def _same_title(one: str, other: str) -> bool:
    forms = _sounding_forms(one), _sounding_forms(other)
    if not forms[0].isdisjoint(forms[1]):
        return True
    return any(likeness(first, second) >= SAME_TITLE for first in forms[0] for second in forms[1])


@lru_cache(maxsize=10_000)
def _sounding_forms(title: str) -> frozenset[str]:
    return frozenset(squeeze(form) for form, _ in title_forms(title))


@lru_cache(maxsize=10_000)
def _name_words(performer: str) -> frozenset[str]:
    """The words of a name as they sound: "B. B. King" as "BB King", without "the" and "his orchestra"."""
    words = _INITIALS.sub(r"\1", fold(performer)).split()
    return frozenset(sounds(word) for word in words if word not in _BESIDE) or frozenset(map(sounds, words))
