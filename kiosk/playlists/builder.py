"""Drafts a playlist for one person: what they are most likely to carry, in an order that sounds well.

A draft is a suggestion. A person approves it; nothing plays that nobody approved.
"""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kiosk.playlists.catalogue import EVERGREEN, slug
from kiosk.playlists.familiarity import WEIGHTS, Familiarity, Weights, learned_ids
from kiosk.playlists.listener import Listener
from kiosk.playlists.picks import Pick, Reason, Term
from kiosk.playlists.songs import Song
from kiosk.units import SongId

MOST_BY_ONE_PERFORMER = 2
"""Evidence rule 7: at most two songs by one performer in a session."""
MOST_EVERGREEN = 0.3
"""Share of a list that may be hymns, carols and traditional song nobody named."""
SHARE_OF_ONE_YEAR = 0.15
"""A year's hits that nobody named may fill this much of a list: a youth is longer than its sixteenth year."""
CANDIDATES_PER_PICK = 40


@dataclass(frozen=True)
class Wish:
    """What a draft should be: how many picks, only from these recordings' songs, which toss of the coin."""

    count: int = 25
    only: frozenset[SongId] | None = None
    seed: int = 0


def draft(
    listener: Listener,
    songs: Iterable[Song],
    wish: Wish = Wish(),
    names: Mapping[str, str] | None = None,
    weights: Weights = WEIGHTS,
) -> tuple[Pick, ...]:
    """Return at most `wish.count` picks, best first and last (evidence rule 14), the same for the same seed.

    `names` are the words for region codes ("IE": "Ireland"). Songs behind a red flag never appear.
    """
    model = Familiarity(listener, weights, names)
    candidates = _candidates(model, [*songs, *listener.own_songs], wish)
    return arrange(_varied(candidates, wish.count))


def _candidates(model: Familiarity, songs: Sequence[Song], wish: Wish) -> list[Pick]:
    """Return the most promising songs as picks, highest score first.

    Reasons are only made for songs that can still make the list, so that a hundred thousand songs
    cost a tenth of a second.
    """
    personal = learned_ids(model.listener)
    within = [song for song in songs if wish.only is None or song.id in wish.only]
    known = [song for song in within if song.id in personal or slug(song.performer) in model.listener.performers]
    best = heapq.nlargest(wish.count * CANDIDATES_PER_PICK, within, key=model.quick_score)
    unique = {song.id: song for song in (*known, *best)}
    picks = [pick for song in unique.values() if (pick := model.pick(song)) is not None]
    coin = Random(wish.seed)  # noqa: S311  a repeatable toss between equals, no secret
    order = {pick.song.id: coin.random() for pick in sorted(picks, key=lambda pick: pick.song.id)}
    return sorted(picks, key=lambda pick: (-round(pick.score, 4), order[pick.song.id]))


def _varied(picks: Iterable[Pick], count: int) -> list[Pick]:
    """Return the first `count` picks that keep a list varied: performers, versions, evergreens."""
    chosen: list[Pick] = []
    tally = _Tally(count)
    waiting: list[Pick] = []
    for pick in picks:
        if len(chosen) == count:
            return chosen
        (chosen if tally.takes(pick) else waiting).append(pick)
    rest = [pick for pick in waiting if tally.fills_up(pick)]
    return [*chosen, *rest][:count]


class _Tally:
    """Counts what a list holds already, so that no performer, year or handed-down song takes it over."""

    def __init__(self, count: int) -> None:
        self._most_evergreen = count * MOST_EVERGREEN
        self._most_of_year = max(2, round(count * SHARE_OF_ONE_YEAR))
        self._performers: Counter[str] = Counter()
        self._years: Counter[int | None] = Counter()
        self._titles: set[str] = set()
        self._evergreens = 0

    def takes(self, pick: Pick) -> bool:
        """Count a pick in, if the list has room for it; what somebody asked for always has, once."""
        room = self._has_room(pick)
        if room:
            self._add(pick)
        return room

    def fills_up(self, pick: Pick) -> bool:
        """Count a pick in that only its year or its kind kept out: better than a short list."""
        title, by = slug(pick.song.title), slug(pick.song.performer)
        room = title not in self._titles and (not by or self._performers[by] < MOST_BY_ONE_PERFORMER)
        if room:
            self._add(pick)
        return room

    def _has_room(self, pick: Pick) -> bool:
        if slug(pick.song.title) in self._titles:
            return False
        if _asked_for(pick):
            return True
        if pick.song.genre in EVERGREEN:
            return self._evergreens < self._most_evergreen
        by = slug(pick.song.performer)
        of_performer = self._performers[by] < MOST_BY_ONE_PERFORMER or not by
        return of_performer and self._years[pick.song.year] < self._most_of_year

    def _add(self, pick: Pick) -> None:
        self._titles.add(slug(pick.song.title))
        self._performers[slug(pick.song.performer)] += 1
        self._evergreens += pick.song.genre in EVERGREEN and not _asked_for(pick)
        if not _asked_for(pick):
            self._years[pick.song.year] += 1


def _asked_for(pick: Pick) -> bool:
    return any(reason.term in {Term.NAMED, Term.MEMORY} for reason in pick.reasons)


def arrange(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """Return picks with the best first, the second best last, and no performer twice in a row."""
    if len(picks) < 3:
        return tuple(picks)
    first, last, *middle = picks
    return (first, *_spread(first, middle, last), last)


def _spread(first: Pick, middle: Sequence[Pick], last: Pick) -> list[Pick]:
    waiting = list(middle)
    order: list[Pick] = []
    before = first
    while waiting:
        following = last if len(waiting) == 1 else None
        index = next((i for i, pick in enumerate(waiting) if not _same(pick, before, following)), 0)
        before = waiting.pop(index)
        order.append(before)
    return order


def _same(pick: Pick, before: Pick, following: Pick | None) -> bool:
    by = slug(pick.song.performer)
    return bool(by) and (
        by == slug(before.song.performer) or (following is not None and by == slug(following.song.performer))
    )


def changes(before: Sequence[Pick], after: Sequence[Pick]) -> tuple[str, ...]:
    """Say in words what a new draft changes and why, one sentence a song (evidence rule 8)."""
    old = {pick.song.id: place for place, pick in enumerate(before)}
    new = {pick.song.id: place for place, pick in enumerate(after)}
    came = [_came(pick) for pick in after if pick.song.id not in old]
    moved = [_moved(pick) for place, pick in enumerate(after) if _learned(pick) and _shifted(pick, old, place)]
    went = [f"“{pick.song.title}” is left out now" for pick in before if pick.song.id not in new]
    return (*moved, *came, *went)


def _shifted(pick: Pick, old: Mapping[SongId, int], place: int) -> bool:
    return pick.song.id in old and old[pick.song.id] != place


def _learned(pick: Pick) -> list[Reason]:
    return [reason for reason in pick.reasons if reason.term is Term.RESPONSE]


def _came(pick: Pick) -> str:
    why = pick.reasons[0].words if pick.reasons else "new"
    return f"“{pick.song.title}” is new: {why[0].lower()}{why[1:]}"


def _moved(pick: Pick) -> str:
    return f"“{pick.song.title}” has a new place: {_learned(pick)[0].words}"


def playable(picks: Iterable[Pick], library: Collection[SongId]) -> tuple[tuple[Pick, ...], tuple[Pick, ...]]:
    """Split picks into those the home's library can play and the wanted list."""
    kept = tuple(picks)
    ready = tuple(pick for pick in kept if pick.song.id in library)
    return ready, tuple(pick for pick in kept if pick.song.id not in library)
