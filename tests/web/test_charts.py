"""Charts: every point drawn, each with its words, the same as a table, and nothing said of too few."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.observations import Distress, TookPart
from kiosk.care.sittings import Sitting
from kiosk.web import charts

FIRST = datetime(2026, 3, 2, 12, tzinfo=UTC)


def sat(day: int, took_part: str = "2", distress: str = "none", watched: bool = True) -> Sitting:
    at = FIRST + timedelta(days=day)
    return Sitting(at, TookPart(took_part), 0, Distress(distress), frozenset(), watched)


def test_each_session_is_a_point_with_its_words() -> None:
    seen = [sat(0, "3"), sat(1, "0", "stopped"), sat(2, "asleep"), sat(3, "1", "brief"), sat(4, watched=False)]
    chart = charts.took_part("Maeve", seen)
    assert [dot.shape for dot in chart.dots] == ["dot", "stop", "asleep", "brief"]
    assert chart.dots[1].words == "3 March 2026, Not at all, Stopped"
    assert len(chart.table) == 4
    assert chart.median is None
    assert "Too few to tell anything: 5 are needed." in chart.says


def test_a_shift_is_said_with_its_days_and_never_why() -> None:
    chart = charts.took_part("Maeve", [sat(day, "1" if day < 6 else "3") for day in range(12)])
    assert "Shift: 6 in a row lie below the middle, from 2 March 2026 to 7 March 2026." in chart.says
    assert "does not say why" in chart.says
    assert len(chart.marks) == 2


@given(st.lists(st.sampled_from(["0", "1", "2", "3", "asleep"]), max_size=80))
def test_every_point_lies_inside_the_drawing_and_no_two_on_each_other(parts: list[str]) -> None:
    chart = charts.took_part("Maeve", [sat(day, part) for day, part in enumerate(parts)])
    places = [(dot.x, dot.y) for dot in chart.dots]
    assert len(set(places)) == len(parts)
    assert all(charts.LEFT <= x <= charts.WIDTH and 0 < y < chart.height for x, y in places)


@pytest.mark.parametrize("counts", [[], [2], [0, 3, 1]])
def test_weeks_are_bars_and_empty_weeks_stay_empty(counts: list[int]) -> None:
    weeks = {date(2026, 3, 2) + timedelta(weeks=place): count for place, count in enumerate(counts)}
    chart = charts.sessions(weeks, "Maeve")
    assert len(chart.bars) == len(chart.table) == len(counts)
    assert chart.says.endswith(f"{counts.count(0)} of {len(counts)} weeks had none.")
    assert all(bar.height >= 0 and bar.y + bar.height == pytest.approx(104) for bar in chart.bars)
