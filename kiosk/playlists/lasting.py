"""What lasts: songs that still work, songs that have gone stale and rest, and narrowing late on (evidence B7)."""

from collections.abc import Mapping
from datetime import date, timedelta

from kiosk.playlists.listener import Listener, Response
from kiosk.units import SongId

STALE_FALLS = 3
"""Evidence rule 5: going stale after three falls in a row."""
REST = timedelta(days=14)
"""A song that went stale rests for as long as a diary takes to find saturation, one to two weeks (evidence B7)."""
RESTED = 0.4
"""Share of its score a resting song keeps: it comes back last, not never."""
STILL_WORKS = 0.7
NO_LONGER_WORKS = 0.4
ENOUGH_RATINGS = 2
MANY_FAILED = 5
FEW_WORK = 2
"""Late on, one or two songs may be all that work (evidence B7); the figures are design values."""


def works(response: Response) -> bool:
    """Say whether a good response was seen more than once."""
    return response.count >= ENOUGH_RATINGS and response.mean >= STILL_WORKS


def going_stale(response: Response) -> bool:
    """Say whether the response fell three times in a row (evidence rule 5)."""
    return response.falls >= STALE_FALLS


def rests(response: Response, today: date | None) -> bool:
    """Say whether a song rests today: it went stale, and two weeks without it have not passed."""
    if not going_stale(response):
        return False
    return today is None or response.last_heard is None or today - response.last_heard < REST


def key_songs(responses: Mapping[SongId, Response]) -> frozenset[SongId]:
    """Return the one or two songs that still work when many others no longer do, else nothing."""
    working = frozenset(song for song, response in responses.items() if works(response))
    failed = [each for each in responses.values() if each.count >= ENOUGH_RATINGS and each.mean < NO_LONGER_WORKS]
    return working if 1 <= len(working) <= FEW_WORK and len(failed) >= MANY_FAILED else frozenset()


def why_it_rests(response: Response) -> str:
    """Say in words that a song is over-played."""
    played = f"Played {response.plays} times in a year, and the" if response.plays > 1 else "The"
    return f"{played} response fell {response.falls} times in a row: resting for now"


def why_it_stays(listener: Listener) -> str:
    """Say in words why a list is only one or two songs long."""
    return f"One of the few songs {listener.called} still answers to"
