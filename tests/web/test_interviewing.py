"""The interview's pages: what each teller sees, and what a form can do."""

from kiosk.home import interviewing, life
from kiosk.home.interviewing import Given
from kiosk.people.life_story import Teller
from kiosk.people.staff import SYSTEM, Role
from kiosk.units import ResidentId
from tests.web.conftest import House


def told(house: House, question: str, words: str, who: str = "", when: str = "") -> str:
    """Keep an answer of Nell's own, or of a relative; return its id."""
    teller = life.told(house.home, Teller.FAMILY if who else Teller.PERSON, who or "Nell")
    given = Given(question, words, when=when)
    return interviewing.keep_answer(house.home, house.person().id, given, teller, SYSTEM).id


def words_of(house: House, resident: ResidentId) -> list[str]:
    return [answer.words for answer in house.home.store.interviews.answers_of(resident)]


def test_an_answer_leads_to_the_next_question_of_the_sitting(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    answer = staff.post(f"/staff/people/{nell}/interview/courting-song", {"words": "Moonlight Serenade"})
    assert answer.status_code == 303
    assert f"/people/{nell}/interview/married" in answer.location
    assert words_of(house, nell) == ["Moonlight Serenade"]


def test_the_last_question_of_a_sitting_leads_back_to_the_sittings(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    for question in ("courting-song", "married", "wedding-song", "first-child"):
        staff.post(f"/staff/people/{nell}/interview/{question}", {"do": "dont-know"})
    answer = staff.post(f"/staff/people/{nell}/interview/lullabies", {"do": "skip"})
    assert "done=love" in answer.location


def test_an_empty_answer_shows_the_question_again(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    answer = staff.post(f"/staff/people/{nell}/interview/courting-song", {"words": " "})
    assert answer.status_code == 400
    assert "Don’t know" in answer.text


def test_only_what_was_offered_counts(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    staff.post(f"/staff/people/{nell}/interview/hard-times", {"chosen": ["night", "<script>"]})
    assert house.home.store.residents.story(nell).comfort.hard_times == ("night",)


def test_the_story_says_what_eyes_and_hands_mean_for_staff(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    staff.post(f"/staff/people/{nell}/interview/sight-and-hands", {"chosen": ["needs someone to press"]})
    assert "Sit beside them and press for them" in staff.get(f"/staff/people/{nell}/story").text


def test_the_story_shows_what_stayed_in_words(house: House) -> None:
    told(house, "dances", "The Mecca on Saturdays")
    page = house.staff(Role.LEAD).get(f"/staff/people/{house.person().id}/story").text
    assert "The Mecca on Saturdays" in page
    assert "Where did Nell go dancing" in page


def test_both_tellers_stand_side_by_side(house: House) -> None:
    told(house, "married", "1961")
    told(house, "married", "1963", "her daughter Anne")
    page = house.staff(Role.LEAD).get(f"/staff/people/{house.person().id}/told").text
    assert "Told in two ways" in page
    assert page.index("1961") < page.index("1963")
    assert "her daughter Anne" in page


def test_a_relative_sees_their_own_words_and_nobody_elses(house: House) -> None:
    told(house, "dances", "Our secret")
    phone, _ = house.relative()
    phone.post("/family/interview/faith", {"words": "Chapel, twice on Sundays"})
    page = phone.get("/family/interview").text
    assert "Chapel, twice on Sundays" in page
    assert "Told by somebody else" in page
    for path in ("/family/interview", "/family/interview/dances"):
        assert "Our secret" not in phone.get(path).text


def test_a_relative_reaches_no_answer_but_their_own(house: House) -> None:
    secret = told(house, "later", "Newcastle", when="as a child")
    phone, _ = house.relative()
    assert phone.get(f"/family/interview/which/{secret}").status_code == 404
    assert phone.post(f"/family/interview/which/{secret}", {"choice": "x"}).status_code == 404


def test_a_relative_tells_of_nobody_but_their_own(house: House) -> None:
    phone, _ = house.relative()
    joe = house.person("Joe").id
    phone.post("/family/interview/dances", {"words": "The Mecca", "resident": joe})
    assert words_of(house, joe) == []
    assert words_of(house, house.person().id) == ["The Mecca"]


def test_what_a_relative_calls_the_person_is_used_from_then_on(house: House) -> None:
    phone, _ = house.relative()
    phone.post("/family/interview/name", {"words": "Mum"})
    assert "When was Mum born?" in phone.get("/family/interview/born").text


def test_care_shows_to_staff_that_somebody_should_stay(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    answers = {"low_mood": "yes", "painful_music": "no", "overwhelmed": "not sure"}
    staff.post(f"/staff/people/{nell}/care", answers)
    for path in ("", "/now"):
        assert "Staff present" in house.staff(Role.CARER).get(f"/staff/people/{nell}{path}").text


def test_care_needs_all_three_answers(house: House) -> None:
    staff, nell = house.staff(Role.LEAD), house.person().id
    assert staff.post(f"/staff/people/{nell}/care", {"low_mood": "yes"}).status_code == 400
    assert house.home.store.residents.story(nell).screening is None


def test_somebody_else_needs_a_name(house: House) -> None:
    page = house.staff(Role.LEAD).get(f"/staff/people/{house.person().id}/interview?by=family&name=").text
    assert "Write the name of who is telling." in page
