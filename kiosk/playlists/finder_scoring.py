"""How well a song explains a request: owns the weights and the named reasons.

A request is cut in two at every word edge: one side is held against the title, the other against the performer.
A performer is optional evidence and may be wrong, so a title that fits alone keeps most of its score.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.playlists.finder_readings import Reading, Span
from kiosk.playlists.folding import fold, squeeze
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
PERFORMER_ALONE, WHOLE_NAME = 0.84, 0.9
"""What a song counts for when a performer is all that was said, and how alike name and words must be then."""
WORTH_SHOWING = 0.66
"""The least score of a hit: below it lie 3 of 4 hits of words made up by chance, and 1 of 1,000 of songs meant."""
WORD, SAID_AS_WRITTEN = 4, 0.5
"""A hit that scores less is shown when words of so many letters, and so much of the request, stand in its names."""
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
    """A song's best fit: the final score 0 to 1, and what it came by.

    That is a title (number and folded words) and the performer who goes with it, folded: perhaps another than the
    song's own, who sang it too.
    """

    score: float
    fit: Fit
    title: int
    words: str
    performer: str


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

    def performer_alone(self, reading: Reading) -> dict[int, Fit]:
        """The performers whose whole name, or surname, is all that the reading says."""
        named = {} if reading.title else self._performer(reading.words)
        return {
            performer: Fit(PERFORMER_ALONE * alike, 0.0, alike)
            for performer, alike in named.items()
            if alike >= WHOLE_NAME
        }

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


def worth_showing(why: Explained, asked: str) -> bool:
    """Say whether a hit is more than chance: no weak hit is shown for words that name no song."""
    if why.score >= WORTH_SHOWING:
        return True
    names = {*why.words.split(), *why.performer.split()}
    standing = sum(len(word) for word in asked.split() if len(word) >= WORD and word in names)
    return standing >= SAID_AS_WRITTEN * len(asked.replace(" ", "")) > 0


def reasons(why: Explained, song: Song) -> tuple[str, ...]:
    """Why a song was found, strongest first, in words for people."""
    return (*_of_title(why.fit.title), *_of_performer(why, song), *_of_rest(why.fit))


def _of_title(likeness: float) -> Iterator[str]:
    if likeness >= 0.995:
        yield "the title fits"
    elif likeness >= 0.85:
        yield "the title sounds alike"
    elif likeness:
        yield "part of the title fits"


def _of_performer(why: Explained, song: Song) -> Iterator[str]:
    """What a performer who was named tells; one who only sang it too is never taken for the song's own."""
    name = song.performer if why.performer == fold(song.performer) else _sang_it_too(why.performer, song)
    too = "" if name == song.performer else " sang it too"
    if why.fit.performer >= 0.9:
        yield f"{name}{too or ' fits'}"
    elif why.fit.performer:
        yield f"sounds like {name}{too and ', who' + too}"


def _sang_it_too(folded: str, song: Song) -> str:
    names = (other.rpartition(" by ")[2] for other in song.also)
    return next((name for name in names if fold(name) == folded), song.performer)


def _of_rest(fit: Fit) -> Iterator[str]:
    if fit.unexplained:
        yield "some words fit neither title nor performer"
