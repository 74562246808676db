"""How well suggestions fit made-up lives, against what charts say was heard there and then.

    python -m tests.benchmarks.bench_personas FOLDER

FOLDER holds personas.csv (persona_id, birth_year, country, place) and persona_qrels.csv[.gz] (persona_id, title,
artist, year, grade 1-4). Prints, for each life and on average: nDCG@25, share of picks heard at 10-30, share heard
in the right country, repeats of a performer; beside two baselines from the same catalogue: random songs of the
right years and country, and the most popular songs of all. Charts miss most of what people hear: unjudged is
not wrong.
"""

import csv
import gzip
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from kiosk.config import GAZETTEER, MEDIA
from kiosk.home.supposing import Supposed, suppose
from kiosk.library.gazetteer import load_places, load_regions
from kiosk.library.packs import load_catalogue
from kiosk.playlists.arranging import ranked
from kiosk.playlists.builder import Wish, draft
from kiosk.playlists.catalogue import slug
from kiosk.playlists.finder import Finder
from kiosk.playlists.region_words import NAMES
from kiosk.playlists.songs import Song

COUNT = 25
Grades = Mapping[tuple[str, str], int]


def key(title: str, performer: str) -> tuple[str, str]:
    """Return title and first performer, folded, so that two charts' spellings meet."""
    first = performer.casefold().replace("&", " and ").replace(",", " and ").split(" and ")[0]
    plain = slug(title.split("(", maxsplit=1)[0] or title).removeprefix("the-").removeprefix("a-")
    return plain, slug(first.split(" with ")[0].split(" feat")[0]).removeprefix("the-")


def read(path: Path) -> list[dict[str, str]]:
    packed = path.with_name(path.name + ".gz")
    words = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return list(csv.DictReader(words.decode("utf-8").splitlines()))


def ndcg(songs: Sequence[Song], grades: Grades) -> float:
    gains = [grades.get(key(song.title, song.performer), 0) for song in songs[:COUNT]]
    best = sorted(grades.values(), reverse=True)[:COUNT]
    return float(discounted(gains) / (discounted(best) or 1.0))


def discounted(gains: Sequence[int]) -> float:
    return sum(float(2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains))


def shares(songs: Sequence[Song], born: int, country: str) -> tuple[float, float, int]:
    bump = sum(song.year is not None and 10 <= song.year - born <= 30 for song in songs) / len(songs)
    there = sum(any(code.split("-")[0] == country for code in song.regions) for song in songs) / len(songs)
    performers = [song.performer for song in songs if song.performer]
    return bump, there, len(performers) - len(set(performers))


def main(folder: Path) -> None:
    songs = list(load_catalogue([MEDIA / "packs"]).songs.values())
    finder, places, regions = Finder(songs[:1]), load_places(cache=GAZETTEER), load_regions()
    graded: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in read(folder / "persona_qrels.csv"):
        found = key(row["title"], row["artist"])
        graded[row["persona_id"]][found] = max(int(row["grade"]), graded[row["persona_id"]].get(found, 0))
    print(f"{len(songs)} songs\n{'life':<34} {'kiosk':>28}   {'random of years+country':>28}   {'most popular':>28}")
    totals: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for row in read(folder / "personas.csv"):
        born, country = int(row["birth_year"]), row["country"]
        told = Supposed(str(born), [f"{row['place']} {born}-"], [], [], [])
        picks = draft(suppose(told, places, regions, finder), songs, Wish(COUNT), NAMES)
        by_score = [pick.song for pick in ranked(picks)]
        coin = Random(born)
        there = [s for s in songs if s.year and 10 <= s.year - born <= 30 and country in s.regions]
        lists = {
            "kiosk": by_score,
            "random": coin.sample(there, min(COUNT, len(there))),
            "popular": sorted(songs, key=lambda s: (-s.familiarity, -len(s.regions)))[:COUNT],
        }
        line = f"{row['persona_id']} {born} {row['place']:<22}"
        for name, chosen in lists.items():
            figures = (ndcg(chosen, graded[row["persona_id"]]), *shares(chosen, born, country))
            totals[name].append(figures)
            line += "   " + " ".join(f"{figure:6.2f}" for figure in figures)
        print(line)
    print("mean nDCG, bump, there, repeats")
    for name, rows in totals.items():
        print(f"{name:<10}", " ".join(f"{sum(column) / len(column):6.3f}" for column in zip(*rows, strict=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
