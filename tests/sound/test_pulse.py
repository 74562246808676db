"""Asking the sound server whether this process is heard."""

import os
import subprocess
from pathlib import Path

import pytest

from kiosk.listening.pulse import PulseServer
from tests.sound.server import SINK, Recorder, SoundServer

pytestmark = pytest.mark.sound


def test_it_finds_the_sink_and_no_streams_of_ours(server: SoundServer) -> None:
    pulse = PulseServer()
    sinks = pulse.sinks()
    assert sinks is not None
    assert list(sinks.values()) == [SINK]
    assert pulse.own_streams() == 0
    pulse.close()


def test_streams_of_other_processes_do_not_count(server: SoundServer) -> None:
    pulse = PulseServer()
    with Recorder(server):
        player = subprocess.Popen(["pacat", "-d", SINK, "/dev/zero"], env=os.environ)
        while not server.streams():
            assert player.poll() is None
        assert pulse.own_streams() == 0
        player.kill()
        player.wait()
    pulse.close()


def test_a_sink_the_server_made_up_is_no_speaker(server: SoundServer) -> None:
    pulse = PulseServer()
    module = server.pactl("load-module", "module-null-sink", "sink_name=auto_null")
    try:
        assert list((pulse.sinks() or {}).values()) == [SINK]
    finally:
        server.pactl("unload-module", module)
        pulse.close()


def test_without_a_server_it_answers_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")
    pulse = PulseServer()
    assert pulse.sinks() is None
    assert pulse.own_streams() is None


def test_a_frozen_server_is_given_up_and_found_again(server: SoundServer) -> None:
    pulse = PulseServer(patience_s=0.2)
    assert pulse.sinks()
    server.freeze()
    try:
        assert pulse.sinks() is None
    finally:
        server.thaw()
    assert pulse.sinks()
    pulse.close()
