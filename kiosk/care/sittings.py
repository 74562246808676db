"""Sittings: what was seen of one person on one occasion, all its notes taken together, counted once.

A session may have several notes, from the first look and from corrections. Counting it once keeps every share
a share of sessions. Second observers and later looks never count here; they are compared with the first look.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from kiosk.care.goals import Criterion, Share
from kiosk.care.learning import current
from kiosk.care.observations import Chip, Distress, Look, Observation, TookPart

HALF_OR_MORE = frozenset({TookPart.ABOUT_HALF, TookPart.MOST})
Answer = TypeVar("Answer")
_WORSE = (Distress.NONE, Distress.BRIEF, Distress.STOPPED)


@dataclass(frozen=True)
class Sitting:
    """One occasion as it was seen; None where nobody answered."""

    at: datetime
    took_part: TookPart | None
    mood: int | None
    distress: Distress | None
    chips: frozenset[Chip]
    watched: bool

    @property
    def well(self) -> bool | None:
        """Say whether the person took part for half the time or more without distress; None when not noted."""
        if self.took_part is None or self.distress is None:
            return None
        return self.took_part in HALF_OR_MORE and self.distress is Distress.NONE

    @property
    def amount(self) -> int | None:
        """Return how much of the time they took part, 0 to 3; None when asleep or not noted."""
        if self.took_part in {None, TookPart.ASLEEP}:
            return None
        return int(str(self.took_part))


def sittings(notes: Iterable[Observation]) -> list[Sitting]:
    """Return the occasions of a person's notes, oldest first: one for each session, or note without one."""
    together: dict[str, list[Observation]] = {}
    for note in sorted(current(notes), key=lambda note: (note.seen_at, note.id)):
        if note.look is Look.FIRST:
            together.setdefault(note.session or note.id, []).append(note)
    return sorted(map(_sitting, together.values()), key=lambda one: one.at)


def _sitting(notes: Sequence[Observation]) -> Sitting:
    distress = [note.distress for note in notes if note.distress is not None]
    return Sitting(
        at=notes[0].seen_at,
        took_part=_last([note.took_part for note in notes]),
        mood=_last([note.mood for note in notes]),
        distress=max(distress, key=_WORSE.index, default=None),
        chips=frozenset(chip for note in notes for chip in note.chips),
        watched=any(note.watched for note in notes),
    )


def _last(answers: Sequence[Answer | None]) -> Answer | None:
    return next((answer for answer in reversed(answers) if answer is not None), None)


def _has(*chips: Chip) -> Callable[[Sitting], bool | None]:
    """Ask for any of these chips; a sitting nobody answered anything of is not counted."""
    return lambda one: bool(one.chips & {*chips}) if one.watched and one.took_part is not None else None


MEETS: Mapping[Criterion, Callable[[Sitting], bool | None]] = {
    Criterion.TOOK_PART: lambda one: None if one.took_part is None else one.took_part in HALF_OR_MORE,
    Criterion.WELL: lambda one: one.well,
    Criterion.SANG: _has(Chip.SANG),
    Criterion.MOVED: _has(Chip.MOVED),
    Criterion.TALKED: _has(Chip.TALKED, Chip.MEMORY),
    Criterion.JOINED: _has(Chip.JOINED),
    Criterion.SMILED: _has(Chip.SMILED),
    Criterion.BETTER_MOOD: lambda one: None if one.mood is None else one.mood > 0,
    Criterion.CALM: lambda one: None if one.distress is None else one.distress is Distress.NONE,
    Criterion.BY_EYE: lambda _: None,
}
"""Whether a sitting meets a criterion; None when nobody noted what it asks for: missing is missing, never no."""


def share(criterion: Criterion, seen: Iterable[Sitting]) -> Share:
    """Return how many sittings meet a criterion, of those that say."""
    answers = [answer for one in seen if (answer := MEETS[criterion](one)) is not None]
    return Share(sum(answers), len(answers))
