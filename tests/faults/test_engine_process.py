"""The engine dies, freezes or loses its speaker in the middle of a song: the music comes back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.listening.commands import Begin, Stop
from kiosk.listening.engine_process import Deadlines, EngineProcess
from kiosk.listening.programme import Levels, Track
from kiosk.listening.status import Phase, Sound
from kiosk.units import Decibels, DurationMs
from tests.listening.cast import programme, track
from tests.listening.room import QUICK, Room, vlc_room
from tests.sound.server import RATE, Recorder, SoundServer, rms_db, sound_server
from tests.sound.tones import ruler, second_heard, write_encoded

pytestmark = [pytest.mark.faults, pytest.mark.sound]
FULL = Levels(start=Decibels(0.0), floor=Decibels(-24.0), ceiling=Decibels(0.0))
EAGER = Deadlines(back_off_s=0.01, back_off_most_s=0.05)
"""No waiting between replacements, so that many deaths fit into one test."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Track:
    path = write_encoded(tmp_path_factory.mktemp("music") / "ruler.flac", ruler(90), "flac")
    return track("ruler", path, duration=90_000)


def engine_of(room: Room) -> EngineProcess:
    assert isinstance(room.engine, EngineProcess)
    return room.engine


def second_at(heard: Recorder, moment: float) -> float:
    start = heard.at(moment)
    return second_heard(heard.samples[start : start + RATE // 10])


def test_killed_twenty_times_the_song_goes_on_where_it_was(server: SoundServer, song: Track, tmp_path: Path) -> None:
    gaps, shifts = [], []
    settings = replace(QUICK, steady_after=DurationMs(300))
    with vlc_room(tmp_path, settings, EAGER) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        for _ in range(20):
            time.sleep(0.9)
            room.wait_until(lambda: engine_of(room).warm)
            killed = time.monotonic()
            os.kill(engine_of(room).pids[0], signal.SIGKILL)
            back = heard.await_sound(killed + 0.1, 3.0)
            assert back is not None
            time.sleep(0.15)
            gaps.append(back - killed)
            shifts.append(second_at(heard, back + 0.02) - second_at(heard, killed - 0.2))
        room.listening.submit(Stop())
        room.wait_until(lambda: bool(room.plays))
    print(f"silence after kill -9: median {sorted(gaps)[10]:.2f} s, max {max(gaps):.2f} s; shifts {shifts}")
    assert max(gaps) < 1.5
    assert max(abs(shift) for shift in shifts) <= 2.0
    assert len(room.plays) == 1, "one song, one play, however often the engine died"
    assert room.plays[0].heard > 20 * 500


def test_frozen_it_is_noticed_and_replaced(server: SoundServer, song: Track, tmp_path: Path) -> None:
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(1.2)
        frozen, pid = time.monotonic(), engine_of(room).pids[0]
        os.kill(pid, signal.SIGSTOP)
        room.wait_for_phase(Phase.STARTING, 6)
        room.wait_for_phase(Phase.PLAYING)
        back = time.monotonic()
        time.sleep(0.4)
        assert second_at(heard, back + 0.1) == pytest.approx(second_at(heard, frozen - 0.2), abs=2.0)
    assert back - frozen < 5.0
    assert not Path(f"/proc/{pid}").exists()


def test_unplugged_it_waits_and_goes_on_when_the_speaker_is_back(
    server: SoundServer, song: Track, tmp_path: Path
) -> None:
    settings = replace(QUICK, probe_every_s=1.5)
    with vlc_room(tmp_path, settings) as room:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(2.5)
        unplugged = time.monotonic()
        server.unload_sink()
        status = room.wait_for(lambda status: status.sound is Sound.NO_OUTPUT, 4)
        print(f"unplugged: noticed after {time.monotonic() - unplugged:.1f} s")
        assert status.phase is Phase.STARTING
        assert "speaker" in status.trouble
        server.load_sink()
        plugged = time.monotonic()
        with Recorder(server) as heard:
            back = heard.await_sound(plugged, 5.0)
            assert back is not None
            time.sleep(0.3)
        print(f"plugged in: music after {back - plugged:.1f} s")
        assert second_at(heard, back + 0.1) == pytest.approx(status.position / 1000, abs=2.0)
        assert status.position > 1000
        assert room.wait_for_phase(Phase.PLAYING).trouble == ""


def test_a_frozen_sound_server_is_no_speaker(server: SoundServer, song: Track, tmp_path: Path) -> None:
    with vlc_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(0.6)
        server.freeze()
        try:
            room.wait_for(lambda status: status.phase is Phase.STARTING, 6)
        finally:
            server.thaw()
        room.wait_for_phase(Phase.PLAYING, 20)


def test_a_machine_without_libvlc_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, song: Track
) -> None:
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", str(tmp_path / "libvlc.so"))
    room = Room(tmp_path, lambda report: EngineProcess("vlc", report), QUICK, 0.05)
    room.listening.start()
    try:
        room.listening.submit(Begin(programme(song)))
        room.wait_for(lambda status: "vlc-plugin-base" in status.trouble)
        room.wait_until(lambda: "libvlc5" in room.listening.healthy())
        assert room.status.phase is not Phase.PLAYING
    finally:
        room.listening.stop(3.0)


PARENT = """
import sys, time
from kiosk.listening.engine_process import EngineProcess
engine = EngineProcess("null", lambda report: None)
engine.start()
while not engine.warm:
    engine.tick()
    time.sleep(0.01)
print(*engine.pids, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("frozen", [False, True])
def test_when_the_kiosk_is_killed_its_engines_end_at_once(*, frozen: bool) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pids = [int(word) for word in parent.stdout.readline().split()]
    assert len(pids) == 2
    if frozen:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    give_up = time.monotonic() + 2
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < give_up, "an engine outlived the kiosk"
        time.sleep(0.01)


def alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits for its parent to read its end does not."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_engine_outlives_the_kiosk(server: SoundServer, tmp_path: Path) -> None:
    with vlc_room(tmp_path) as room:
        pids = engine_of(room).pids
        assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_stop_is_silent_even_when_the_engine_hangs(server: SoundServer, song: Track, tmp_path: Path) -> None:
    settings = replace(QUICK, silent_within_s=0.5)
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING)
        time.sleep(0.5)
        os.kill(engine_of(room).pids[0], signal.SIGSTOP)
        room.listening.submit(Stop())
        room.wait_for_phase(Phase.QUIET, 2)
        room.listening.submit(Begin(programme(song, levels=FULL)))
        room.wait_for_phase(Phase.PLAYING, 2)
        time.sleep(0.3)
    assert rms_db(heard.samples[-RATE // 5 :]) > -30


def test_after_many_songs_a_fresh_engine_takes_over_between_two(tmp_path: Path) -> None:
    path = write_encoded(tmp_path / "tone.flac", ruler(2), "flac")
    songs = [track(f"song {n}", path, duration=2000) for n in range(3)]
    with vlc_room(tmp_path, deadlines=replace(EAGER, renew_after=1), kind="null") as room:
        room.wait_until(lambda: engine_of(room).warm)
        first = engine_of(room).pids[0]
        room.listening.submit(Begin(programme(*songs)))
        room.wait_for(lambda status: status.song == "song 1" and status.phase is Phase.PLAYING, 15)
        assert engine_of(room).pids[0] != first
        room.wait_for_phase(Phase.ENDED, 15)
        room.wait_until(lambda: len(room.plays) == 3)
        room.wait_until(lambda: not Path(f"/proc/{first}").exists())
    assert room.troubles == [], "nothing was lost, so nobody is told"
