"""Recordings to songs; all songs and people here are invented."""

import pytest

from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import match, match_recording, plain_title
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import RecordingId, SongId, Year

FINDER = Finder(
    [
        Song(SongId("lights"), "Harbour Lights", "Mara Vinlund", Year(1952)),
        Song(SongId("rose1"), "Rosalind", "The Penny Whistlers", Year(1961)),
        Song(SongId("rose2"), "Rosalind", "Gordon Blackthorn", Year(1974)),
        Song(SongId("draft"), "The Draft Left Adrift", "Tom Alderby", Year(1940)),
        Song(SongId("polka"), "Silver Kettle Polka", "", Year(1925)),
    ]
)


def test_a_well_tagged_recording_is_matched_surely() -> None:
    found = match("Harbour Lights", "Mara Vinlund", 1953, FINDER)
    assert found.song is not None
    assert (found.song.id, found.sure) == ("lights", True)
    assert found.reasons == ("the title fits", "Mara Vinlund fits", "the year is near 1952")


@pytest.mark.parametrize(
    ("tag", "plain"),
    [
        ("03 - Harbour Lights (2004 Digital Remaster)", "Harbour Lights"),
        ("Harbour Lights - Live", "Harbour Lights"),
        ("Harbour Lights [Mono Version]", "Harbour Lights"),
        ("A1. Harbour Lights", "Harbour Lights"),
        ("99 Candles", "99 Candles"),
        ("Alive (I Live Here)", "Alive (I Live Here)"),
        ("(Live)", "(Live)"),
    ],
)
def test_track_numbers_and_editions_are_no_part_of_a_title(tag: str, plain: str) -> None:
    assert plain_title(tag) == plain


def test_the_performer_decides_between_versions() -> None:
    assert (
        match("Rosalind", "G. Blackthorn", None, FINDER).song
        == match("Rosalind", "Gordon Blackthorn", None, FINDER).song
    )


def test_versions_without_a_performer_are_never_sure() -> None:
    assert not match("Rosalind", "", None, FINDER).sure


def test_another_performer_is_never_sure() -> None:
    assert not match("Harbour Lights", "Gordon Blackthorn", None, FINDER).sure


def test_traditional_song_is_anyones() -> None:
    found = match("Silver Kettle Polka", "Gordon Blackthorn", None, FINDER)
    assert found.sure


def test_half_a_word_is_no_match() -> None:
    assert not match("raft", "", None, FINDER).sure


def test_nothing_near_is_no_song() -> None:
    found = match("Zyxwv Utsrq", "Nobody", None, FINDER)
    assert (found.song, found.sure) == (None, False)


def test_the_performer_may_stand_in_the_title() -> None:
    found = match("Mara Vinlund - Harbour Lights", "", None, FINDER)
    assert found.song is not None
    assert found.song.id == "lights"


OLD = Song(SongId("old"), "The Heather Lane", also=("The Heather Lane by Tom Alderby",))
RECORD = Song(SongId("record"), "The Heather Lane", "Tom Alderby", Year(1951))
OTHER = Song(SongId("other"), "The Heather Lane", "Mara Vinlund", Year(1963))


def found_for(
    performer: str, *songs: Song, title: str = "The Heather Lane", year: int | None = None
) -> tuple[str, bool]:
    path, made = f"/music/mixed/all/{title}.mp3", Year(year) if year else None
    found = match_recording(Recording(RecordingId("r"), path, title, performer, year=made), Finder(songs))
    return (found.song.id if found.song else ""), found.sure


def test_an_entry_that_is_the_same_song_by_name_is_no_rival() -> None:
    assert found_for("Tom Alderby", OLD, RECORD) == ("record", True)
    assert found_for("Gordon Blackthorn", OLD, RECORD) == ("old", True)


def test_another_song_of_that_name_makes_an_old_one_a_question() -> None:
    assert not found_for("Gordon Blackthorn", OLD, RECORD, OTHER)[1]
    assert found_for("", OLD, RECORD, OTHER) == ("old", True)
    assert found_for("Mara Vinlund", OLD, RECORD, OTHER) == ("other", True)


def test_a_song_made_later_is_no_rival() -> None:
    assert found_for("Gordon Blackthorn", OLD, RECORD, OTHER, year=1958) == ("old", True)
    assert not found_for("Gordon Blackthorn", OLD, RECORD, OTHER, year=1963)[1]


def test_a_short_old_title_with_somebody_s_name_is_a_question() -> None:
    rosa = Song(SongId("rosa"), "Rosa")
    assert found_for("Gordon Blackthorn", rosa, title="Rosa") == ("rosa", False)
    assert found_for("", rosa, title="Rosa") == ("rosa", True)
