"""A list for several people in one room: nobody suffers, everybody gets their own (evidence rules 31 to 34).

Average without misery, balanced: songs that some could not bear are dropped, and the next song is the one that
most enjoy and the least satisfied enjoy too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from kiosk.playlists.catalogue import ASK_FIRST, EVERGREEN
from kiosk.playlists.familiarity import Familiarity, blocked, folded, spares
from kiosk.playlists.judging import in_season
from kiosk.playlists.listener import Listener
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year

FEWEST_PEOPLE, MOST_PEOPLE = 2, 8
"""Evidence rule 31 asks for four to eight; two or three can listen together too."""
FLOORS = (0.35, 0.25, 0.0)
"""No member scores lower; relaxed once by evidence rule 33, and given up only when too few songs are left."""
KNOWN = 0.25
ENOUGH = 12
TOP = 3
LONGEST_WAIT = 4
BALANCE = 0.5
FADES = 0.8
"""Evidence rule 34."""
AGAIN = 0.1
"""What a song loses for the language of the two before it, the age group or the performer of the one before it."""
COHORT_SPAN = 15
"""Birth years further apart share no candidate years (evidence rule 32)."""
FROM_AGE, TO_AGE = 10, 25


@dataclass(frozen=True)
class GroupPick:
    """A song for the group: everyone's score for it in the order of the members, and whose song it is most."""

    song: Song
    scores: tuple[float, ...]
    whose: tuple[str, ...]

    @property
    def mean(self) -> float:
        """Return the mean score, 0 to 1."""
        return sum(self.scores) / len(self.scores)


@dataclass(frozen=True)
class GroupList:
    """Songs in order, and in words what had to give."""

    picks: tuple[GroupPick, ...]
    notes: tuple[str, ...] = ()


def candidate_years(births: Iterable[Year]) -> tuple[range, ...]:
    """Return the years everybody was young in, one range for each age group where there are none (rule 32)."""
    cohorts: list[list[Year]] = []
    for birth in sorted(births):
        if cohorts and birth - cohorts[-1][0] <= COHORT_SPAN:
            cohorts[-1].append(birth)
        else:
            cohorts.append([birth])
    return tuple(range(cohort[-1] + FROM_AGE, cohort[0] + TO_AGE + 1) for cohort in cohorts)


def together(
    members: Sequence[Listener], songs: Iterable[Song], today: date | None = None, count: int = ENOUGH
) -> GroupList:
    """Return at most `count` songs for everyone in the room, from those the home can play.

    A red flag of any member counts for all (evidence rule 6). Every member gets one of their three best songs,
    and nobody waits longer than four songs for one of their own, where the songs allow it. Carols wait for
    Christmas; `today` says whether it is.
    """
    years = candidate_years(member.birth for member in members if member.birth is not None)
    carols = in_season(today)
    every = _scored(members, [song for song in songs if carols or song.genre != "carol"], years)
    pool, floor = _without_misery(every)
    favourites = [_best(every, place, TOP) for place in range(len(members))]
    for theirs in favourites:
        if theirs and not any(pick in pool for pick in theirs):
            pool.append(max(theirs, key=lambda pick: pick.mean))
    order = _Turns(pool, favourites, years, len(members)).taken(count)
    named = tuple(replace(pick, whose=_whose(pick, members, favourites)) for pick in order)
    return GroupList(named, _notes(years, floor))


def _scored(members: Sequence[Listener], songs: Iterable[Song], years: Sequence[range]) -> list[GroupPick]:
    """Return every song that may play for all of them with its scores, one version of each title, best first."""
    models = [Familiarity(member) for member in members]
    asked = {song for member in members for song in (*member.named, *member.memories)}
    best: dict[str, GroupPick] = {}
    for song in {song.id: song for song in songs}.values():
        if not _may_play(song, members, asked, years):
            continue
        picks = (model.pick(song) for model in models)
        made = GroupPick(song, tuple(pick.score if pick else 0.0 for pick in picks), ())
        title = folded(song.title)
        if title not in best or best[title].mean < made.mean:
            best[title] = made
    return sorted(best.values(), key=lambda pick: (-pick.mean, pick.song.id))


def _may_play(song: Song, members: Sequence[Listener], asked: set[SongId], years: Sequence[range]) -> bool:
    if any(blocked(song, member) or spares(song, member) for member in members):
        return False
    if song.id in asked:
        return True
    timeless = song.year is None or song.genre in EVERGREEN or not years
    return ASK_FIRST not in song.themes and (timeless or any(song.year in span for span in years))


def _knows(member: Listener, song: Song) -> bool:
    return song.id in member.named or song.id in member.memories


def _without_misery(every: Sequence[GroupPick]) -> tuple[list[GroupPick], float]:
    for floor in FLOORS:
        pool = [pick for pick in every if min(pick.scores) >= floor]
        if len(pool) >= ENOUGH:
            return pool, floor
    return list(every), FLOORS[-1]


def _best(picks: Sequence[GroupPick], member: int, count: int) -> list[GroupPick]:
    return sorted(picks, key=lambda pick: (-pick.scores[member], -pick.mean, pick.song.id))[:count]


def _own(pool: Sequence[GroupPick], member: int) -> set[SongId]:
    """Return what a member waits for: the songs they know best, of those they know at all."""
    best = _best(pool, member, ENOUGH)
    return {pick.song.id for place, pick in enumerate(best) if place < TOP or pick.scores[member] >= KNOWN}


class _Turns:
    """Takes songs one by one, so that nobody is left out for long."""

    def __init__(
        self, pool: list[GroupPick], favourites: Sequence[list[GroupPick]], years: Sequence[range], people: int
    ) -> None:
        self._left = list(pool)
        self._years = years
        self._favourites = [{pick.song.id for pick in theirs} for theirs in favourites]
        self._own = [_own(pool, member) for member in range(people)]
        self._satisfied = [0.0] * people
        self._waited = [0] * people
        self._order: list[GroupPick] = []

    def taken(self, count: int) -> tuple[GroupPick, ...]:
        """Return the songs in order; the one with the highest mean comes last (evidence rule 34)."""
        if not self._left:
            return ()
        ending = max(self._left, key=lambda pick: pick.mean)
        self._left.remove(ending)
        while self._left and len(self._order) < count - 1:
            self._take(self._next(count - len(self._order), ending))
        return (*self._order, ending)

    def _take(self, pick: GroupPick) -> None:
        self._left.remove(pick)
        self._order.append(pick)
        for member, score in enumerate(pick.scores):
            self._satisfied[member] = self._satisfied[member] * FADES + score
            self._waited[member] = 0 if pick.song.id in self._own[member] else self._waited[member] + 1

    def _next(self, places: int, ending: GroupPick) -> GroupPick:
        options = self._narrowed(self._left, self._impatient(), self._own)
        options = self._narrowed(options, self._without_favourite(places, ending), self._favourites)
        return max(options, key=self._value)

    def _narrowed(self, options: list[GroupPick], due: list[int], theirs: Sequence[set[SongId]]) -> list[GroupPick]:
        """Return the options that belong to one of those who are due, all of them when there is none."""
        return [pick for pick in options if any(pick.song.id in theirs[member] for member in due)] or options

    def _impatient(self) -> list[int]:
        """Return those of whom one must be served now, so that nobody waits for more than four songs."""
        left = [LONGEST_WAIT - waited for waited in self._waited]
        for songs in range(LONGEST_WAIT + 1):
            due = [member for member, patience in enumerate(left) if patience <= songs]
            if len(due) > songs:
                return due
        return []

    def _without_favourite(self, places: int, ending: GroupPick) -> list[int]:
        """Return those who have had none of their three best, once places for them run short."""
        heard = {pick.song.id for pick in (*self._order, ending)}
        due = [member for member, theirs in enumerate(self._favourites) if theirs and not theirs & heard]
        return due if len(due) >= places - 1 else []

    def _value(self, pick: GroupPick) -> float:
        people = len(self._satisfied)
        least = sorted(range(people), key=lambda member: self._satisfied[member])[: ceil(people / 3)]
        balance = sum(pick.scores[member] for member in least) / len(least)
        return pick.mean + BALANCE * balance - AGAIN * self._repeats(pick)

    def _repeats(self, pick: GroupPick) -> int:
        """Count what the song repeats: the language of the two before, the age group or performer of the last."""
        if not self._order:
            return 0
        last, song = self._order[-1].song, pick.song
        language = len(self._order) > 1 and {one.song.language for one in self._order[-2:]} == {song.language}
        performer = bool(song.performer) and folded(song.performer) == folded(last.performer)
        cohort = self._cohort(song)
        return language + performer + (cohort is not None and cohort == self._cohort(last))

    def _cohort(self, song: Song) -> int | None:
        if len(self._years) < 2:
            return None
        return next((place for place, span in enumerate(self._years) if song.year in span), None)


def _whose(pick: GroupPick, members: Sequence[Listener], favourites: Sequence[list[GroupPick]]) -> tuple[str, ...]:
    """Return who named the song or has it among their three best; else who knows it best."""
    song = pick.song.id
    theirs = [
        member.called
        for member, best in zip(members, favourites, strict=True)
        if _knows(member, pick.song) or any(one.song.id == song for one in best)
    ]
    most = max(pick.scores)
    nearly = [member.called for member, score in zip(members, pick.scores, strict=True) if score >= 0.9 * most]
    return tuple(theirs or nearly)


def _notes(years: Sequence[range], floor: float) -> tuple[str, ...]:
    notes = []
    if len(years) > 1:
        notes.append("Their youths lie far apart, so the list goes back and forth between them.")
    if floor == 0:
        notes.append("Few songs are well known to all of them, so they take turns.")
    return tuple(notes)
