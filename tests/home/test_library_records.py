"""A whole record in one file is named by the sheet beside it, and says what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.home import Home
from kiosk.home.library_watch import hear_through, list_files
from kiosk.playlists.recordings import Recording
from tests.sound.tones import tone, write_wav

CUE = """PERFORMER "The Band"
TITLE "Songs of Home"
FILE "side.wav" WAVE
TRACK 01 AUDIO
TITLE "Für dich"
INDEX 01 00:00:00
TRACK 02 AUDIO
PERFORMER "A Guest"
TITLE "Second"
INDEX 01 00:00:50
TRACK 03 AUDIO
INDEX 01 00:00:60
"""
SENTENCE = (
    "“side.wav” is a whole record in one file, 3 songs: cut it into songs to use them. "
    "They are “Für dich”, “Second” by A Guest, number 3."
)


@pytest.fixture
def side(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    return write_wav(tmp_path / "music" / "side.wav", tone(1))


@pytest.fixture
def home(tmp_path: Path, side: Path) -> Iterator[Home]:
    opened = open_home(Settings(home=tmp_path / "home", media=(side.parent,)), songs=False)
    yield opened
    opened.store.close()


def listed(home: Home) -> Recording:
    list_files(home)
    (one,) = home.store.recordings.all()
    return one


@pytest.mark.parametrize("name", ["side.cue", "side.wav.CUE"])
@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "cp1252"])
def test_it_works(home: Home, side: Path, name: str, letters: str) -> None:
    (side.parent / name).write_bytes(CUE.encode(letters))
    one = listed(home)
    assert (one.title, one.performer, one.trouble) == ("Songs of Home", "The Band", SENTENCE)
    assert hear_through(home) == 0
    assert listed(home) == one


def test_a_sheet_that_comes_later_and_goes_is_followed(home: Home, side: Path) -> None:
    list_files(home)
    hear_through(home)
    assert len(home.shelf.recordings) == 1
    sheet = side.with_suffix(".cue")
    sheet.write_text(CUE)
    assert listed(home).trouble == SENTENCE
    sheet.unlink()
    assert listed(home).trouble == ""


@pytest.mark.parametrize(
    "text",
    ["", "no sheet at all", CUE.replace("00:00:50", "09:00:00"), CUE.split("TRACK 02", maxsplit=1)[0], "\x00" * 500],
)
def test_a_sheet_of_something_else_leaves_the_recording_as_it_is(home: Home, side: Path, text: str) -> None:
    before = listed(home)
    side.with_suffix(".cue").write_text(text)
    assert listed(home) == before
