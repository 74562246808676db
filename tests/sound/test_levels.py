"""Recordings of very different levels, as the library measures them, and how loud each is at the speaker.

Six by default, for they play in real time; `KIOSK_LEVEL_FILES=20` plays twenty.
"""

import os
from pathlib import Path

import numpy as np
import pytest

from kiosk.library.scan import walk
from kiosk.library.tags import read
from kiosk.library.worker import heard
from kiosk.listening.commands import Begin
from kiosk.listening.programme import Levels
from kiosk.listening.status import Phase
from kiosk.units import Decibels
from tests.listening.cast import programme, track
from tests.listening.room import vlc_room
from tests.sound.server import RATE, Recorder, SoundServer, lufs, runs
from tests.sound.tones import tone, write_encoded

pytestmark = pytest.mark.sound
FILES = int(os.environ.get("KIOSK_LEVEL_FILES", "6"))
SPREAD_DB = 35.0
FULL = Levels(start=Decibels(0.0), floor=Decibels(-24.0), ceiling=Decibels(0.0))
KINDS = (("flac", "flac"), ("mp3", "libmp3lame"), ("opus", "libopus"), ("m4a", "aac"))
SECONDS = 2.5


def test_recordings_35_db_apart_are_heard_equally_loud(server: SoundServer, tmp_path: Path) -> None:
    peaks = np.linspace(-0.6, -0.6 - SPREAD_DB, FILES)
    for number, peak in enumerate(peaks):
        suffix, codec = KINDS[number % len(KINDS)]
        write_encoded(tmp_path / f"{number:02}.{suffix}", tone(SECONDS, 440 + 20 * number, peak), codec)
    measured = [heard(read(file), file.path) for file in walk([tmp_path])]
    loudest, quietest = (pick(one.loudness or 0.0 for one in measured) for pick in (max, min))
    assert loudest - quietest == pytest.approx(SPREAD_DB, abs=0.5)
    songs = [track(one.title, Path(one.path), one.gain or 0.0, int(SECONDS * 1000)) for one in measured]
    (tmp_path / "room").mkdir()
    with vlc_room(tmp_path / "room") as room, Recorder(server) as sink:
        room.listening.submit(Begin(programme(*songs, levels=FULL)))
        room.wait_for_phase(Phase.ENDED, 20 + 5 * FILES)
    spans = [span for span in runs(sink.samples, -70, 0.05) if span[1] - span[0] > 1]
    levels = [lufs(sink.samples[int((start + 0.2) * RATE) : int((end - 0.2) * RATE)]) for start, end in spans]
    print(f"{FILES} files, {loudest - quietest:.1f} LU apart; at the speaker {max(levels) - min(levels):.2f} LU")
    assert len(levels) == FILES
    assert max(levels) - min(levels) < 1.0
