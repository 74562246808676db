"""Wanted songs that have arrived: they join the lists that waited for them by themselves, and staff are told here.

Only the songs are noted; for whom they are is looked up in the lists each time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kiosk.home.home import Home
from kiosk.home.library_wanted import wanted
from kiosk.people.residents import Resident
from kiosk.people.staff import SYSTEM
from kiosk.playlists.picks import Approval
from kiosk.units import SongId

ARRIVED = "library_arrived"
"""The setting that holds the last arrivals, the newest first."""
SHOWN_DAYS, MOST = 14, 30


@dataclass(frozen=True)
class Arrival:
    """One song that was wanted, when it came, and whose lists it is on (as they are called)."""

    title: str
    on: date
    people: tuple[str, ...]


def wanted_now(home: Home) -> frozenset[SongId]:
    """Return the songs that lists want and the library lacks."""
    return frozenset(one.song.id for one in wanted(home))


def note_arrivals(home: Home, before: Collection[SongId]) -> int:
    """Note which songs that were wanted before can play now; return how many."""
    here = sorted(set(before) & home.shelf.recordings.keys())
    if here:
        today = home.today().isoformat()
        noted = [{"song": song, "on": today} for song in here]
        home.store.settings.set(ARRIVED, [*noted, *home.store.settings.get(ARRIVED, [])][:MOST], SYSTEM)
    return len(here)


def arrivals(home: Home) -> list[Arrival]:
    """Return what arrived in the last two weeks and is on somebody's list, the newest first."""
    people = [(one, _songs_of(home, one)) for one in home.store.residents.all()]
    found: list[Arrival] = []
    for noted in home.store.settings.get(ARRIVED, []):
        song, on = home.song(SongId(noted["song"])), date.fromisoformat(noted["on"])
        names = tuple(sorted(one.called for one, songs in people if noted["song"] in songs))
        if song and names and (home.today() - on).days <= SHOWN_DAYS:
            found.append(Arrival(song.title, on, names))
    return found


def _songs_of(home: Home, person: Resident) -> frozenset[SongId]:
    lists = [one for one in home.store.playlists.of(person.id) if one.state is not Approval.RETIRED]
    return frozenset(pick.song.id for one in lists for pick in one.picks)
