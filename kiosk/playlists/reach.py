"""What music reached a person in each year of their life, and in which chapter of it."""

from collections.abc import Iterable, Mapping
from operator import itemgetter

from kiosk.playlists.catalogue import EVERGREEN
from kiosk.playlists.listener import Exposure, Listener
from kiosk.playlists.songs import Song

LEARNED_BY = 14
"""Hymns, rhymes and traditional song are learned by this age, in years."""
YOUTH_ENDS = 25
"""The last age of evidence rule 3."""


class Reach:
    """The regions that reached one listener, remembered for each year asked for."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._youth = _strongest(_until(YOUTH_ENDS, listener))
        self._childhood = _strongest(_until(LEARNED_BY, listener)) or self._youth
        self._by_year: dict[int, Mapping[str, float]] = {}
        self._by_span: dict[tuple[int, ...], Mapping[str, float]] = {}
        self._chapters: dict[int, str] = {}
        self._small = tuple(_until(LEARNED_BY, listener))
        self._childhood_of: dict[tuple[str, ...], str] = {}

    def of(self, song: Song) -> Mapping[str, float]:
        """Return what reached the person when the song was new: region code to weight 0-1.

        A song handed down reached them in childhood, one of no known year in their youth. One mapping serves
        all years alike.
        """
        if song.genre in EVERGREEN:
            return self._childhood
        if song.year is None:
            return self._youth
        year = int(song.year)
        if year not in self._by_year:
            self._by_year[year] = self._in(year)
        return self._by_year[year]

    def _in(self, year: int) -> Mapping[str, float]:
        """Return what reached the person in `year`; before birth, what their first years held."""
        exposures = self._listener.exposures
        here = tuple(place for place, one in enumerate(exposures) if one.start <= year <= one.end)
        if here and here not in self._by_span:
            self._by_span[here] = _strongest(exposures[place] for place in here)
        return self._by_span[here] if here else self._youth

    def chapter(self, song: Song) -> str:
        """Return the place the person lived in when the song was new, empty when that cannot be said.

        A song handed down belongs to the place of the childhood where it was most at home.
        """
        if song.genre in EVERGREEN:
            return self._handed_down(song.regions)
        if song.year is None:
            return ""
        year = int(song.year)
        if year not in self._chapters:
            here = (one.label for one in self._listener.exposures if one.start <= year <= one.end)
            self._chapters[year] = next(here, "")
        return self._chapters[year]

    def _handed_down(self, regions: tuple[str, ...]) -> str:
        if regions not in self._childhood_of:
            known = [(max(weight_of(one.regions, code) for code in regions), one.label) for one in self._small]
            weight, place = max(known, key=itemgetter(0), default=(0.0, "")) if regions else (0.0, "")
            self._childhood_of[regions] = place if weight else ""
        return self._childhood_of[regions]


def weight_of(reached: Mapping[str, float], code: str) -> float:
    """Return the weight of a region; where only the country is known, its parts count half."""
    if code in reached:
        return reached[code]
    country = code.partition("-")[0]
    if country == code:
        return 0.0
    return reached.get(country, 0.0) * 0.5


def _strongest(exposures: Iterable[Exposure]) -> Mapping[str, float]:
    best: dict[str, float] = {}
    for exposure in exposures:
        for code, weight in exposure.regions.items():
            best[code] = max(best.get(code, 0.0), weight)
    return best


def _until(age: int, listener: Listener) -> Iterable[Exposure]:
    return (one for one in listener.exposures if listener.birth is None or one.start <= listener.birth + age)
