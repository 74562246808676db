"""The gazetteer: owns reading the place tables and the towns, once, when first asked for."""

import csv
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kiosk.library.gazetteer_towns import Towns, pack, pack_name, read_data
from kiosk.playlists.folding import fold
from kiosk.playlists.places import Places
from kiosk.playlists.regions import Regions

FOLDER = Path(__file__).parents[2] / "media" / "places"
TABLES = ("countries", "renamed", "historic", "counties", "neighbourhoods", "camps_ships")


def load_places(folder: Path | None = None, cache: Path | None = None) -> Places:
    """Everything needed to understand places; read once for each folder.

    `cache` is a folder for the packed towns (the home's data folder): with it, the first call ever takes some
    seconds in a process of its own, every later one a fifth of a second. Without it the towns are packed anew.
    """
    return _places(folder or FOLDER, cache)


def load_regions(folder: Path | None = None) -> Regions:
    """The listening rules; read once for each folder."""
    return _regions(folder or FOLDER)


@lru_cache(maxsize=2)
def _places(folder: Path, cache: Path | None) -> Places:
    states = {code: state["name"] for code, state in read_data("us_states").items()}
    known_countries = read_data("countries")
    countries = {code: country["name"] for code, country in known_countries.items()}
    capitals = {code: country["capital"] for code, country in known_countries.items()}
    rows = [row for table in TABLES for row in _rows(folder / f"{table}.csv")]
    known = {fold(name) for row in rows for name in row["name"].split("|")}
    rows += [row for row in _standing_rows(states, countries) if fold(row["name"]) not in known]
    towns = Towns(_packed(cache), states, capitals)
    return Places(rows, towns, _rows(folder / "parts.csv"), countries, states)


@lru_cache(maxsize=2)
def _regions(folder: Path) -> Regions:
    return Regions(_rows(folder / "regions.csv"))


def _packed(cache: Path | None) -> bytes:
    if cache is None:
        return pack()
    ready = cache / pack_name()
    if not ready.exists():
        cache.mkdir(parents=True, exist_ok=True)
        fresh = ready.with_suffix(".new")
        subprocess.run([sys.executable, "-m", "kiosk.library.gazetteer_towns", str(fresh)], check=True)  # noqa: S603
        fresh.replace(ready)
    return ready.read_bytes()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _standing_rows(states: Mapping[str, str], countries: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Countries, US states and US counties, as rows like those of our own tables."""
    for code, name in countries.items():
        yield _row(name, code, "", "country")
    for code, name in states.items():
        yield _row(name, "US", name, "state", code)
    for county in read_data("us_counties"):
        if state := states.get(county["state"]):
            yield _row(county["name"], "US", f"{county['name']}, {state}", "county", county["state"])


def _row(name: str, country: str, region: str, kind: str, area: str = "") -> dict[str, str]:
    empty = dict.fromkeys(("years", "part", "sphere", "ask"), "")
    return {"name": name, "country": country, "region": region, "kind": kind, "area": area, **empty}
