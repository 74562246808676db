"""A month of music in a home, as an inspector may ask for it: counts with what they are counts of, and nothing else.

Nothing is left out that speaks against the home: who had no music, what nobody watched, every stop for distress.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.care.assent import Answer, Assent
from kiosk.care.goals import Share
from kiosk.care.learning import current
from kiosk.care.observations import Distress, Look, Mark, Observation
from kiosk.care.summaries import Period, Summary, summary
from kiosk.care.upsets import SAME_STOP, Upset
from kiosk.errors import BadInput
from kiosk.people.life_story import LifeStory
from kiosk.people.memories import Memory
from kiosk.people.residents import Resident
from kiosk.playlists.picks import Approval, Playlist


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month."""

    year: int
    month: int

    def days(self) -> tuple[date, date]:
        """Return its first day and the first day after it."""
        first = date(self.year, self.month, 1)
        return first, (first + timedelta(days=31)).replace(day=1)

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in it."""
        return day is not None and (day.year, day.month) == (self.year, self.month)

    def holds_moment(self, moment: datetime | None, zone: tzinfo | None) -> bool:
        """Say whether a moment lies in it, where the home is."""
        return moment is not None and self.holds(moment.astimezone(zone).date())

    def moments(self, zone: tzinfo | None) -> tuple[datetime, datetime]:
        """Return its first moment and the first after it, where the home is."""
        first, after = (datetime.combine(day, datetime.min.time()) for day in self.days())
        if zone is None:
            return first.astimezone(), after.astimezone()
        return first.replace(tzinfo=zone), after.replace(tzinfo=zone)


def read_month(words: str, today: date) -> Month:
    """Return the month written as 2026-11; the present one when nothing was written."""
    if not words:
        return Month(today.year, today.month)
    try:
        found = date.fromisoformat(f"{words}-01")
    except ValueError as error:
        raise BadInput("Write the month like this: 2026-11.", "month") from error
    if found > today:
        raise BadInput("This month has not begun: choose an earlier one.", "month")
    return Month(found.year, found.month)


@dataclass(frozen=True)
class Stopped:
    """One time the music was stopped because somebody was distressed."""

    called: str
    at: datetime
    by: str
    remark: str


@dataclass(frozen=True)
class PersonMonth:
    """One person's month. `likes` and `not_this` count the person's own presses, `asked` their own yes or not today."""

    called: str
    summary: Summary
    likes: int
    not_this: int
    yes: int
    not_today: int
    approved: tuple[date, ...]
    flags: int
    flags_new: tuple[str, ...]
    flags_lifted: tuple[str, ...]
    memories: int
    stopped: tuple[Stopped, ...]
    observers: frozenset[str]
    noted_sessions: int


@dataclass(frozen=True)
class Told:
    """What is kept of one person, from which their month is counted."""

    resident: Resident
    story: LifeStory
    period: Period
    lists: Sequence[Playlist]
    memories: Sequence[Memory]
    assents: Sequence[Assent]
    upsets: Sequence[Upset] = ()


def person_month(told: Told, month: Month, zone: tzinfo | None = None) -> PersonMonth:
    """Return one person's month."""
    period = within(told.period, month, zone)
    counted = summary(period)
    asked = [one.answer for one in told.assents if month.holds_moment(one.at, zone)]
    approved = [one.approved_at for one in told.lists if one.state is not Approval.DRAFT]
    days = [at.astimezone(zone).date() for at in approved if at and month.holds_moment(at, zone)]
    own = [mark.mark for mark in period.marks if mark.own_say]
    return PersonMonth(
        called=told.resident.called,
        summary=counted,
        likes=own.count(Mark.LIKES),
        not_this=own.count(Mark.NOT_THIS_ONE),
        yes=asked.count(Answer.YES),
        not_today=asked.count(Answer.NOT_TODAY),
        approved=tuple(sorted(days)),
        flags=len(told.story.red_flags),
        flags_new=tuple(one.words for one in told.story.red_flags if month.holds(one.told.on)),
        flags_lifted=tuple(
            f"{one.flag.words} ({one.by}: {one.reason})" for one in told.story.lifted if month.holds(one.on)
        ),
        memories=sum(month.holds_moment(one.given_at, zone) for one in told.memories),
        stopped=tuple(_stops(told.resident.called, period.notes, _upsets(told, month, zone))),
        observers=frozenset(note.observer for note in period.notes),
        noted_sessions=len({note.session for note in period.notes if note.session and note.watched}),
    )


def within(period: Period, month: Month, zone: tzinfo | None = None) -> Period:
    """Return the part of a period that lies in a month."""
    return Period(
        tuple(one for one in period.sessions if month.holds_moment(one.began_at, zone)),
        tuple(one for one in period.plays if month.holds_moment(one.started_at, zone)),
        tuple(one for one in period.notes if month.holds_moment(one.seen_at, zone)),
        tuple(one for one in period.marks if month.holds_moment(one.at, zone)),
        tuple(one for one in period.reactions if month.holds_moment(one.at, zone)),
    )


def _upsets(told: Told, month: Month, zone: tzinfo | None) -> list[Upset]:
    return [one for one in told.upsets if month.holds_moment(one.at, zone)]


def _stops(called: str, notes: Iterable[Observation], upsets: Iterable[Upset]) -> Iterable[Stopped]:
    """Yield every stop, by the button or only in a note; a stop and the note about it are one."""
    noted = [note for note in current(notes) if note.distress is Distress.STOPPED and note.look is Look.FIRST]
    for note in noted:
        yield Stopped(called, note.seen_at, note.observer, note.remark)
    for one in upsets:
        if all(abs(one.at - note.seen_at) > SAME_STOP for note in noted):
            yield Stopped(called, one.at, one.by, one.reason or "")


@dataclass(frozen=True)
class Inspection:
    """The home's month: everybody, and sums over them. `trail` counts the audit trail's lines by (part, action)."""

    month: Month
    people: tuple[PersonMonth, ...]
    staff: tuple[str, ...]
    trail: tuple[tuple[tuple[str, str], int], ...]
    trail_faults: tuple[str, ...]

    @property
    def with_music(self) -> Share:
        """Return how many people had music at all."""
        return Share(sum(one.summary.minutes > 0 for one in self.people), len(self.people))

    @property
    def sessions(self) -> int:
        """Return how many sessions there were."""
        return sum(one.summary.sessions for one in self.people)

    @property
    def minutes(self) -> int:
        """Return how many minutes sounded, everybody's together."""
        return sum(one.summary.minutes for one in self.people)

    @property
    def noted(self) -> Share:
        """Return in how many sessions somebody watched and noted something."""
        return Share(sum(one.noted_sessions for one in self.people), self.sessions)

    @property
    def well(self) -> Share:
        """Return the sessions with half the time or more and no distress, of those noted."""
        return Share(sum(one.summary.well.met for one in self.people), sum(one.summary.well.of for one in self.people))

    @property
    def stopped(self) -> tuple[Stopped, ...]:
        """Return every stop for distress, in order."""
        return tuple(sorted((stop for one in self.people for stop in one.stopped), key=lambda stop: stop.at))

    @property
    def observers(self) -> tuple[str, ...]:
        """Return who noted something."""
        return tuple(sorted({name for one in self.people for name in one.observers}))

    @property
    def missed(self) -> tuple[str, ...]:
        """Return who had no music this month."""
        return tuple(one.called for one in self.people if not one.summary.minutes)
