"""Goals, reviews, notes and charts as staff meet them on the pages."""

import re

import pytest

from kiosk.care.observations import Look
from kiosk.people.staff import Role
from kiosk.web.associations import ASSOCIATIONS
from kiosk.web.guides import GUIDES
from tests.web.conftest import Browser, House

NOTE = {"before": "settled", "took_part": "2", "mood": "1", "distress": "none"}
GOAL = {
    "template": "singing",
    "words": "Nell sings",
    "target": "60",
    "baseline": "1",
    "agreed_by": "Nell",
    "weight": "1",
}


def at(house: House, page: str) -> str:
    return f"/staff/people/{house.person().id}/{page}"


def noted(browser: Browser, house: House, times: int) -> None:
    for number in range(times):
        answer = browser.post(at(house, "note"), NOTE | {"note_id": f"note-{number}-of-{id(browser)}"})
        assert answer.status_code == 303


def test_a_goal_is_set_looked_at_and_reviewed(house: House) -> None:
    tess = house.staff(Role.THERAPIST)
    assert "Singing or humming" in tess.get(at(house, "goals/new")).text
    assert tess.post(at(house, "goals/new"), GOAL).status_code == 303
    noted(tess, house, 4)
    page = tess.get(at(house, "goals")).text
    assert "0 of 4 sessions since" in page
    assert "Too few to tell: 5 notes are needed." in page
    noted(house.staff(Role.CARER), house, 1)
    review = tess.get(at(house, "review")).text
    assert "Level -2 (0 of 5)" in review
    signed = {"decision": "carry on", "why": "She hums at home.", "took_part": "Nell", "signed": "Tess"}
    kept = tess.post(at(house, "review"), signed | {"credential": "Music therapist"})
    shown = tess.get(kept.location).text
    assert "Tess, Music therapist" in shown
    assert "Less often than at the start" in tess.get(at(house, "goals")).text


def test_an_unfinished_goal_and_review_come_back_as_typed(house: House) -> None:
    tess = house.staff(Role.THERAPIST)
    answer = tess.post(at(house, "goals/new"), GOAL | {"agreed_by": ""})
    assert answer.status_code == 400
    assert "Say who agreed to it" in answer.text
    assert "Nell sings" in answer.text
    answer = tess.post(
        at(house, "review"), {"decision": "change", "why": "Too loud", "took_part": "Nell", "signed": "T"}
    )
    assert answer.status_code == 400
    assert "Say what will change." in answer.text
    assert "Too loud" in answer.text


def test_two_who_change_a_goal_at_once_see_both(house: House) -> None:
    tess, manager = house.staff(Role.THERAPIST), house.staff(Role.MANAGER)
    tess.post(at(house, "goals/new"), GOAL)
    (goal,) = house.home.store.goals.of(house.person().id)
    page = at(house, f"goals/{goal.id}")
    assert tess.post(page, GOAL | {"words": "Nell sings aloud", "revision": "1"}).status_code == 303
    both = manager.post(page, GOAL | {"words": "Nell hums", "revision": "1"})
    assert both.status_code == 409
    assert "Nell sings aloud" in both.text
    assert "Nell hums" in both.text
    revision = re.search(r'name="revision" value="(\d+)"', both.text)
    assert revision
    assert manager.post(page, GOAL | {"words": "Nell sings or hums", "revision": revision[1]}).status_code == 303
    assert house.home.store.goals.get(goal.id).words == "Nell sings or hums"


def test_charts_show_every_session_and_say_too_few(house: House) -> None:
    carer = house.staff(Role.CARER)
    noted(carer, house, 3)
    page = carer.get(at(house, "going")).text
    assert page.count('class="chart-dot"') == 3 + 1
    assert "Too few to tell anything" in page
    assert "The same as a table" in page


def test_the_second_observer_does_not_see_the_first_note_before_theirs_is_kept(house: House) -> None:
    first, second = house.staff(Role.CARER), house.staff(Role.LEAD)
    first.post(at(house, "note"), NOTE | {"took_part": "3", "note_id": "first"})
    assert "Most of the time" not in second.get(at(house, "seen")).text
    assert "Most of the time" in first.get(at(house, "seen")).text
    page = second.get(at(house, "now?look=second")).text
    assert 'name="look" value="second"' in page
    second.post(at(house, "note"), NOTE | {"note_id": "second", "look": "second"})
    assert "Most of the time" in second.get(at(house, "seen")).text
    looks = [note.look for note in house.home.store.records.observations_of(house.person().id)]
    assert looks == [Look.FIRST, Look.SECOND]


def test_nobody_watched_is_one_tap(house: House) -> None:
    carer = house.staff(Role.CARER)
    assert carer.post(at(house, "unwatched"), {"note_id": "n"}).status_code == 303
    assert "Nobody watched" in carer.get(at(house, "seen")).text


def test_corrections_are_shown_as_corrections(house: House) -> None:
    carer = house.staff(Role.CARER)
    carer.post(at(house, "note"), NOTE | {"note_id": "wrong"})
    carer.post(at(house, "note/wrong/correct"), NOTE | {"took_part": "0"})
    page = carer.get(at(house, "seen")).text
    assert "Took part was: About half" in page
    assert page.count("Corrected") == 2


def test_a_note_about_somebody_else_is_not_found(house: House) -> None:
    carer, joe = house.staff(Role.CARER), house.person("Joe")
    carer.post(at(house, "note"), NOTE | {"note_id": "hers"})
    assert carer.get(f"/staff/people/{joe.id}/note/hers/correct").status_code == 404
    assert carer.get(f"/staff/people/{joe.id}/note/hers/after").status_code == 404


def test_supervision_notes_are_for_few_eyes(house: House) -> None:
    house.staff(Role.THERAPIST).post(at(house, "supervision"), {"words": "Talked over my own tears."})
    assert "my own tears" in house.staff(Role.MANAGER).get(at(house, "supervision")).text
    for role in (Role.CARER, Role.LEAD):
        assert house.staff(role).get(at(house, "supervision")).status_code == 403
        for page in ("goals", "going", "seen"):
            assert "my own tears" not in house.staff(role).get(at(house, page)).text


def test_longer_forms_are_kept_with_their_attribution(house: House) -> None:
    lead = house.staff(Role.LEAD)
    assert "Lawton" in lead.get(at(house, "measures")).text
    ratings = dict.fromkeys(("pleasure", "anger", "anxiety", "sadness", "alertness"), "2")
    assert lead.post(at(house, "measures"), ratings).status_code == 303
    assert lead.post(at(house, "measures"), ratings | {"anger": ""}).status_code == 400
    assert lead.post(at(house, "measures"), {"form": "total", "instrument": "CMAI", "total": "41"}).status_code == 303
    page = lead.get(at(house, "measures")).text
    assert "total 41" in page
    assert "pleasure: less than 16 seconds" in page


def test_who_is_missed_is_on_the_first_page(house: House) -> None:
    assert "Missed this week: 2 of 2" in house.staff(Role.CARER).get("/staff/people").text


@pytest.mark.parametrize("endpoint", ["staff.people", "staff.now", "staff.goals"])
def test_a_guide_is_put_away_by_its_reader(house: House, endpoint: str) -> None:
    carer, guide = house.staff(Role.CARER), GUIDES[endpoint]
    page = "/staff/people" if endpoint == "staff.people" else at(house, endpoint.removeprefix("staff."))
    assert guide.title in carer.get(page).text
    answer = carer.post(f"/staff/help/guides/{guide.key}", {"then": page})
    assert answer.location.endswith(page)
    assert guide.title not in carer.get(page).text
    assert guide.title in house.staff(Role.LEAD).get(page).text


def test_every_guide_belongs_to_a_page(house: House) -> None:
    endpoints = {rule.endpoint for rule in house.kiosk.app.url_map.iter_rules()}
    assert set(GUIDES) <= endpoints


def test_help_names_associations_and_no_address(house: House) -> None:
    page = house.staff(Role.CARER).get("/staff/help/what-this-is-not").text
    assert all(one.name in page for one in ASSOCIATIONS)
    assert not re.search(r"https?://|www\.", page.replace('xmlns="http://www.w3.org/2000/svg"', ""))


def test_a_colleague_takes_over_where_one_was(house: House) -> None:
    carer = house.staff(Role.CARER)
    answer = carer.post("/staff/switch", {"then": at(house, "now")})
    assert "/staff/sign-in?then=" in answer.location
    assert carer.get(at(house, "now")).status_code == 303
    signed = {"name": "The activity lead", "pin": house.pins[Role.LEAD], "then": at(house, "now")}
    assert carer.post("/staff/sign-in", signed).location.endswith("/now")
    assert carer.post("/staff/switch", {"then": "//elsewhere.example/"}).location.endswith("then=/staff/people")
