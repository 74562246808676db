"""Music for several people at once: a suggested list, and whose song each one is."""

from collections.abc import Sequence

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.knowing import listener
from kiosk.playlists.groups import FEWEST_PEOPLE, MOST_PEOPLE, GroupList, together
from kiosk.units import ResidentId


def suggest_for_group(home: Home, residents: Sequence[ResidentId]) -> GroupList:
    """Return songs of the library for everyone in the room, red flags of each of them kept (evidence rule 33).

    Raises BadInput for fewer than two people, more than eight, or when no song may play for all of them.
    """
    people = tuple(dict.fromkeys(residents))
    if not FEWEST_PEOPLE <= len(people) <= MOST_PEOPLE:
        raise BadInput("Tick between two and eight people who are in the room.", "who")
    members = [listener(home, resident) for resident in people]
    songs = [song for one in home.shelf.recordings if (song := home.stock.by_id.get(one))]
    found = together(members, songs, home.today())
    if not found.picks:
        raise BadInput("The library has no song that suits all of them: add recordings, or tick fewer people.", "who")
    return found
