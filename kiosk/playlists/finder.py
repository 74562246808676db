"""Half-remembered words to songs, with named reasons, honest about being sure."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from kiosk.playlists.finder_readings import Reading, readings
from kiosk.playlists.finder_scoring import Explained, Fit, Scorer, reasons, worth_showing, years_add
from kiosk.playlists.finder_sure import is_sure
from kiosk.playlists.folding import fold
from kiosk.playlists.folding_titles import title_forms
from kiosk.playlists.index import PieceIndex
from kiosk.playlists.matching import ShortPhrases
from kiosk.playlists.songs import Song

READ_AT_MOST = (6_000, 0.05)
"""Index entries read for one look-up: this many, and this share of the names. Rare pieces are read first, and
what they leave out (pieces that every fifth title holds) tells titles apart least."""
TITLES, PERFORMERS, BY_ONE_PERFORMER, OF_ONE_TITLE = 60, 14, 25, 60
"""How many candidates are looked at closely, of each kind."""
EXPLAINED = 0.93
"""A song that explains a request this well ends the search for other ways of taking it apart."""
TAKEN_APART = 0.99
"""What a request counts for once words were taken off it: "so hard" is rather "So Hard" than "Hard"."""
VERSIONS, ASKED = 3, 8
"""Hits shown of one title, so that other titles have room, and performers offered to choose from."""
ALIKE = 0.021
"""How close the same title by another performer is when the request does not choose between them."""


@dataclass(frozen=True)
class Hit:
    """A song that may be meant, how well it fits (0 to 1), and why, in words for people."""

    song: Song
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was found for a request, best first.

    `sure` says the first hit is it. `ask` lists performers to choose from when several versions fit alike.
    """

    query: str
    hits: tuple[Hit, ...]
    sure: bool = False
    ask: tuple[str, ...] = ()


class Finder:
    """Finds songs by what people remember of them. Built once; safe to read from several threads."""

    def __init__(self, songs: Iterable[Song]) -> None:
        self._songs = tuple(songs)
        titles: dict[str, int] = {}
        performers: dict[str, int] = {}
        self._title_of, self._performer_of, self._song_of = array("I"), array("I"), array("I")
        self._worth = array("f")
        for number, song in enumerate(self._songs):
            for title, performer, worth in _names(song):
                self._title_of.append(titles.setdefault(title, len(titles)))
                self._performer_of.append(performers.setdefault(performer, len(performers)))
                self._song_of.append(number)
                self._worth.append(worth)
        self._titles, self._performers = tuple(titles), tuple(performers)
        self._budget = READ_AT_MOST[0] + int(READ_AT_MOST[1] * len(self._song_of))
        self._title_index = PieceIndex(self._titles)
        self._short_titles = ShortPhrases(self._titles)
        self._names_of_performers = frozenset(self._performers) - {""}
        self._performer_index = PieceIndex(self._performers)
        self._by_title = _Groups(self._title_of, len(titles))
        self._by_performer = _Groups(self._performer_of, len(performers))

    def __len__(self) -> int:
        return len(self._songs)

    def knows_performer(self, name: str) -> bool:
        """Say whether somebody of exactly this name performs any of the songs."""
        return fold(name) in self._names_of_performers

    def find(self, query: str, count: int = 5, performer: str | None = None) -> Answer:
        """The songs most likely meant, at most `count`, never more than three versions of one title."""
        return self._answer(query, self._ranked(query, performer), count)

    def explained(self, query: str, performer: str | None = None) -> list[tuple[Song, Explained]]:
        """Every candidate with how it explains the request, best first; for callers that judge by other rules."""
        return [(self._songs[song], why) for song, why in self._ranked(query, performer)]

    def _ranked(self, query: str, performer: str | None) -> list[tuple[int, Explained]]:
        best: dict[int, Explained] = {}
        *told, plain = readings(query, performer) or (Reading(""),)
        for reading in told:
            self._score(reading, best, TAKEN_APART)
            if max((why.score for why in best.values()), default=0.0) >= EXPLAINED:
                break
        self._score(plain, best)
        asked = min((reading.words for reading in (*told, plain) if reading.words), key=len, default="")
        worth = [item for item in best.items() if worth_showing(item[1], asked)]
        return sorted(worth, key=self._best_first)

    def _best_first(self, item: tuple[int, Explained]) -> tuple[float, int, int, int]:
        """Between entries that fit alike, the song better known and in more places comes first."""
        song = self._songs[item[0]]
        return -item[1].score, -song.familiarity, -len(song.regions), item[0]

    def _score(self, reading: Reading, best: dict[int, Explained], most: float = 1.0) -> None:
        names, near = self._candidates(reading)
        titles = {self._title_of[name] for name in names}
        performers = {self._performer_of[name] for name in names} | near
        scorer = Scorer(
            {title: self._titles[title] for title in titles},
            {performer: self._performers[performer] for performer in performers},
        )
        cuts = scorer.cuts(reading)
        for name in names:
            title, performer = self._title_of[name], self._performer_of[name]
            fits = [fit for cut in cuts if (fit := cut.fit(title, performer))]
            if fits:
                self._keep(name, max(fits, key=lambda fit: fit.score), reading, best, most)
        for performer, fit in scorer.performer_alone(reading).items():
            for name in self._by_performer[performer]:
                self._keep(name, fit, reading, best, most)

    def _keep(self, name: int, fit: Fit, reading: Reading, best: dict[int, Explained], most: float) -> None:
        """Keep how a song goes by this name, when nothing explained it better."""
        song, title = self._song_of[name], self._title_of[name]
        score = most * fit.score * self._worth[name] + years_add(self._songs[song].year, reading.years)
        if song not in best or score > best[song].score:
            by = self._performers[self._performer_of[name]]
            best[song] = Explained(min(1.0, max(0.0, score)), fit, title, self._titles[title], by)

    def _candidates(self, reading: Reading) -> tuple[set[int], set[int]]:
        """Names (a title and a performer) and performers that the reading may mean."""
        shared, wanted = self._title_index.shared(reading.title or reading.words, self._budget)
        named, named_wanted = self._performer_index.shared(reading.performer or reading.words, self._budget)
        titles = self._title_index.nearest(shared, wanted, TITLES, (0.9, 0.15))
        titles.update(self._short_titles.nearest(reading.title or reading.words))
        found: set[int] = set()
        for title in titles:
            found.update(_heaviest(self._by_title[title], named, self._performer_of, OF_ONE_TITLE))
        near = self._performer_index.nearest(named, named_wanted, PERFORMERS, (0.25,))
        for performer in near:
            names = [name for name in self._by_performer[performer] if self._title_of[name] in shared]
            found.update(_heaviest(names, shared, self._title_of, BY_ONE_PERFORMER))
        return found, near

    def _answer(self, query: str, ranked: list[tuple[int, Explained]], count: int) -> Answer:
        hits: list[Hit] = []
        versions: dict[int, int] = {}
        for song, why in ranked:
            versions[why.title] = versions.get(why.title, 0) + 1
            if versions[why.title] <= VERSIONS:
                hits.append(Hit(self._songs[song], round(why.score, 4), reasons(why, self._songs[song])))
            if len(hits) == count:
                break
        alike = self._alike(ranked)
        certain = is_sure([(self._songs[song], why) for song, why in ranked], fold(query))
        return Answer(query, tuple(hits), sure=not alike and certain, ask=alike)

    def _alike(self, ranked: list[tuple[int, Explained]]) -> tuple[str, ...]:
        """Performers of the first hit's title that fit as well as the first, when there are several."""
        if not ranked:
            return ()
        first = ranked[0][1]
        fitting = [song for song, why in ranked if why.title == first.title and why.score > first.score - ALIKE]
        names = {fold(name): name for song in fitting if (name := self._songs[song].performer)}
        return tuple(names.values())[:ASKED] if len(names) > 1 else ()


def _heaviest(names: Sequence[int], shared: dict[int, float], of: "array[int]", count: int) -> Sequence[int]:
    """At most `count` of the names: those whose other half shares most with the request."""
    if len(names) <= count:
        return names
    return nlargest(count, names, key=lambda name: shared.get(of[name], 0.0))


class _Groups:
    """Numbers grouped by what they belong to, in two arrays."""

    def __init__(self, belongs_to: "array[int]", count: int) -> None:
        self._starts = array("I", bytes(4 * (count + 1)))
        for owner in belongs_to:
            self._starts[owner + 1] += 1
        for owner in range(count):
            self._starts[owner + 1] += self._starts[owner]
        places = array("I", self._starts)
        self._members = array("I", bytes(4 * len(belongs_to)))
        for member, owner in enumerate(belongs_to):
            self._members[places[owner]] = member
            places[owner] += 1

    def __getitem__(self, owner: int) -> "array[int]":
        return self._members[self._starts[owner] : self._starts[owner + 1]]


def _names(song: Song) -> Iterator[tuple[str, str, float]]:
    """Every folded title and performer a song goes by, and what each is worth (1 for its own name)."""
    performer = fold(song.performer)
    for form, worth in title_forms(song.title):
        yield form, performer, worth
    for other in song.also:
        title, by, name = other.rpartition(" by ")
        for form, worth in islice(title_forms(title if by else other), 2):
            yield form, fold(name) if by else performer, worth * 0.98
