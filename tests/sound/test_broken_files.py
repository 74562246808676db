"""Files that are no music, or only half of it: each is left with a sentence, and the next song sounds."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from kiosk.care.plays import WhyEnded
from kiosk.listening.commands import Begin
from kiosk.listening.status import Phase
from tests.listening.cast import programme, track
from tests.listening.room import QUICK, vlc_room
from tests.sound.server import Recorder, SoundServer, frequency, runs
from tests.sound.tones import tone, write_encoded, write_wav

pytestmark = pytest.mark.sound


def noise_ogg(path: Path) -> Path:
    """Ogg with enough bytes in it to put a hole in: noise does not compress."""
    noise = 0.1 * np.random.default_rng(1).standard_normal(44100 * 8).clip(-4, 4)
    return write_encoded(path, noise, "vorbis")


def broken_files(folder: Path) -> dict[str, Path]:
    """One file of every kind that was found to trouble players, by what is wrong with it."""
    whole = write_encoded(folder / "whole.mp3", tone(20.0), "libmp3lame").read_bytes()
    contents = {
        "empty.mp3": b"",
        "empty.flac": b"",
        "text.mp3": b"this is no music at all\n" * 2000,
        "random.mp3": b"\x00" + np.random.default_rng(2).bytes(200_000),
        "random.ogg": np.random.default_rng(3).bytes(200_000),
        "picture.mp3": b"\xff\xd8\xff\xe0" + np.random.default_rng(4).bytes(5000),
        "cut.m4a": write_encoded(folder / "whole.m4a", tone(20.0), "aac").read_bytes()[:40_000],
        "cut.mp3": whole[: len(whole) // 10],
    }
    paths = {name: folder / name for name in contents}
    for name, content in contents.items():
        paths[name].write_bytes(content)
    os.mkfifo(folder / "pipe.mp3")
    (folder / "folder.mp3").mkdir()
    return paths | {name: folder / name for name in ("pipe.mp3", "folder.mp3", "vanished.mp3")}


def test_each_broken_file_is_skipped_with_a_sentence_and_the_good_one_sounds(
    server: SoundServer, tmp_path: Path
) -> None:
    paths = broken_files(tmp_path)
    bad = [track(name, path, duration=20_000) for name, path in paths.items()]
    good = track("good", write_wav(tmp_path / "good.wav", tone(2.0, 880)), duration=2000)
    with vlc_room(tmp_path) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(*bad, good)))
        room.wait_for(lambda status: status.song == "good" and status.phase is Phase.PLAYING, 30)
        room.wait_for_phase(Phase.ENDED)
        room.wait_until(lambda: len(room.plays) == len(bad) + 1)
    assert [play.why_ended for play in room.plays] == [WhyEnded.BROKEN] * len(bad) + [WhyEnded.FINISHED]
    for song in bad:
        assert any(song.title in sentence for sentence in room.troubles), song.title
    start, end = runs(heard.samples)[-1]
    assert frequency(heard.samples[int(start * 44100) : int(end * 44100)]) == pytest.approx(880, rel=0.01)


def test_a_hole_in_the_middle_does_not_leave_silence_for_ever(server: SoundServer, tmp_path: Path) -> None:
    """Such a file may stay "playing" in silence for ever; it may also recover. The next song sounds anyway."""
    path = noise_ogg(tmp_path / "hole.ogg")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 60_000] = np.random.default_rng(5).bytes(60_000)
    path.write_bytes(content)
    good = track("good", write_wav(tmp_path / "good.wav", tone(2.0)), duration=2000)
    with vlc_room(tmp_path) as room, Recorder(server):
        room.listening.submit(Begin(programme(track("hole", path, duration=8_000), good)))
        room.wait_for(lambda status: status.song == "good" and status.phase is Phase.PLAYING, 45)
        room.wait_until(lambda: bool(room.plays))
    assert [play.song for play in room.plays] == ["hole"]


def test_a_hundred_broken_files_do_not_spin(server: SoundServer, tmp_path: Path) -> None:
    bad = [track(f"song {n}", tmp_path / f"{n}.mp3") for n in range(100)]
    for song in bad:
        song.path.write_text("this is no music at all\n" * 100)
    with vlc_room(tmp_path) as room:
        began, used = time.monotonic(), time.process_time()
        room.listening.submit(Begin(programme(*bad)))
        status = room.wait_for_phase(Phase.ENDED, 30)
        took = time.monotonic() - began
        assert "music folder" in status.trouble
        room.wait_until(lambda: len(room.plays) == QUICK.broken_limit)
    assert took > QUICK.broken_limit * QUICK.broken_pause_most_s * 0.8
    assert time.process_time() - used < 1.0
