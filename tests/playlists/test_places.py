"""Places as people say them, over a small invented gazetteer."""

from collections.abc import Iterable

import pytest

from kiosk.errors import BadInput
from kiosk.playlists.places import Place, Places, place_dict
from kiosk.playlists.places_tables import Meaning, read_years
from kiosk.playlists.places_words import place_words, year_said


def _row(name: str, country: str, region: str = "", ask: str = "", **more: str) -> dict[str, str]:
    empty = dict.fromkeys(("years", "part", "sphere", "area"), "")
    return {**empty, "name": name, "country": country, "region": region, "ask": ask, "kind": "renamed town", **more}


ROWS = (
    _row("Altstadt | Starograd", "PL", "Stare", sphere="old-east", years="-1945"),
    _row("Norland", "NO", kind="country"),
    _row("Canada", "CA", kind="country"),
    _row("Ohio", "US", "Ohio", kind="state", area="OH"),
    _row("Westmark", "DE", "Westmark", "PL:Westmark (Poland)", kind="historic region"),
    _row("Upper Dale | Lower Dale", "GB", "*", kind="county", part="GB-ENG"),
    _row("the Old Steamer", "", "at sea", kind="ship"),
    _row("Fairport", "GB", "Fairport", years="-1900"),
    _row("Fairport", "NZ", "Newport", years="1901-"),
)
TOWNS = {
    "hamley": (("GB", "Hamley", "ENG", 2.4), ("US", "Hamley", "OH", 2.3)),
    "brightwater": (("NZ", "Brightwater", "", 2.5), ("CA", "Brightwater", "", 1.7)),
    "tinyham": (("FR", "Tinyham", "", 1.2),),
    "norland": (("CA", "Norland", "", 1.9),),
    "farm": (("US", "Farm", "TX", 2.0),),
}


class _Cities:
    def named(self, folded: str) -> Iterable[Meaning]:
        return [Meaning(country, name, area, weight=weight) for country, name, area, weight in TOWNS.get(folded, ())]


PARTS = ({"country": "GB", "area": "ENG", "part": "GB-ENG", "sphere": ""},)
NAMES = {"GB": "United Kingdom", "US": "United States", "PL": "Poland", "DE": "Germany", "NZ": "New Zealand"}
PLACES = Places(ROWS, _Cities(), PARTS, NAMES, {"OH": "Ohio"})


def test_a_renamed_town_is_understood() -> None:
    assert PLACES.understand("Starograd") == Place(
        "PL", "Stare", "Stare, Poland", sure=True, codes=("PL",), sphere="old-east"
    )


@pytest.mark.parametrize(
    "words", ["born in Altstadt", "from a farm outside Altstadt", "ALTSTADT!", "near the old town of Altstadt"]
)
def test_filler_around_a_place_is_ignored(words: str) -> None:
    assert PLACES.understand(words).region == "Stare"


def test_a_much_larger_town_is_meant() -> None:
    assert PLACES.understand("Brightwater").country == "NZ"
    assert PLACES.understand("Brightwater").sure


def test_the_country_beside_it_decides() -> None:
    assert PLACES.understand("Brightwater in Canada").country == "CA"


def test_two_towns_alike_are_asked_about() -> None:
    place = PLACES.understand("Hamley")
    assert not place.sure
    assert place.ask == ("Hamley, United Kingdom", "Hamley, United States")


@pytest.mark.parametrize("words", ["Hamley, Ohio", "Hamley, OH", "Hamley in the state of Ohio"])
def test_the_state_beside_it_decides(words: str) -> None:
    place = PLACES.understand(words)
    assert (place.country, place.sure) == ("US", True)


def test_a_region_that_is_in_two_countries_today_is_asked_about() -> None:
    assert PLACES.understand("Westmark").ask == ("Westmark, Germany", "Westmark (Poland), Poland")


def test_a_country_named_like_a_village_is_the_country() -> None:
    assert PLACES.understand("Norland").country == "NO"


def test_the_year_chooses_between_meanings() -> None:
    assert PLACES.understand("Fairport", 1890).country == "GB"
    assert PLACES.understand("Fairport, I think in 1931").country == "NZ"


def test_listening_parts_come_with_the_area_or_the_line() -> None:
    assert PLACES.understand("Hamley").codes == ("GB-ENG", "GB")
    assert PLACES.understand("Upper Dale").codes == ("GB-ENG", "GB")


def test_a_line_of_many_names_gives_the_name_said() -> None:
    assert PLACES.understand("somewhere in Lower Dale").region == "Lower Dale"


def test_a_small_village_is_never_sure() -> None:
    place = PLACES.understand("Tinyham")
    assert (place.sure, place.ask) == (False, ("Tinyham, FR",))


def test_a_name_that_only_sounds_right_is_confirmed() -> None:
    place = PLACES.understand("Alltschtatt")
    assert not place.sure


def test_a_ship_has_no_country() -> None:
    place = PLACES.understand("on the Old Steamer")
    assert (place.country, place.sure, place.codes) == ("", False, ())


def test_unknown_words_are_given_back() -> None:
    assert PLACES.understand(" no idea ") == Place("", "", "no idea", sure=False)


def test_the_dictionary_has_what_the_command_line_promises() -> None:
    assert set(place_dict(PLACES.understand("Hamley"))) >= {"country", "region", "label", "sure", "ask"}


def test_state_codes_are_spelt_out_only_after_a_place() -> None:
    assert place_words("Hamley, OH", {"OH": "Ohio"}) == ["hamley", "ohio"]
    assert place_words("Oh dear", {"OH": "Ohio"}) == ["oh", "dear"]


def test_a_year_in_the_words_is_heard() -> None:
    assert (year_said("Altstadt, before 1945"), year_said("in 1931"), year_said("no year")) == (1944, 1931, None)


@pytest.mark.parametrize(
    ("text", "years"), [("", (0, 9999)), ("-1945", (0, 1945)), ("1901-", (1901, 9999)), ("1918-1939", (1918, 1939))]
)
def test_years_in_the_tables(text: str, years: tuple[int, int]) -> None:
    assert read_years(text) == years


def test_a_bad_line_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="1918-1939"):
        read_years("long ago")
    with pytest.raises(BadInput, match="COUNTRY:name"):
        Places([_row("X", "DE", ask="Poland")], _Cities())
