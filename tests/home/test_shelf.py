"""Which recording plays a song, when there are several."""

from dataclasses import replace

import pytest

from kiosk.home.shelf import shelf_of
from kiosk.playlists.recordings import Kind, Recording
from kiosk.units import Decibels, RecordingId, SongId

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
