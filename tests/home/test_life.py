"""What people tell is kept with who told it, and asked about when it is unclear."""

from dataclasses import replace

import pytest

from kiosk.errors import BadInput, NotAllowed, NotFound
from kiosk.home import family, life
from kiosk.home.family import MemoryWords
from kiosk.home.home import Home, Shelf
from kiosk.home.knowing import never
from kiosk.home.life import ChapterWords, PlaceUnclear
from kiosk.home.sign_in import add_staff
from kiosk.people.life_story import Teller
from kiosk.people.memories import Use, Verdict
from kiosk.people.residents import Resident
from kiosk.people.staff import SYSTEM, Actor, ActorKind, Role
from kiosk.playlists.recordings import Recording
from kiosk.units import RecordingId, SongId
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


def test_an_old_song_by_its_bare_title_is_the_song_itself_whoever_sang_it_later(home: Home, mick: Resident) -> None:
    old = next(song for song in home.songs() if song.id == "danny-boy")
    later = [replace(old, id=SongId(f"danny-boy~{who}"), performer=who) for who in ("ruby", "conway")]
    home.put_on_shelf(Shelf(own_songs=tuple(later)))
    assert not home.finder.find("danny boy").sure
    named = life.name_song(home, mick.id, "danny boy", life.told(home, "the person", "Mick"), SAM)
    assert named.song == "danny-boy"


def test_of_several_versions_the_one_the_home_has_is_meant(home: Home, mick: Resident) -> None:
    here = next(song.id for song in home.songs() if song.title == "Singing the Blues")
    recording = Recording(RecordingId("one"), "/music/one.ogg", "Singing the Blues")
    home.put_on_shelf(Shelf({here: recording}))
    named = life.name_song(home, mick.id, "Singing the Blues", life.told(home, "family", "Nora"), SAM)
    assert named.song == here


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


@pytest.fixture
def seniors(home: Home) -> dict[Role, Actor]:
    made = {role: add_staff(home, f"The {role}", role, SAM)[0] for role in Role}
    return {role: Actor(ActorKind.STAFF, one.id, one.name) for role, one in made.items()}


def flagged(home: Home, mick: Resident) -> str:
    life.add_red_flag(home, mick.id, "song", "Molly Malone", life.told(home, "family", "Nora"), SAM)
    return home.store.residents.story(mick.id).red_flags[0].id


@pytest.mark.parametrize("role", [Role.THERAPIST, Role.MANAGER])
def test_senior_staff_lift_a_red_flag_with_a_reason_that_stays(
    home: Home, mick: Resident, seniors: dict[Role, Actor], role: Role
) -> None:
    flag = flagged(home, mick)
    with pytest.raises(BadInput, match="Say why"):
        life.lift_red_flag(home, mick.id, flag, "  ", seniors[role])
    story = life.lift_red_flag(home, mick.id, flag, "Mick asked for it twice.", seniors[role])
    assert story.red_flags == ()
    (lifted,) = story.lifted
    assert (lifted.flag.words, lifted.reason, lifted.by) == ("Molly Malone", "Mick asked for it twice.", f"The {role}")
    assert not never(home, mick.id).songs
    with pytest.raises(NotFound):
        life.lift_red_flag(home, mick.id, flag, "Again.", seniors[role])


@pytest.mark.parametrize("role", [Role.CARER, Role.LEAD])
def test_nobody_else_lifts_a_red_flag(home: Home, mick: Resident, seniors: dict[Role, Actor], role: Role) -> None:
    flag = flagged(home, mick)
    for by in (seniors[role], SAM, SYSTEM):
        with pytest.raises(NotAllowed, match="Only a therapist or a manager"):
            life.lift_red_flag(home, mick.id, flag, "It is fine.", by)
    assert never(home, mick.id).songs


def test_declining_the_words_of_a_never_play_lifts_nothing(home: Home, mick: Resident) -> None:
    invitation = family.claim(home, family.invite(home, mick.id, "Nora", "sister", SAM)[1])
    given = family.give_memory(home, invitation, MemoryWords("Danny Boy", "Not that one.", use=Use.NEVER))
    before = never(home, mick.id)
    family.decide(home, given.id, Verdict.DECLINED, given.song, given.revision, SAM)
    assert never(home, mick.id).songs == before.songs
    (flag,) = home.store.residents.story(mick.id).red_flags
    assert (flag.words, flag.told.name) == ("Danny Boy", "Nora, sister")
