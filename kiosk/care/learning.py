"""What a home has learned of one person's songs, from what staff saw and what the person said.

Bounded (a mean of ratings between 0 and 1), explainable (words for each thing seen) and reversible
(nothing is kept here: it is counted again from the records each time).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise, takewhile

from kiosk.care.audition import Level, Recognition
from kiosk.care.observations import Chip, Distress, Look, Mark, Observation, SongMark
from kiosk.care.plays import Play, WhyEnded
from kiosk.care.session_run import Reaction, Seen
from kiosk.playlists.listener import Response
from kiosk.units import DurationMs, ObservationId, SongId

CHIP_RATINGS: Mapping[Chip, float] = {
    Chip.SANG: 1.0,
    Chip.SMILED: 0.9,
    Chip.MOVED: 0.9,
    Chip.MEMORY: 1.0,
    Chip.TALKED: 0.8,
    Chip.JOINED: 0.8,
    Chip.LOOKED: 0.7,
    Chip.CALM_TEARS: 0.6,
    Chip.RESTLESS: 0.2,
    Chip.LEFT: 0.0,
}
"""Design values; calm tears are not bad in themselves (evidence B5)."""
MARK_RATINGS: Mapping[Mark, float] = {
    Mark.LIKES: 1.0,
    Mark.MORE: 1.0,
    Mark.SKIP: 0.25,
    Mark.NOT_THIS_ONE: 0.1,
    Mark.NEVER_AGAIN: 0.0,
}
REACTION_RATINGS: Mapping[Seen | None, float] = {
    Seen.JOINED: 1.0,
    Seen.LISTENED: 0.7,
    Seen.NOT_FOR_ME: 0.2,
    None: 0.0,
}
"""One tap in a running session; None is a stop because it upset them. Sleep says nothing of a song."""
ANOTHER_ASKED = 0.35
"""Asked for another song: a mild word against this one, not a refusal."""

_CHIP_WORDS: Mapping[Chip, str] = {
    Chip.SANG: "sang along",
    Chip.SMILED: "smiled",
    Chip.MOVED: "moved to it",
    Chip.MEMORY: "shared a memory",
    Chip.TALKED: "talked",
    Chip.JOINED: "joined others",
    Chip.LOOKED: "looked up and listened",
    Chip.CALM_TEARS: "had calm tears",
    Chip.RESTLESS: "was restless",
    Chip.LEFT: "turned away",
}
_MARK_WORDS: Mapping[Mark, str] = {
    Mark.LIKES: "liked it",
    Mark.MORE: "should hear more of this, staff said",
    Mark.SKIP: "did not want it that day",
    Mark.NOT_THIS_ONE: "said “not this one”",
    Mark.NEVER_AGAIN: "must never hear it again",
}
_REACTION_WORDS: Mapping[Seen | None, str] = {
    Seen.JOINED: "joined in",
    Seen.LISTENED: "listened to it",
    Seen.NOT_FOR_ME: "did not take to it",
    None: "was distressed, the music was stopped",
}
_LEVEL_WORDS: Mapping[Level | None, str] = {
    Level.NOTHING: "did not seem to know it",
    Level.LOOKED_UP: "looked up when it was tried",
    Level.HALF_KNEW: "half knew it when it was tried",
    Level.KNEW: "knew it when it was tried",
    Level.LIT_UP: "lit up when it was tried",
    Level.REMEMBERED: "remembered something by it",
    None: "was upset by it",
}
HEARD_ENOUGH = DurationMs(60_000)
"""From here on a song counts as heard, even when it was not played to its end."""
NOTHING_KNOWN = 0.5
"""The rating of a song that sounded and that nobody rated (the prior of evidence rule 5)."""
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class _Sign:
    """One rating of one song, the words for it, and when it was given."""

    song: SongId
    rating: float
    words: str
    at: datetime


def responses(
    called: str,
    observations: Sequence[Observation],
    marks: Iterable[SongMark],
    plays: Iterable[Play],
    recognitions: Iterable[Recognition] = (),
    reactions: Iterable[Reaction] = (),
) -> Mapping[SongId, Response]:
    """Return what was learned of each song that anyone reacted to, and how often each one sounded.

    A play that nobody watched says nothing of liking; only a wish for another song counts a little.
    """
    sounded = list(plays)
    by_song: dict[SongId, list[_Sign]] = defaultdict(list)
    noted = (*_seen(observations), *_tapped(reactions), *_said(marks))
    for sign in (*noted, *_asked(sounded), *_recognised(recognitions)):
        by_song[sign.song].append(sign)
    heard: dict[SongId, list[Play]] = defaultdict(list)
    for play in filter(_was_heard, sounded):
        heard[play.song].append(play)
    return {song: _response(called, by_song[song], heard[song]) for song in dict.fromkeys((*by_song, *heard))}


def current(observations: Iterable[Observation]) -> list[Observation]:
    """Return observations as amended: a note that another one corrects is left out."""
    kept = {note.id: note for note in observations}
    replaced: set[ObservationId] = {note.amends for note in kept.values() if note.amends}
    return [note for note in kept.values() if note.id not in replaced]


def _seen(observations: Iterable[Observation]) -> Iterable[_Sign]:
    for note in current(observations):
        if note.song is None or note.look is not Look.FIRST:  # a second pair of eyes is not a second time
            continue
        for chip in note.chips:
            yield _Sign(note.song, CHIP_RATINGS[chip], _CHIP_WORDS[chip], note.seen_at)
        if note.distress is Distress.STOPPED:
            yield _Sign(note.song, 0.0, "was distressed, the music was stopped", note.seen_at)


def _tapped(reactions: Iterable[Reaction]) -> Iterable[_Sign]:
    for one in reactions:
        if one.song is not None and one.seen in REACTION_RATINGS:
            yield _Sign(one.song, REACTION_RATINGS[one.seen], _REACTION_WORDS[one.seen], one.at)


def _said(marks: Iterable[SongMark]) -> Iterable[_Sign]:
    for mark in marks:
        yield _Sign(mark.song, MARK_RATINGS[mark.mark], _MARK_WORDS[mark.mark], mark.at)


def _asked(plays: Iterable[Play]) -> Iterable[_Sign]:
    for play in plays:
        if play.why_ended is WhyEnded.ANOTHER:
            yield _Sign(play.song, ANOTHER_ASKED, "asked for another song", play.ended_at)


def _recognised(recognitions: Iterable[Recognition]) -> Iterable[_Sign]:
    for heard in recognitions:
        yield _Sign(heard.song, heard.rating, _LEVEL_WORDS[heard.level], heard.at)


def _was_heard(play: Play) -> bool:
    return play.why_ended is WhyEnded.FINISHED or play.heard >= HEARD_ENOUGH


def _response(called: str, signs: Sequence[_Sign], plays: Sequence[Play]) -> Response:
    mean = sum(sign.rating for sign in signs) / len(signs) if signs else NOTHING_KNOWN
    times = Counter(sign.words for sign in signs)
    words = tuple(f"{called} {what} {_TIMES.get(count, f'{count} times')}" for what, count in times.most_common(2))
    last = max((play.started_at.date() for play in plays), default=None) or _last_rated(signs)
    return Response(mean, len(signs), words, _falls(signs), len(plays), last)


def _last_rated(signs: Sequence[_Sign]) -> date | None:
    """Return the day somebody last reacted to a song: it sounded then, even when its plays are too old to be read."""
    return max((sign.at.date() for sign in signs), default=None)


def _falls(signs: Sequence[_Sign]) -> int:
    """Return how many days in a row, up to the last one rated, were rated lower than the one before."""
    by_day: dict[date, list[float]] = defaultdict(list)
    for sign in signs:
        by_day[sign.at.date()].append(sign.rating)
    means = [sum(ratings) / len(ratings) for _, ratings in sorted(by_day.items())]
    falling = [after < before for before, after in pairwise(means)]
    return len(list(takewhile(bool, reversed(falling))))
