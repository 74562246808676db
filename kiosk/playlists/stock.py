"""A catalogue made ready for drafting: songs that a stranger would score alike lie together.

Made once for a catalogue and used for every draft, so that a hundred thousand songs cost a few hundredths
of a second a list.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.playlists.catalogue import EVERGREEN, slug
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year

Alike = list[list[Song]]
"""Groups of songs that share year, regions and language; the songs of one group also kind, fame and sureness."""


@dataclass(frozen=True)
class Stock:
    """Songs by id and by performer, and by year in groups whose songs differ in nothing a score depends on.

    The groups of a year that share regions and language lie together. Songs handed down, and those whose year
    nobody knows, have no year (None). `where` numbers, for each group of `years`, its combination of regions and
    language; `languages` holds the language of each number, `heard_in` the numbers each region belongs to.
    """

    by_id: dict[SongId, Song]
    by_performer: dict[str, list[Song]]
    years: dict[Year | None, list[Alike]]
    where: dict[Year | None, list[int]]
    languages: list[str]
    heard_in: dict[str, set[int]]

    @staticmethod
    def of(songs: Iterable[Song]) -> "Stock":
        """Return the stock of these songs; where two share an id, the later one counts."""
        by_id = {song.id: song for song in songs}
        performers: dict[str, list[Song]] = defaultdict(list)
        alike: dict[_Key, list[Song]] = defaultdict(list)
        for song in by_id.values():
            performers[song.performer].append(song)
            alike[_key(song)].append(song)
        folded: dict[str, list[Song]] = defaultdict(list)
        for name, theirs in performers.items():
            folded[slug(name) if name else ""] += theirs
        years = _by_year(alike)
        return Stock(by_id, dict(folded), years, *_numbered(years))

    def only(self, ids: Iterable[SongId]) -> "Stock":
        """Return the part of the stock with these ids."""
        return Stock.of(song for one in sorted(ids) if (song := self.by_id.get(one)))


_Key = tuple[tuple[Year | None, object], tuple[object, ...]]


def _key(song: Song) -> _Key:
    """Return (what place and age depend on, what else a stranger's score depends on), the year first."""
    year = None if song.genre in EVERGREEN else song.year
    return (year, (song.year, song.regions, song.language)), (song.genre, song.familiarity, song.graded, song.sure)


def _by_year(alike: dict[_Key, list[Song]]) -> dict[Year | None, list[Alike]]:
    reached: dict[tuple[Year | None, object], Alike] = defaultdict(list)
    for (where, _), group in alike.items():
        reached[where].append(group)
    years: dict[Year | None, list[Alike]] = defaultdict(list)
    for (year, _), groups in reached.items():
        years[year].append(groups)
    return dict(years)


def _numbered(
    years: dict[Year | None, list[Alike]],
) -> tuple[dict[Year | None, list[int]], list[str], dict[str, set[int]]]:
    """Return the number of each group's regions and language, each number's language, each region's numbers."""
    numbers: dict[tuple[tuple[str, ...], str], int] = {}
    heard_in: dict[str, set[int]] = defaultdict(set)
    where: dict[Year | None, list[int]] = {}
    for year, groups in years.items():
        keys = [(alike[0][0].regions, alike[0][0].language) for alike in groups]
        where[year] = [numbers.setdefault(key, len(numbers)) for key in keys]
    for (regions, _), number in numbers.items():
        for code in regions:
            heard_in[code].add(number)
    return where, [language for _, language in numbers], dict(heard_in)
