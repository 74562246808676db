"""Ten very different lives and the lists suggested for them, to be read by a critical eye.

    python -m tests.benchmarks.ten_lives [FOLDER]

Writes each list anew into docs/ten-lives.md, or another page in FOLDER, between the two marks that bear the life's
name; what stands around the marks (the life and what a reader found wrong) stays as it was written. All people are
invented.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.config import GAZETTEER, MEDIA
from kiosk.home.supposing import Supposed, suppose
from kiosk.library.gazetteer import load_places, load_regions
from kiosk.library.packs import load_catalogue
from kiosk.playlists.builder import Wish, draft
from kiosk.playlists.finder import Finder
from kiosk.playlists.picks import Pick
from kiosk.playlists.region_words import NAMES

PAGE = "ten-lives.md"
DOCS = Path(__file__).resolve().parents[2] / "docs"
COUNT = 20

LIVES = {
    "ivy": Supposed(
        "1931",
        ["Kingston, Jamaica 1931-1954", "Brixton 1954-"],
        ["en"],
        ["Rock of Ages", "Nat King Cole"],
        [],
    ),
    "con": Supposed(
        "1933",
        ["County Kerry 1933-1958", "South Boston, Massachusetts 1958-"],
        ["en", "ga"],
        ["The Rose of Tralee"],
        [],
    ),
    "rahim": Supposed("1936", ["Sylhet 1936-1962", "Spitalfields, London 1962-"], ["bn"], ["Abbasuddin Ahmed"], []),
    "gerda": Supposed("1938", ["Karlsbad 1938-1946", "Waldkraiburg 1946-"], ["de"], ["Rudolf Schock"], ["march"]),
    "mohinder": Supposed("1940", ["Jalandhar 1940-1963", "Southall 1963-"], ["pa", "hi"], ["Surinder Kaur"], []),
    "gennaro": Supposed(
        "1935", ["Naples 1935-1957", "Toronto 1957-"], ["nap", "it"], ["'O sole mio", "Roberto Murolo"], []
    ),
    "hester": Supposed("1939", ["Bloemfontein 1939-"], ["af", "en"], ["Sarie Marais"], []),
    "zofia": Supposed(
        "1930",
        ["Lwów 1930-1940", "Siberia 1940-1942", "Tengeru 1942-1948", "Bradford 1948-"],
        ["pl"],
        ["Serdeczna Matko"],
        ["Katyusha"],
    ),
    "wing": Supposed("1942", ["Hong Kong 1942-1964", "Liverpool 1964-"], ["yue"], ["Cantonese opera"], []),
    "megan": Supposed("1934", ["Blaenau Ffestiniog 1934-"], ["cy", "en"], ["Calon Lân"], []),
}
"""Each life by the name its marks bear."""


def main(page: Path) -> None:
    """Write every list between its marks."""
    songs = list(load_catalogue([MEDIA / "packs"]).songs.values())
    places, regions, finder = load_places(cache=GAZETTEER), load_regions(), Finder(songs)
    words = page.read_text(encoding="utf-8")
    for name, told in LIVES.items():
        picks = draft(suppose(told, places, regions, finder), songs, Wish(COUNT), NAMES)
        words = placed(words, name, "\n".join(rows(picks)))
    page.write_text(words, encoding="utf-8")


def rows(picks: Sequence[Pick]) -> Iterator[str]:
    """A list as lines of a table, in the order it would sound."""
    yield "| | song | by | year | score | because |"
    yield "|--:|---|---|--:|--:|---|"
    for rank, pick in enumerate(picks, 1):
        song, because = pick.song, "; ".join(reason.words for reason in pick.reasons)
        yield f"| {rank} | {song.title} | {song.performer} | {song.year or ''} | {pick.score:.2f} | {because} |"


def placed(page: str, name: str, table: str) -> str:
    """The page with this table between the life's marks. Raises SystemExit when the marks are missing."""
    between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not between.search(page):
        raise SystemExit(f"Write <!-- {name} --> and <!-- end {name} --> on two lines of the page first.")
    return between.sub(lambda marks: f"{marks[1]}\n{table}\n\n{marks[2]}", page)


if __name__ == "__main__":
    main((Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS) / PAGE)
