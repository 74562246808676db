"""When an answer says that it is sure; all songs and people here are invented."""

import pytest

from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_sure import one_record
from kiosk.playlists.songs import Song
from kiosk.units import SongId


def _finder(*songs: tuple[str, str]) -> Finder:
    return Finder(Song(SongId(f"s{number}"), title, performer) for number, (title, performer) in enumerate(songs))


@pytest.mark.parametrize(
    "other",
    [
        ("Harbour Lights at Dawn", "Tom Alderby & his Orchestra"),
        ("Harbor Lights at Dawn (Farewell to the Bay)", "The Tom Alderby Band"),
        ("Harbour Lites At Dawn", "Tom Alderby and Ivy Summerfield"),
        ("(Farewell) Harbour Lights at Dawn", "Alderby"),
    ],
)
def test_a_record_that_the_list_writes_in_two_ways_is_never_sure(other: tuple[str, str]) -> None:
    finder = _finder(("Harbour Lights at Dawn", "Tom Alderby"), other)
    assert not finder.find("harbour lights at dawn tom alderby").sure
    assert not finder.find(" ".join(other)).sure


@pytest.mark.parametrize(
    "other",
    [
        ("Harbour Lights at Dawn", "Tom Vinlund"),
        ("Harbour Lights at Dawn", "The Penny Whistlers and their Orchestra"),
        ("Candles in the Window", "Tom Alderby"),
    ],
)
def test_another_singers_version_and_another_song_leave_it_sure(other: tuple[str, str]) -> None:
    finder = _finder(("Harbour Lights at Dawn", "Tom Alderby"), other)
    assert finder.find("harbour lights at dawn tom alderby").sure


def test_initials_are_one_name_however_they_are_spaced() -> None:
    one, other = (Song(SongId("s"), "Kettle Blues", name) for name in ("P. J. Kerrin", "PJ Kerrin"))
    assert one_record(one, other)


def test_nobody_is_not_the_same_performer_as_somebody() -> None:
    assert not one_record(Song(SongId("s1"), "Kettle Blues"), Song(SongId("s2"), "Kettle Blues", "PJ Kerrin"))


def test_a_title_that_only_sounds_like_the_words_yields_to_one_written_so() -> None:
    words = "cheree merrow cheree"
    alone, beside = ("Cherry Marrow Cherry", "Ann"), ("Cheree Merrow Cheree Lady of the Lake", "Ben")
    assert _finder(alone).find(words).sure
    assert not _finder(alone, beside).find(words).sure
