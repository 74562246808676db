"""Picks and playlists: songs chosen for one person, with the reasons in words, approved by a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.playlists.songs import Song
from kiosk.units import PlaylistId, ResidentId


class Purpose(StrEnum):
    """What a playlist is for."""

    EVERYDAY = "everyday"
    CALM = "calm"
    LIFT = "lift"
    SING_ALONG = "sing-along"
    BEFORE_CARE = "before care"
    EVENING = "evening"
    GROUP = "group"


class Term(StrEnum):
    """The parts of a score; each reason belongs to one of them."""

    NAMED = "named"
    AGE = "age"
    PLACE = "place"
    LANGUAGE = "language"
    FAME = "fame"
    TASTE = "taste"
    PARENTS = "parents"
    RESPONSE = "response"
    MEMORY = "memory"
    PURPOSE = "purpose"


@dataclass(frozen=True)
class Reason:
    """Why a song was picked: which part of the score, how much it added, and the words for people."""

    term: Term
    weight: float
    words: str


@dataclass(frozen=True)
class Pick:
    """A song with a score from 0 to 1 and its reasons, strongest first."""

    song: Song
    score: float
    reasons: tuple[Reason, ...] = ()


class Approval(StrEnum):
    """Where a playlist stands; only an approved one ever plays."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True)
class Playlist:
    """Picks in order, for one person and one purpose.

    `changes` says in words what differs from the list it follows and why. `revision` counts saves, so
    that two people editing at once are both told.
    """

    id: PlaylistId
    resident: ResidentId
    purpose: Purpose
    picks: tuple[Pick, ...]
    made_at: datetime
    state: Approval = Approval.DRAFT
    approved_by: str = ""
    approved_at: datetime | None = None
    changes: tuple[str, ...] = ()
    revision: int = 0
