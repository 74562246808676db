"""How large and how right the catalogue is.

    python -m tests.benchmarks.bench_catalogue FOLDER

FOLDER holds year_consensus.csv (title, artist, consensus_year, min_year, max_year, grade) and persona_qrels.csv[.gz].
Prints songs per pack and decade; on songs shared with the gold years the share within one year and those off by
more than five; and, for each country and year 1945-1975, the share of charted top-ten songs the catalogue holds.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from kiosk.playlists.songs import Song
from tests.benchmarks.bench_personas import key, read


def per_pack(songs: list[Song]) -> None:
    packs: dict[str, Counter[int]] = defaultdict(Counter)
    for song in songs:
        packs[song.pack][(song.year or 0) // 10 * 10] += 1
    decades = range(1900, 1990, 10)
    print(f"{'pack':<34}{'songs':>7}" + "".join(f"{decade:>6}" for decade in decades))
    for pack, by_decade in sorted(packs.items()):
        print(f"{pack:<34}{sum(by_decade.values()):>7}" + "".join(f"{by_decade[decade]:>6}" for decade in decades))
    print(f"{'all':<34}{len(songs):>7} in {len(packs)} packs")


def years(songs: list[Song], folder: Path) -> None:
    ours: dict[tuple[str, str], list[Song]] = defaultdict(list)
    for song in songs:
        ours[key(song.title, song.performer)].append(song)
    apart: list[tuple[int, str]] = []
    for row in read(folder / "year_consensus.csv"):
        if row["grade"] != "gold":
            continue
        held = [song for song in ours.get(key(row["title"], row["artist"]), []) if song.year]
        if held:
            gold = int(row["consensus_year"])
            nearest = min(held, key=lambda song: abs((song.year or 0) - gold))
            words = f"{nearest.title} - {nearest.performer}: {nearest.year}, gold {gold}"
            apart.append((abs((nearest.year or 0) - gold), f"{words} ({nearest.pack}, {nearest.sure})"))
    near = sum(distance <= 1 for distance, _ in apart)
    print(f"\nshared with gold years: {len(apart)}, within one year: {near / len(apart):.1%}")
    for distance, words in sorted(apart, reverse=True):
        if distance > 1:
            print(f"  {distance:>3} {words}")


def top_tens(songs: list[Song], folder: Path) -> None:
    ours = {key(song.title, song.performer) for song in songs}
    titles = {title for title, _ in ours}
    charted: dict[str, dict[tuple[int, tuple[str, str]], int]] = defaultdict(dict)
    for row in read(folder / "persona_qrels.csv"):
        base = int(row["grade"])
        if base >= 3 and 1945 <= int(row["year"]) <= 1975:
            charted[row["country"]][int(row["year"]), key(row["title"], row["artist"])] = base
    print("\nof the songs graded 3 or 4 in 1945-1975 the catalogue holds (the title and performer, the title)")
    for country, top in charted.items():
        whole = sum(song in ours for _, song in top) / len(top)
        title = sum(song[0] in titles for _, song in top) / len(top)
        print(f"  {country}: {whole:.0%} ({title:.0%} by title) of {len(top)}")


def main(folder: Path) -> None:
    songs = list(load_catalogue([MEDIA / "packs"]).songs.values())
    per_pack(songs)
    years(songs, folder)
    top_tens(songs, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
