"""No jump: the level at the sink against the level that was intended, at everything that can change it.

`FILES=20` plays twenty files 25 dB apart; the short run plays four. `-s` prints the figures.
"""

import os
import signal
import time
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.library.rendering import Rendering, copy_at, make_copy
from kiosk.listening.commands import Another, Begin, Limit, SetLevel, Stop
from kiosk.listening.engine_process import EngineProcess
from kiosk.listening.programme import Levels, Shaping
from kiosk.listening.status import Phase
from kiosk.units import Decibels
from tests.listening.cast import programme, track
from tests.listening.room import QUICK, Room, vlc_room
from tests.sound.server import RATE, Recorder, Samples, SoundServer, frequency, loudness, rms_db, runs
from tests.sound.tones import Wave, tone, write_encoded, write_wav

pytestmark = pytest.mark.sound
FILES = int(os.environ.get("FILES", "4"))
FULL = Levels(start=Decibels(0.0), floor=Decibels(-24.0), ceiling=Decibels(0.0))
MOST_ABOVE_DB = 1.0
HEADSET = "headset"
STEADY = replace(QUICK, pause_s=0.3)


def sine_db(peak_db: float) -> float:
    return peak_db - 3.01


def above(samples: Samples, intended_db: float) -> float:
    """By how much the loudest hundredth of a second is above what was intended, in decibels."""
    return float(loudness(samples, 0.01).max()) - intended_db


def press(room: Room, step: float) -> None:
    status = room.status
    assert status.session
    room.listening.submit(SetLevel(status.session, Decibels(status.level + step)))


def test_files_25_db_apart_are_never_louder_than_intended(server: SoundServer, tmp_path: Path) -> None:
    """No fade-in hides the start: libVLC alone plays every second song at the level of the one before."""
    loud = write_encoded(tmp_path / "loud.flac", tone(1.8, peak_db=-1.0), "flac")
    quiet = write_encoded(tmp_path / "quiet.flac", tone(1.8, peak_db=-26.0), "flac")
    songs = [track(f"{n}", (loud, quiet)[n % 2], (-17.0, 8.0)[n % 2], 1800) for n in range(FILES)]
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*songs, levels=replace(FULL, start=Decibels(-6.0)))))
        room.wait_for_phase(Phase.ENDED, 4.0 * FILES)
    spans = [span for span in runs(heard.samples, -70, 0.02) if span[1] - span[0] > 0.5]
    levels = [rms_db(heard.samples[int((a + 0.3) * RATE) : int((b - 0.2) * RATE)]) for a, b in spans]
    most = above(heard.samples, sine_db(-18) - 6)
    print(f"{len(spans)} files 25 dB apart: {min(levels):.2f} to {max(levels):.2f} dB, most above: {most:.2f} dB")
    assert len(spans) == FILES
    assert max(levels) - min(levels) < 0.7
    assert most < MOST_ABOVE_DB


def test_a_full_scale_file_never_passes_the_ceiling_however_often_louder_is_pressed(
    server: SoundServer, tmp_path: Path
) -> None:
    song = track("full", write_wav(tmp_path / "full.wav", tone(20, peak_db=-0.01)), 0.0, 20_000)
    levels = Levels(start=Decibels(-18.0), floor=Decibels(-24.0), ceiling=Decibels(-9.0))
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=levels)))
        room.wait_for_phase(Phase.PLAYING)
        for _ in range(6):
            press(room, 99)
            time.sleep(0.2)
        assert room.status.level == -9.0
        room.listening.submit(Limit(Decibels(-15.0)))
        time.sleep(0.6)
        limited = rms_db(heard.samples[-RATE // 5 :])
    most = above(heard.samples, sine_db(0) - 9)
    print(f"full scale at a ceiling of -9 dB: most above {most:.2f} dB; under a limit of -15: {limited:.2f} dB")
    assert most < MOST_ABOVE_DB
    assert limited == pytest.approx(sine_db(0) - 15, abs=0.7)


def test_a_start_a_change_a_new_engine_and_a_new_output_keep_the_level(server: SoundServer, tmp_path: Path) -> None:
    path = write_encoded(tmp_path / "tone.flac", tone(40), "flac")
    songs = [track(name, path, 0.0, 40_000) for name in ("alpha", "beta")]
    intended = sine_db(-6) - 12
    figures: dict[str, float] = {}
    with vlc_room(tmp_path, STEADY) as room:
        with Recorder(server) as heard:
            room.listening.submit(Begin(programme(*songs, levels=replace(FULL, start=Decibels(-12.0)))))
            play = room.wait_for_phase(Phase.PLAYING).play
            time.sleep(1.0)
            figures["start"] = above(heard.samples, intended)
            assert play
            asked = heard.at(time.monotonic())
            room.listening.submit(Another(play))
            room.wait_for(lambda status: status.phase is Phase.PLAYING and status.play != play)
            time.sleep(1.0)
            figures["next"] = above(heard.samples[asked:], intended)
            killed = heard.at(time.monotonic())
            engine = room.engine
            assert isinstance(engine, EngineProcess)
            room.wait_until(lambda: engine.warm)
            os.kill(engine.pids[0], signal.SIGKILL)
            room.wait_for_phase(Phase.STARTING)
            room.wait_for_phase(Phase.PLAYING)
            time.sleep(1.0)
            figures["resume after kill"] = above(heard.samples[killed:], intended)
            stopping = heard.samples[-RATE // 2 :]
            figures["steady again"] = rms_db(stopping) - intended
        server.load_sink(HEADSET)
        with Recorder(server, HEADSET) as other:
            changed = time.monotonic()
            server.unload_sink()
            assert other.await_sound(changed, 8.0) is not None
            time.sleep(1.0)
            room.listening.submit(Stop())
            room.wait_for_phase(Phase.QUIET)
        figures["output changed"] = above(other.samples, intended)
        server.load_sink()
        server.unload_sink(HEADSET)
    print("decibels above what was intended:", {name: round(value, 2) for name, value in figures.items()})
    assert max(figures.values()) < MOST_ABOVE_DB
    assert figures["steady again"] == pytest.approx(0, abs=0.7)
    assert rms_db(other.samples[-RATE // 20 :]) < -80


def test_a_slower_and_lower_song_sounds_as_it_should(server: SoundServer, tmp_path: Path) -> None:
    source = write_encoded(tmp_path / "song.flac", tone(3.0), "flac")
    make_copy(source, tmp_path / "copy.flac", Rendering(85, 4))
    copy = copy_at(tmp_path / "copy.flac")
    assert copy
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(track("slow", copy.path, 0.0, copy.duration), levels=FULL)))
        room.wait_for_phase(Phase.ENDED)
    start, end = max(runs(heard.samples, -60, 0.02), key=lambda span: span[1] - span[0])
    middle = heard.samples[int((start + 0.5) * RATE) : int((end - 0.5) * RATE)]
    rough = np.abs(np.diff(middle[:, 0].astype(float))).max() / np.abs(middle.astype(float)).max()
    smooth = 2 * np.pi * frequency(middle) / RATE
    print(f"3 s at 440 Hz: {end - start:.2f} s at {frequency(middle):.1f} Hz; step {rough / smooth:.2f} x the tone's")
    assert end - start == pytest.approx(3.0 / 0.85, abs=0.2)
    assert frequency(middle) == pytest.approx(440 * 2 ** (-4 / 12), rel=0.01)
    assert np.ptp(loudness(middle, 0.05)) < 1.0
    assert rough < 1.3 * smooth, "a click"


def write_sides(path: Path, left: Wave, right: Wave) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack([left, right], axis=1) * 32767).astype("<i2").tobytes())
    return path


def band(samples: Samples, hertz: float) -> float:
    """The level of one tone in both channels, in decibels."""
    mono = samples.astype(float).mean(axis=1) * np.hanning(len(samples))
    spectrum, bins = np.abs(np.fft.rfft(mono)), np.fft.rfftfreq(len(mono), 1 / RATE)
    return float(20 * np.log10(spectrum[np.abs(bins - hertz) < 60].max()))


def test_one_channel_for_both_ears_and_a_treble_lift(server: SoundServer, tmp_path: Path) -> None:
    both = tone(2.5, 500, -20) + tone(2.5, 4000, -20)
    path = write_sides(tmp_path / "left.wav", both, 0 * both)
    songs = [track(name, path, 0.0, 2500) for name in ("alpha",)]
    figures = []
    for shaping in (Shaping(), Shaping(mono=True, treble=Decibels(6.0))):
        with vlc_room(tmp_path) as room, Recorder(server) as heard:
            room.listening.submit(Begin(replace(programme(*songs, levels=FULL), shaping=shaping)))
            room.wait_for_phase(Phase.ENDED)
        start, end = max(runs(heard.samples, -60, 0.02), key=lambda span: span[1] - span[0])
        middle = heard.samples[int((start + 0.5) * RATE) : int((end - 0.5) * RATE)]
        sides = rms_db(middle[:, :1]) - rms_db(middle[:, 1:])
        figures.append((sides, band(middle, 4000) - band(middle, 500)))
    (plain_sides, plain_treble), (sides, treble) = figures
    print(f"sides apart {plain_sides:.1f} dB, in one channel {sides:.1f}; 4 kHz lifted by {treble - plain_treble:.1f}")
    assert plain_sides > 60
    assert sides == pytest.approx(0, abs=0.2)
    assert treble - plain_treble == pytest.approx(6.0, abs=1.5)
