"""How surely the song in a badly tagged file is found: songs of the catalogue, their files damaged in twelve ways.

    python -m tests.benchmarks.bench_matching [--songs 400]

A fifth of the songs are kept from the matcher: their files must not be linked to anything. Precision is the share
of sure links that are right, recall the share of files of known songs that are surely linked. A link to another
entry is wrong unless the catalogue itself says that both are one song; "as one tune" also takes a song that belongs
to nobody under another performer's name, which is the same tune as a rule and another song now and then.
"""

import argparse
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.config import MEDIA
from kiosk.library.packs import load_catalogue
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import BEFORE_RECORDS_MADE_SONGS, Match, match_recording, names
from kiosk.playlists.one_song import one_song
from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.songs import Song
from tests.benchmarks.damage import DAMAGES, KINDS, well_tagged

HIDDEN = 0.2


@dataclass
class Row:
    """What became of the files damaged in one way."""

    known: int = 0
    linked: int = 0
    right: int = 0
    one_tune: int = 0
    found: int = 0
    doubtful: int = 0
    kinds: int = 0
    files: int = 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--songs", type=int, default=400)
    parser.add_argument("--wrong", action="store_true", help="print each wrong link")
    options = parser.parse_args()
    songs = list(load_catalogue([MEDIA / "packs", MEDIA / "songs"]).songs.values())
    began = time.perf_counter()
    rows = measure(songs, options.songs, show=options.wrong)
    print("| damage | files | recall | precision | as one tune | asked | kind |\n|---|---|---|---|---|---|---|")
    for name, row in [*rows.items(), ("all", total(rows.values()))]:
        shares = f"{recall(row):.1%} | {precision(row):.2%} | {share(row.one_tune, row.linked):.2%}"
        print(f"| {name} | {row.files} | {shares} | {row.doubtful} | {row.kinds / row.files:.1%} |")
    files = sum(row.files for row in rows.values())
    print(f"\n{files} files, {(time.perf_counter() - began) / files * 1000:.1f} ms each")


def measure(songs: list[Song], count: int, *, show: bool = False) -> dict[str, Row]:
    """Return what became of the files of `count` songs and of all the demo's, by damage."""
    chance = random.Random(4)
    demo = [song for song in songs if song.pack == "songs"]
    chosen = [*demo, *chance.sample([song for song in songs if song.pack != "songs"], count)]
    hidden = {song.id for song in chance.sample(chosen, int(len(chosen) * HIDDEN))}
    finder = Finder(song for song in songs if song.id not in hidden)
    rows = {name: Row() for name in DAMAGES}
    for name, damage in DAMAGES.items():
        for song in chosen:
            one = damage(well_tagged(song), chance)
            _count(rows[name], name, song, song.id in hidden, one, match_recording(one, finder), show)
    return rows


def _count(row: Row, name: str, song: Song, hidden: bool, one: Recording, match: Match, show: bool) -> None:
    row.files += 1
    row.known += not hidden
    row.kinds += match.kind is KINDS.get(name, Kind.PLAIN)
    row.linked += match.sure
    row.doubtful += bool(match.song) and not match.sure
    right = bool(match.sure and match.song and one_song(match.song, song))
    row.right += right
    row.one_tune += bool(match.sure and match.song and one_tune(match.song, song))
    row.found += right and not hidden
    if show and match.sure and match.song and not right:
        print(f"{name}: {one.title!r} by {one.performer!r} in {one.path!r} is {song.id}")
        print(f"    taken for {match.song.id}: {', '.join(match.reasons)}")


def one_tune(found: Song, meant: Song) -> bool:
    """Say whether two entries are one song, or a title handed down and its record by some performer."""
    old = all(not one.performer or (one.year or 2000) < BEFORE_RECORDS_MADE_SONGS for one in (found, meant))
    handed_down = old and (names(found, meant.title) or names(meant, found.title))
    return one_song(found, meant) or handed_down


def total(rows: Iterable[Row]) -> Row:
    """Return the sum of the rows."""
    whole = Row()
    for row in rows:
        for name, value in vars(row).items():
            setattr(whole, name, getattr(whole, name) + value)
    return whole


def precision(row: Row) -> float:
    """Return the share of sure links that are right."""
    return share(row.right, row.linked)


def recall(row: Row) -> float:
    """Return the share of files of known songs that were surely linked to them."""
    return share(row.found, row.known)


def share(part: int, whole: int) -> float:
    """Return a part of a whole, 1 when there is nothing to share."""
    return part / whole if whole else 1.0


if __name__ == "__main__":
    main()
