"""What every engine keeps to, the real one and the null one."""

from pathlib import Path

import pytest

from kiosk.listening.engine import (
    At,
    ChangeLevel,
    Ended,
    Failed,
    Generation,
    Reason,
    Silence,
    Silent,
    Sounding,
    Start,
    Starting,
)
from kiosk.units import Decibels, DurationMs, PositionMs
from tests.contract.conftest import Bench
from tests.sound.tones import tone, write_encoded, write_wav

ONE, TWO = Generation(1), Generation(2)


def order(
    path: Path, generation: Generation = ONE, length: int = 3000, start: int = 0, fade_in_s: float = 0.0
) -> Start:
    return Start(generation, str(path), Decibels(0), Decibels(-12), PositionMs(start), DurationMs(length), fade_in_s)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "song.wav", tone(3.0))


def test_a_song_starts_sounds_moves_on_and_ends(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song))
    took = bench.run_until(lambda: "Ended" in bench.kinds())
    assert bench.kinds()[:2] == ["Starting", "Sounding"]
    places = [report.position for report in bench.reports if isinstance(report, At)]
    assert len(places) >= 4
    assert places == sorted(set(places))
    assert took == pytest.approx(3.0, abs=0.5)
    last = bench.last()
    assert isinstance(last, Ended)
    assert last.position == pytest.approx(3000, abs=400)
    assert not last.early


def test_it_says_whether_anybody_can_hear_it(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song))
    bench.run_until(lambda: "Sounding" in bench.kinds())
    assert bench.last() == Sounding(ONE, PositionMs(0), bench.sound)


def test_sound_is_confirmed_at_once(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song))
    assert bench.run_until(lambda: "Sounding" in bench.kinds()) < 0.5


def test_it_starts_at_any_place(bench: Bench, tmp_path: Path) -> None:
    song = write_encoded(tmp_path / "song.flac", tone(3.0), "flac")
    bench.engine.perform(order(song, start=2000))
    took = bench.run_until(lambda: "Ended" in bench.kinds())
    assert took == pytest.approx(1.0, abs=0.5)
    sounding = next(report for report in bench.reports if isinstance(report, Sounding))
    assert sounding.position == pytest.approx(2000, abs=300)


def test_silence_is_answered_when_the_fade_is_over(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song))
    bench.run_until(lambda: "Sounding" in bench.kinds())
    bench.engine.perform(Silence(ONE, 0.4))
    assert bench.run_until(lambda: bench.last() == Silent(ONE)) == pytest.approx(0.4, abs=0.2)
    bench.run_for(0.3)
    assert bench.last() == Silent(ONE)


def test_silence_is_answered_at_once_when_nothing_sounds(bench: Bench) -> None:
    bench.engine.perform(Silence(TWO, 2.0))
    assert bench.last() == Silent(TWO)


def test_a_late_silence_does_not_end_the_next_song(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song, TWO))
    bench.engine.perform(Silence(ONE, 0.0))
    bench.run_until(lambda: any(isinstance(report, At) for report in bench.reports))


def test_a_start_takes_the_place_of_what_sounds(bench: Bench, song: Path) -> None:
    bench.engine.perform(order(song))
    bench.run_until(lambda: "Sounding" in bench.kinds())
    bench.engine.perform(order(song, TWO))
    bench.run_until(lambda: bench.kinds().count("Sounding") == 2)
    late = bench.reports[bench.reports.index(Starting(TWO)) :]
    assert all(getattr(report, "generation", TWO) == TWO for report in late)


def test_a_change_of_level_disturbs_nothing(bench: Bench, song: Path) -> None:
    bench.engine.perform(ChangeLevel(Decibels(-9)))
    bench.engine.perform(order(song))
    bench.run_until(lambda: "Sounding" in bench.kinds())
    bench.engine.perform(ChangeLevel(Decibels(-15)))
    bench.run_for(0.5)
    assert isinstance(bench.last(), At)


def broken(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.mp3"
    match kind:
        case "empty":
            path.touch()
        case "text":
            path.write_text("this is no music at all\n" * 2000)
        case "folder":
            path.mkdir()
        case "cut":
            whole = write_encoded(folder / "whole.mp3", tone(30.0), "libmp3lame").read_bytes()
            path.write_bytes(whole[: len(whole) // 20])
        case "cut wav":
            path = write_wav(folder / "cut.wav", tone(30.0))
            path.write_bytes(path.read_bytes()[:200_000])
    return path


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("missing", Reason.MISSING),
        ("empty", Reason.EMPTY),
        ("text", Reason.NOT_MUSIC),
        ("folder", Reason.NOT_MUSIC),
    ],
)
def test_a_file_that_is_no_music_fails_with_the_reason(bench: Bench, tmp_path: Path, kind: str, reason: Reason) -> None:
    bench.engine.perform(order(broken(tmp_path, kind), length=0))
    bench.run_until(lambda: bench.last() == Failed(ONE, reason), 2.0)
    assert "Sounding" not in bench.kinds()


def test_a_file_cut_off_near_its_beginning_fails(bench: Bench, tmp_path: Path) -> None:
    bench.engine.perform(order(broken(tmp_path, "cut wav"), length=30_000))
    bench.run_until(lambda: bench.last() == Failed(ONE, Reason.TOO_SHORT), 4.0)


def test_a_file_cut_off_in_the_middle_is_heard_and_named(bench: Bench, tmp_path: Path) -> None:
    path = write_wav(tmp_path / "half.wav", tone(4.0))
    path.write_bytes(path.read_bytes()[: 4 * 44100 * 2])
    bench.engine.perform(order(path, length=4000))
    bench.run_until(lambda: isinstance(bench.last(), Ended), 5.0)
    last = bench.last()
    assert isinstance(last, Ended)
    assert last.early


def test_after_a_failure_the_next_song_sounds(bench: Bench, tmp_path: Path, song: Path) -> None:
    bench.engine.perform(order(broken(tmp_path, "text")))
    bench.run_until(lambda: "Failed" in bench.kinds())
    bench.engine.perform(order(song, TWO))
    bench.run_until(lambda: "Sounding" in bench.kinds())
