"""The staff pages of lists: one tab for each purpose, and songs for a group."""

import re

from kiosk.home import life
from kiosk.people.residents import Shows
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.picks import Purpose
from kiosk.playlists.purposes import FOR_ONE, RULES
from tests.web.conftest import House


def test_each_purpose_is_suggested_approved_and_played(house: House) -> None:
    lead, nell = house.staff(Role.LEAD), house.person()
    at = f"/staff/people/{nell.id}/list"
    page = lead.get(f"{at}?purpose=calm").text
    assert 'aria-current="page">Calm' in page
    assert all(RULES[one].words in page for one in FOR_ONE)
    answer = lead.post(f"{at}/draft", {"purpose": "calm"})
    assert answer.location.endswith("/list?purpose=calm")
    draft = next(one for one in house.home.store.playlists.of(nell.id) if one.purpose is Purpose.CALM)
    lead.post(f"{at}/approve", {"purpose": "calm", "list": draft.id, "revision": draft.revision})
    assert "Play this list" in lead.get(f"{at}?purpose=calm").text
    assert "Play Calm music" in lead.get(f"/staff/people/{nell.id}").text
    assert lead.post(f"{at}/play", {"purpose": "calm"}).location.endswith("/now")
    session = house.home.store.records.sessions_of(nell.id)[-1]
    assert session.playlist == draft.id


def test_an_unknown_purpose_is_everyday(house: House) -> None:
    page = house.staff(Role.CARER).get(f"/staff/people/{house.person().id}/list?purpose=group").text
    assert 'aria-current="page">Everyday' in page


def test_a_purpose_without_a_list_cannot_be_played(house: House) -> None:
    answer = house.staff(Role.CARER).post(f"/staff/people/{house.person().id}/list/play", {"purpose": "lift"})
    assert "Ask a member of staff" in answer.text


def test_a_groups_songs_say_whose_they_are(house: House) -> None:
    carer, people = house.staff(Role.CARER), [house.person("Nell").id, house.person("Joe").id]
    assert "Who is in the room?" in carer.get("/staff/group").text
    page = carer.get(f"/staff/group?asked=yes&who={people[0]}&who={people[1]}").text
    assert "Cockles and Mussels" in page
    assert "Everyone’s song" in page


def test_a_groups_list_is_approved_and_played_and_the_screen_names_nobody(house: House) -> None:
    house.kiosk.start(lambda: True)
    carer, screen = house.staff(Role.CARER), house.browser()
    people = [house.person("Nell").id, house.person("Joe").id]
    for one in people:  # nobody agreed to show a family's memory
        life.save_shows(house.home, one, Shows(picture=True, memories=False), SYSTEM)
    page = carer.get(f"/staff/group?asked=yes&who={people[0]}&who={people[1]}").text
    assert "Approve and play for everyone" in page
    songs = re.findall(r'name="song" value="([^"]+)"', page)
    answer = carer.post("/staff/group", {"who": people, "song": songs, "session": "one-tap"})
    assert "playing=yes" in answer.location
    status = house.kiosk.board.current()
    while not status.others:
        newer = house.kiosk.board.wait(status.version, 10)
        assert newer, "the group's music never began"
        status = newer
    for path in ("/", f"/resident/{people[1]}"):
        shown = screen.get(path).text
        assert "Music for everyone" in shown
        assert not any(name in shown for name in ("Nell", "Joe", "I like this"))
    (session,) = house.home.store.records.sessions_of(people[1])
    assert set(session.people) == set(people)


def test_one_person_is_no_group(house: House) -> None:
    page = house.staff(Role.CARER).get(f"/staff/group?asked=yes&who={house.person().id}").text
    assert "Tick between two and eight people" in page
