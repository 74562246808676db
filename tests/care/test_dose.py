"""How much sound a person had, against the figures of the WHO-ITU rule."""

from datetime import timedelta

import pytest

from kiosk.care.dose import Dose, dose, dose_words, share_of_week
from kiosk.care.plays import Play, WhyEnded
from kiosk.units import Decibels, DurationMs, PlayId
from tests.listening.cast import NOON, moment, programme, track


def play(hours: float, level: float | None) -> Play:
    alpha, whole = track("alpha"), programme(track("alpha"))
    ended = NOON + timedelta(hours=hours)
    heard = DurationMs(round(hours * 3_600_000))
    names = (alpha.song, alpha.recording, alpha.title, alpha.performer)
    kept = None if level is None else Decibels(level)
    return Play(
        PlayId("one"), whole.session, whole.resident, *names, moment(0).wall, ended, heard, WhyEnded.FINISHED, kept
    )


@pytest.mark.parametrize(("dba", "hours"), [(70.0, 126.5), (75.0, 40.0), (80.0, 12.65), (85.0, 4.0)])
def test_a_whole_week_is_what_the_rule_says(dba: float, hours: float) -> None:
    assert share_of_week(hours, dba) == pytest.approx(1.0, abs=0.01)


def test_each_play_counts_at_its_own_level() -> None:
    found = dose([play(1, -12.0), play(1, -2.0)], offset=77.0)
    assert found.hours == 2
    assert found.share == pytest.approx((10**-1 + 1) / 40)


def test_a_play_without_a_level_counts_as_the_loudest() -> None:
    assert dose([play(1, None)], 75.0).share == pytest.approx(1 / 40)


def test_a_room_nobody_measured_has_hours_only() -> None:
    assert dose([play(0.5, -12.0)], None) == Dose(0.5, None)
    assert "30 minutes" in dose_words(Dose(0.5, None))


def test_words_for_staff() -> None:
    assert dose_words(Dose(0, None)) == "No music yet today."
    assert "1 h 10 min" in dose_words(Dose(70 / 60, 0.031))
    assert "3 %" in dose_words(Dose(70 / 60, 0.031))
    assert "less than 1 %" in dose_words(Dose(0.5, 0.001))
