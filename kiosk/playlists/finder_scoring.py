"""How well a song explains a request: owns the weights and the named reasons.

A request is cut in two at every word edge: one side is held against the title, the other against the performer.
A performer is optional evidence and may be wrong, so a title that fits alone keeps most of its score.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.playlists.finder_readings import Reading, Span
from kiosk.playlists.folding import squeeze
from kiosk.playlists.matching import Phrases, in_any_order, performer_parts, title_parts
from kiosk.playlists.songs import Song

TITLE_SHARE = 0.66
"""How much of a score is the title when the performer was named and agrees."""
UNEXPLAINED = (0.10, 0.22)
"""What words that fit neither title nor performer cost: always, and by their share of the request."""
OTHER_ORDER = 0.97
"""The most a title counts for when its words came in another order."""
YEARS_AGREE, YEARS_DISAGREE = 0.03, -0.05
LEADER_ONLY = 0.97
PERFORMER_FITS = 0.62
"""The least likeness that counts as the performer named, and what "and his orchestra" may cost."""
_ACCOMPANIED = re.compile(r" (?:and (?:his|her|the|their)|with|his|her|featuring|feat|ft)\b")
LONGEST = 16
"""Words of a request that are looked at; nobody remembers a longer title, and costs grow with the square."""


@dataclass(frozen=True)
class Fit:
    """How a request explains one title by one performer."""

    score: float
    title: float
    performer: float = 0.0
    unexplained: float = 0.0
    years: float = 0.0


@dataclass(frozen=True)
class Explained:
    """A song's best fit: the final score 0 to 1, and the title (number and folded words) it came by."""

    score: float
    fit: Fit
    title: int
    words: str


@dataclass(frozen=True)
class Cut:
    """One side for the title and one for the performer, with how alike each known title and name is."""

    titles: dict[int, float]
    performers: dict[int, float]
    rest: float

    def fit(self, title: int, performer: int) -> Fit | None:
        """How title and performer explain this cut; None when the title does not fit at all."""
        likeness = self.titles.get(title)
        if likeness is None:
            return None
        if not self.rest:
            return Fit(likeness, likeness)
        named = self.performers.get(performer, 0.0)
        alone = likeness * (1 - UNEXPLAINED[0] - UNEXPLAINED[1] * self.rest)
        together = TITLE_SHARE * likeness + (1 - TITLE_SHARE) * named if named >= PERFORMER_FITS else 0.0
        if together > alone:
            return Fit(together, likeness, named)
        return Fit(alone, likeness, 0.0, self.rest)


class Scorer:
    """Holds one request's candidates: titles and performers by number, folded."""

    def __init__(self, titles: dict[int, str], performers: dict[int, str]) -> None:
        self._titles = Phrases((number, title_parts(text)) for number, text in titles.items())
        self._sorted = Phrases(
            (number, ((in_any_order(text), OTHER_ORDER),)) for number, text in titles.items() if " " in text
        )
        self._written = Phrases((number, ((text.replace(" ", ""), 1.0),)) for number, text in titles.items())
        self._performers = Phrases((number, performer_parts(text)) for number, text in performers.items() if text)
        self._known: dict[tuple[str, str], dict[int, float]] = {}

    def cuts(self, reading: Reading) -> Sequence[Cut]:
        """Every way to cut the reading into title and performer."""
        return [
            Cut(self._title(title), self._performer(rest), len(rest) / max(1, len(title) + len(rest)))
            for title, rest in dict.fromkeys(_sides(reading))
        ]

    def _title(self, words: str) -> dict[int, float]:
        known = self._known.get(("title", words))
        if known is None:
            known = self._titles.likeness(squeeze(words))
            _raise(known, self._written.slips(words.replace(" ", "")))
            if " " in words:
                _raise(known, self._sorted.likeness(in_any_order(words), 0.8))
            self._known["title", words] = known
        return known

    def _performer(self, words: str) -> dict[int, float]:
        known = self._known.get(("performer", words))
        if known is None:
            known = self._known["performer", words] = self._performers.likeness(squeeze(words))
            leader = _ACCOMPANIED.split(words)[0]
            if leader and leader != words:
                _raise(known, self._performers.likeness(squeeze(leader)), LEADER_ONLY)
        return known


def _raise(known: dict[int, float], found: dict[int, float], worth: float = 1.0) -> None:
    for number, value in found.items():
        known[number] = max(worth * value, known.get(number, 0.0))


def _sides(reading: Reading) -> Iterable[tuple[str, str]]:
    if reading.title:
        yield reading.title, reading.performer
        return
    words = reading.words.split()[:LONGEST]
    for at in range(1, len(words) + 1):
        yield " ".join(words[:at]), " ".join(words[at:])
    for at in range(1, len(words)):
        yield " ".join(words[at:]), " ".join(words[:at])


def years_add(year: int | None, hinted: Span | None) -> float:
    """What a hint like "from the fifties" adds to a song first heard in `year`; two years either way are near."""
    if year is None or hinted is None:
        return 0.0
    return YEARS_AGREE if hinted[0] - 2 <= year <= hinted[1] + 2 else YEARS_DISAGREE


SURE_LETTERS = 4
SURE_SCORE = {12: 0.8, SURE_LETTERS: 0.9}
"""The score a hit needs to be sure: lower when its title is long."""
SURE_LEAD, LEAD_IN_PART, LEAD_SHORT, LEAD_OVER_VERSION = 0.08, 0.1, 0.15, 0.04
"""How far ahead of the next other title a sure hit is: further when only part of its title was said, and furthest
when a short title is all there is to go by; and how far ahead of the same title by somebody else."""
SHORT, IN_PART = 8, 0.93


def is_sure(ranked: Sequence[tuple[str, Explained]], asked: str) -> bool:
    """Whether the first of these, best first, is certainly what was `asked` for; each with its folded performer.

    The same title without a performer is the same song, handed down. With one it is another version, or the same
    record written down twice: either way a person chooses.
    """
    if not ranked:
        return False
    by, first = ranked[0]
    needed = [score for letters, score in SURE_SCORE.items() if len(first.words) >= letters]
    if not needed or first.score < needed[0] or _only_sounds_alike(first, asked):
        return False
    others = max((why.score for _, why in ranked if why.words != first.words), default=0.0)
    versions = max((why.score for name, why in ranked[1:] if by and name), default=0.0)
    return first.score - others >= _lead_needed(first) and first.score - versions >= LEAD_OVER_VERSION


def _only_sounds_alike(first: Explained, asked: str) -> bool:
    """Whether a short title that sounds like the request, but is written otherwise, is all there is to go by."""
    written = f" {first.words} " in f" {asked} "
    return not first.fit.performer and _short(first) and not written


def _short(first: Explained) -> bool:
    return len(first.words.replace(" ", "")) <= SHORT


def _lead_needed(first: Explained) -> float:
    if not first.fit.performer and _short(first):
        return LEAD_SHORT
    return LEAD_IN_PART if first.fit.title < IN_PART else SURE_LEAD


def reasons(fit: Fit, song: Song) -> tuple[str, ...]:
    """Why a song was found, strongest first, in words for people."""
    said = []
    if fit.title >= 0.995:
        said.append("the title fits")
    elif fit.title >= 0.85:
        said.append("the title sounds alike")
    else:
        said.append("part of the title fits")
    if fit.performer >= 0.9:
        said.append(f"{song.performer} fits")
    elif fit.performer:
        said.append(f"sounds like {song.performer}")
    if fit.unexplained:
        said.append("some words fit neither title nor performer")
    return tuple(said)
