"""Song memories that family give, and the invitations they come by."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.units import InvitationId, MemoryId, PhotoId, ResidentId, SongId


class Use(StrEnum):
    """How the giver wants the song used."""

    PLAY = "play it"
    NEVER = "never play it"


class Verdict(StrEnum):
    """What staff decided about a memory."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True)
class Memory:
    """A person's story attached to a song, in their own words.

    `song` is the catalogue song meant, once staff agreed on it. A `use` of NEVER counts from the moment
    it is given, approved or not: the safe side needs nobody's consent.
    """

    id: MemoryId
    resident: ResidentId
    giver: str
    relation: str
    song_words: str
    story: str
    given_at: datetime
    when_words: str = ""
    where_words: str = ""
    use: Use = Use.PLAY
    photo: PhotoId | None = None
    song: SongId | None = None
    verdict: Verdict = Verdict.WAITING
    decided_by: str = ""
    invitation: InvitationId | None = None
    revision: int = 0


@dataclass(frozen=True)
class Invitation:
    """A relative's way in: for one resident, claimed once, until it expires.

    Only the SHA-256 of the 128-bit token is kept (reliability D7). `claimed_at` None means unclaimed.
    """

    id: InvitationId
    resident: ResidentId
    relative: str
    relation: str
    token_hash: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    claimed_at: datetime | None = None
    withdrawn: bool = False
    revision: int = 0
