"""Places as older people say them: owns deciding which place is meant, and asking when that is not clear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kiosk.playlists.folding import squeeze
from kiosk.playlists.places_tables import TABLE_WEIGHT, Cities, Meaning, meanings, with_parts
from kiosk.playlists.places_words import ADJECTIVES, FILLER, place_words, year_said

LONGEST_NAME = 6
"""Words in the longest place name looked for."""
SAME_COUNTRY, SAME_AREA, OTHER_AREA = 2.0, 1.0, -1.5
"""What another place in the same words adds ("Hamilton, Ohio"), or takes from a town in another state."""
OTHER_YEARS = -1.0
AS_LIKELY = 0.45
"""Two towns this close in weight (one eight times the other's people) are both offered."""
SMALLEST_SURE = 1.6
"""A village of fewer than some 1,600 people, or 16,000 by another of its names, is never sure on its name alone."""
ASKED = 6


@dataclass(frozen=True)
class Place:
    """Where something happened, by today's countries.

    `country` is an ISO code, empty when nothing fits; `codes` are listening regions, parts first, the country
    last. `sphere` names a group in the listening tables ("galicia"). `ask` holds the choices to offer, the best
    first, when the words fit several places; `sure` is then False.
    """

    country: str
    region: str
    label: str
    sure: bool
    ask: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sphere: str = ""


@dataclass(frozen=True)
class _Found:
    """A name in the words, where it begins, and what it may mean."""

    at: int
    meanings: tuple[Meaning, ...]

    @property
    def wide(self) -> bool:
        return self.meanings[0].wide

    @property
    def tells(self) -> tuple[Meaning, ...]:
        """What the name says about the places beside it: a country or state rather than a town of that name."""
        wide = tuple(_with_others(meaning for meaning in self.meanings if meaning.wide))
        return wide or tuple(_with_others(self.meanings))


class Places:
    """Understands places. Built from table rows, a gazetteer, and the areas that listened apart."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        cities: Cities,
        parts: Iterable[Mapping[str, str]] = (),
        countries: Mapping[str, str] | None = None,
        states: Mapping[str, str] | None = None,
    ) -> None:
        self._cities = cities
        self._country_names = dict(countries or {})
        self._states = dict(states or {})
        self._parts = {(row["country"], row["area"]): (tuple(row["part"].split()), row["sphere"]) for row in parts}
        self._named: dict[str, list[Meaning]] = {}
        for name, meaning in meanings(rows):
            self._named.setdefault(name, []).append(with_parts(meaning, self._parts))
        for name in [name for name in self._named if name.startswith("the ") and name.count(" ") > 1]:
            self._named.setdefault(name.removeprefix("the "), self._named[name])
        self._sounding = {squeeze(name): name for name in reversed(self._named)}

    def understand(self, words: str, year: int | None = None) -> Place:
        """The place meant by `words`; `year` helps where a name meant different places at different times."""
        year = year or year_said(words)
        said = place_words(words, self._states)
        found = self._names(said)
        if not found:
            return self._by_sound(said, year) or Place("", "", words.strip(), sure=False)
        return self._choose(found, year)

    def _names(self, said: list[str]) -> list[_Found]:
        found = []
        at = 0
        while at < len(said):
            for length in range(min(LONGEST_NAME, len(said) - at), 0, -1):
                if known := self._known(said[at : at + length]):
                    found.append(_Found(at, known))
                    at += length
                    break
            else:
                at += 1
        return found

    def _known(self, words: list[str]) -> tuple[Meaning, ...]:
        name = " ".join(words)
        own = self._named.get(name, [])
        if len(words) == 1 and not own and (name in FILLER or name in ADJECTIVES or len(name) < 3):
            return ()
        if words[0] in FILLER and not own and words[-1] in FILLER:
            return ()
        towns = [with_parts(town, self._parts) for town in self._cities.named(name)]
        known = {(town.country, town.area, town.region): town for town in towns}
        return (*own, *sorted(known.values(), key=lambda town: -town.weight))

    def _by_sound(self, said: list[str], year: int | None) -> Place | None:
        for start in range(len(said)):
            name = self._sounding.get(squeeze(" ".join(said[start:])))
            if name and len(name) > 3:
                place = self._choose([_Found(0, tuple(self._named[name]))], year)
                return replace(place, sure=False, ask=place.ask or (place.label,))
        return None

    def _choose(self, found: list[_Found], year: int | None) -> Place:
        spot = _spot(found)
        told = [name.tells for name in found if name is not spot]
        weighed = sorted(
            ((self._weight(meaning, told, year), meaning) for meaning in _with_others(spot.meanings)),
            key=lambda item: -item[0],
        )
        best_weight, best = weighed[0]
        rivals = [
            meaning
            for weight, meaning in weighed[1:]
            if meaning.country != best.country
            and _helped(meaning, told) >= _helped(best, told)
            and _rivals(best, meaning, best_weight - weight)
        ]
        place = self._place(best, rivals)
        if best_weight < SMALLEST_SURE and not rivals:
            return replace(place, sure=False, ask=(place.label,))
        elsewhere = _elsewhere(best, told)
        if elsewhere and place.sure:
            return replace(place, sure=False, ask=tuple(map(self._label, (best, elsewhere))))
        return place

    def _weight(self, meaning: Meaning, told: list[tuple[Meaning, ...]], year: int | None) -> float:
        weight = meaning.weight + SAME_COUNTRY * _helped(meaning, told)
        if year is not None and not meaning.years[0] <= year <= meaning.years[1]:
            weight += OTHER_YEARS
        for name in told:
            areas = {other.area for other in name if other.country == meaning.country and other.area}
            if areas and meaning.area:
                weight += SAME_AREA if meaning.area in areas else OTHER_AREA
        return weight

    def _place(self, best: Meaning, rivals: list[Meaning]) -> Place:
        choices = tuple(dict.fromkeys(self._label(meaning) for meaning in (best, *rivals)))[:ASKED]
        asked = choices if len(choices) > 1 or not best.country else ()
        codes = (*best.parts, best.country) if best.country else ()
        return Place(best.country, best.region, self._label(best), not asked, asked, codes, best.sphere)

    def _label(self, meaning: Meaning) -> str:
        country = self._country_names.get(meaning.country, meaning.country)
        names = dict.fromkeys(name for name in (meaning.region, meaning.detail, country) if name)
        return ", ".join(names)


def _with_others(known: Iterable[Meaning]) -> list[Meaning]:
    return [each for meaning in known for each in (meaning, *meaning.others)]


def _spot(found: list[_Found]) -> _Found:
    """The name that is the place itself: the first town, unless it lies in none of the countries named beside it."""
    spots = [name for name in found if not name.wide and name.meanings[0].country] or found
    wide = [name for name in found if name.wide]
    countries = {meaning.country for name in wide for meaning in name.tells}
    for spot in spots:
        known = _with_others(spot.meanings)
        if not wide or known[0].weight >= TABLE_WEIGHT or any(meaning.country in countries for meaning in known):
            return spot
    return wide[0]


def _elsewhere(best: Meaning, told: list[tuple[Meaning, ...]]) -> Meaning | None:
    """A country of today named beside a town that does not lie in it: people may mean the one or the other."""
    if best.kind != "town" or _helped(best, told):
        return None
    return next((each for name in told for each in name if each.kind == "country"), None)


def _helped(meaning: Meaning, told: list[tuple[Meaning, ...]]) -> int:
    """How many of the other names in the words lie in the same country."""
    return sum(any(other.country == meaning.country for other in name) for name in told)


def _rivals(best: Meaning, other: Meaning, behind: float) -> bool:
    """Whether the other meaning must be offered: named in our tables, or a town about as likely."""
    tabled = other in best.others or best in other.others or min(best.weight, other.weight) >= TABLE_WEIGHT
    return tabled or (best.kind == "town" and behind <= AS_LIKELY)


def place_dict(place: Place) -> dict[str, object]:
    """A place as the command line prints it."""
    return {
        "country": place.country,
        "region": place.region,
        "label": place.label,
        "sure": place.sure,
        "ask": list(place.ask),
        "codes": list(place.codes),
    }
