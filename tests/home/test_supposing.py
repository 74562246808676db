"""A life told on the command line."""

from kiosk.home.supposing import Supposed, suppose
from kiosk.library.gazetteer import load_regions
from kiosk.playlists.finder import Finder
from kiosk.playlists.listener import Listener
from kiosk.playlists.places import Places
from kiosk.playlists.places_tables import Meaning
from kiosk.playlists.songs import Song
from kiosk.units import SongId

FINDER = Finder([Song(SongId("s1"), "Harbour Lights at Dawn", "Mara Vinlund")])
COUNTRY = {"region": "", "years": "", "part": "", "sphere": "", "kind": "country", "ask": ""}


class _NoTowns:
    def named(self, name: str) -> tuple[Meaning, ...]:
        return ()


PLACES = Places(
    [{**COUNTRY, "name": "Ireland", "country": "IE"}, {**COUNTRY, "name": "America", "country": "US"}], _NoTowns()
)


def _person(*likes: str, lived: tuple[str, ...] = ("Ireland 1938-",)) -> Listener:
    return suppose(Supposed("1938", lived, (), likes, ()), PLACES, load_regions(), FINDER)


def test_what_is_liked_may_be_a_song_a_singer_or_a_kind_of_music() -> None:
    person = _person("harbour lights at dawn", "Mara Vinlund", "hymns", "country music", "Cantonese opera")
    assert set(person.named) == {"s1"}
    assert "mara-vinlund" in person.performers
    assert person.tastes == {"hymn", "country", "opera-chinese"}
    assert person.own_songs == ()


def test_what_nobody_knows_is_kept_as_a_song_of_their_own() -> None:
    assert [song.title for song in _person("Sally of our street").own_songs] == ["Sally of our street"]


def test_languages_are_guessed_from_where_somebody_lived() -> None:
    assert _person().languages[0] == "en"


def test_a_return_is_no_move() -> None:
    person = _person(lived=("Ireland 1938-1957", "America 1957-1970", "Ireland 1970-"))
    assert person.moved == ((1957, "US"),)
