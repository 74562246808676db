"""What the library lacks: songs that residents' lists want, those first that most people would gain by."""

from dataclasses import dataclass

from kiosk.care.tables import Table
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


def wanted_table(home: Home) -> Table:
    """Return the wanted list as a table for a spreadsheet."""
    rows = tuple(
        (
            one.song.title,
            one.song.performer,
            one.song.year or "",
            one.song.language,
            len(one.people),
            ", ".join(one.people),
        )
        for one in wanted(home)
    )
    return Table("wanted", ("title", "performer", "year", "language", "people", "for"), rows)
