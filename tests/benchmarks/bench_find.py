"""How well and how fast `find` is, beside a plain scan and a full-text index.

    python -m tests.benchmarks.bench_find                          # invented songs, 6,000 and 50,000
    python -m tests.benchmarks.bench_find --sizes 1000000 --requests 100
    python -m tests.benchmarks.bench_find --catalogue --requests 2000  # the songs that ship, spoiled in nine ways
    python -m tests.benchmarks.bench_find --songs songs.csv --queries queries.csv
    python -m tests.benchmarks.bench_find --practice FOLDER   # a folder of practice files: see find_practice

`queries.csv` has query_id, noise, query, target_id and also_acceptable_ids (separated by |). The plain scan is
rapidfuzz's token_sort_ratio over "title performer"; the full-text index is SQLite FTS5 with trigrams and bm25.
For each it prints build time, memory (MiB of this process more than before), the median and 95th percentile of a
look-up (processor time), and recall; for `find` also how often it was sure and how often it was right then, in two
halves of the requests.
"""

import argparse
import csv
import gc
import random
import resource
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from rapidfuzz import fuzz, process, utils

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_rows import songs_from_rows
from kiosk.playlists.folding import fold
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year
from tests.benchmarks.find_practice import COUNT, Request, report
from tests.benchmarks.noise import NOISES

Search = Callable[[str], Sequence[str]]


def main() -> None:
    """Print one table for each size."""
    options = _options()
    if options.practice:
        report(options.practice)
        return
    if options.songs:
        songs = list(songs_from_rows(_rows(options.songs)))
        _compare(songs, list(_written(options.queries)))
        return
    if options.catalogue:
        songs = list(load_catalogue([MEDIA / "packs"]).songs.values())
        _compare(songs, list(_noisy(songs, options.requests)))
        return
    for size in options.sizes:
        songs = list(invented_songs(size))
        _compare(songs, list(_noisy(songs, options.requests)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[6_000, 50_000])
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--catalogue", action="store_true")
    parser.add_argument("--songs", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--practice", type=Path)
    return parser.parse_args()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _written(path: Path) -> Iterator[Request]:
    for row in _rows(path):
        right = frozenset((row["target_id"], *row.get("also_acceptable_ids", "").split("|"))) - {""}
        yield Request(row["noise"], row["query"], right)


def invented_songs(count: int, seed: int = 7) -> Iterator[Song]:
    """Songs of invented words, common ones often and rare ones seldom, as in real titles."""
    chance = random.Random(seed)
    starts, ends = (
        "b br c ch d f g gr h j k l m n p r s sh st t tr v w".split(),
        "a e i o u ea oo ai er an el ing on".split(),
    )
    vocabulary = [
        "".join(chance.choice(starts) + chance.choice(ends) for _ in range(chance.randint(1, 3))) for _ in range(20_000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    performers = [" ".join(chance.choices(vocabulary, k=2)).title() for _ in range(max(50, count // 8))]
    words = iter(chance.choices(vocabulary, weights, k=count * 6))
    for number in range(count):
        title = " ".join(next(words) for _ in range(chance.randint(1, 5))).capitalize()
        yield Song(SongId(f"s{number}"), title, chance.choice(performers), Year(chance.randint(1920, 1990)))


def _noisy(songs: Sequence[Song], count: int) -> Iterator[Request]:
    chance = random.Random(11)
    by_title = defaultdict(set)
    for song in songs:
        by_title[fold(song.title)].add(song.id)
    known = [song for song in songs if song.performer]
    for noise, spoil in NOISES.items():
        for song in chance.sample(known, count // len(NOISES)):
            yield Request(noise, spoil(song, chance), frozenset(by_title[fold(song.title)]))


def _compare(songs: Sequence[Song], requests: Sequence[Request]) -> None:
    print(f"\n{len(songs):,} songs, {len(requests)} requests")
    slow = random.Random(3).sample(list(requests), min(len(requests), max(20, 2_000_000 // len(songs))))
    sure: dict[str, str] = {}
    found = _measure("find", lambda: _finder(songs, sure), requests, slow)
    _say_how_sure(requests, sure)
    for name, build in (("plain scan", lambda: _scan(songs)), ("full text", lambda: _full_text(songs))):
        other = _measure(name, build, slow, slow)
        print(f"   find beside {name}: {other[0] / found[0]:.1f} times as fast, recall {found[1] - other[1]:+.3f}")


def _finder(songs: Sequence[Song], sure: dict[str, str]) -> Search:
    finder = Finder(songs)

    def search(words: str) -> Sequence[str]:
        answer = finder.find(words, COUNT)
        if answer.sure:
            sure[words] = answer.hits[0].song.id
        return [hit.song.id for hit in answer.hits]

    return search


def _say_how_sure(requests: Sequence[Request], sure: dict[str, str]) -> None:
    for half in (0, 1):
        asked = [request for request in requests if crc32(request.words.encode()) % 2 == half]
        told = [sure[request.words] in request.right for request in asked if request.words in sure]
        right = sum(told) / max(1, len(told))
        print(f"   half {half + 1}: sure {len(told) / max(1, len(asked)):.3f}, right when sure {right:.4f}")


def _scan(songs: Sequence[Song]) -> Search:
    texts = [utils.default_process(f"{song.title} {song.performer}") for song in songs]

    def search(words: str) -> Sequence[str]:
        near = process.extract(utils.default_process(words), texts, scorer=fuzz.token_sort_ratio, limit=COUNT)
        return [songs[at].id for _, _, at in near]

    return search


def _full_text(songs: Sequence[Song]) -> Search:
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table song using fts5(words, tokenize='trigram')")
    table.executemany("insert into song values (?)", ((f"{song.title} {song.performer}",) for song in songs))

    def search(words: str) -> Sequence[str]:
        text = utils.default_process(words)
        grams = {text[at : at + 3] for at in range(len(text) - 2)}
        if not grams:
            return []
        wanted = " OR ".join(f'"{gram}"' for gram in grams)
        rows = table.execute("select rowid from song where song match ? order by rank limit ?", (wanted, COUNT))
        return [songs[row[0] - 1].id for row in rows]

    return search


def _measure(
    name: str, build: Callable[[], Search], requests: Sequence[Request], shared: Sequence[Request]
) -> tuple[float, float]:
    """Print build time, memory, speed and recall; give the median and recall over the `shared` requests."""
    gc.collect()
    before, start = _resident(), time.process_time()
    search = build()
    built = time.process_time() - start
    times, right = [], defaultdict(list)
    among, among_times, shared_words = [], [], {request.words for request in shared}
    for request in requests:
        start = time.process_time()
        ids = search(request.words)
        times.append(time.process_time() - start)
        right[request.noise].append(any(found in request.right for found in ids))
        if request.words in shared_words:
            among.append(right[request.noise][-1])
            among_times.append(times[-1])
    everything = [one for each in right.values() for one in each]
    times.sort()
    print(
        f"{name:10s} built {built:6.2f} s, +{_resident() - before:5.0f} MiB, p50 {_at(times, 0.5):7.1f} ms, "
        f"p95 {_at(times, 0.95):7.1f} ms, recall@{COUNT} {sum(everything) / len(everything):.3f}"
    )
    print("   " + ", ".join(f"{noise} {sum(each) / len(each):.2f}" for noise, each in sorted(right.items())))
    return _at(sorted(among_times), 0.5), sum(among) / len(among)


def _at(times: Sequence[float], share: float) -> float:
    return 1000 * times[min(len(times) - 1, int(len(times) * share))]


def _resident() -> float:
    """MiB of memory in use now (Linux), or the most there ever was elsewhere."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
