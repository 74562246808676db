"""Session plans: warm-up, main part and reflection, filled in for one person or a group. Pure.

Two or three songs to settle, the main activity, a closing song (evidence D8); listening and doing side by side.
Songs come best first; the best known begin and end a session (evidence rule 14).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kiosk.playlists.picks import Purpose
from kiosk.units import ResidentId, SessionId, SongId

SHORTEST, LONGEST, USUAL = 10, 45, 30
"""Minutes (evidence rules 9 and 31)."""
FIRST_CAREFUL = 15
"""Minutes of the first session of someone who needs care (evidence rule 12)."""
SONG_MINUTES = 3
TO_SETTLE = (2, 3)
"""Songs to settle: fewer in a short session."""
SHORT, TOO_SHORT_TO_SETTLE = 20, 12
"""Minutes: up to the first, two songs settle; below the second, one."""
SLOW, LIVELY = 80.0, 95.0
"""Beats a minute: what one breathes to, and what one moves to (evidence D2 to D4)."""


class Part(StrEnum):
    """The three parts of a session."""

    WARM_UP = "warm-up"
    MAIN = "main"
    REFLECTION = "reflection"


class Activity(StrEnum):
    """What people do in a step: receptive and active ones side by side."""

    LISTEN = "listen"
    SING = "sing along"
    MOVE = "rhythm and movement"
    ANSWER = "call and response"
    BREATHE = "breathing to slow music"
    WRITE = "song writing"
    TALK = "pictures and stories"


class Ability(StrEnum):
    """How people take part, so that the leader's prompts fit."""

    READY = "joins in readily"
    WITH_HELP = "joins in with help"
    BY_BEING_THERE = "takes part by watching, hearing and touch"


WITHOUT_MUSIC = frozenset({Activity.WRITE, Activity.TALK})
"""Quiet steps: music would talk over the words."""
INSTEAD = {Activity.BREATHE: Activity.LISTEN, Activity.MOVE: Activity.SING}
MAIN_BY_PURPOSE: Mapping[Purpose, tuple[Activity, ...]] = {
    Purpose.EVERYDAY: (Activity.SING, Activity.TALK, Activity.MOVE),
    Purpose.CALM: (Activity.BREATHE, Activity.LISTEN, Activity.TALK),
    Purpose.LIFT: (Activity.MOVE, Activity.SING, Activity.ANSWER),
    Purpose.SING_ALONG: (Activity.SING, Activity.ANSWER, Activity.MOVE),
    Purpose.BEFORE_CARE: (Activity.LISTEN, Activity.BREATHE, Activity.TALK),
    Purpose.EVENING: (Activity.LISTEN, Activity.BREATHE, Activity.TALK),
    Purpose.GROUP: (Activity.SING, Activity.MOVE, Activity.TALK),
}
"""Design values: the main activities of a purpose, the first one in every session."""


@dataclass(frozen=True)
class Step:
    """One step: its part, what is done, how long it lasts in minutes, and the songs it may use."""

    part: Part
    activity: Activity
    minutes: int
    songs: tuple[SongId, ...] = ()


class Standing(StrEnum):
    """Where a plan stands; a running one is never changed."""

    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True)
class SessionPlan:
    """What one session follows: kept as it was when somebody began it, under the session's own id.

    `shared` says that it began as a group's, and stays so when all but one of them are erased.
    """

    id: SessionId
    people: tuple[ResidentId, ...]
    purpose: Purpose
    ability: Ability
    steps: tuple[Step, ...]
    led_by: str
    began_at: datetime
    standing: Standing = Standing.RUNNING
    ended_at: datetime | None = None
    shared: bool = False
    revision: int = 0

    @property
    def minutes(self) -> int:
        """Return how long it is meant to last."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Template:
    """A plan kept to be used again: its shape, without people and songs."""

    id: str
    name: str
    purpose: Purpose
    ability: Ability
    steps: tuple[Step, ...]
    kept_by: str
    kept_at: datetime
    revision: int = 0

    @property
    def minutes(self) -> int:
        """Return how long it is meant to last."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Choice:
    """A song that may play for everyone there; `bpm` as it is felt, None when nobody knows."""

    song: SongId
    bpm: float | None = None


def within(minutes: int, *, first_careful: bool = False) -> int:
    """Return a length a session may have: 10 to 45 minutes, 15 at most for a first careful one."""
    return max(SHORTEST, min(minutes, FIRST_CAREFUL if first_careful else LONGEST))


def shape(purpose: Purpose, minutes: int) -> tuple[Step, ...]:
    """Return the steps of a session of so many minutes, still without songs."""
    settle = TO_SETTLE[minutes > SHORT]
    closing = SONG_MINUTES + (0 if minutes <= SHORT else 2)
    warm_up = SONG_MINUTES * settle if minutes >= TOO_SHORT_TO_SETTLE else SONG_MINUTES + 1
    left = max(SONG_MINUTES, minutes - warm_up - closing)
    count = 1 if left < 2 * SONG_MINUTES + 2 else 2 if left < 24 else 3
    activities = MAIN_BY_PURPOSE[purpose][:count]
    each, more = divmod(left, len(activities))
    main = [Step(Part.MAIN, activity, each + (place < more)) for place, activity in enumerate(activities)]
    return (
        Step(Part.WARM_UP, Activity.LISTEN, warm_up),
        *main,
        Step(Part.REFLECTION, Activity.SING, closing),
    )


def filled(steps: Sequence[Step], choices: Sequence[Choice]) -> tuple[Step, ...]:
    """Return the steps with songs of `choices`, best first: none twice, the best known ones first and last.

    A breathing step takes slow songs, a movement step lively ones; unknown tempo is good enough for the rest.
    """
    left = list(choices)
    closing = left.pop(1) if len(left) > 2 else left.pop() if len(left) > 1 else None
    done: list[Step] = []
    for step in steps:
        if step.part is Part.REFLECTION:
            done.append(replace(step, songs=(closing.song,) if closing else ()))
        else:
            done.append(_with_music(left, step))
    return tuple(done)


def _with_music(left: list[Choice], step: Step) -> Step:
    """Return a step with its songs; where nothing suits its tempo, people listen or sing instead."""
    songs = _taken(left, step)
    if songs or step.activity in WITHOUT_MUSIC or not left:
        return replace(step, songs=songs)
    instead = replace(step, activity=INSTEAD.get(step.activity, step.activity))
    return replace(instead, songs=_taken(left, instead))


def _taken(left: list[Choice], step: Step) -> tuple[SongId, ...]:
    """Take the songs of one step out of what is left."""
    if step.activity in WITHOUT_MUSIC:
        return ()
    wanted = max(1, round(step.minutes / SONG_MINUTES))
    fitting = [choice for choice in left if _suits(step.activity, choice.bpm)][:wanted]
    for choice in fitting:
        left.remove(choice)
    return tuple(choice.song for choice in fitting)


def _suits(activity: Activity, bpm: float | None) -> bool:
    if activity is Activity.BREATHE:
        return bpm is not None and bpm <= SLOW
    if activity is Activity.MOVE:
        return bpm is not None and bpm >= LIVELY
    return True


def without_songs(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps as a template keeps them."""
    return tuple(replace(step, songs=()) for step in steps)
