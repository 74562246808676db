"""How many spoken places are understood, beside a plain look-up of today's names.

    python -m tests.benchmarks.bench_place [phrases.csv ...]

A file has columns words, country, year and `or` (other fitting countries), or phrase, expected_country_today and
acceptable_alternatives (COUNTRY:town, separated by |). Without files, the phrases of the tests are used.
"""

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from kiosk.library.gazetteer import load_places
from kiosk.library.gazetteer_towns import read_data
from kiosk.playlists.folding import fold
from kiosk.playlists.places import Places

OURS = Path(__file__).parents[1] / "library" / "spoken_places.csv"


def main() -> None:
    """Print right, asked and wrong for each file."""
    start = time.perf_counter()
    places = load_places()
    print(f"places ready after {time.perf_counter() - start:.2f} s (nothing packed before)")
    plain = _plain_names()
    for path in [Path(name) for name in sys.argv[1:]] or [OURS]:
        phrases = list(_phrases(path))
        start = time.perf_counter()
        ours = Counter(_judge(places, *phrase) for phrase in phrases)
        each = (time.perf_counter() - start) / len(phrases) * 1000
        theirs = sum(plain.get(fold(words)) == country for words, country, _, _ in phrases)
        print(f"{path.name}: {len(phrases)} phrases, {dict(ours)}, {each:.2f} ms each; plain look-up {theirs} right")


def _phrases(path: Path) -> list[tuple[str, str, int | None, set[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_phrase(row) for row in csv.DictReader(file)]


def _phrase(row: dict[str, str]) -> tuple[str, str, int | None, set[str]]:
    if "words" in row:
        return row["words"], row["country"], int(row["year"]) if row["year"] else None, set(row["or"].split())
    others = {part.split(":")[0] for part in row["acceptable_alternatives"].split("|") if part}
    return row["phrase"], row["expected_country_today"], None, others


def _judge(places: Places, words: str, country: str, year: int | None, others: set[str]) -> str:
    place = places.understand(words, year)
    if place.sure:
        return "right" if place.country == country else "other fitting" if place.country in others else "wrong"
    if place.country == country:
        return "asked, best first"
    return "asked" if any(country in ask or place.country in others for ask in place.ask) else "wrong"


def _plain_names() -> dict[str, str]:
    """Every name of countries and of towns over 15,000 people, as it stands; the largest town of each name."""
    towns = sorted(read_data("cities15000").values(), key=lambda town: int(town["population"]))
    names = {fold(name): str(town["countrycode"]) for town in towns for name in town["alternatenames"]}
    names |= {fold(town["name"]): str(town["countrycode"]) for town in towns}
    return names | {fold(country["name"]): code for code, country in read_data("countries").items()}


if __name__ == "__main__":
    main()
