"""Observations: what someone saw, when, and who saw it. Raw values only, never a score (evidence C)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.units import Decibels, ObservationId, PlayId, ResidentId, SessionId, SongId


class Before(StrEnum):
    """How the person was before the music (the one tap before)."""

    WITHDRAWN = "withdrawn"
    SETTLED = "settled"
    RESTLESS = "restless"
    DISTRESSED = "distressed"


class TookPart(StrEnum):
    """How much of the time the person took part; asleep is kept apart from not at all."""

    NOT_AT_ALL = "0"
    MOMENTS = "1"
    ABOUT_HALF = "2"
    MOST = "3"
    ASLEEP = "asleep"


class Distress(StrEnum):
    """Any distress seen."""

    NONE = "none"
    BRIEF = "brief"
    STOPPED = "stopped"


class Chip(StrEnum):
    """What was seen, optional."""

    SMILED = "smiled"
    SANG = "sang or hummed"
    MOVED = "moved or tapped"
    LOOKED = "looked or listened"
    TALKED = "talked"
    MEMORY = "shared a memory"
    JOINED = "joined others"
    CALM_TEARS = "calm tears"
    RESTLESS = "restless"
    LEFT = "refused or left"


class Look(StrEnum):
    """Which look a note is: the first one, a second pair of eyes on the same session, or some time after."""

    FIRST = "first"
    SECOND = "second observer"
    AFTER = "20 minutes after"


@dataclass(frozen=True)
class Observation:
    """One quick note (evidence rule 15): four taps, then what else was seen.

    `mood` runs from -2 (much worse than at the start) to +2 (much better). Missing answers stay None.
    `watched` False says that nobody watched, which is an answer of its own and not "no response". `chips`
    belong to the song `song` when one was playing. `amends` points at the note this one corrects; nothing is
    overwritten. A `look` that is not the first belongs to the note `beside`. `level` is how loud it was, in
    decibels below the kiosk's ceiling, None when no music was on. `amended_at` is when it was corrected.
    """

    id: ObservationId
    resident: ResidentId
    observer: str
    seen_at: datetime
    session: SessionId | None = None
    before: Before | None = None
    took_part: TookPart | None = None
    mood: int | None = None
    distress: Distress | None = None
    chips: tuple[Chip, ...] = ()
    song: SongId | None = None
    remark: str = ""
    amends: ObservationId | None = None
    watched: bool = True
    look: Look = Look.FIRST
    beside: ObservationId | None = None
    level: Decibels | None = None
    amended_at: datetime | None = None


def roots(notes: Iterable[Observation]) -> Mapping[ObservationId, ObservationId]:
    """Return for each note the one it began as, before any correction; notes come in any order."""
    amended = {note.id: note.amends for note in notes}

    def root(key: ObservationId) -> ObservationId:
        before = amended.get(key)
        return root(before) if before else key

    return {key: root(key) for key in amended}


class Mark(StrEnum):
    """What someone said of one song, the resident's own say included."""

    LIKES = "likes"
    MORE = "more of this"
    SKIP = "skip today"
    NOT_THIS_ONE = "not this one"
    NEVER_AGAIN = "never again"


@dataclass(frozen=True)
class SongMark:
    """One mark on one song: whose word it is stays with it."""

    resident: ResidentId
    song: SongId
    mark: Mark
    by: str
    at: datetime
    own_say: bool = False
    play: PlayId | None = None
    session: SessionId | None = None
