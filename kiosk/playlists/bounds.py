"""How much the songs of a year could score at most, without looking at each: what a draft may leave out unseen.

The score of a song nobody named is never more than the best weight for its year, times the weight of the region
it reached the person by. That weight depends on nothing but what reached them then, and on the song's regions and
language, so it is looked up for all songs of a stock at once.
"""

from collections.abc import Mapping, Sequence

from kiosk.playlists.catalogue import EVERGREEN
from kiosk.playlists.familiarity import Familiarity
from kiosk.playlists.reach import weight_of
from kiosk.playlists.songs import Song
from kiosk.playlists.stock import Stock
from kiosk.units import Year


class Bounds:
    """The most that songs of one stock could score for one listener."""

    def __init__(self, model: Familiarity, stock: Stock) -> None:
        self._model = model
        self._stock = stock
        self._tables: dict[int, list[float]] = {}
        weights = model.weights
        self._fame = {
            (grade, sure): weights.famous(grade) / weights.most_famous * sureness
            for grade in range(1, len(weights.fame) + 1)
            for sure, sureness in weights.sureness.items()
        }
        self._least = [model.elsewhere(language) for language in stock.languages]

    def of_year(self, year: Year | None) -> float:
        """Return a score that no song of a year exceeds; songs handed down have no year."""
        return self._model.highest if year is None else self._model.most(year)

    def of_groups(self, year: Year | None) -> list[float]:
        """Return, for each of the stock's groups of a year, a score that none of its songs exceeds."""
        groups, where = self._stock.years[year], self._stock.where[year]
        if year is None:
            return [self._handed_down(alike[0][0], at) for alike, at in zip(groups, where, strict=True)]
        most, table = self.of_year(year), self._table(self._model.reach.of(groups[0][0][0]))
        return [most * table[at] for at in where]

    def of_fame(self, song: Song, region: str) -> float:
        """Return the share of its group's most that a song can keep, by how big it was in a region and how sure."""
        return self._fame[song.grade_in(region), song.sure]

    def _handed_down(self, song: Song, at: int) -> float:
        weights, reached = self._model.weights, self._model.reach.of(song)
        age = weights.evergreen_age if song.genre in EVERGREEN else 1.0
        return self._model.highest * age * self._table(reached)[at]

    def _table(self, reached: Mapping[str, float]) -> Sequence[float]:
        """Return the most that each combination of regions and language can weigh, given what reached the person."""
        if id(reached) not in self._tables:
            self._tables[id(reached)] = self._weighed(reached)
        return self._tables[id(reached)]

    def _weighed(self, reached: Mapping[str, float]) -> list[float]:
        table = list(self._least)
        seen: set[int] = set()
        for weight, code in sorted(((weight_of(reached, code), code) for code in self._stock.heard_in), reverse=True):
            if not weight:
                break
            fresh = self._stock.heard_in[code] - seen
            seen |= fresh
            for at in fresh:
                table[at] = max(table[at], weight)
        return table
