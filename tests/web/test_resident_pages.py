"""What the resident's pages offer: choices, a bedroom of one's own, "not today", a way out for staff only."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest

from kiosk.home import life
from kiosk.home.assenting import not_today
from kiosk.home.screen_rules import keep_rules
from kiosk.listening.commands import Begin, Command
from kiosk.listening.status import Phase, Status
from kiosk.people.residents import Hearing, Pace, Resident, Shows
from kiosk.people.staff import SYSTEM, Role
from kiosk.store.words import KeptWords
from kiosk.units import PlayId, SessionId, SongId
from tests.web.conftest import House


def pressed(page: str) -> set[str]:
    """What there is to press on a page."""
    return set(re.findall(r'data-press="([^"]+)"', page))


class Playing:
    """Somebody's song plays."""

    def __init__(self, house: House, person: Resident, song: SongId | None = None) -> None:
        self.asked: list[Command] = []
        song = song or next(iter(house.home.shelf.recordings))
        self._status = Status(1, Phase.PLAYING, SessionId("s"), person.id, PlayId("p"), song, "Danny Boy", "")

    def submit(self, command: Command) -> None:
        self.asked.append(command)

    def status(self) -> Status:
        return self._status


def test_one_person_is_offered_music_a_choice_and_not_today(house: House) -> None:
    page = house.browser().get(f"/resident/{house.person().id}").text
    assert pressed(page) == {"play", "choose", "not_today", "everyone"}


def test_not_today_is_kept_answered_kindly_and_shown_to_staff(house: House) -> None:
    nell, browser = house.person(), house.browser()
    answer = browser.post(f"/resident/{nell.id}/not-today", headers={"X-Requested-With": "kiosk"})
    assert (answer.status_code, answer.headers["X-Again"]) == (204, "yes")
    page = browser.get(f"/resident/{nell.id}").text
    assert "All right, not today." in page
    assert pressed(page) == {"play", "choose", "everyone"}
    assert "Nell said “not today”" in house.staff(Role.CARER).get(f"/staff/people/{nell.id}").text
    assert "Not today" in house.staff(Role.CARER).get("/staff/people").text
    browser.post(f"/resident/{nell.id}/play")
    assert not not_today(house.home, nell.id)


def test_two_songs_are_offered_and_the_chosen_one_comes_first(house: House) -> None:
    nell, browser = house.person(), house.browser()
    keep_rules(house.home, {"choices": "1"}, SYSTEM)
    assert "choose" not in pressed(browser.get(f"/resident/{nell.id}").text)
    first, second = (
        re.findall(r'name="song" value="([^"]+)"', browser.get(f"/resident/{nell.id}/songs?page={page}").text)
        for page in (0, 1)
    )
    keep_rules(house.home, {"choices": "2"}, SYSTEM)
    page = browser.get(f"/resident/{nell.id}/songs").text
    assert re.findall(r'name="song" value="([^"]+)"', page) == first + second
    silent = Playing(house, house.person("Joe"))
    house.home.sounding = silent
    browser.post(f"/resident/{nell.id}/play", {"song": second[0]})
    (begun,) = silent.asked
    assert isinstance(begun, Begin)
    assert [begun.programme.tracks[place].song for place in (0, -1)] == second + first


@pytest.mark.parametrize("shelf", range(3))
def test_a_smaller_glass_turns_its_shelf_and_stop_is_always_there(house: House, shelf: int) -> None:
    nell = house.person()
    house.home.sounding = Playing(house, nell)
    keep_rules(house.home, {"inch": "7", "width": "800", "height": "480"}, SYSTEM)
    page = house.browser().get(f"/resident/{nell.id}?shelf={shelf}").text
    expected = [{"another", "like"}, {"softer", "louder"}, {"not_this"}][shelf]
    assert pressed(page) == {"stop", "others"} | expected
    assert f"shelf={(shelf + 1) % 3}" in page
    assert house.browser().get("/").location == f"/resident/{nell.id}"


def test_while_a_song_plays_there_is_one_question_for_a_companion(house: House) -> None:
    nell = house.person()
    house.home.sounding = Playing(house, nell)
    asks = re.findall(r'<p class="asks[^>]*>.*?</svg> ([^<]+)</p>', house.browser().get(f"/resident/{nell.id}").text)
    assert len(asks) == 1
    assert asks[0].endswith("?")


def test_words_to_sing_and_the_picture_to_tap_are_there_only_for_those_who_like_them(house: House) -> None:
    nell, home = house.person(), house.home
    song, recording = next(iter(home.shelf.recordings.items()))
    home.store.words.keep([KeptWords(recording.id, "[00:01.00]Called: hello\n[00:03.50]All of us")])
    home.sounding = Playing(house, nell)
    page = house.browser().get(f"/resident/{nell.id}").text
    assert "data-sung" not in page
    assert "data-knock" not in page
    life.save_shows(home, nell.id, Shows(words=True, pad=True), SYSTEM)
    page = unescape(house.browser().get(f"/resident/{nell.id}").text)
    assert 'data-sung="[[1000, "hello", true], [3500, "All of us", false]]"' in page
    assert 'data-knock="' in page
    assert f"pictures/cover/{song}" in unquote(page)


@pytest.mark.parametrize(
    ("counted", "speed", "beat"), [((100.0, True), 100, "600"), ((100.0, False), 100, ""), ((100.0, True), 90, "")]
)
def test_the_picture_knows_the_beat_only_where_it_is_sure(
    house: House, counted: tuple[float, bool], speed: int, beat: str
) -> None:
    nell, home = house.person(), house.home
    bpm, sure = counted
    known = {song: replace(one, bpm=bpm, bpm_sure=sure) for song, one in home.shelf.recordings.items()}
    home.put_on_shelf(replace(home.shelf, recordings=known))
    home.sounding = Playing(house, nell)
    life.save_shows(home, nell.id, Shows(pad=True), SYSTEM)
    life.save_hearing(home, nell.id, Hearing(pace=Pace(speed)), SYSTEM)
    page = house.browser().get(f"/resident/{nell.id}").text
    assert re.findall(r'data-beat="(\d+)"', page) == ([beat] if beat else [])


def test_a_bedroom_kiosk_knows_one_person_only(house: House) -> None:
    nell, browser = house.person(), house.browser()
    keep_rules(house.home, {"personal": nell.id}, SYSTEM)
    page = browser.get("/").text
    assert pressed(page) == {"play", "choose", "not_today", "staff"}
    assert "Joe" not in page


@pytest.mark.parametrize("personal", [False, True])
def test_staff_need_two_presses_at_two_places_and_then_a_pin(house: House, personal: bool) -> None:
    if personal:
        keep_rules(house.home, {"personal": house.person().id}, SYSTEM)
    browser = house.browser()
    page = browser.get("/").text
    assert "/staff/" not in page
    (asks,) = re.findall(r'href="([^"]+)" data-press="staff"', page)
    asked = browser.get(asks.replace("&amp;", "&")).text
    assert "go_on" in pressed(asked)
    (way_out,) = re.findall(r'href="([^"]+)" data-press="go_on"', asked)
    assert "/staff/sign-in" in browser.get(way_out).location


def test_a_quiet_while_leads_to_an_invitation_at_its_hours_only(house: House) -> None:
    browser = house.browser()
    keep_rules(house.home, {"invite_from": "0", "invite_until": "24"}, SYSTEM)
    assert browser.get("/invite").location.startswith("/resident/")
    assert 'data-idle-url="/invite"' in browser.get("/").text
    keep_rules(house.home, {"boxes": "shown"}, SYSTEM)
    assert browser.get("/invite").location == "/"


def test_the_manager_sets_the_screen_up_and_a_slip_loses_nothing(house: House) -> None:
    manager = house.staff(Role.MANAGER)
    assert "bank card" in manager.get("/staff/settings/screen").text
    slip = manager.post("/staff/settings/screen", {"boxes": "shown", "inch": "900", "repeat_ms": "1200"})
    assert slip.status_code == 400
    assert "from 5 to 60" in slip.text
    assert 'value="1200"' in slip.text
    kept = manager.post("/staff/settings/screen", {"boxes": "shown", "inch": "7", "look": "high contrast"})
    assert kept.status_code == 303
    page = house.browser().get("/").text
    assert "look-contrast" in page
    assert 'data-rules="' in page


def test_who_sees_little_has_the_strongest_contrast_on_their_own_pages_and_nobody_else(house: House) -> None:
    nell, browser = house.person(), house.browser()
    keep_rules(house.home, {"look": "light"}, SYSTEM)
    story = house.home.store.residents.story(nell.id)
    comfort = replace(story.comfort, sight_and_hands=("sees little",))
    house.home.store.residents.save_story(replace(story, comfort=comfort), SYSTEM)
    for path in (f"/resident/{nell.id}", f"/resident/{nell.id}/songs"):
        assert 'data-look="contrast"' in browser.get(path, {"X-Fragment": "main"}).text
        assert "look-contrast" in browser.get(path).text
    for path in ("/", f"/resident/{house.person('Joe').id}"):
        assert 'data-look="light"' in browser.get(path).text
