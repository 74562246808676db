"""How long a list takes to draft from a hundred thousand songs.

    python -m tests.benchmarks.bench_builder [--songs 100000] [--lists 40]

The catalogue is the shipped one, repeated with other titles, performers and years up to the wished size. Each list is
for another made-up life and purpose. Prints the median and the 95th percentile in milliseconds of processor time,
once with the stock made ready beforehand (as in a running home) and once with it made anew for each list.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from random import Random
from time import process_time

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from kiosk.playlists.builder import Wish, draft
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Response, Source
from kiosk.playlists.purposes import FOR_ONE
from kiosk.playlists.songs import Song
from kiosk.playlists.stock import Stock
from kiosk.units import SongId, Year

LIVES = (("IE", "GB", 1934, "en"), ("US", "US", 1940, "en"), ("DE", "US", 1946, "de"), ("IT", "GB", 1950, "it"))


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songs", type=int, default=100_000)
    parser.add_argument("--lists", type=int, default=40)
    options = parser.parse_args()
    songs = list(islice(many_songs(list(load_catalogue([MEDIA / "packs"]).songs.values())), options.songs))
    began = process_time()
    stock = Stock.of(songs)
    ready = (process_time() - began) * 1000
    groups = sum(len(alike) for year in stock.years.values() for alike in year)
    print(f"{len(songs)} songs in {groups} groups; made ready once in {ready:.0f} ms")
    say("stock made ready", options.lists, lambda listener, wish: draft(listener, stock, wish))
    say("from plain songs", max(4, options.lists // 8), lambda listener, wish: draft(listener, songs, wish))


def say(name: str, count: int, drafted: Callable[[Listener, Wish], object]) -> None:
    """Print how long the lists took."""
    took = []
    for number, (life, purpose) in enumerate(islice(zip(cycle(lives()), cycle(FOR_ONE), strict=False), count)):
        began = process_time()
        drafted(life, Wish(25, seed=number, purpose=purpose))
        took.append((process_time() - began) * 1000)
    took.sort()
    print(f"{name}: p50 {took[len(took) // 2]:.0f} ms, p95 {took[int(len(took) * 0.95)]:.0f} ms, {count} lists")


def many_songs(songs: Sequence[Song]) -> Iterator[Song]:
    """Return the songs, then others like them, without end."""
    yield from songs
    coin = Random(7)
    for number, song in enumerate(cycle(songs)):
        year = None if song.year is None else Year(max(1900, min(1999, song.year + coin.randint(-3, 3))))
        id_ = SongId(f"{song.id}-{number}")
        yield replace(song, id=id_, title=f"{song.title} {number}", performer=f"{song.performer} {number}", year=year)


def lives() -> Iterator[Listener]:
    """Return made-up people who moved, named a song, forbade a theme and were seen singing."""
    for home, away, born, language in LIVES:
        yield Listener(
            called="This person",
            birth=Year(born),
            exposures=(
                Exposure(Year(born), Year(born + 22), {home: 1.0, away: 0.4}, language, home),
                Exposure(Year(born + 22), Year(2026), {away: 1.0}, "en", away),
            ),
            languages=(language, "en"),
            named={SongId("danny-boy"): Naming(Source.FAMILY, "a daughter")},
            tastes=frozenset({"country"}),
            never=Never(themes=frozenset({"war"}), performers=frozenset({"perry-como"})),
            responses={SongId("molly-malone"): Response(1.0, 3, ("This person sang along 3 times",))},
            moved=((Year(born + 22), away),),
        )


if __name__ == "__main__":
    main()
