"""What a person in the room hears: level, fades, silence, pauses."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.listening.commands import Another, Begin, SetLevel, Stop
from kiosk.listening.programme import Levels
from kiosk.listening.state import Settings
from kiosk.listening.status import Phase, Sound
from kiosk.units import Decibels
from tests.listening.cast import programme, track
from tests.listening.room import QUICK, vlc_room
from tests.sound.server import RATE, Recorder, SoundServer, loudness, lufs, rms_db, runs
from tests.sound.tones import tone, write_encoded, write_wav

pytestmark = pytest.mark.sound
FULL = Levels(start=Decibels(0.0), floor=Decibels(-24.0), ceiling=Decibels(0.0))

SHORT_S, SHORT_MS = 2.5, 2500
"""The shortest test songs: of files of about a second, libVLC 3.0 loses the end now and then."""


def sine_db(peak_db: float) -> float:
    return peak_db - 3.01


def test_a_song_is_heard(server: SoundServer, tmp_path: Path) -> None:
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(5)), duration=5000)
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song)))
        status = room.wait_for_phase(Phase.PLAYING)
        time.sleep(0.5)
    assert status.sound is Sound.HEARD
    assert max(loudness(heard.samples)) > -30


def test_gain_and_level_are_right_at_the_speaker(server: SoundServer, tmp_path: Path) -> None:
    """Loud and quiet recordings in turn: the level never leaks from one into the next."""
    path = write_encoded(tmp_path / "tone.flac", tone(SHORT_S, peak_db=-6), "flac")
    gains = [0.0, -20.0, -6.0]
    songs = [track(f"song {n}", path, gain, SHORT_MS) for n, gain in enumerate(gains)]
    levels = replace(FULL, start=Decibels(-9.0))
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*songs, levels=levels)))
        room.wait_for_phase(Phase.ENDED, 20)
    spans = [span for span in runs(heard.samples, -70, 0.02) if span[1] - span[0] > 0.5]
    assert len(spans) == len(gains)
    for (start, end), gain in zip(spans, gains, strict=True):
        song = heard.samples[int((start + 0.3) * 44100) : int((end - 0.2) * 44100)]
        assert rms_db(song) == pytest.approx(sine_db(-6) + gain - 9, abs=0.7)
        everything = heard.samples[int(start * 44100) : int(end * 44100)]
        assert max(loudness(everything, 0.01)) < sine_db(-6) + gain - 9 + 0.5


def test_recordings_of_different_loudness_are_equally_loud(server: SoundServer, tmp_path: Path) -> None:
    """With the gain the library measured for each, both come to the same loudness (evidence rule 27)."""
    loud = write_encoded(tmp_path / "loud.flac", tone(SHORT_S, 997, -3), "flac")
    quiet = write_encoded(tmp_path / "quiet.flac", tone(SHORT_S, 997, -15), "flac")
    songs = [track("loud", loud, -15.0, SHORT_MS), track("quiet", quiet, -3.0, SHORT_MS)]
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*songs, levels=FULL)))
        room.wait_for_phase(Phase.ENDED, 20)
    one, two = (span for span in runs(heard.samples, -70, 0.02) if span[1] - span[0] > 1)
    first, second = (lufs(heard.samples[int((a + 0.1) * RATE) : int((b - 0.1) * RATE)]) for a, b in (one, two))
    assert first == pytest.approx(-18.0, abs=0.5)
    assert second == pytest.approx(first, abs=0.5)


def test_a_song_fades_in_over_three_seconds(server: SoundServer, tmp_path: Path) -> None:
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(6)), duration=6000)
    settings = replace(QUICK, fade_in_s=Settings().fade_in_s)
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        began = time.monotonic()
        time.sleep(4.2)
    levels = loudness(heard.samples[heard.at(began) :], 0.1) - sine_db(-6)
    assert levels[5] == pytest.approx(20 * np.log10(0.55 / 3), abs=2)
    assert levels[15] == pytest.approx(20 * np.log10(1.55 / 3), abs=1.5)
    assert levels[35] == pytest.approx(0, abs=0.7)
    assert all(np.diff(levels[2:30]) > -0.3)


def test_stop_is_silent_within_a_second(server: SoundServer, tmp_path: Path) -> None:
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(20)), duration=20000)
    settings = replace(QUICK, fade_stop_s=Settings().fade_stop_s)
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(0.8)
        stopped = time.monotonic()
        room.listening.submit(Stop())
        room.wait_for_phase(Phase.QUIET)
        time.sleep(0.6)
    after = heard.samples[heard.at(stopped) :]
    assert rms_db(after[44100:]) < -80
    assert rms_db(after[: 44100 // 4]) > -30, "it fades, it is not cut"


def test_stop_during_the_fade_in_is_silent_within_a_second(server: SoundServer, tmp_path: Path) -> None:
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(20)), duration=20000)
    with vlc_room(tmp_path, Settings()) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(0.4)
        stopped = time.monotonic()
        room.listening.submit(Stop())
        room.wait_for_phase(Phase.QUIET)
        time.sleep(0.6)
    assert rms_db(heard.samples[heard.at(stopped) + 44100 :]) < -80


def test_between_songs_it_is_quiet_for_two_to_three_seconds(server: SoundServer, tmp_path: Path) -> None:
    path = write_encoded(tmp_path / "tone.flac", tone(SHORT_S), "flac")
    songs = [track(name, path, duration=SHORT_MS) for name in ("alpha", "beta")]
    settings = replace(QUICK, pause_s=Settings().pause_s)
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*songs, levels=FULL)))
        room.wait_for_phase(Phase.ENDED, 15)
    first, second = runs(heard.samples, -70, 0.02)
    assert 2.0 <= second[0] - first[1] <= 3.2


def test_another_song_fades_over_two_seconds(server: SoundServer, tmp_path: Path) -> None:
    songs = [
        track(name, write_wav(tmp_path / name, tone(20, hz)), duration=20000)
        for name, hz in (("a.wav", 440), ("b.wav", 880))
    ]
    settings = replace(QUICK, fade_change_s=Settings().fade_change_s)
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*songs, levels=FULL)))
        play = room.wait_for_phase(Phase.PLAYING).play
        time.sleep(0.5)
        assert play
        asked = time.monotonic()
        room.listening.submit(Another(play))
        room.wait_for(lambda status: status.phase is Phase.PLAYING and status.play != play)
        time.sleep(0.3)
    first, second = (span for span in runs(heard.samples, -55, 0.02) if span[1] - span[0] > 0.1)
    assert first[1] - (asked - heard.zero) == pytest.approx(2.0, abs=0.4)
    assert second[0] > first[1]


def test_no_change_of_level_is_ever_louder_than_asked(server: SoundServer, tmp_path: Path) -> None:
    """Twenty presses of Louder and Softer: at most 3 dB each, nothing above the ceiling, no click."""
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(30)), duration=30000)
    levels = Levels(start=Decibels(-12.0), floor=Decibels(-24.0), ceiling=Decibels(-6.0))
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=levels)))
        status = room.wait_for_phase(Phase.PLAYING)
        assert status.session
        for asked in [9, 9, 9, 9, 9, -30, -30, -30, -30, -30, -30, -30, -30, 30, 30, 30, 30, 30, 30, 30]:
            wanted = room.status.level + asked
            room.listening.submit(SetLevel(status.session, Decibels(wanted)))
            time.sleep(0.15)
        time.sleep(0.5)
        assert room.status.level == -6.0
    levels_heard = loudness(heard.samples, 0.01)
    assert max(levels_heard) < sine_db(-6) - 6 + 0.4
    sounding = levels_heard[levels_heard > -80][4:]
    assert max(np.abs(np.diff(sounding))) < 3.0
    assert rms_db(heard.samples[-int(0.5 * 44100) : -int(0.2 * 44100)]) == pytest.approx(sine_db(-6) - 6, abs=0.7)


@pytest.mark.parametrize(
    ("ending", "codec"),
    [("mp3", "libmp3lame"), ("ogg", "vorbis"), ("flac", "flac"), ("m4a", "aac"), ("opus", "libopus")],
)
def test_every_common_format_is_heard(server: SoundServer, tmp_path: Path, ending: str, codec: str) -> None:
    song = track("alpha", write_encoded(tmp_path / f"alpha.{ending}", tone(SHORT_S), codec), duration=SHORT_MS)
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.ENDED)
        room.wait_until(lambda: bool(room.plays))
    assert room.plays[0].heard >= 1500
    spans = [end - start for start, end in runs(heard.samples, -60, 0.02)]
    assert sum(spans) == pytest.approx(SHORT_S, abs=0.8)


def test_without_a_speaker_nobody_is_told_that_music_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """libVLC alone would say it plays; the kiosk runs on and says that nothing can be heard."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")
    song = track("alpha", write_wav(tmp_path / "alpha.wav", tone(5)), duration=5000)
    with vlc_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song)))
        status = room.wait_for(lambda status: status.sound is Sound.NO_OUTPUT and bool(status.play))
        time.sleep(0.5)
        assert room.status.phase is Phase.STARTING
    assert "No sound can be heard" in status.trouble
    assert not room.plays or room.plays[0].heard == 0
