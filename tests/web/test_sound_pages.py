"""The pages where the sound is set: how a person hears, the room, the hours, the timer."""

from dataclasses import replace

from kiosk.home import by_the_clock, life, room_sound
from kiosk.listening.status import Phase, Status
from kiosk.people.residents import Pace
from kiosk.people.staff import SYSTEM, Role
from kiosk.units import Decibels
from tests.home.asked import Asked
from tests.web.conftest import House

HEARS = {
    "start": "-15",
    "floor": "-24",
    "ceiling": "-3",
    "by": "headphones",
    "balance": "6",
    "treble": "3",
    "mono": "1",
}


def test_how_somebody_hears_is_kept_and_shown(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    page = f"/staff/people/{nell.id}/hearing"
    assert lead.post(page, {**HEARS, "speed": "90", "lower": "2"}).status_code == 303
    kept = house.person().hearing
    assert (kept.start, kept.mono, kept.balance, kept.pace) == (Decibels(-15.0), True, Decibels(6.0), Pace(90, 2))
    shown = lead.get(page).text
    assert "3 dB softer than usual" in shown
    assert "still making" in shown


def test_levels_that_cannot_be_are_asked_again_and_nothing_is_kept(house: House) -> None:
    lead, before = house.staff(Role.LEAD), house.person().hearing
    page = f"/staff/people/{house.person().id}/hearing"
    for wrong in (
        {"start": "0", "ceiling": "-9"},
        {"by": "telepathy"},
        {"speed": "20"},
        {"lower": "9"},
        {"start": "x"},
    ):
        assert lead.post(page, {**HEARS, **wrong}).status_code == 400, wrong
    assert house.person().hearing == before


def test_the_story_page_keeps_what_this_page_set(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    life.save_hearing(house.home, nell.id, replace(nell.hearing, mono=True, pace=Pace(85, 4)), SYSTEM)
    lead.post(f"/staff/people/{nell.id}/story/hearing", {"by": "speaker", "start": "-9"})
    kept = house.person().hearing
    assert (kept.start, kept.mono, kept.pace) == (Decibels(-9.0), True, Pace(85, 4))


def test_one_song_has_its_own_way_and_gives_it_back(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    song = next(iter(house.home.shelf.recordings))
    page = f"/staff/people/{nell.id}/hearing/song"
    lead.post(page, {"song": song, "own_speed": "85", "own_lower": "1"})
    assert house.person().hearing.pace_of(song) == Pace(85, 1)
    lead.post(page, {"song": song, "remove": "yes"})
    assert house.person().hearing.song_paces == ()
    assert lead.post(page, {"song": "no song"}).status_code == 400


def test_measuring_the_room_turns_words_into_decibels(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    assert "Not measured yet" in lead.get("/staff/settings/sound").text
    assert lead.post("/staff/settings/sound", {"reading": "sixty"}).status_code == 400
    assert lead.post("/staff/settings/sound", {"reading": "66,5"}).status_code == 303
    assert room_sound.room(house.home).offset == 78.5
    assert "62 dB(A)" in lead.get("/staff/settings/sound").text
    assert "62 dB(A)" in lead.get(f"/staff/people/{nell.id}/hearing").text


def test_only_a_manager_raises_the_most_and_never_above_80(house: House) -> None:
    manager = house.staff(Role.MANAGER)
    assert manager.post("/staff/settings/sound/most", {"cap": "85"}).status_code == 400
    assert manager.post("/staff/settings/sound/most", {"cap": "78"}).status_code == 303
    shown = manager.get("/staff/settings/sound").text
    assert "Never louder than 78 dB(A)" in shown
    assert "above 75 dB(A)" in shown


def test_in_quiet_time_the_screen_rests_kindly_and_staff_may_still_play(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    hours = {"quiet_start": "0:00", "quiet_end": "23:59", "soft_level": "-15"}
    assert lead.post("/staff/settings/hours", hours).status_code == 303
    if not by_the_clock.resting(house.home, nell.id):  # the one minute before midnight
        assert (
            lead.post("/staff/settings/hours", {**hours, "quiet_start": "12:00", "quiet_end": "11:00"}).status_code
            == 303
        )
    here = house.browser()
    shown = here.get(f"/resident/{nell.id}").text
    assert "It is quiet time now." in shown
    assert "slot-play" not in shown
    assert here.post(f"/resident/{nell.id}/play").status_code >= 400
    assert lead.post(f"/staff/people/{nell.id}/play").status_code == 303


def test_what_is_no_time_is_asked_again(house: House) -> None:
    lead = house.staff(Role.LEAD)
    for wrong in ({"quiet_start": "late", "quiet_end": "7:00"}, {"daily_most": "-5"}, {"soft_level": "99"}):
        assert lead.post("/staff/settings/hours", {"soft_level": "-15", **wrong}).status_code == 400, wrong


def test_while_music_is_on_staff_see_how_loud_it_is_at_the_chair(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    room_sound.keep_reading(house.home, 62.0, SYSTEM)
    house.home.sounding = Asked(Status(phase=Phase.PLAYING, resident=nell.id, title="Danny Boy", level=Decibels(-15.0)))
    assert "Playing now, at 59 dB(A)" in lead.get(f"/staff/people/{nell.id}/now").text
