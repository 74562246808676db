"""What a file's tags, name and folders say; all songs and people here are invented."""

import random
from dataclasses import replace

import pytest

from kiosk.playlists.clues import clues, kind_of, without_guests
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import match_recording
from kiosk.playlists.recordings import Kind, Recording
from kiosk.playlists.songs import Song
from kiosk.units import RecordingId, SongId, Year
from tests.benchmarks.damage import DAMAGES, KINDS, well_tagged

PLAIN = Recording(RecordingId("a"), "/music/stuff/07.mp3", "Harbour Lights", "Mara Vinlund")
SONGS = [
    Song(SongId("lights"), "Harbour Lights", "Mara Vinlund", Year(1952)),
    Song(SongId("polka"), "Silver Kettle Polka", "", Year(1910)),
    Song(SongId("rose"), "Rosalind of the Fair", "Gordon Blackthorn", Year(1974)),
]
FINDER = Finder(SONGS)


def readings(recording: Recording) -> set[tuple[str, str]]:
    return {(clue.title, clue.performer) for clue in clues(recording)}


def test_it_works() -> None:
    first = next(clues(PLAIN))
    assert (first.title, first.performer, first.where) == ("Harbour Lights", "Mara Vinlund", "the tags")


@pytest.mark.parametrize(
    "one",
    [
        replace(PLAIN, title="Mara Vinlund", performer="Harbour Lights"),
        replace(PLAIN, title="Track 07", performer="", path="/music/Mara Vinlund/Best/07 - Harbour Lights.mp3"),
        replace(PLAIN, title="Track 7", performer="Unknown Artist", path="/x/y/Mara Vinlund - Harbour Lights.mp3"),
        replace(PLAIN, title="Mara_Vinlund_-_Harbour_Lights", performer="", path="/Mara_Vinlund_-_Harbour_Lights.mp3"),
        replace(PLAIN, performer="Vinlund, Mara"),
        replace(PLAIN, title="Harbour Lights (In the Style of Mara Vinlund) [Karaoke Version]", performer="Stars"),
        replace(PLAIN, title="A1. Harbour Lights", performer="Various Artists", path="/m/Mara Vinlund/Best/A1.mp3"),
    ],
)
def test_the_right_reading_is_among_them(one: Recording) -> None:
    found = match_recording(one, FINDER)
    assert found.song
    assert (found.song.id, found.sure) == ("lights", True)


@pytest.mark.parametrize(
    ("title", "album", "genre", "kind"),
    [
        ("Harbour Lights", "", "", Kind.PLAIN),
        ("Alive and Living", "Long Live Love", "", Kind.PLAIN),
        ("Live and Let Live", "", "", Kind.PLAIN),
        ("Harbour Lights (Live at the Hall)", "", "", Kind.LIVE),
        ("Harbour Lights", "Mara Vinlund in Concert", "", Kind.LIVE),
        ("Harbour Lights (Karaoke)", "", "", Kind.KARAOKE),
        ("Harbour Lights (Re-Recorded)", "", "", Kind.AGAIN),
        ("Harbour Lights (Made Famous by Mara Vinlund)", "", "", Kind.COVER),
        ("A message from Ann", "", "", Kind.OTHER),
        ("Blackbird", "Dawn Chorus", "", Kind.OTHER),
        ("Chapter 1", "", "Audiobook", Kind.OTHER),
    ],
)
def test_kinds_are_told_apart(title: str, album: str, genre: str, kind: Kind) -> None:
    assert kind_of(replace(PLAIN, title=title, album=album, genre=genre)) is kind


def test_what_is_no_song_is_never_taken_for_one() -> None:
    assert match_recording(replace(PLAIN, genre="Podcast"), FINDER).song is None


def test_a_title_alone_never_tells_a_performers_song() -> None:
    found = match_recording(replace(PLAIN, title="Rosalind of the Fair", performer=""), FINDER)
    assert found.song
    assert not found.sure


@pytest.mark.parametrize(
    ("folder", "sure"), [("rock", False), ("Rebels of Rock", True), ("The Wild Rebels of Rock", True)]
)
def test_a_folder_named_after_a_kind_of_music_is_no_performer(folder: str, sure: bool) -> None:
    finder = Finder([*SONGS, Song(SongId("ivy"), "Silver Ivy Lane", "The Wild Rebels of Rock", Year(1961))])
    one = replace(PLAIN, title="Silver Ivy Lane", performer="", path=f"/music/{folder}/07.mp3")
    assert match_recording(one, finder).sure is sure


def test_the_singers_own_record_comes_before_the_old_song_of_that_title() -> None:
    finder = Finder([*SONGS, Song(SongId("twin"), "Silver Kettle Polka", "Mara Vinlund", Year(1958))])
    one = replace(PLAIN, title="Silver Kettle Polka", performer="", path="/music/Mara Vinlund/Best/07.mp3")
    found = match_recording(one, finder)
    assert found.song
    assert (found.song.id, found.sure) == ("twin", True)


def test_a_later_version_under_another_title_is_not_surely_the_old_song() -> None:
    old = Song(SongId("old"), "Luna d’oro", "Ciro Belcanto", Year(1904), also=("Evening of Gold",))
    one = replace(PLAIN, title="Evening of Gold", performer="Rex Marlow", path="/07.mp3")
    assert match_recording(one, Finder([*SONGS, old])).sure is False
    assert match_recording(replace(one, title="Luna d’oro"), Finder([*SONGS, old])).sure is True


def test_an_old_song_is_anybodys() -> None:
    found = match_recording(replace(PLAIN, title="07 Silver Kettle Polka", performer=""), FINDER)
    assert found.song
    assert (found.song.id, found.sure) == ("polka", True)


def test_a_year_is_no_track_number() -> None:
    assert ("1999", "Mara Vinlund") in readings(replace(PLAIN, title="1999"))


def test_guests_are_left_out() -> None:
    assert without_guests("Mara Vinlund feat. Tom Alderby") == "Mara Vinlund"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_keeps_its_kind(damage: str) -> None:

    one = DAMAGES[damage](well_tagged(SONGS[0]), random.Random(1))
    assert kind_of(one) is KINDS.get(damage, Kind.PLAIN)
