"""What the library lacks: songs that residents' lists want, those first that most people would gain by."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from kiosk.home.home import Home
from kiosk.home.lists import wanted_songs
from kiosk.playlists.songs import Song


@dataclass(frozen=True)
class Wanted:
    """One song, whom it is for (as they are called), and how sure the kiosk is that they know it, summed."""

    song: Song
    people: tuple[str, ...]
    score: float


def wanted(home: Home) -> list[Wanted]:
    """Return the wanted list of the whole home."""
    songs: dict[str, Song] = {}
    people: dict[str, dict[str, float]] = {}
    for person in home.store.residents.all():
        for pick in wanted_songs(home, person.id):
            songs[pick.song.id] = pick.song
            people.setdefault(pick.song.id, {})[person.called] = pick.score
    found = [Wanted(songs[key], tuple(sorted(who)), sum(who.values())) for key, who in people.items()]
    return sorted(found, key=lambda one: (-len(one.people), -one.score, one.song.title))


def as_csv(rows: Iterable[Wanted]) -> str:
    """Return the list as a table for a spreadsheet; nothing in it can act as a formula."""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(["title", "performer", "year", "language", "people", "for"])
    for one in rows:
        song = one.song
        cells = [song.title, song.performer, song.year or "", song.language, len(one.people), ", ".join(one.people)]
        table.writerow([_harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"} else cell
