"""Drafts a playlist for one person: what they are most likely to carry, in an order that sounds well.

A draft is a suggestion. A person approves it; nothing plays that nobody approved.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from random import Random

from kiosk.playlists.arranging import arrange, ramped
from kiosk.playlists.familiarity import Familiarity, blocked
from kiosk.playlists.judging import Judge
from kiosk.playlists.lasting import works
from kiosk.playlists.listener import Listener
from kiosk.playlists.picks import Pick, Reason, Term
from kiosk.playlists.purposes import MINUTES
from kiosk.playlists.ramps import FAVOURITE_START, STEP, along, bpm_of, tempos
from kiosk.playlists.songs import Song
from kiosk.playlists.stock import Stock
from kiosk.playlists.variety import Candidate, Room, varied
from kiosk.playlists.weights import WEIGHTS, Weights
from kiosk.playlists.wish import Wish
from kiosk.units import DurationMs, SongId

__all__ = ["Wish", "arrange", "changes", "draft", "playable"]

ANYTHING = Wish()
USUAL_LENGTH = DurationMs(180_000)
A_MINUTE = 60_000
FAIR, ABOUT_ENOUGH = 10, 14
"""Evidence rule 7: about 10 to 14 songs, 30 to 45 minutes."""
HARDLY_KNOWN = 0.1
"""Songs that score lower do not fill a list up once it has ten. A design value."""


def draft(
    listener: Listener,
    songs: Iterable[Song] | Stock,
    wish: Wish = ANYTHING,
    names: Mapping[str, str] | None = None,
    weights: Weights = WEIGHTS,
) -> tuple[Pick, ...]:
    """Return at most `wish.count` picks, best first and last (evidence rule 14), the same for the same seed.

    `names` are the words for region codes ("IE": "Ireland"). Songs behind a red flag never appear. Give a
    `Stock` where many lists are drafted from the same songs.
    """
    stock = songs if isinstance(songs, Stock) else Stock.of(songs)
    stock = stock if wish.only is None else stock.only(wish.only)
    judge = Judge(Familiarity(listener, weights, names), wish)
    coin = Random(wish.seed)  # noqa: S311  a repeatable toss between equals, no secret
    candidates = judge.candidates(stock, coin.random)
    barred = partial(blocked, listener=listener)
    way = _way(judge, candidates, barred)
    room = Room(wish.count, judge.rule.evergreen, judge.most_new(candidates))
    chosen = _enough(varied(candidates, room, barred, way), wish.lengths)
    picks = {one.song.id: judge.finished(one) for one in chosen}
    leading = [picks.pop(one.song.id) for one in way if one.song.id in picks]
    rest = sorted(picks.values(), key=lambda pick: -pick.score)
    if judge.rule.ramp is None:
        return arrange(rest)
    return ramped(leading, rest, judge.rule.ramp[1], partial(bpm_of, measured=wish.bpm))


def _way(judge: Judge, candidates: Sequence[Candidate], barred: "partial[bool]") -> tuple[Candidate, ...]:
    """Return the songs that lead to the purpose's tempo, one for each step of its ramp (evidence rule 11)."""
    if judge.rule.ramp is None:
        return ()
    start, target = judge.rule.ramp
    bpm = partial(bpm_of, measured=judge.wish.bpm)
    best = sorted(candidates, key=lambda one: (-round(one.at_any_tempo, 4), one.coin))
    open_to = [one for one in best if one.at_any_tempo > 0 and not barred(one.song)]
    sooner = any(_opens(judge, one, bpm(one.song)) for one in open_to) and start > target
    steps = tempos(FAVOURITE_START if sooner else start, target, favourite=sooner)
    return along(open_to, steps[:-1], bpm)[: max(0, judge.wish.count - 1)]


def _opens(judge: Judge, one: Candidate, bpm: float | None) -> bool:
    """Say whether a confirmed favourite can open a ramp one step sooner (evidence D5)."""
    response = judge.listener.responses.get(one.song.id)
    return bpm is not None and abs(bpm - FAVOURITE_START) <= STEP / 2 and response is not None and works(response)


def _enough(chosen: Sequence[Candidate], lengths: Mapping[SongId, DurationMs]) -> list[Candidate]:
    """Return what fits 45 minutes, about 14 songs once there are 30 minutes of them; all when lengths are unknown.

    After the first ten, a short list is better than songs the person hardly knows.
    """
    if not lengths:
        return list(chosen)
    least, most = (minutes * A_MINUTE for minutes in MINUTES)
    kept: list[Candidate] = []
    total = 0
    for one in chosen:
        length = lengths.get(one.song.id) or USUAL_LENGTH
        done = len(kept) >= ABOUT_ENOUGH and total >= least
        hardly_known = len(kept) >= FAIR and one.score < HARDLY_KNOWN
        if not done and not hardly_known and total + length <= most:
            kept.append(one)
            total += length
    return kept


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
