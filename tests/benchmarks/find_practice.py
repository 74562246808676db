"""A folder of practice files as one list of songs and the requests for them: how well `find` does, and how honest.

The folder holds tables of public charts: `noisy_queries.csv` (query, noise, target_id, target_title, target_artist,
target_year, also_acceptable_ids), `title_artist_variants_us.csv` (one record as two sources write it),
`geetmala_hits_and_romanisation.csv` (a title in two romanisations), and others that only make the list longer. A file
that is not there is left out.
"""

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from rapidfuzz import fuzz

from kiosk.playlists.finder import Answer, Finder
from kiosk.playlists.folding import fold
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year

COUNT = 5
ALIKE = 85
"""How alike two entries' titles, and their performers, are of 100 when they count as one record."""
Row = dict[str, str]


@dataclass(frozen=True)
class Request:
    """Half-remembered words, the kind of noise, and the ids that would be right."""

    noise: str
    words: str
    right: frozenset[str]


@dataclass
class Practice:
    """All songs of the files, each id once, and what is asked of them."""

    songs: dict[str, Song] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def add(self, key: str, title: str, performer: str, year: str) -> None:
        """Keep a song under its id, as it is written where the id is first met."""
        self.songs.setdefault(key, Song(SongId(key), title, performer, Year(int(year)) if year.isdigit() else None))

    def ask(self, noise: str, words: str, *right: str) -> None:
        """Keep a request and the ids that would be right."""
        self.requests.append(Request(noise, words, frozenset(right) - {""}))


def practice(folder: Path, *, both_spellings: bool) -> Practice:
    """Every song of the folder's files in one list, and every request for one of them.

    A record that two sources write in two ways stands in the list once, or in both ways under two ids.
    """
    found = Practice()
    for row in _rows(folder / "noisy_queries.csv"):
        found.add(row["target_id"], row["target_title"], row["target_artist"], row["target_year"])
        found.ask(row["noise"], row["query"], row["target_id"], *row["also_acceptable_ids"].split("|"))
    for number, row in enumerate(_rows(folder / "title_artist_variants_us.csv")):
        found.add(row["tsort_id"], row["tsort_title"], row["tsort_artist"], row["year"])
        if both_spellings:
            found.add(f"variant {number}", row["hot100_title"], row["hot100_artist"], row["year"])
        meant = f"variant {number}" if both_spellings else row["tsort_id"]
        found.ask("(another spelling)", f"{row['hot100_title']} {row['hot100_artist']}", meant)
    for row in _rows(folder / "geetmala_hits_and_romanisation.csv"):
        found.add(row["hindi_song_id"], row["matched_title"], row["singers"], row["year"])
        found.ask("(another romanisation)", row["geetmala_title"], row["hindi_song_id"])
    for row in _rows(folder / "persona_qrels.csv.gz"):
        found.add(row["song_id"], row["title"], row["artist"], row["year"])
    _add_nameless(found, folder)
    return found


def _add_nameless(found: Practice, folder: Path) -> None:
    """Add the songs that their files give no id; what the list holds in the very same words stays one song."""
    known = {_words(song) for song in found.songs.values()}
    for name in ("year_consensus.csv", "independent_qrels.csv"):
        for number, row in enumerate(_rows(folder / name)):
            words = fold(row["title"]), fold(row["artist"])
            if words not in known:
                known.add(words)
                year = row.get("consensus_year") or row.get("year", "")
                found.add(f"{name} {number}", row["title"], row["artist"], year)


def _words(song: Song) -> tuple[str, str]:
    return fold(song.title), fold(song.performer)


def _rows(path: Path) -> Iterator[Row]:
    if path.exists():
        packed = path.read_bytes()
        text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
        yield from csv.DictReader(io.StringIO(text, newline=""))


@dataclass
class Tally:
    """What came of the requests of one kind."""

    asked: int = 0
    found: int = 0
    sure: int = 0
    right: int = 0
    same: int = 0

    def row(self, name: str) -> str:
        """One row of the table: how many, found among the first five, how often sure, how often right then."""
        sure = max(1, self.sure)
        return (
            f"| {name:24s} | {self.asked:5d} | {self.found / self.asked:.3f} | {self.sure / self.asked:.3f} "
            f"| {self.right / sure:.4f} | {self.same / sure:.4f} |"
        )


def report(folder: Path) -> None:
    """Print a table with each record of two spellings listed once, and one with both spellings in the list."""
    for both in (False, True):
        files = practice(folder, both_spellings=both)
        spellings = "both spellings" if both else "one spelling"
        print(f"\n{len(files.songs):,} songs ({spellings} of a record), {len(files.requests):,} requests\n")
        print("| kind | requests | recall@5 | sure | right when sure | or the same record |\n|---|---|---|---|---|---|")
        for name, tally in _tallies(files).items():
            print(tally.row(name))


def _tallies(files: Practice) -> dict[str, Tally]:
    finder = Finder(files.songs.values())
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for request in files.requests:
        answer = finder.find(request.words, COUNT)
        natural = request.noise.startswith("(")
        half = "natural" if natural else f"noisy, half {1 + crc32(request.words.encode()) % 2}"
        for name in (request.noise, half):
            _count(found[name], request, answer, files.songs)
    return dict(sorted(found.items()))


def _count(tally: Tally, request: Request, answer: Answer, songs: dict[str, Song]) -> None:
    ids = [hit.song.id for hit in answer.hits]
    tally.asked += 1
    tally.found += any(one in request.right for one in ids)
    if answer.sure:
        tally.sure += 1
        tally.right += ids[0] in request.right
        meant = [songs[one] for one in request.right if one in songs]
        tally.same += ids[0] in request.right or any(one_record(songs[ids[0]], song) for song in meant)


_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def one_record(one: Song, other: Song) -> bool:
    """Whether two entries are one record written down twice, by their letters and whatever `find` thinks."""
    titles = [fold(_BRACKETS.sub(" ", song.title)) or fold(song.title) for song in (one, other)]
    alike = fuzz.ratio(titles[0].replace(" ", ""), titles[1].replace(" ", ""))
    return alike >= ALIKE and fuzz.token_set_ratio(fold(one.performer), fold(other.performer)) >= ALIKE
