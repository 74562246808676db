"""Chooses songs for one list so that it stays varied: performers, years, places, handed-down songs.

Each further song of the same kind counts a little less, so that a youth is longer than its sixteenth year and a
life longer than one place; only what somebody asked for counts in full.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from kiosk.playlists.catalogue import EVERGREEN
from kiosk.playlists.familiarity import folded
from kiosk.playlists.picks import Pick, Reason
from kiosk.playlists.songs import Song

MOST_BY_ONE_PERFORMER = 2
"""Evidence rule 7: at most two songs by one performer in a session."""
AGAIN_IN_YEAR, AGAIN_NEXT_YEAR = 0.94, 0.98
AGAIN_BY_PERFORMER = 0.85
AGAIN_IN_CHAPTER = 0.95
"""What a song keeps of its score for each one chosen already from its year, the year beside it, by its
performer, from its chapter of the life. Design values."""
AT_HOME, LIFT = 0.25, 1.5
"""A chapter's own songs count so much more until they are this share of what the list holds of the chapter: the
world's hits never crowd out a place's own songs. Design values."""
SAME = 4
"""Scores are compared to this many decimals; between equals the coin decides."""


@dataclass(frozen=True)
class Candidate:
    """A song that could join a list: its score for this list, the same were its tempo right, and the
    chapter of the life it belongs to.

    `away` when it was heard there but at home elsewhere;
    `asked` when somebody named or remembered it; `new` when nothing personal is known of it; `coin` decides
    between equals; `reasons` are those this list adds; `pick` holds the others, when they are made already.
    """

    song: Song
    score: float
    at_any_tempo: float
    coin: float
    chapter: str = ""
    away: bool = False
    asked: bool = False
    new: bool = False
    reasons: tuple[Reason, ...] = ()
    pick: Pick | None = None

    @cached_property
    def titled(self) -> str:
        """Return the title as titles are compared."""
        return folded(self.song.title)

    @cached_property
    def by(self) -> str:
        """Return the performer as performers are compared; empty when nobody in particular."""
        return folded(self.song.performer) if self.song.performer else ""


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

    `barred` songs never join. `begun` are songs the list holds already; they come first and count. The list is
    chosen twice: the first shows how many songs each chapter has, and so how many should be its own.
    """
    free = _chosen(candidates, _Tally(room, {}), barred, begun)
    own = Counter(one.chapter for one in free if not one.away)
    wanted = {chapter: round(found * AT_HOME) for chapter, found in Counter(one.chapter for one in free).items()}
    if all(own[chapter] >= least for chapter, least in wanted.items()):
        return free
    return _chosen(candidates, _Tally(room, wanted), barred, begun)


def _chosen(
    candidates: Sequence[Candidate], tally: "_Tally", barred: Callable[[Song], bool], begun: Sequence[Candidate]
) -> list[Candidate]:
    chosen = list(begun)
    for one in begun:
        tally.add(one)
    waiting: list[Candidate] = []
    heap = [(-round(one.score * tally.lifts(one), SAME), one.coin, place) for place, one in enumerate(candidates)]
    heapify(heap)
    while heap and len(chosen) < tally.room.count:
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
    return [*chosen, *_filling_up(waiting, tally, tally.room.count - len(chosen))]


def _filling_up(waiting: Sequence[Candidate], tally: "_Tally", places: int) -> list[Candidate]:
    added: list[Candidate] = []
    for one in waiting:
        if len(added) < places and tally.may_have(one):
            tally.add(one)
            added.append(one)
    return added


class _Tally:
    """Counts what a list holds already."""

    def __init__(self, room: Room, own_wanted: Mapping[str, int]) -> None:
        self.room = room
        self._own_wanted = own_wanted
        self._performers: Counter[str] = Counter()
        self._years: Counter[int] = Counter()
        self._chapters: Counter[str] = Counter()
        self._own: Counter[str] = Counter()
        self._titles: set[str] = set()
        self._evergreens = 0
        self._new = 0

    def may_have(self, one: Candidate) -> bool:
        """Say whether a song may join at all: no title twice, a performer twice at most, few new ones."""
        if one.titled in self._titles:
            return False
        if one.asked:
            return True
        too_new = one.new and self.room.new is not None and self._new >= self.room.new
        return not too_new and (not one.by or self._performers[one.by] < MOST_BY_ONE_PERFORMER)

    def has_room(self, one: Candidate) -> bool:
        """Say whether handed-down songs would take the list over; what was asked for always has room."""
        most = self.room.count * self.room.evergreen
        return one.asked or one.song.genre not in EVERGREEN or self._evergreens < most

    def keeps(self, one: Candidate) -> float:
        """Return the share of its score a song keeps beside what the list holds; it only ever falls."""
        if one.asked:
            return 1.0
        by = self._performers[one.by] if one.by else 0
        there = self._chapters[one.chapter] if one.chapter else max(self._chapters.values(), default=0)
        kept = AGAIN_BY_PERFORMER**by * AGAIN_IN_CHAPTER**there
        kept *= self.lifts(one)
        year = one.song.year
        if year is None or one.song.genre in EVERGREEN:
            return float(kept)
        beside = self._years[year - 1] + self._years[year + 1]
        return float(kept * AGAIN_IN_YEAR ** self._years[year] * AGAIN_NEXT_YEAR**beside)

    def lifts(self, one: Candidate) -> float:
        """Return how much more a song counts because its chapter has too few of its own yet; it only ever falls."""
        lacking = not one.away and not one.asked and self._own[one.chapter] < self._own_wanted.get(one.chapter, 0)
        return LIFT if lacking else 1.0

    def add(self, one: Candidate) -> None:
        """Count a song in."""
        self._titles.add(one.titled)
        self._new += one.new
        if one.by:
            self._performers[one.by] += 1
        if one.asked:
            return
        self._own[one.chapter] += not one.away
        if one.chapter:
            self._chapters[one.chapter] += 1
        if one.song.genre in EVERGREEN:
            self._evergreens += 1
        elif one.song.year is not None:
            self._years[one.song.year] += 1
