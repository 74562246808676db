"""The resume file: taken once, fresh for two minutes, never aloud after somebody switched the kiosk off."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.listening.resume import Age, ResumeFile
from kiosk.listening.state import OpenPlay, Resumption
from kiosk.units import Decibels, DurationMs, PlayId, PositionMs
from tests.listening.cast import NOON, programme, track

ALPHA = track("alpha")
PLAY = OpenPlay(PlayId("monday-1"), ALPHA, NOON, confirmed=True, heard=DurationMs(900), position=PositionMs(1000))
PAST = Resumption(programme(ALPHA), 0, 1, Decibels(-9.0), PLAY)
THEN = Age("boot a", 1000.0, NOON)


class Clock:
    def __init__(self) -> None:
        self.age = THEN

    def __call__(self) -> Age:
        return self.age

    def later(self, seconds: float, *, boot: str = "boot a", wall_s: float | None = None) -> None:
        wall = NOON + timedelta(seconds=seconds if wall_s is None else wall_s)
        self.age = Age(boot, 1000.0 + seconds if boot == "boot a" else 20.0, wall)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> ResumeFile:
    return ResumeFile(tmp_path / "resume.json", clock)


def fresh(file: ResumeFile) -> bool:
    taken = file.take(120)
    assert taken is not None
    return taken.fresh


def test_what_was_saved_is_taken(file: ResumeFile) -> None:
    file.save(PAST)
    taken = file.take(120)
    assert taken is not None
    assert (taken.resumption, taken.fresh) == (PAST, True)


def test_it_is_taken_once(file: ResumeFile) -> None:
    file.save(PAST)
    file.take(120)
    assert file.take(120) is None


def test_cleared_is_gone(file: ResumeFile) -> None:
    file.save(PAST)
    file.clear()
    file.clear()
    assert file.take(120) is None


@pytest.mark.parametrize(("seconds", "expected"), [(0, True), (119, True), (121, False), (86400, False)])
def test_it_is_fresh_for_two_minutes(file: ResumeFile, clock: Clock, seconds: float, *, expected: bool) -> None:
    file.save(PAST)
    clock.later(seconds)
    assert fresh(file) is expected


def test_a_wall_clock_set_meanwhile_does_not_matter_within_one_boot(file: ResumeFile, clock: Clock) -> None:
    file.save(PAST)
    clock.later(30, wall_s=-86400)
    assert fresh(file)


def test_after_a_power_cut_the_wall_clock_counts(file: ResumeFile, clock: Clock) -> None:
    file.save(PAST)
    clock.later(60, boot="boot b")
    assert fresh(file)


@pytest.mark.parametrize("wall_s", [-60.0, 3600.0])
def test_after_a_power_cut_a_clock_that_cannot_be_right_is_not_trusted(
    file: ResumeFile, clock: Clock, wall_s: float
) -> None:
    file.save(PAST)
    clock.later(60, boot="boot b", wall_s=wall_s)
    assert not fresh(file)


def test_switched_off_on_purpose_it_stays_quiet(file: ResumeFile, clock: Clock) -> None:
    """The clock of a computer without a battery stands still while it is off."""
    file.save(PAST, clean=True)
    clock.later(20, boot="boot b")
    assert not fresh(file)


def test_a_restarted_service_goes_on(file: ResumeFile, clock: Clock) -> None:
    file.save(PAST, clean=True)
    clock.later(20)
    assert fresh(file)


@pytest.mark.parametrize("text", ["", "{", '{"format": 9}', "[]", '{"format":1,"saved_at":"x"}', "\x00" * 40])
def test_whatever_stands_in_it_a_bad_file_is_none(file: ResumeFile, tmp_path: Path, text: str) -> None:
    (tmp_path / "resume.json").write_text(text)
    assert file.take(120) is None
    assert not (tmp_path / "resume.json").exists()


def test_a_newer_format_is_left_alone(file: ResumeFile, tmp_path: Path) -> None:
    file.save(PAST)
    path = tmp_path / "resume.json"
    path.write_text(path.read_text().replace('"format":1', '"format":2'))
    assert file.take(120) is None


def test_it_stays_the_same_through_writing_again(file: ResumeFile) -> None:
    file.save(PAST)
    file.save(replace(PAST, index=3, play=None))
    taken = file.take(120)
    assert taken is not None
    assert taken.resumption == replace(PAST, index=3, play=None)
