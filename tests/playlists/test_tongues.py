"""What a song's language adds or takes."""

from dataclasses import replace

from kiosk.playlists.listener import Exposure, Listener
from kiosk.playlists.songs import Song
from kiosk.playlists.tongues import Tongues
from kiosk.playlists.weights import WEIGHTS
from kiosk.units import SongId, Year

SONG = Song(SongId("s"), "A Song", "Ann", Year(1960), ("HU",), "hu", "pop")
EDIT = Listener(
    "Edit",
    Year(1940),
    exposures=(Exposure(Year(1940), Year(1957), {"HU": 1.0}), Exposure(Year(1957), Year(2026), {"CA": 1.0})),
    languages=("hu", "en"),
    moved=((Year(1957), "CA"),),
)


def weights(who: Listener, *languages: str) -> list[float]:
    return [Tongues(who, WEIGHTS).of(replace(SONG, language=one)) for one in languages]


def test_who_never_moved_and_told_nothing_hears_all_languages_alike() -> None:
    assert weights(replace(EDIT, moved=()), "hu", "en", "it", "zxx") == [1.0, 1.0, 1.0, 1.0]


def test_songs_in_the_language_brought_along_come_first_and_strange_ones_last() -> None:
    own, host, without_words, strange = weights(EDIT, "hu", "en", "zxx", "it")
    assert own > host == without_words > strange


def test_a_guess_is_weaker_than_what_somebody_told() -> None:
    told = replace(EDIT, speaks=("hu", "en"))
    assert weights(told, "hu") > weights(EDIT, "hu")
    assert weights(told, "it") < weights(EDIT, "it")
    assert weights(told, "en") == [1.0]
    assert weights(told, "it") <= [0.5] < weights(told, "zxx") < [1.0]


def test_who_moved_among_their_own_language_brought_none() -> None:
    nora = replace(EDIT, languages=("en", "ga"), moved=((Year(1957), "GB"),))
    assert weights(nora, "en", "ga", "it") == [1.0, 1.0, 1.0]


def test_no_language_weighs_more_than_the_most() -> None:
    for who in (EDIT, replace(EDIT, speaks=("hu", "en")), replace(EDIT, moved=())):
        assert max(weights(who, "hu", "en", "it", "zxx", "")) <= Tongues(who, WEIGHTS).most


def test_a_language_everybody_around_speaks_says_nothing_new() -> None:
    home = replace(EDIT, exposures=EDIT.exposures[:1], languages=("hu",), speaks=("hu",), moved=())
    assert weights(home, "hu", "en", "zxx") == [1.0, 1.0, 1.0]
    assert weights(replace(home, speaks=("hu", "en")), "hu", "it") == [1.0, 1.0]
    valleys = (Exposure(Year(1940), Year(2026), {"GB": 1.0, "GB-WLS": 1.0}),)
    welsh, english = weights(replace(home, exposures=valleys, speaks=("cy",)), "cy", "en")
    assert welsh > 1 > english
    minority = replace(home, speaks=("de",))
    assert weights(minority, "de")[0] > 1
    abroad = (Exposure(Year(1933), Year(1958), {"IE": 1.0}), Exposure(Year(1958), Year(2026), {"US": 1.0}))
    assert weights(replace(home, exposures=abroad, speaks=("en", "ga")), "en", "ga", "it") == [1.0, 1.0, 1.0]
