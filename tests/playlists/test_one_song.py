"""Two entries are one song when the catalogue says so, and never because they look alike; all songs are invented."""

import pytest

from kiosk.playlists.one_song import one_song
from kiosk.playlists.songs import Song
from kiosk.units import SongId

OLD = Song(SongId("old"), "Harbour Rose", also=("The Harbour Rose by Mara Vinlund & Tom Alderby", "Hafenrose"))
VINLUND = Song(SongId("v"), "(Oh) The Harbour Rose", "Tom Alderby and Mara Vinlund")
SLY = Song(SongId("sly"), "Sly", "Mara Vinlund", also=("Astuta",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OLD, OLD),
        (OLD, VINLUND),
        (SLY, Song(SongId("astuta"), "Astuta", "Mara Vinlund")),
        (OLD, Song(SongId("h"), "Hafenrose")),
    ],
)
def test_it_works(one: Song, other: Song) -> None:
    assert one_song(one, other)
    assert one_song(other, one)


@pytest.mark.parametrize(
    "other",
    [
        Song(SongId("a"), "Harbour Rose", "Gordon Blackthorn"),
        Song(SongId("b"), "Hafenrose", "Gordon Blackthorn"),
        Song(SongId("c"), "Another", "Tom Alderby and Mara Vinlund"),
        Song(SongId("d"), "Astuta", "Gordon Blackthorn"),
    ],
)
def test_a_title_alone_says_nothing(other: Song) -> None:
    assert not any(one_song(one, other) or one_song(other, one) for one in (OLD, SLY))
