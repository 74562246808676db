"""When music upset somebody: what was noted, when to ask again, and when to let music rest (evidence rule 13). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.units import ResidentId, SessionId, SongId

ASK_AGAIN_AFTER = timedelta(minutes=20)
ASK_UNTIL = timedelta(hours=12)
"""Later than this nobody can say any more."""
STOPS_TO_PAUSE, WITHIN, PAUSE = 2, timedelta(days=7), timedelta(days=7)
SAME_STOP = timedelta(minutes=60)
"""A stop and the note about it are one stop."""
QUESTIONS = (
    "Pain, or another discomfort?",
    "Hearing: too loud, too shrill, a hearing aid?",
    "The time of day?",
    "The song, or what it brings back?",
    "The place, or who was there?",
)
"""What to look at while music rests."""


class Reason(StrEnum):
    """What it seems to have been, in one tap."""

    SONG = "the song"
    LOUD = "too loud"
    UNWELL = "pain or unwell"
    TIRED = "tired"
    PLACE = "the place or people"
    NOT_KNOWN = "nobody knows"


class After(StrEnum):
    """How the person was when somebody looked again."""

    SETTLED = "settled"
    STILL_UPSET = "still upset"
    NOT_SEEN = "could not look"


@dataclass(frozen=True)
class Upset:
    """One distress stop of one person; `id` is the tap's, so that sending it twice keeps it once."""

    id: str
    resident: ResidentId
    at: datetime
    by: str
    session: SessionId | None = None
    song: SongId | None = None
    title: str = ""
    reason: Reason | None = None
    soother: bool = False
    after: After | None = None
    looked_at: datetime | None = None
    looked_by: str = ""
    revision: int = 0

    def asks(self, now: datetime) -> bool:
        """Say whether somebody should look again now: 20 minutes have gone by and nobody did."""
        return self.after is None and ASK_AGAIN_AFTER <= now - self.at <= ASK_UNTIL

    @property
    def due(self) -> datetime:
        """Return when somebody should look again."""
        return self.at + ASK_AGAIN_AFTER


def paused_until(stops: Iterable[datetime], now: datetime) -> datetime | None:
    """Return until when no new music is suggested, None when nothing rests: two stops in seven days pause seven."""
    apart = _apart(sorted(stops))
    ends = [
        late + PAUSE
        for early, late in zip(apart, apart[STOPS_TO_PAUSE - 1 :], strict=False)
        if late - early <= WITHIN and late <= now
    ]
    return ends[-1] if ends and now < ends[-1] else None


def _apart(ordered: Sequence[datetime]) -> list[datetime]:
    """Return stops without those that belong to the one before."""
    apart: list[datetime] = []
    for at in ordered:
        if not apart or at - apart[-1] > SAME_STOP:
            apart.append(at)
    return apart
