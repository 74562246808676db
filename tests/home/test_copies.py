"""Music in a person's own way: which copies are asked for, made, played and tidied away."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.home import copies, life, lists
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.home.library_watch import refresh_shelf
from kiosk.library.rendering import Rendering
from kiosk.people.residents import Hearing, Pace, Resident, SongPace
from kiosk.units import Decibels, SongId
from tests.home.conftest import SAM
from tests.sound.tones import tone, write_encoded

SLOWER = Pace(90, 0)


@pytest.fixture
def listener(home: Home, mick: Resident, tmp_path: Path) -> Resident:
    """Mick, with an approved list of real files of two seconds."""
    file = write_encoded(tmp_path / "song.flac", tone(2.0), "flac")
    home.store.recordings.keep_listing([replace(one, path=str(file)) for one in home.store.recordings.all()])
    refresh_shelf(home)
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    return mick


def test_nobody_who_hears_music_as_it_is_has_copies_made(home: Home, listener: Resident) -> None:
    assert list(copies.wanted(home)) == []


def test_until_a_copy_is_made_the_recording_plays_as_it_is(home: Home, listener: Resident) -> None:
    before = tracks_for(home, listener.id)
    life.save_hearing(home, listener.id, Hearing(pace=SLOWER), SAM)
    assert tracks_for(home, listener.id) == before
    assert copies.make_missing(home, lambda: False) == len(before)
    after = tracks_for(home, listener.id)
    assert [track.song for track in after] == [track.song for track in before]
    assert all(track.path.parent == copies.folder(home) for track in after)
    assert after[0].duration == pytest.approx(2000 / 0.9, rel=0.01)
    assert copies.missing(home, listener.id) == []


def test_a_songs_own_way_outranks_the_persons(home: Home, listener: Resident) -> None:
    song = tracks_for(home, listener.id)[0].song
    own = Hearing(pace=SLOWER, song_paces=(SongPace(song, Pace(100, 2)),))
    assert copies.rendering_of(own, song) == Rendering(100, 2)
    assert copies.rendering_of(own, SongId("another")) == Rendering(90, 0)


def test_balance_is_a_copy_too(home: Home, listener: Resident) -> None:
    life.save_hearing(home, listener.id, Hearing(balance=Decibels(-6.0)), SAM)
    assert {one.rendering for one in copies.wanted(home)} == {Rendering(100, 0, Decibels(-6.0))}


def test_the_oldest_copies_that_nobody_asks_for_go_first(home: Home, listener: Resident) -> None:
    folder = copies.folder(home)
    folder.mkdir()
    for age, name in enumerate(("new", "old", "older")):
        (folder / f"{name}.flac").write_bytes(bytes(100))
        os.utime(folder / f"{name}.flac", (1_000_000 - age, 1_000_000 - age))
    copies.tidy(home, most_bytes=150)
    assert [path.stem for path in folder.glob("*.flac")] == ["new"]
