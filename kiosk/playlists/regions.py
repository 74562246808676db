"""Where a song may have been heard: owns turning a place and a year into listening regions with weights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.errors import BadInput
from kiosk.playlists.places import Place
from kiosk.playlists.places_tables import read_years

HOME = "home"
"""In place of a region in a rule: the place's own."""
Weighted = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class _Rule:
    """In these years, who lived there heard this region's music this much (0 to 1), and why."""

    years: tuple[int, int]
    hears: str
    weight: float


class Regions:
    """Listening rules by sphere, part and country; `everyone` (written *) holds for all, wherever they lived."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        for row in rows:
            for hears in row["hears"].split():
                rule = _Rule(read_years(row["years"]), hears, _weight(row["weight"]))
                for who in row["who"].split():
                    self._rules.setdefault(who, []).append(rule)

    def listening_regions(self, place: Place, year: int) -> Weighted:
        """What was heard in a place in a year, strongest first, each 0 to 1; nothing for an unknown place.

        The nearest rule decides: the place's sphere (an old region that changed hands) before its part, the
        part before the country, the country before everyone. A rule that hears `home` means the place's own regions,
        whatever else its sphere hears.
        """
        if not place.country:
            return ()
        heard: dict[str, float] = {}
        for who in filter(None, (place.sphere, *place.codes)):
            rules = self._heard(who, year)
            if HOME in rules:
                heard.update(dict.fromkeys(place.codes, rules.pop(HOME)))
            for code, weight in rules.items():
                heard.setdefault(code, weight)
            if who in place.codes:
                heard.setdefault(who, 1.0)
        for code, weight in self._heard("*", year).items():
            heard.setdefault(code, weight)
        return tuple(sorted(((code, weight) for code, weight in heard.items() if weight), key=_strongest))

    def _heard(self, who: str, year: int) -> dict[str, float]:
        heard: dict[str, float] = {}
        for rule in self._rules.get(who, ()):
            if rule.years[0] <= year <= rule.years[1]:
                heard[rule.hears] = max(rule.weight, heard.get(rule.hears, 0.0))
        return heard


def _strongest(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0 <= weight <= 1:
        raise BadInput(f"Write how much was heard as a number from 0 to 1, not “{text}”.", "weight")
    return weight
