"""The thread that keeps the library: looks at start, and again as soon as something was sent."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.home import Home
from kiosk.home.library_watch import LibraryWatch, hear_through, list_files, set_aside
from kiosk.library.uploads import Sent, Uploads
from kiosk.units import Decibels
from tests.sound.tones import tone, write_wav


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    (tmp_path / "music").mkdir()
    opened = open_home(Settings(home=tmp_path / "home", media=(tmp_path / "music",)), songs=False)
    yield opened
    opened.store.close()


@pytest.fixture
def watch(home: Home) -> Iterator[LibraryWatch]:
    watch = LibraryWatch(home, look_again_s=3600)
    yield watch
    watch.stop(20)


def await_true(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_it_works(home: Home, watch: LibraryWatch, tmp_path: Path) -> None:
    write_wav(tmp_path / "music" / "tone.wav", tone(1))
    watch.start()
    await_true(lambda: len(home.shelf.recordings) == 1)


def test_what_was_sent_is_looked_for_at_once(home: Home, watch: LibraryWatch, tmp_path: Path) -> None:
    write_wav(tmp_path / "music" / "tone.wav", tone(1))
    watch.start()
    await_true(lambda: len(home.shelf.recordings) == 1)
    body = write_wav(tmp_path / "sent.wav", tone(1, 700)).read_bytes()
    Uploads(home.settings.home).add(Sent("sent.wav", len(body)), 0, body)
    home.look_again()
    await_true(lambda: len(home.shelf.recordings) == 2)


def test_a_quiet_recording_heard_before_is_lifted_as_far_as_now(home: Home, tmp_path: Path) -> None:
    write_wav(tmp_path / "music" / "quiet.wav", tone(1, peak_db=-34))
    list_files(home)
    hear_through(home)
    (one,) = home.store.recordings.all()
    home.store.recordings.keep_listing([replace(one, gain=Decibels(8.0))])
    hear_through(home)
    (again,) = home.shelf.recordings.values()
    assert again.gain == one.gain == pytest.approx(16.5, abs=1)


def test_a_broken_recording_is_set_aside(home: Home, watch: LibraryWatch, tmp_path: Path) -> None:
    write_wav(tmp_path / "music" / "tone.wav", tone(1))
    watch.start()
    await_true(lambda: len(home.shelf.recordings) == 1)
    (one,) = home.store.recordings.all()
    set_aside(home, "It stopped by itself.", one.id)
    assert not home.shelf.recordings
    assert home.store.recordings.get(one.id).trouble == "It stopped by itself."
