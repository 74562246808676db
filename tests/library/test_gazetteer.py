"""The real gazetteer and the real place tables, over phrases of our own."""

import csv
import re
from pathlib import Path

import pytest

from kiosk.library.gazetteer import FOLDER, TABLES, load_places, load_regions
from kiosk.library.gazetteer_towns import Towns
from kiosk.playlists.places import Place, Places
from kiosk.playlists.regions import HOME

PHRASES = Path(__file__).parent / "spoken_places.csv"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the towns are packed by the first who asks."""
    return tmp_path_factory.mktemp("cache") / "home"


@pytest.fixture(scope="module")
def places(packed: Path) -> Places:
    return load_places(cache=packed)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _heard(places: Places, words: str, year: int) -> dict[str, float]:
    return dict(load_regions().listening_regions(places.understand(words, year), year))


def test_a_town_of_today_is_found(places: Places) -> None:
    place = places.understand("born in Cork")
    assert (place.country, place.region, place.sure) == ("IE", "Cork", True)


def test_spoken_places_are_right_or_rightly_asked_back(places: Places) -> None:
    wrong, asked, rows = [], 0, _rows(PHRASES)
    for row in rows:
        place = places.understand(row["words"], int(row["year"]) if row["year"] else None)
        fitting = {row["country"], *row["or"].split()}
        asked += not place.sure
        if place.country not in fitting:
            wrong.append((row["words"], place.label))
    assert len(rows) >= 150
    assert not wrong
    assert asked <= len(rows) * 0.15


def test_the_packed_towns_are_built_once(places: Places, packed: Path) -> None:
    (file,) = packed.iterdir()
    assert 5_000_000 < file.stat().st_size < 20_000_000
    towns = Towns(file.read_bytes(), {}, {})
    assert {town.country for town in towns.named("tralee")} == {"IE"}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_read(table: str) -> None:
    rows = _rows(FOLDER / f"{table}.csv")
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(row["kind"] and (row["country"] or row["kind"] == "ship") for row in rows)


def test_every_listening_code_is_a_country_or_one_of_its_parts() -> None:
    codes = {code for row in _rows(FOLDER / "regions.csv") for code in row["hears"].split()} - {HOME}
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z]{2,10})?", code) for code in codes)


def test_every_sphere_has_a_rule() -> None:
    ruled = {who for row in _rows(FOLDER / "regions.csv") for who in row["who"].split()}
    used = {row["sphere"] for table in (*TABLES, "parts") for row in _rows(FOLDER / f"{table}.csv")} - {""}
    assert used <= ruled


def test_ireland_hears_britain_and_america(places: Places) -> None:
    heard = _heard(places, "Cork", 1950)
    assert heard["IE"] == 1.0
    assert min(heard["GB"], heard["US"]) >= 0.4


def test_east_germany_hears_the_west_over_the_wall(places: Places) -> None:
    assert _heard(places, "Leipzig", 1965)["DE-WEST"] == 0.7
    assert "DE-WEST" not in _heard(places, "Leipzig", 1935)


def test_towns_that_changed_hands_follow_the_years(places: Places) -> None:
    assert _heard(places, "Lwów", 1931)["PL"] == 1.0
    assert _heard(places, "Breslau", 1935)["DE"] == 1.0
    assert _heard(places, "Wrocław", 1960)["PL"] == 1.0


@pytest.mark.parametrize(
    ("town", "part"),
    [("Kochi", "IN-KL"), ("Hyderabad", "IN-AP"), ("Bangalore", "IN-KA"), ("Bombay", "IN-MH"), ("Madras", "IN-TN")],
)
def test_the_languages_of_india_have_their_own_parts(places: Places, town: str, part: str) -> None:
    heard = _heard(places, town, 1955)
    assert heard[part] == 1.0
    assert 0 < heard["IN-HINDI"] < 1.0
    assert part not in _heard(places, "Delhi", 1955)


def test_american_records_travel_more_each_decade(places: Places) -> None:
    heard = [_heard(places, "Utrecht", year).get("US", 0.0) for year in (1910, 1935, 1950, 1965)]
    assert heard == sorted(heard)


def test_nowhere_hears_nothing() -> None:
    assert load_regions().listening_regions(Place("", "", "", sure=False), 1950) == ()
