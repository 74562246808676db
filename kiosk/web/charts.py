"""Charts as plain shapes with their places worked out, for the macros in macros/charts.html.

Every point is drawn, nothing is smoothed, each chart has its numbers as a table beside it, and shapes rather than
colours carry meaning, so that a black-and-white print says the same. Lengths are units of the drawing (340 wide).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kiosk.care.goals import FEWEST_NOTES, Goal, Level
from kiosk.care.observations import Distress, TookPart
from kiosk.care.run_charts import RunChart, Shift, Side, run_chart
from kiosk.care.sittings import Sitting
from kiosk.care.summaries import SongSeen
from kiosk.web.words import day_words

WIDTH = 340.0
LEFT, RIGHT = 100.0, 10.0
ROW = 34.0
TOP = 14.0
AMOUNTS = ("Not at all", "A few moments", "About half", "Most of it")


@dataclass(frozen=True)
class Dot:
    """One point: where, which shape, and its words. Shapes: dot, stop (distress that stopped it), brief, asleep."""

    x: float
    y: float
    shape: str
    words: str


@dataclass(frozen=True)
class Line:
    """One straight line of a chart, with words where it is labelled."""

    x1: float
    y1: float
    x2: float
    y2: float
    words: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar with its number."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True)
class Chart:
    """One drawing: its name, what it says in a sentence, its shapes, and the same as a table."""

    title: str
    says: str
    height: float
    dots: tuple[Dot, ...] = ()
    path: str = ""
    rows: tuple[Line, ...] = ()
    median: Line | None = None
    marks: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    first: str = ""
    last: str = ""
    columns: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


def took_part(called: str, seen: Sequence[Sitting]) -> Chart:
    """Draw how much somebody took part, each session a point in its order; those asleep below the line."""
    shown = [one for one in seen if one.watched and one.took_part is not None]
    step = (WIDTH - LEFT - RIGHT) / max(1, len(shown) - 1)
    dots = tuple(_dot(one, LEFT + step * place if len(shown) > 1 else LEFT + 20) for place, one in enumerate(shown))
    amounts = [(dot, one.amount) for dot, one in zip(dots, shown, strict=True) if one.amount is not None]
    chart = run_chart(float(amount) for _, amount in amounts)
    awake = [(dot, one) for dot, one in zip(dots, shown, strict=True) if one.amount is not None]
    return Chart(
        title=f"How much {called} took part",
        says=" ".join(_run_words(len(shown), chart, [one for _, one in awake])),
        height=TOP + 5 * ROW + 26,
        dots=dots,
        path=_path([dot for dot, _ in awake]),
        rows=tuple(
            Line(LEFT, _y(place), WIDTH - RIGHT, _y(place), words)
            for place, words in enumerate(("Asleep", *AMOUNTS), -1)
        ),
        median=None if chart.median is None else Line(LEFT, _y(chart.median), WIDTH - RIGHT, _y(chart.median)),
        marks=tuple(_bracket(shift, [dot for dot, _ in awake]) for shift in chart.shifts),
        first=day_words(shown[0].at) if shown else "",
        last=day_words(shown[-1].at) if len(shown) > 1 else "",
        columns=("Day", "Took part", "Distress"),
        table=tuple(_row(one) for one in shown),
    )


def _y(amount: float) -> float:
    return TOP + (3 - amount) * ROW + 10


def _dot(one: Sitting, x: float) -> Dot:
    y = _y(-1 if one.amount is None else one.amount)
    shape = {Distress.STOPPED: "stop", Distress.BRIEF: "brief"}.get(one.distress or Distress.NONE, "dot")
    return Dot(round(x, 1), y, "asleep" if one.amount is None and shape == "dot" else shape, ", ".join(_row(one)))


def _row(one: Sitting) -> tuple[str, str, str]:
    amount = "Asleep" if one.took_part is TookPart.ASLEEP else "" if one.amount is None else AMOUNTS[one.amount]
    distress = {Distress.NONE: "None", Distress.BRIEF: "Brief, settled", Distress.STOPPED: "Stopped"}
    return day_words(one.at), amount, distress[one.distress] if one.distress else "Not said"


def _path(dots: Sequence[Dot]) -> str:
    return " ".join(f"{'L' if place else 'M'}{dot.x} {dot.y}" for place, dot in enumerate(dots))


def _bracket(shift: Shift, dots: Sequence[Dot]) -> Line:
    y = TOP - 6 if shift.side is Side.ABOVE else _y(0) + 12
    return Line(dots[shift.first].x, y, dots[shift.last].x, y, f"{shift.points} in a row")


def _run_words(count: int, chart: RunChart, shown: Sequence[Sitting]) -> list[str]:
    """Say what may be said: too few, the middle, and shifts with their days; never why (evidence rule 16)."""
    notes = f"{count} {'session was' if count == 1 else 'sessions were'} noted."
    if not chart.enough:
        return [notes, f"Too few to tell anything: {FEWEST_NOTES} are needed."]
    said = [notes, "The dashed line is the middle (median): half of the points lie on or above it."]
    for one in chart.shifts:
        first, last = (day_words(shown[place].at) for place in (one.first, one.last))
        said.append(f"Shift: {one.points} in a row lie {one.side} the middle, from {first} to {last}.")
    return [*said, "The chart does not say why."] if chart.shifts else [*said, "No shift: no six in a row on one side."]


def sessions(weeks: Mapping[date, int], called: str) -> Chart:
    """Draw how many sessions there were in each week, weeks without any left empty."""
    most = max([*weeks.values(), 3])
    step = (WIDTH - 40 - RIGHT) / max(1, len(weeks))
    unit = 90 / most
    bars = tuple(
        Bar(round(40 + step * place + step * 0.15, 1), round(104 - count * unit, 1), round(step * 0.7, 1),
            round(count * unit, 1), f"Week of {_day(week)}: {count}")
        for place, (week, count) in enumerate(weeks.items())
    )  # fmt: skip
    total = sum(weeks.values())
    empty = sum(count == 0 for count in weeks.values())
    return Chart(
        title="Sessions in each week",
        says=f"{total} sessions with {called} in {len(weeks)} weeks; {empty} of {len(weeks)} weeks had none.",
        height=130,
        bars=bars,
        rows=tuple(
            Line(40, round(104 - count * unit, 1), WIDTH - RIGHT, round(104 - count * unit, 1), str(count))
            for count in range(0, most + 1, max(1, most // 3))
        ),
        first=_day(min(weeks)) if weeks else "",
        last=_day(max(weeks)) if len(weeks) > 1 else "",
        columns=("Week from", "Sessions"),
        table=tuple((_day(week), str(count)) for week, count in weeks.items()),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class SongLine:
    """One song on its line from turned away to lit up: where its dot lies, how often it was seen, what was seen."""

    title: str
    x: float
    seen: str
    words: tuple[str, ...]


def songs(rows: Sequence[SongSeen]) -> list[SongLine]:
    """Draw how each song was received, the mean of what was seen on a line from 0 to 100."""
    return [
        SongLine(row.title, round(6 + 88 * row.rating, 1), f"seen {_times(row.ratings)}", row.words)
        for row in rows
        if row.title
    ]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


@dataclass(frozen=True)
class Rung:
    """One of a goal's five levels: its words, whether the start or the present is on it, and when it was reached."""

    level: int
    words: str
    start: bool
    now: bool
    days: str


def ladder(goal: Goal, now: Level | None) -> list[Rung]:
    """Return a goal's levels from the highest down, with where it began, every level given, and where it is now."""
    days = {level: [f"{_day(one.on)}" for one in goal.scored if one.level is level] for level in Level}
    return [
        Rung(int(level), goal.levels[level + 2], level is Level.AS_AT_THE_START, level is now, ", ".join(days[level]))
        for level in sorted(Level, reverse=True)
    ]


SAMPLE_SONGS = (
    SongLine("The Galway Shawl", 94.0, "seen 5 times", ("Peggy sang along 3 times",)),
    SongLine("The Black Velvet Band", 50.0, "seen twice", ("Peggy asked for another song once",)),
)
"""Invented, for the gallery."""


def sample_chart() -> Chart:
    """Return an invented chart for the gallery, with a shift and each shape."""
    first = datetime(2026, 3, 2, 10, tzinfo=UTC)
    amounts = ("1", "2", "1", "0", "asleep", "1", "2", "3", "2", "3", "3", "3", "2", "3")
    upset = {3: Distress.STOPPED, 6: Distress.BRIEF}
    days = [first + timedelta(days=3 * place) for place in range(len(amounts))]
    seen = [
        Sitting(day, TookPart(one), 0, upset.get(place, Distress.NONE), frozenset(), watched=True)
        for place, (day, one) in enumerate(zip(days, amounts, strict=True))
    ]
    return took_part("Peggy", seen)
