"""How pages say who sang a song and when."""

from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year
from kiosk.web.words import performer_and_year


def said(performer: str, year: int | None, genre: str) -> str:
    return performer_and_year(Song(SongId("one"), "One", performer, Year(year) if year else None, genre=genre))


def test_it_works() -> None:
    assert said("Vera Lynn", 1942, "ballad") == "Vera Lynn, 1942"


def test_a_song_handed_down_has_no_year() -> None:
    assert said("", 1900, "traditional") == "Traditional"
    assert said("The Dubliners", 1900, "traditional") == "The Dubliners"


def test_nothing_is_said_of_a_song_nobody_knows() -> None:
    assert said("", None, "") == ""
