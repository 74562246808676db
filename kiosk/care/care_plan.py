"""The musical care plan: what somebody who has never met this person needs to know about their music, on one page.

It travels with the person, so it says what to play on any player, not on this kiosk.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.care.goals import Criterion, Share
from kiosk.care.observations import Chip
from kiosk.care.sittings import Sitting, share, sittings
from kiosk.care.summaries import WORKS_FROM, Period, songs_seen
from kiosk.people.life_story import Birth, LifeStory, Teller
from kiosk.people.memories import Memory, Use, Verdict
from kiosk.people.residents import Hearing, HearsBy, Resident
from kiosk.people.vulnerability import Screening
from kiosk.playlists.picks import Pick, Playlist, Purpose, Term
from kiosk.units import PhotoId

MOST_SONGS = 10
"""As many as fit on one page; the first half dozen matter most (evidence rule 7)."""
MOST_WORDS = 3
SEEN_AT_LEAST = 2
"""Once is chance."""
_PERSONAL = frozenset({Term.NAMED, Term.MEMORY, Term.RESPONSE, Term.TASTE})
"""Reasons that are of this person; that a song was widely known helps nobody on a ward."""
LONGEST_QUOTE = 170


@dataclass(frozen=True)
class PlanSong:
    """A song to play, as any shop or player knows it, and why in a line."""

    title: str
    performer: str
    why: str


@dataclass(frozen=True)
class OwnWords:
    """What the person or somebody close said, and who; `about` names the song it belongs to."""

    words: str
    who: str
    about: str = ""


@dataclass(frozen=True)
class NeverPlay:
    """What must never play, whose word it is, and why where that is known."""

    words: str
    kind: str
    who: str


@dataclass(frozen=True)
class CarePlan:
    """All that goes on the page, in the order it is read."""

    called: str
    full_name: str
    born: Birth | None
    languages: tuple[str, ...]
    portrait: PhotoId | None
    songs: tuple[PlanSong, ...]
    performers: tuple[str, ...]
    tastes: tuple[str, ...]
    soothers: tuple[PlanSong, ...]
    comforts: tuple[str, ...]
    own_words: tuple[OwnWords, ...]
    hard_times: tuple[str, ...]
    purposes: tuple[tuple[Purpose, tuple[PlanSong, ...]], ...]
    hearing: Hearing
    never: tuple[NeverPlay, ...]
    stays: tuple[str, ...]
    well: Share
    often: tuple[tuple[Chip, int], ...]
    approved_by: str
    made_on: date

    @property
    def headphones(self) -> bool:
        """Say whether the music reaches the person by headphones."""
        return self.hearing.by is HearsBy.HEADPHONES


@dataclass(frozen=True)
class Known:
    """What the plan is drawn from; `lists` are the approved ones as they may play today, red flags left out."""

    resident: Resident
    story: LifeStory
    lists: Sequence[Playlist]
    memories: Sequence[Memory]
    period: Period


def care_plan(known: Known, today: date) -> CarePlan:
    """Return the plan of one person."""
    who, story = known.resident, known.story
    by_purpose = {one.purpose: one for one in known.lists}
    usual = by_purpose.get(Purpose.EVERYDAY) or next(iter(known.lists), None)
    seen, songs = sittings(known.period.notes, known.period.reactions), _Songs(who.called, known.period)
    return CarePlan(
        called=who.called,
        full_name=who.full_name,
        born=story.birth,
        languages=story.languages,
        portrait=who.portrait,
        songs=songs.best(usual.picks if usual else (), MOST_SONGS),
        performers=tuple(one.words for one in story.performers),
        tastes=story.tastes,
        soothers=_soothers(songs, by_purpose, usual),
        comforts=story.comfort.soothers,
        own_words=_own_words(who.called, story, known.memories),
        hard_times=story.comfort.hard_times,
        purposes=tuple(
            (one, songs.best(by_purpose[one].picks, 3)) for one in by_purpose if one is not Purpose.EVERYDAY
        ),
        hearing=who.hearing,
        never=never_play(who.called, story, known.memories),
        stays=_stays(story.screening),
        well=share(Criterion.WELL, seen),
        often=_often(seen),
        approved_by=usual.approved_by if usual else "",
        made_on=today,
    )


class _Songs:
    """Chooses songs for the page: those seen to be liked first, then by their score; each with the best reason."""

    def __init__(self, called: str, period: Period) -> None:
        self._seen = {one.song: one for one in songs_seen(called, period) if one.ratings >= SEEN_AT_LEAST}

    def best(self, picks: Iterable[Pick], most: int) -> tuple[PlanSong, ...]:
        """Return the best of some picks, at most `most`."""
        order = sorted(picks, key=lambda pick: (not self._works(pick), -pick.score))
        return tuple(PlanSong(one.song.title, one.song.performer, self._why(one)) for one in order[:most])

    def _works(self, pick: Pick) -> bool:
        seen = self._seen.get(pick.song.id)
        return seen is not None and seen.rating >= WORKS_FROM

    def _why(self, pick: Pick) -> str:
        if self._works(pick):
            return ", ".join(self._seen[pick.song.id].words)
        return next((reason.words for reason in pick.reasons if reason.term in _PERSONAL), "")


def _soothers(songs: _Songs, by_purpose: dict[Purpose, Playlist], usual: Playlist | None) -> tuple[PlanSong, ...]:
    """Return two songs for after distress: of the calm list, else the gentlest of the usual one."""
    calm = by_purpose.get(Purpose.CALM) or by_purpose.get(Purpose.EVENING)
    if calm:
        return songs.best(calm.picks, 2)
    gentle = [pick for pick in (usual.picks if usual else ()) if pick.song.energy == 1]
    return songs.best(gentle, 2)


def never_play(called: str, story: LifeStory, memories: Iterable[Memory]) -> tuple[NeverPlay, ...]:
    """Return everything that must never play, whoever said so; none is ever left out (evidence rule 6)."""
    told = [NeverPlay(one.words, one.kind, called if one.told.by is Teller.PERSON else one.told.name)
            for one in story.red_flags]  # fmt: skip
    given = [NeverPlay(one.song_words, "song", one.giver) for one in memories if _refused(one)]
    return tuple({(one.kind, one.words.casefold()): one for one in (*given, *told)}.values())


def _refused(memory: Memory) -> bool:
    return memory.use is Use.NEVER and memory.verdict is not Verdict.DECLINED


def _own_words(called: str, story: LifeStory, memories: Iterable[Memory]) -> tuple[OwnWords, ...]:
    """Return the stories of songs, the person's own first, each short enough to be read standing."""
    told = [one for one in memories if one.verdict is Verdict.APPROVED and one.use is Use.PLAY and one.story]
    told.sort(key=lambda one: (one.giver != called, one.given_at))
    stories = [OwnWords(short(one.story), _giver(one), one.song_words) for one in told]
    named = [one.words for one in story.songs if one.told.by is Teller.PERSON]
    if named and not any(one.who == called for one in stories):
        stories.insert(0, OwnWords(_joined(named[:4]), called, ""))
    return tuple(stories[:MOST_WORDS])


def _giver(memory: Memory) -> str:
    return f"{memory.giver}, {memory.relation}" if memory.relation else memory.giver


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def short(words: str) -> str:
    """Return words as they were said, cut at a word where they are too long for one page."""
    said = " ".join(words.split())
    if len(said) <= LONGEST_QUOTE:
        return said
    return said[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",.;: ") + " …"


def _stays(screening: Screening | None) -> tuple[str, ...]:
    return tuple(screening.signs) if screening and screening.careful else ()


def _often(seen: Iterable[Sitting]) -> tuple[tuple[Chip, int], ...]:
    """Return the three things seen in most sessions, with in how many; what was seen once is chance."""
    chips = Counter(chip for one in seen for chip in one.chips)
    return tuple((chip, count) for chip, count in chips.most_common(3) if count >= SEEN_AT_LEAST)
