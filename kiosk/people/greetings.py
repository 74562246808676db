"""A few spoken words that invite a person to their music, by somebody they know."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.people.memories import Verdict
from kiosk.units import Decibels, DurationMs, GreetingId, InvitationId, ResidentId, SongId

_MARK = "greeting~"
LONGEST_S = 20
"""A person waits for their music while it speaks: longer is a message, not an invitation."""


@dataclass(frozen=True)
class Greeting:
    """One recording, written anew by the kiosk; `gain` levels it like a song (evidence rule 27).

    Only the newest approved one is heard. `sound` is empty once it was taken back: nothing of it is kept.
    """

    id: GreetingId
    resident: ResidentId
    giver: str
    relation: str
    sound: bytes
    gain: Decibels
    duration: DurationMs
    given_at: datetime
    verdict: Verdict = Verdict.WAITING
    decided_by: str = ""
    invitation: InvitationId | None = None
    revision: int = 0

    @property
    def song(self) -> SongId:
        """Return what stands for it in a programme, where everything else is a song."""
        return SongId(f"{_MARK}{self.id}")

    @property
    def whose(self) -> str:
        """Return whose voice it is, as the person's own screen says it."""
        return f"{self.giver}, your {self.relation}" if self.relation else self.giver


def is_greeting(song: SongId | None) -> bool:
    """Say whether what sounds is spoken words, which nobody likes or skips as a song."""
    return song is not None and song.startswith(_MARK)
