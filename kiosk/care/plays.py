"""Sessions and plays: the facts about what sounded, for whom, and why it ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.units import Decibels, DurationMs, PlayId, PlaylistId, RecordingId, ResidentId, SessionId, SongId


class WhyEnded(StrEnum):
    """Why a recording stopped sounding."""

    FINISHED = "finished"
    ANOTHER = "another song asked for"
    NOT_THIS_ONE = "not this one"
    STOPPED = "stopped"
    NEVER_AGAIN = "never again"
    REPLACED = "other music asked for"
    BROKEN = "could not be played"
    CUT_OFF = "cut off"
    BY_THE_CLOCK = "ended by the clock"


@dataclass(frozen=True)
class Session:
    """One listening occasion: who for, which approved list, when it began.

    `others` are everyone else in a group; `begun_by` is who looked at a group's songs and began them.
    """

    id: SessionId
    resident: ResidentId
    playlist: PlaylistId
    began_at: datetime
    others: tuple[ResidentId, ...] = ()
    begun_by: str = ""

    @property
    def people(self) -> tuple[ResidentId, ...]:
        """Return everyone it is for."""
        return (self.resident, *self.others)


@dataclass(frozen=True)
class Play:
    """One recording that sounded in a session; `heard` counts only what the engine confirmed.

    `level` is the player's level when it ended, in decibels below full; None where it was not kept.

    A group's play is kept once, under the `resident` its session names first; it is everyone's.
    """

    id: PlayId
    session: SessionId
    resident: ResidentId
    song: SongId
    recording: RecordingId
    title: str
    performer: str
    started_at: datetime
    ended_at: datetime
    heard: DurationMs
    why_ended: WhyEnded
    level: Decibels | None = None
