"""Chooses songs for one list so that it stays varied: performers, years, places, handed-down songs.

Each further song of the same kind counts a little less, so that a youth is longer than its sixteenth year and a
life longer than one place; only what somebody asked for counts in full.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from kiosk.playlists.catalogue import EVERGREEN
from kiosk.playlists.familiarity import folded
from kiosk.playlists.picks import Pick, Reason
from kiosk.playlists.songs import Song

MOST_BY_ONE_PERFORMER = 2
"""Evidence rule 7: at most two songs by one performer in a session."""
AGAIN_IN_YEAR, AGAIN_NEXT_YEAR = 0.97, 0.99
AGAIN_BY_PERFORMER = 0.95
AGAIN_IN_CHAPTER = 0.97
"""What a song keeps of its score for each one chosen already from its year, the year beside it, by its
performer, from its chapter of the life. Design values."""
SAME = 4
"""Scores are compared to this many decimals; between equals the coin decides."""


@dataclass(frozen=True)
class Candidate:
    """A song that could join a list: its score for this list, the same were its tempo right, and the
    chapter of the life it belongs to.

    `asked` when somebody named or remembered it; `new` when nothing personal is known of it; `coin` decides
    between equals; `reasons` are those this list adds; `pick` holds the others, when they are made already.
    """

    song: Song
    score: float
    at_any_tempo: float
    coin: float
    chapter: str = ""
    asked: bool = False
    new: bool = False
    reasons: tuple[Reason, ...] = ()
    pick: Pick | None = None


@dataclass(frozen=True)
class Room:
    """How much a list may hold: songs in all, handed-down songs nobody asked for, songs that are new."""

    count: int
    evergreen: float
    new: int | None = None


def varied(
    candidates: Sequence[Candidate], room: Room, barred: Callable[[Song], bool], begun: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Return at most `room.count` candidates, in the order they were chosen; more of a kind before a short list.

    `barred` songs never join. `begun` are songs the list holds already; they come first and count.
    """
    tally = _Tally(room)
    chosen = list(begun)
    for one in begun:
        tally.add(one)
    waiting: list[Candidate] = []
    heap = [(-round(one.score, SAME), one.coin, place) for place, one in enumerate(candidates)]
    heapify(heap)
    while heap and len(chosen) < room.count:
        _, coin, place = heappop(heap)
        one = candidates[place]
        if not tally.may_have(one) or barred(one.song):
            continue
        if not tally.has_room(one):
            waiting.append(one)
            continue
        worth = -round(one.score * tally.keeps(one), SAME)
        if heap and (worth, coin) > heap[0][:2]:
            heappush(heap, (worth, coin, place))
            continue
        tally.add(one)
        chosen.append(one)
    return [*chosen, *_filling_up(waiting, tally, room.count - len(chosen))]


def _filling_up(waiting: Sequence[Candidate], tally: "_Tally", places: int) -> list[Candidate]:
    added: list[Candidate] = []
    for one in waiting:
        if len(added) < places and tally.may_have(one):
            tally.add(one)
            added.append(one)
    return added


class _Tally:
    """Counts what a list holds already."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._performers: Counter[str] = Counter()
        self._years: Counter[int] = Counter()
        self._chapters: Counter[str] = Counter()
        self._titles: set[str] = set()
        self._evergreens = 0
        self._new = 0

    def may_have(self, one: Candidate) -> bool:
        """Say whether a song may join at all: no title twice, a performer twice at most, few new ones."""
        if folded(one.song.title) in self._titles:
            return False
        if one.asked:
            return True
        by = folded(one.song.performer) if one.song.performer else ""
        too_new = one.new and self._room.new is not None and self._new >= self._room.new
        return not too_new and (not by or self._performers[by] < MOST_BY_ONE_PERFORMER)

    def has_room(self, one: Candidate) -> bool:
        """Say whether handed-down songs would take the list over; what was asked for always has room."""
        most = self._room.count * self._room.evergreen
        return one.asked or one.song.genre not in EVERGREEN or self._evergreens < most

    def keeps(self, one: Candidate) -> float:
        """Return the share of its score a song keeps beside what the list holds; it only ever falls."""
        if one.asked:
            return 1.0
        by = self._performers[folded(one.song.performer)] if one.song.performer else 0
        there = self._chapters[one.chapter] if one.chapter else max(self._chapters.values(), default=0)
        kept = AGAIN_BY_PERFORMER**by * AGAIN_IN_CHAPTER**there
        year = one.song.year
        if year is None or one.song.genre in EVERGREEN:
            return float(kept)
        beside = self._years[year - 1] + self._years[year + 1]
        return float(kept * AGAIN_IN_YEAR ** self._years[year] * AGAIN_NEXT_YEAR**beside)

    def add(self, one: Candidate) -> None:
        """Count a song in."""
        self._titles.add(folded(one.song.title))
        self._new += one.new
        if one.song.performer:
            self._performers[folded(one.song.performer)] += 1
        if one.asked:
            return
        if one.chapter:
            self._chapters[one.chapter] += 1
        if one.song.genre in EVERGREEN:
            self._evergreens += 1
        elif one.song.year is not None:
            self._years[one.song.year] += 1
