"""Listening regions with weights."""

import pytest

from kiosk.errors import BadInput
from kiosk.playlists.places import Place
from kiosk.playlists.regions import Regions


def _rule(who: str, years: str, hears: str, weight: str) -> dict[str, str]:
    return {"who": who, "years": years, "hears": hears, "weight": weight, "why": "because"}


REGIONS = Regions(
    [
        _rule("IE", "1922-", "GB", "0.5"),
        _rule("DE-EAST", "1949-", "DE-WEST", "0.7"),
        _rule("DE", "", "AT", "0.5"),
        _rule("old-east", "-1945", "DE", "1"),
        _rule("old-east", "-1945", "PL", "0.2"),
        _rule("PL", "", "DE", "0.1"),
        _rule("one-state", "", "HR SI", "0.6"),
        _rule("one-state", "", "home", "1"),
        _rule("*", "1955-", "US FR", "0.3"),
        _rule("DE-EAST", "", "US", "0.1"),
    ]
)


def _place(*codes: str, sphere: str = "") -> Place:
    return Place(codes[-1], "", "", sure=True, codes=codes, sphere=sphere)


def test_home_comes_first() -> None:
    assert REGIONS.listening_regions(_place("IE"), 1950) == (("IE", 1.0), ("GB", 0.5))


def test_rules_change_with_the_years() -> None:
    assert dict(REGIONS.listening_regions(_place("IE"), 1910)) == {"IE": 1.0}
    assert dict(REGIONS.listening_regions(_place("IE"), 1960))["US"] == 0.3


def test_a_part_hears_its_country_and_its_own_neighbours() -> None:
    heard = dict(REGIONS.listening_regions(_place("DE-EAST", "DE"), 1965))
    assert heard == {"DE-EAST": 1.0, "DE": 1.0, "DE-WEST": 0.7, "AT": 0.5, "US": 0.1, "FR": 0.3}


def test_a_place_that_changed_hands_follows_its_sphere() -> None:
    before = dict(REGIONS.listening_regions(_place("PL", sphere="old-east"), 1935))
    after = dict(REGIONS.listening_regions(_place("PL", sphere="old-east"), 1950))
    assert (before["DE"], before["PL"]) == (1.0, 0.2)
    assert after == {"PL": 1.0, "DE": 0.1}


def test_home_stays_home_within_a_wider_sphere() -> None:
    heard = dict(REGIONS.listening_regions(_place("SI", sphere="one-state"), 1950))
    assert heard == {"SI": 1.0, "HR": 0.6}


def test_an_unknown_place_hears_nothing() -> None:
    assert REGIONS.listening_regions(Place("", "", "?", sure=False), 1950) == ()


@pytest.mark.parametrize("weight", ["loud", "2", "-1"])
def test_a_weight_out_of_range_is_refused(weight: str) -> None:
    with pytest.raises(BadInput, match="0 to 1"):
        Regions([_rule("IE", "", "GB", weight)])
