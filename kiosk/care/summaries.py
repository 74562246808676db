"""What can be said of one person's music: counts with what they are counts of, and nothing that nobody saw.

No trend words, no composite score, never a cause (evidence rule 16 and section C).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.care.goals import Criterion, Goal, GoalState, Share, level_of
from kiosk.care.learning import HEARD_ENOUGH, responses
from kiosk.care.observations import Before, Chip, Distress, Observation, SongMark
from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.care.reviews import Evidence, GoalShown
from kiosk.care.run_charts import RunChart, run_chart
from kiosk.care.session_run import Reaction
from kiosk.care.sittings import Sitting, share, sittings
from kiosk.playlists.listener import Response
from kiosk.units import ResidentId, SongId

WORKS_FROM = 0.7
"""A song's mean rating from here on counts as one that works."""
SEEN_OFTEN = 2
"""Once is chance: a song is named as working when it was rated at least so often."""
STALE_AFTER = 3
"""Falls in a row (evidence rule 5)."""
MISSED_MINUTES = 10
"""Less music than the shortest session in a week counts as hardly any (evidence rule 9)."""
WEEK = timedelta(days=7)
STOPPED_BY_SOMEBODY = frozenset({WhyEnded.STOPPED})
SKIPPED = frozenset({WhyEnded.ANOTHER, WhyEnded.NOT_THIS_ONE, WhyEnded.NEVER_AGAIN})


@dataclass(frozen=True)
class Period:
    """All that is kept of one person's music in a period, oldest first.

    `reactions` were tapped while music was on, song by song. They are no notes and tell of a session only what was
    tapped: that somebody joined in with others, or that it was stopped because it upset them.
    """

    sessions: tuple[Session, ...] = ()
    plays: tuple[Play, ...] = ()
    notes: tuple[Observation, ...] = ()
    marks: tuple[SongMark, ...] = ()
    reactions: tuple[Reaction, ...] = ()

    def until(self, end: datetime) -> "Period":
        """Return what of it was before `end`."""
        return Period(
            tuple(one for one in self.sessions if one.began_at < end),
            tuple(one for one in self.plays if one.started_at < end),
            tuple(one for one in self.notes if one.seen_at < end),
            tuple(one for one in self.marks if one.at < end),
            tuple(one for one in self.reactions if one.at < end),
        )


@dataclass(frozen=True)
class Summary:
    """One person's period in counts. Each share says of how many; `minutes` is music that sounded."""

    sessions: int
    songs: int
    minutes: int
    notes: int
    nobody_watched: int
    took_part: Share
    well: Share
    better_mood: Share
    distress: Share
    stops: int
    before: Mapping[Before, int]
    chips: Mapping[Chip, int]
    seen: tuple[Sitting, ...]
    chart: RunChart

    @property
    def enough(self) -> bool:
        """Say whether there are enough notes to say anything."""
        return self.well.enough


def summary(period: Period) -> Summary:
    """Return a period in counts."""
    seen = tuple(sittings(period.notes, period.reactions))
    watched = [one for one in seen if one.watched and one.noted]
    calm = share(Criterion.CALM, seen)
    return Summary(
        sessions=len(period.sessions),
        songs=sum(play.heard >= HEARD_ENOUGH for play in period.plays),
        minutes=minutes(period.plays),
        notes=len(watched),
        nobody_watched=sum(not one.watched for one in seen),
        took_part=share(Criterion.TOOK_PART, seen),
        well=share(Criterion.WELL, seen),
        better_mood=share(Criterion.BETTER_MOOD, seen),
        distress=Share(calm.of - calm.met, calm.of),
        stops=sum(one.distress is Distress.STOPPED for one in seen),
        before=Counter(note.before for note in period.notes if note.before is not None and note.amends is None),
        chips=Counter(chip for one in watched for chip in one.chips),
        seen=seen,
        chart=run_chart(one.amount for one in watched if one.amount is not None),
    )


def minutes(plays: Iterable[Play]) -> int:
    """Return how many whole minutes sounded."""
    return sum(play.heard for play in plays) // 60_000


def evidence(
    period: Period, goals: Sequence[Goal], scored: Mapping[str, GoalShown], attained: float | None
) -> Evidence:
    """Return what a review looks at, to be kept with it."""
    found = summary(period)
    return Evidence(
        sessions=found.sessions,
        notes=found.notes,
        minutes=found.minutes,
        well=found.well,
        distress=found.distress,
        goals=tuple(scored[goal.id] for goal in goals if goal.id in scored),
        attainment=attained,
        stops=found.stops,
    )


def goal_shown(goal: Goal, seen: Sequence[Sitting]) -> GoalShown:
    """Return one goal with the level that the sessions since it was set stand for; by eye, the last one given."""
    if goal.criterion is Criterion.BY_EYE:
        return GoalShown(goal.id, goal.words, goal.level, None, goal.weight)
    since = [one for one in seen if one.at.astimezone().date() >= goal.set_on]
    found = share(goal.criterion, since)
    return GoalShown(goal.id, goal.words, level_of(found, goal.baseline, goal.target), found, goal.weight)


def active(goals: Iterable[Goal]) -> list[Goal]:
    """Return the goals being worked on, in the order they were set."""
    return sorted((one for one in goals if one.state is GoalState.ACTIVE), key=lambda one: (one.set_on, one.id))


@dataclass(frozen=True)
class SongSeen:
    """What was learned of one song: the words for it, how often it was rated and how often it sounded."""

    song: SongId
    title: str
    rating: float
    ratings: int
    times: int
    words: tuple[str, ...]
    falls: int
    last: date | None


def songs_seen(called: str, period: Period) -> list[SongSeen]:
    """Return every song anybody reacted to, the best first."""
    titles = {play.song: play.title for play in period.plays}
    learned = responses(called, period.notes, period.marks, period.plays, reactions=period.reactions)
    rows = [_song_seen(song, titles.get(song, ""), response) for song, response in learned.items() if response.count]
    return sorted(rows, key=lambda row: (-row.rating, -row.ratings, row.title))


def _song_seen(song: SongId, title: str, response: Response) -> SongSeen:
    return SongSeen(
        song, title, response.mean, response.count, response.plays, response.words, response.falls, response.last_heard
    )


def works_best(rows: Iterable[SongSeen], most: int = 5) -> list[SongSeen]:
    """Return the songs that were seen to be liked, at least twice, the best first."""
    good = [row for row in rows if row.rating >= WORKS_FROM and row.ratings >= SEEN_OFTEN and row.title]
    return good[:most]


def gone_stale(rows: Iterable[SongSeen]) -> list[SongSeen]:
    """Return the songs whose ratings fell three times in a row: time for a rest (evidence rule 5)."""
    return [row for row in rows if row.falls >= STALE_AFTER and row.title]


@dataclass(frozen=True)
class Facts:
    """What happened by itself in one session: what sounded, for how long, what was skipped, stopped or liked.

    `level` is how loud, in decibels below the kiosk's ceiling; None when nobody kept it.
    """

    titles: tuple[str, ...]
    minutes: int
    skipped: int
    stopped: bool
    liked: tuple[str, ...]
    level: float | None = None


def facts(plays: Sequence[Play], marks: Iterable[SongMark], level: float | None = None) -> Facts:
    """Return the facts of one session, from its plays and marks."""
    titles = {play.song: play.title for play in plays}
    liked = [titles.get(mark.song, "") for mark in marks if mark.own_say and mark.mark.value == "likes"]
    return Facts(
        titles=tuple(dict.fromkeys(titles.values())),
        minutes=minutes(plays),
        skipped=sum(play.why_ended in SKIPPED for play in plays),
        stopped=any(play.why_ended in STOPPED_BY_SOMEBODY for play in plays),
        liked=tuple(dict.fromkeys(title for title in liked if title)),
        level=level,
    )


@dataclass(frozen=True)
class Missed:
    """Somebody who had little this week: minutes of music and notes since `since`, and when music last sounded."""

    resident: ResidentId
    minutes: int
    notes: int
    last: date | None

    @property
    def words(self) -> str:
        """Say what was missing."""
        if not self.minutes:
            return "No music"
        if self.minutes < MISSED_MINUTES:
            return f"{self.minutes} {'minute' if self.minutes == 1 else 'minutes'} of music"
        return "Music, but nobody noted anything"


def missed(week: Iterable[Missed]) -> list[Missed]:
    """Return who is being missed, those without any music first (field item 23)."""
    short = [one for one in week if one.minutes < MISSED_MINUTES or not one.notes]
    return sorted(short, key=lambda one: (one.minutes, one.notes, one.last or date.min))


def by_week(moments: Iterable[datetime]) -> dict[date, int]:
    """Return how many moments fall into each week, by its Monday, weeks without any included."""
    counted: dict[date, int] = defaultdict(int)
    for moment in moments:
        day = moment.astimezone().date()
        counted[day - timedelta(days=day.weekday())] += 1
    if not counted:
        return {}
    first, last = min(counted), max(counted)
    weeks = [first + WEEK * number for number in range((last - first).days // 7 + 1)]
    return {week: counted.get(week, 0) for week in weeks}
