"""Slower and lower copies: right in pitch, length and level, without a click."""

from pathlib import Path

import av
import numpy as np
import pytest

from kiosk.errors import UnplayableFile
from kiosk.library.rendering import Copy, Rendering, copy_at, make_copy, place
from kiosk.units import Decibels
from tests.sound.server import RATE, Samples, frequency, loudness, rms_db
from tests.sound.tones import tone, write_encoded


def decoded(path: Path) -> Samples:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        pieces = [one.to_ndarray() for frame in container.decode(audio=0) for one in resampler.resample(frame)]
    samples: Samples = np.concatenate(pieces, axis=1).reshape(-1, 2).astype(np.int16)
    return samples


def made(folder: Path, rendering: Rendering, seconds: float = 4.0) -> tuple[Copy, Samples]:
    source = write_encoded(folder / "song.flac", tone(seconds, 440.0, -9.0), "flac")
    target = place(folder / "copies", "song", rendering)
    make_copy(source, target, rendering)
    copy = copy_at(target)
    assert copy
    return copy, decoded(copy.path)


@pytest.mark.parametrize("rendering", [Rendering(85, 0), Rendering(100, 4), Rendering(90, 2)])
def test_pitch_and_length_are_what_was_asked_and_the_level_is_even(tmp_path: Path, rendering: Rendering) -> None:
    copy, samples = made(tmp_path, rendering)
    assert copy.duration == pytest.approx(4000 * 100 / rendering.speed, rel=0.005)
    middle = samples[RATE : 3 * RATE]
    assert frequency(middle) == pytest.approx(440 * 2 ** (-rendering.lower / 12), rel=0.002)
    assert np.ptp(loudness(middle, 0.05)) < 0.5
    # A click is a step that the tone itself never makes.
    steepest = 2 * np.pi * 440 / RATE * np.abs(middle.astype(float)).max()
    assert np.abs(np.diff(middle[:, 0].astype(float))).max() < 1.3 * steepest


def test_one_side_is_softer_by_what_was_asked(tmp_path: Path) -> None:
    _, samples = made(tmp_path, Rendering(balance=Decibels(6.0)))
    assert rms_db(samples[:, :1]) - rms_db(samples[:, 1:]) == pytest.approx(-6.0, abs=0.1)
    _, samples = made(tmp_path, Rendering(balance=Decibels(-12.0)))
    assert rms_db(samples[:, :1]) - rms_db(samples[:, 1:]) == pytest.approx(12.0, abs=0.1)


def test_what_is_no_music_leaves_nothing_behind(tmp_path: Path) -> None:
    source, target = tmp_path / "text.mp3", tmp_path / "copies" / "copy.flac"
    source.write_text("this is no music at all\n" * 100)
    with pytest.raises(UnplayableFile, match="plays as it is"):
        make_copy(source, target, Rendering(85))
    assert copy_at(target) is None
    assert list(target.parent.iterdir()) == []


def test_without_the_program_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnplayableFile, match="rubberband-cli"):
        make_copy(tmp_path / "song.flac", tmp_path / "copy.flac", Rendering(85))
