"""Sittings: what was seen of one person on one occasion, all its notes taken together, counted once.

A session may have several notes, from the first look and from corrections. Counting it once keeps every share
a share of sessions. What was tapped while music was on counts only where it answers the same question as a note:
joining in with others, and a stop because it upset them. It never says how much of the time somebody took part.
Second observers and later looks never count here; they are compared with the first look.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from kiosk.care.goals import Criterion, Share
from kiosk.care.learning import current
from kiosk.care.observations import Chip, Distress, Look, Observation, TookPart
from kiosk.care.session_run import Reaction, Seen

HALF_OR_MORE = frozenset({TookPart.ABOUT_HALF, TookPart.MOST})
Answer = TypeVar("Answer")
_WORSE = (Distress.NONE, Distress.BRIEF, Distress.STOPPED)


@dataclass(frozen=True)
class Sitting:
    """One occasion as it was seen; None where nobody answered.

    `joined` is what was tapped of joining in with others while music was on. `noted` says whether there is a note.
    """

    at: datetime
    took_part: TookPart | None
    mood: int | None
    distress: Distress | None
    chips: frozenset[Chip]
    watched: bool
    joined: bool | None = None
    noted: bool = True

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


def sittings(notes: Iterable[Observation], reactions: Iterable[Reaction] = ()) -> list[Sitting]:
    """Return the occasions of a person's notes and reactions, oldest first: one a session, or note without one."""
    together: dict[str, list[Observation]] = {}
    for note in sorted(current(notes), key=lambda note: (note.seen_at, note.id)):
        if note.look is Look.FIRST:
            together.setdefault(note.session or note.id, []).append(note)
    tapped: dict[str, list[Reaction]] = {}
    for reaction in reactions:
        tapped.setdefault(reaction.session, []).append(reaction)
    every = dict.fromkeys((*together, *tapped))
    return sorted((_sitting(together.get(key, []), tapped.get(key, [])) for key in every), key=lambda one: one.at)


def _sitting(notes: Sequence[Observation], tapped: Sequence[Reaction]) -> Sitting:
    distress = [note.distress for note in notes if note.distress is not None]
    distress += [Distress.STOPPED for one in tapped if one.seen is None]
    return Sitting(
        at=notes[0].seen_at if notes else tapped[0].at,
        took_part=_last([note.took_part for note in notes]),
        mood=_last([note.mood for note in notes]),
        distress=max(distress, key=_WORSE.index, default=None),
        chips=frozenset(chip for note in notes for chip in note.chips),
        watched=any(note.watched for note in notes) if notes else True,
        joined=_joined(tapped),
        noted=bool(notes),
    )


def _joined(tapped: Sequence[Reaction]) -> bool | None:
    """Say whether they joined in with others; None when nobody tapped anything of it, or they slept."""
    awake = [one.seen for one in tapped if one.together and one.seen not in {None, Seen.ASLEEP}]
    return Seen.JOINED in awake if awake else None


def _last(answers: Sequence[Answer | None]) -> Answer | None:
    return next((answer for answer in reversed(answers) if answer is not None), None)


def _has(*chips: Chip) -> Callable[[Sitting], bool | None]:
    """Ask for any of these chips; a sitting nobody answered anything of is not counted."""
    return lambda one: bool(one.chips & {*chips}) if one.watched and one.took_part is not None else None


def _joins(one: Sitting) -> bool | None:
    """Take a note's word and what was tapped together: either can say yes."""
    noted = _has(Chip.JOINED)(one)
    return one.joined if noted is None else noted or bool(one.joined)


MEETS: Mapping[Criterion, Callable[[Sitting], bool | None]] = {
    Criterion.TOOK_PART: lambda one: None if one.took_part is None else one.took_part in HALF_OR_MORE,
    Criterion.WELL: lambda one: one.well,
    Criterion.SANG: _has(Chip.SANG),
    Criterion.MOVED: _has(Chip.MOVED),
    Criterion.TALKED: _has(Chip.TALKED, Chip.MEMORY),
    Criterion.JOINED: _joins,
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
