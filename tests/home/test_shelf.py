"""Which recording plays a song, when there are several."""

from dataclasses import replace

import pytest

from kiosk.home.home import Home
from kiosk.home.library_watch import refresh_shelf
from kiosk.home.shelf import known, shelf_of
from kiosk.playlists.finder import Finder
from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.songs import Song
from kiosk.units import Decibels, DurationMs, RecordingId, SongId

SONG = SongId("danny-boy")
MADE = Recording(RecordingId("made"), "/music/a.mp3", "Danny Boy", gain=Decibels(-2), song=SONG, bitrate=192)


def other(**changes: object) -> Recording:
    return replace(MADE, id=RecordingId("other"), path="/music/b.mp3", **changes)  # type: ignore[arg-type]


def test_it_works() -> None:
    assert shelf_of([MADE]).recordings == {SONG: MADE}


@pytest.mark.parametrize(
    "worse",
    [
        other(bitrate=64),
        other(kind=Kind.LIVE, lossless=True),
        other(kind=Kind.COVER),
        other(kind=Kind.AGAIN),
        other(clipped=True, bitrate=320),
        other(faint=True, lossless=True),
        other(gain=None, lossless=True),
        other(missing=True, lossless=True),
        other(trouble="It is broken.", lossless=True),
    ],
)
def test_the_better_copy_plays_whichever_came_first(worse: Recording) -> None:
    assert shelf_of([worse, MADE]).recordings == {SONG: MADE}
    assert shelf_of([MADE, worse]).recordings == {SONG: MADE}


def test_a_better_kept_copy_plays() -> None:
    assert shelf_of([MADE, other(lossless=True)]).recordings[SONG].lossless


def test_between_copies_alike_the_first_stays() -> None:
    assert shelf_of([MADE, other()]).recordings == {SONG: MADE}


def test_karaoke_never_plays_in_place_of_the_song() -> None:
    shelf = shelf_of([other(kind=Kind.KARAOKE)])
    assert list(shelf.recordings) == ["file~other"]


def test_a_song_nobody_knows_is_its_own() -> None:
    shelf = shelf_of([replace(MADE, song=None)])
    assert [song.id for song in shelf.own_songs] == ["file~made"]


@pytest.mark.parametrize(("title", "seconds", "kind"), [("Ding", 4, Kind.OTHER), ("Ding", 90, Kind.PLAIN)])
def test_what_is_too_short_to_be_sung_is_told_apart_from_songs(title: str, seconds: int, kind: Kind) -> None:
    one = replace(MADE, title=title, song=None, duration=DurationMs(seconds * 1000))
    assert known(one, Finder([Song(SONG, "Danny Boy")])).kind is kind


def test_a_sound_can_be_played_and_is_never_suggested(home: Home) -> None:
    birds = replace(MADE, song=None, title="Dawn chorus", kind=Kind.OTHER)
    home.store.recordings.keep_listing([birds])
    refresh_shelf(home)
    assert home.shelf.recordings[SongId("file~made")] == birds
    assert home.finder.find("dawn chorus", 1).hits[0].song.id == "file~made"
    assert "file~made" not in home.stock.by_id
