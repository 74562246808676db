"""The list of recordings stays true to the folders, whatever happens to the files, and to the kiosk meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.home import Home
from kiosk.home.library_progress import ProgressBoard, Stage
from kiosk.home.library_watch import count_beats, hear_through, keep_learned, list_files, name_songs
from kiosk.playlists.recordings import Matched, Recording
from kiosk.store.store import Store
from kiosk.units import Decibels, SongId
from tests.benchmarks.synthetic_library import make_library
from tests.sound.tones import tone, write_wav


@pytest.fixture
def music(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return tmp_path / "music"


@pytest.fixture
def home(tmp_path: Path, music: Path) -> Iterator[Home]:
    opened = open_home(Settings(home=tmp_path / "home", media=(music,)), songs=False)
    yield opened
    opened.store.close()


def listed(home: Home) -> dict[str, Recording]:
    list_files(home)
    return {one.title: one for one in home.store.recordings.all() if not one.missing}


def test_it_works(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    assert list_files(home) == 1
    assert hear_through(home) == 1
    (shelved,) = home.shelf.recordings.values()
    assert shelved.path == str(music / "tone.wav")


def test_an_unchanged_file_is_not_read_again(home: Home, music: Path) -> None:
    path = write_wav(music / "tone.wav", tone(1))
    before = listed(home)
    stat = path.stat()
    path.write_bytes(bytes(stat.st_size))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert listed(home) == before


def test_a_moved_file_keeps_all_that_was_learned(home: Home, music: Path) -> None:
    path = write_wav(music / "tone.wav", tone(1))
    list_files(home)
    hear_through(home)
    (before,) = home.store.recordings.all()
    (music / "inside").mkdir()
    path.rename(music / "inside" / "other name.wav")
    list_files(home)
    (after,) = home.store.recordings.all()
    assert after == replace(before, path=str(music / "inside" / "other name.wav"))
    assert home.shelf.recordings


def test_a_vanished_file_is_missing_and_comes_back_as_it_was(home: Home, music: Path) -> None:
    path = write_wav(music / "tone.wav", tone(1))
    list_files(home)
    hear_through(home)
    (before,) = home.store.recordings.all()
    body, stat = path.read_bytes(), path.stat()
    path.unlink()
    list_files(home)
    (gone,) = home.store.recordings.all()
    assert gone.missing
    assert gone.trouble == "“tone.wav” has gone: put it back or leave it out."
    assert not home.shelf.recordings
    path.write_bytes(body)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    list_files(home)
    assert home.store.recordings.all() == (before,)
    assert home.shelf.recordings


def test_two_files_alike_are_one_recording_that_survives_either(home: Home, music: Path) -> None:
    first = write_wav(music / "a.wav", tone(1))
    (music / "b.wav").write_bytes(first.read_bytes())
    assert list_files(home) == 1
    assert len(home.store.recordings.files()) == 2
    first.unlink()
    assert list_files(home) == 1
    (one,) = home.store.recordings.all()
    assert (one.path, one.missing) == (str(music / "b.wav"), False)


def test_a_changed_file_is_a_new_recording_in_place_of_the_old(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    list_files(home)
    hear_through(home)
    write_wav(music / "tone.wav", tone(2, 880))
    list_files(home)
    there = [one for one in home.store.recordings.all() if not one.missing]
    assert [(one.duration, one.gain) for one in there] == [(2000, None)]


def test_new_tags_do_not_undo_what_staff_said(home: Home, music: Path) -> None:
    path = write_wav(music / "tone.wav", tone(1))
    (before,) = listed(home).values()
    said = replace(before, song=SongId("danny-boy"), matched=Matched.BY_STAFF, source="Nora's stick")
    home.store.recordings.keep_listing([said])
    path.write_bytes(path.read_bytes() + b"LIST\x04\x00\x00\x00INFO")
    (after,) = listed(home).values()
    assert after.id != before.id
    assert (after.song, after.matched, after.source) == (said.song, said.matched, said.source)


def test_a_name_that_is_no_text_can_be_listed_heard_and_found_again(home: Home, music: Path) -> None:
    write_wav(music / "plain.wav", tone(1))
    odd = os.fsencode(music) + b"/caf\xe9.wav"
    (music / "plain.wav").rename(os.fsdecode(odd))
    assert list_files(home) == 1
    assert hear_through(home) == 1
    assert list_files(home) == 1
    (one,) = home.store.recordings.all()
    assert one.path.encode()
    assert Path(one.path).read_bytes() == Path(os.fsdecode(odd)).read_bytes()
    Path(os.fsdecode(odd)).unlink()
    list_files(home)
    assert home.store.recordings.all()[0].missing


def test_another_folder_scanned_by_hand_makes_nothing_missing(home: Home, music: Path, tmp_path: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    list_files(home)
    (tmp_path / "other").mkdir()
    write_wav(tmp_path / "other" / "second.wav", tone(2))
    assert list_files(home, [tmp_path / "other"]) == 1
    assert [one.missing for one in home.store.recordings.all()] == [False, False]


def test_progress_is_told_and_ends(home: Home, music: Path) -> None:
    class Told(ProgressBoard):
        def begin(self, stage: Stage, total: int) -> None:
            stages.append((stage, total))
            super().begin(stage, total)

    stages: list[tuple[Stage, int]] = []
    home.progress = Told()
    write_wav(music / "tone.wav", tone(1))
    list_files(home)
    hear_through(home)
    rest = (Stage.REST, 0)
    assert stages == [(Stage.LISTING, 1), rest, (Stage.NAMING, 1), rest, (Stage.HEARING, 1), rest]


def test_hearing_stops_when_asked(home: Home, music: Path) -> None:
    for number in range(6):
        write_wav(music / f"{number}.wav", tone(1, 400 + number))
    list_files(home)
    assert hear_through(home, stopping=lambda: True) == 0


def test_naming_again_finds_nothing_to_do(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    list_files(home)
    assert name_songs(home) == 1
    assert name_songs(home) == 0


def test_an_answer_given_while_the_kiosk_listens_is_not_undone(home: Home, music: Path) -> None:
    write_wav(music / "tone.wav", tone(1))
    (one,) = listed(home).values()
    answered = replace(one, song=SongId("danny-boy"), matched=Matched.BY_STAFF)
    home.store.recordings.keep_listing([answered])
    keep_learned(home, [one], [replace(one, gain=Decibels(-3.0))])
    assert home.store.recordings.get(one.id) == replace(answered, gain=Decibels(-3.0))


def test_beats_are_counted_once_and_last(home: Home, music: Path) -> None:
    beat = tone(45, 110) * (np.arange(45 * 44100) % 22050 < 2205)
    write_wav(music / "beat.wav", beat)
    list_files(home)
    assert count_beats(home) == 0
    hear_through(home)
    assert count_beats(home) == 1
    (one,) = home.store.recordings.all()
    assert one.bpm == pytest.approx(120, rel=0.02)
    assert one.bpm_sure
    assert count_beats(home) == 0


SCAN = """
import sys
from pathlib import Path
from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home import library_listing
from kiosk.home.library_progress import ProgressBoard, Stage
from kiosk.home.library_watch import list_files
library_listing.AT_ONCE = 100
home = open_home(Settings(home=Path(sys.argv[1]), media=(Path(sys.argv[2]),)), songs=False)
print("begun", flush=True)
print(list_files(home))
home.store.close()
"""


@pytest.mark.faults
def test_a_scan_killed_ten_times_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    make_library(tmp_path / "music", 2000, 1.0)
    calm = scan(tmp_path / "calm", tmp_path / "music")
    for share in range(1, 11):
        scan(tmp_path / "killed", tmp_path / "music", kill_at=share * 180)
    after_kills = kept_in(tmp_path / "killed")
    assert 1000 <= len(after_kills) <= 2000
    assert scan(tmp_path / "killed", tmp_path / "music") == calm
    assert len(calm) == 2000


def scan(home: Path, music: Path, kill_at: int | None = None) -> tuple[Recording, ...]:
    """Scan in a process of its own, which is killed as soon as enough is kept."""
    command = [sys.executable, "-c", SCAN, str(home), str(music)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        while kill_at and process.poll() is None and len(kept_in(home)) < kill_at:
            time.sleep(0.005)
        if kill_at:
            process.send_signal(signal.SIGKILL)
    return kept_in(home)


def kept_in(home: Path) -> tuple[Recording, ...]:
    store = Store.open(home, lock=False)
    try:
        return store.recordings.all()
    finally:
        store.close()
