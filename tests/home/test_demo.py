"""The demo home: what a newcomer can try is really there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import MEDIA, Settings
from kiosk.home.demo import is_demo, make_demo
from kiosk.home.home import Home
from kiosk.home.lyrics import words_to_sing
from kiosk.people.residents import Resident


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    music = tmp_path / "music"
    music.mkdir()
    for ending in ("opus", "lrc"):
        shutil.copy(MEDIA / "songs" / "audio" / f"rakes-of-mallow.{ending}", music)
    opened = open_home(Settings(home=tmp_path / "home", media=(music,)))
    make_demo(opened, MEDIA / "portraits")
    yield opened
    opened.store.close()


def person(home: Home, called: str) -> Resident:
    return next(one for one in home.store.residents.all() if one.called == called)


def test_everybody_is_invented_and_says_so(home: Home) -> None:
    assert is_demo(home)
    assert all("(invented)" in one.full_name for one in home.store.residents.all())


def test_one_of_them_sings_words_that_have_a_called_line(home: Home) -> None:
    mick = person(home, "Mick")
    assert mick.shows.words
    assert not person(home, "Peggy").shows.words
    approved = home.store.playlists.approved(mick.id)
    assert approved
    (song,) = {pick.song.id for pick in approved.picks} & set(home.shelf.recordings)
    sung = words_to_sing(home, home.shelf.recordings[song].id)
    assert any(line.words.startswith("called:") for line in sung)
