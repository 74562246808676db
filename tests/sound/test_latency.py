"""From Begin to the first sound at the speaker; a person should hear it within a second (evidence rule 24)."""

import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.listening.commands import Begin, Stop
from kiosk.listening.state import Settings
from kiosk.listening.status import Phase
from tests.listening.cast import programme, track
from tests.listening.room import QUICK, vlc_room
from tests.sound.server import Recorder, SoundServer
from tests.sound.tones import tone, write_encoded

pytestmark = [pytest.mark.sound, pytest.mark.alone]


def test_the_first_sound_comes_at_once(server: SoundServer, tmp_path: Path) -> None:
    """Thirty times, with the real fade-in and level; a sample 70 dB below full counts as sound."""
    song = track("alpha", write_encoded(tmp_path / "alpha.mp3", tone(20.0), "libmp3lame"), duration=20_000)
    settings = replace(QUICK, fade_in_s=Settings().fade_in_s)
    waits = []
    with vlc_room(tmp_path, settings) as room, Recorder(server) as heard:
        for _ in range(30):
            asked = time.monotonic()
            room.listening.submit(Begin(programme(song)))
            sound = heard.await_sound(asked, 3.0, -70.0)
            assert sound is not None
            waits.append(sound - asked)
            room.listening.submit(Stop())
            room.wait_for_phase(Phase.QUIET)
            time.sleep(0.25)
    waits.sort()
    print(f"Begin to sound: median {statistics.median(waits):.3f} s, p95 {waits[28]:.3f} s, max {waits[-1]:.3f} s")
    assert waits[28] < 1.0
