"""A whole record in one file becomes a recording for each of its songs; the file itself never plays whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home import library_cutting
from kiosk.home.home import Home
from kiosk.home.library_cutting import cut_records
from kiosk.home.library_records import OUTCOME, cannot_be_used, is_whole_record
from kiosk.home.library_report import in_words
from kiosk.home.library_review import Rights, counts, note_rights
from kiosk.home.library_watch import hear_through, list_files
from kiosk.people.staff import SYSTEM
from kiosk.playlists.recordings import Recording
from tests.sound.tones import ruler, write_encoded, write_wav

CUE = """REM DATE 1958
PERFORMER "The Band"
TITLE "Songs of Home"
FILE "side.wav" WAVE
TRACK 01 AUDIO
TITLE "Für dich"
INDEX 01 00:00:00
TRACK 02 AUDIO
PERFORMER "A Guest"
TITLE "Second"
INDEX 01 00:02:00
TRACK 03 AUDIO
INDEX 01 00:03:00
"""
CUT = """
import sys
from pathlib import Path
from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.library_cutting import cut_records
from kiosk.home.library_watch import list_files
home = open_home(Settings(home=Path(sys.argv[1]), media=(Path(sys.argv[2]),)), songs=False)
list_files(home)
cut_records(home)
"""
SONGS = "“Für dich”, “Second” by A Guest, number 3."
WAITING = f"“side.wav” is a whole record in one file. The kiosk makes a recording of each of its 3 songs: {SONGS}"
DONE = f"“side.wav” is a whole record in one file. Each of its 3 songs is a recording of its own now: {SONGS}"


@pytest.fixture
def side(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return write_wav(tmp_path / "music" / "side.wav", ruler(5))


@pytest.fixture
def home(tmp_path: Path, side: Path) -> Iterator[Home]:
    opened = open_home(Settings(home=tmp_path / "home", media=(side.parent,)), songs=False)
    yield opened
    opened.store.close()


def record(home: Home, side: Path) -> Recording:
    list_files(home)
    return next(one for one in home.store.recordings.all() if one.path == str(side))


def songs(home: Home) -> list[Recording]:
    own = home.settings.home / "music"
    found = [one for one in home.store.recordings.all() if Path(one.path).is_relative_to(own) and not one.missing]
    return sorted(found, key=lambda one: one.path)


def files(home: Home) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (home.settings.home / "music").rglob("*.*")}


def test_it_works(home: Home, side: Path) -> None:
    side.with_suffix(".cue").write_text(CUE)
    before = side.read_bytes()
    list_files(home)
    assert hear_through(home) == 3
    assert [(one.title, one.performer, one.year) for one in songs(home)] == [
        ("Für dich", "The Band", 1958),
        ("Second", "A Guest", 1958),
        ("Track 03", "The Band", 1958),
    ]
    assert [one.duration for one in songs(home)] == pytest.approx([2000, 1000, 2000], abs=2)
    assert {one.path for one in home.shelf.recordings.values()} == {one.path for one in songs(home)}
    assert side.read_bytes() == before


@pytest.mark.parametrize("name", ["side.cue", "side.wav.CUE"])
@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_record_is_named_and_says_what_becomes_of_it(home: Home, side: Path, name: str, letters: str) -> None:
    (side.parent / name).write_bytes(CUE.encode(letters))
    one = record(home, side)
    assert (one.title, one.performer, one.trouble) == ("Songs of Home", "The Band", WAITING)
    assert cut_records(home) == 1
    one = record(home, side)
    assert (one.trouble, is_whole_record(one), cannot_be_used(one)) == (DONE, True, False)
    assert counts(home).refused == 0
    assert DONE in in_words(home)


def test_a_record_is_cut_once_for_each_sheet(home: Home, side: Path) -> None:
    sheet = side.with_suffix(".cue")
    sheet.write_text(CUE)
    list_files(home)
    hear_through(home)
    first = files(home)
    os.utime(side)
    list_files(home)
    assert cut_records(home) == 0
    assert files(home) == first
    sheet.write_text(CUE.replace("00:02:00", "00:01:00"))
    list_files(home)
    assert cut_records(home) == 1
    assert [one.duration for one in songs(home)] == pytest.approx([1000, 2000, 2000], abs=2)


def test_a_cut_that_was_cut_short_goes_on(home: Home, side: Path) -> None:
    side.with_suffix(".cue").write_text(CUE)
    list_files(home)
    cut_records(home)
    whole = files(home)
    (outcome,) = [path for path in whole if path.name == OUTCOME]
    third = next(path for path in whole if path.stem.startswith("03"))
    outcome.unlink()
    third.rename(third.with_name(".cutting-1.flac"))
    list_files(home)
    cut_records(home)
    after = files(home)
    assert after.keys() == whole.keys()
    assert [path.name for path in after if after[path] != whole[path] and path != outcome] == [third.name]


def test_killed_at_any_moment_it_ends_the_same(tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    write_encoded(music / "side.flac", ruler(120), "flac")
    lines = [f"TRACK {number:02} AUDIO\nINDEX 01 00:{number * 2:02}:00" for number in range(25)]
    (music / "side.cue").write_text('FILE "side.flac" WAVE\n' + "\n".join(lines))
    command = [sys.executable, "-c", CUT, str(tmp_path / "home"), str(music)]
    made: list[int] = []
    for wanted in (1, 6, 12):
        with subprocess.Popen(command, start_new_session=True) as running:
            while count(tmp_path) < wanted and running.poll() is None:
                time.sleep(0.002)
            os.killpg(running.pid, signal.SIGKILL)
        made.append(count(tmp_path))
    assert made[0] < made[1] < made[2] < 25
    subprocess.run(command, check=True)
    assert count(tmp_path) == 25
    assert not list((tmp_path / "home").rglob(".cutting-*"))


def count(folder: Path) -> int:
    return len(list((folder / "home" / "music").rglob("[0-9]*.flac")))


def test_where_the_record_comes_from_is_where_its_songs_come_from(home: Home, side: Path) -> None:
    side.with_suffix(".cue").write_text(CUE)
    list_files(home)
    note_rights(home, Rights(str(side.parent), "Anna’s collection", "private"), SYSTEM)
    cut_records(home)
    assert {(one.source, one.licence) for one in songs(home)} == {("Anna’s collection", "private")}
    note_rights(home, Rights(str(side.parent), "The library", ""), SYSTEM)
    cut_records(home)
    assert {(one.source, one.licence) for one in songs(home)} == {("The library", "")}


def test_without_room_it_waits_and_says_so(home: Home, side: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    side.with_suffix(".cue").write_text(CUE)
    list_files(home)
    monkeypatch.setattr(library_cutting, "ROOM_LEFT", shutil.disk_usage(side).free * 2)
    cut_records(home)
    assert "3 songs. The kiosk’s disk has no room for them: make room on it." in record(home, side).trouble
    assert (cannot_be_used(record(home, side)), songs(home)) == (True, [])
    monkeypatch.undo()
    cut_records(home)
    assert record(home, side).trouble == DONE
    assert len(songs(home)) == 3


def test_a_broken_record_says_what_to_do_and_is_not_tried_again(home: Home, side: Path) -> None:
    whole = side.read_bytes()
    side.write_bytes(whole[: len(whole) // 2])
    side.with_suffix(".cue").write_text(CUE.replace("00:03:00", "00:04:00"))
    list_files(home)
    cut_records(home)
    one = record(home, side)
    assert "ends before its cue sheet does, so its last songs are missing: copy the CD anew." in one.trouble
    assert (cannot_be_used(one), len(songs(home)), cut_records(home)) == (True, 2, 0)


def test_a_sheet_that_comes_later_and_goes_is_followed(home: Home, side: Path) -> None:
    list_files(home)
    hear_through(home)
    assert len(home.shelf.recordings) == 1
    sheet = side.with_suffix(".cue")
    sheet.write_text(CUE)
    assert record(home, side).trouble == WAITING
    sheet.unlink()
    assert record(home, side).trouble == ""


@pytest.mark.parametrize(
    "text",
    ["", "no sheet at all", CUE.replace("00:03:00", "09:00:00"), CUE.split("TRACK 02", maxsplit=1)[0], "\x00" * 500],
)
def test_a_sheet_of_something_else_leaves_the_recording_as_it_is(home: Home, side: Path, text: str) -> None:
    before = record(home, side)
    side.with_suffix(".cue").write_text(text)
    assert record(home, side) == before
    assert cut_records(home) == 0
