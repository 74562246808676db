"""A simple verse about one's own life: lines with gaps to fill, in our own words; nothing needs to be filled. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.units import ResidentId, SessionId

LONGEST_GAP = 80
"""Letters in one gap."""


@dataclass(frozen=True)
class Line:
    """One line: the words before the gap, what is asked for, and the words after it."""

    key: str
    before: str
    asked: str
    after: str = ""


LINES: tuple[Line, ...] = (
    Line("place", "I come from", "a place", ","),
    Line("sound", "where you could always hear", "a sound", "."),
    Line("who", "Somebody waited for me there:", "a name", ","),
    Line("said", "and this is what they used to say:", "their words", "."),
    Line("dance", "We danced to", "a song or a band", ","),
    Line("way", "and took the long way home by", "a street or a place", "."),
    Line("smell", "Give me", "a smell or a taste", " and I am back again,"),
    Line("weather", "in sunshine, or in", "the weather there", "."),
    Line("now", "Today I like to", "something good", ","),
    Line("wish", "and what I wish you all is", "a wish", "."),
)
"""Read aloud, pairs of lines make a verse; two pairs are enough."""


@dataclass(frozen=True)
class Verse:
    """A verse as it was made: whose life, the finished lines, who wrote them down, and in which session."""

    id: str
    resident: ResidentId
    lines: tuple[str, ...]
    helped_by: str
    made_at: datetime
    session: SessionId | None = None
    revision: int = 0


def finished(said: Mapping[str, str], lines: Sequence[Line] = LINES) -> tuple[str, ...]:
    """Return the lines whose gap was filled, in order; a line nobody finished is left out."""
    words = {line.key: " ".join(said.get(line.key, "").split()) for line in lines}
    made = [f"{line.before} {_bare(words[line.key])}{line.after}" for line in lines if words[line.key]]
    return (*made[:-1], f"{_bare(made[-1])}.") if made else ()


def _bare(words: str) -> str:
    """Return words without the full stop that the line brings itself."""
    return words.rstrip(" .,;")
