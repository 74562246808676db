"""What people tell is kept with who told it, and asked about when it is unclear."""

import pytest

from kiosk.errors import BadInput
from kiosk.home import life
from kiosk.home.home import Home
from kiosk.home.life import ChapterWords, PlaceUnclear
from kiosk.people.life_story import Teller
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


def test_it_works(home: Home, mick: Resident) -> None:
    story = home.store.residents.story(mick.id)
    assert story.birth is not None
    assert (story.birth.year, story.chapters[0].country, story.chapters[0].told.name) == (1940, "IE", "his sister Nora")


def test_an_unclear_place_is_asked_about_not_guessed(home: Home, mick: Resident) -> None:
    who = life.told(home, "family", "Nora")
    life.remove_chapter(home, mick.id, home.store.residents.story(mick.id).chapters[0].id, SAM)
    with pytest.raises(PlaceUnclear) as asked:
        life.add_chapter(home, mick.id, ChapterWords("1957", "", "Newport"), who, SAM)
    assert len(asked.value.choices) > 1
    life.add_chapter(home, mick.id, ChapterWords("1957", "", asked.value.choices[0]), who, SAM)
    assert home.store.residents.story(mick.id).chapters[0].label


def test_an_unknown_place_asks_for_a_town_nearby(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="nearest larger town"):
        life.understood(home, "Xyzzyqwv", 1950)


def test_overlapping_chapters_are_refused_and_nothing_changes(home: Home, mick: Resident) -> None:
    before = home.store.residents.story(mick.id)
    with pytest.raises(BadInput, match="overlap"):
        life.add_chapter(home, mick.id, ChapterWords("1950", "1960", "Leeds"), life.told(home, "staff", "Sam"), SAM)
    assert home.store.residents.story(mick.id) == before


def test_a_song_is_kept_in_the_words_it_was_named_by(home: Home, mick: Resident) -> None:
    named = life.name_song(home, mick.id, "mollie malone", life.told(home, "the person", "Mick"), SAM)
    assert (named.words, named.song, named.told.by) == ("mollie malone", "molly-malone", Teller.PERSON)


def test_a_song_several_performers_had_is_not_guessed(home: Home, mick: Resident) -> None:
    named = life.name_song(home, mick.id, "Singing the Blues", life.told(home, "family", "Nora"), SAM)
    assert named.song is None


def test_a_song_can_be_pointed_out_later(home: Home, mick: Resident) -> None:
    named = life.name_song(home, mick.id, "the blues one", life.told(home, "family", "Nora"), SAM)
    song = next(iter(home.catalogue.songs))
    life.link_song(home, mick.id, named.id, song, SAM)
    assert home.store.residents.story(mick.id).songs[0].song == song


@pytest.mark.parametrize(("words", "sentence"), [("", "in any words"), ("x" * 201, "at most 200")])
def test_empty_and_endless_words_are_asked_again(home: Home, mick: Resident, words: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        life.name_song(home, mick.id, words, life.told(home, "family", "Nora"), SAM)


def test_every_change_is_in_the_audit_trail(home: Home, mick: Resident) -> None:
    assert {entry.by.name for entry in home.store.audit.entries(mick.id)} == {"Sam"}
