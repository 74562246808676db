"""A red flag is lifted on a page of its own, by senior staff, with a reason that everybody can read."""

from kiosk.home import life
from kiosk.people.staff import SYSTEM, Role
from tests.web.conftest import House


def test_a_therapist_lifts_it_and_the_reason_is_shown(house: House) -> None:
    nell, home = house.person(), house.home
    life.add_red_flag(home, nell.id, "song", "Lili Marlene", life.told(home, "family", "Ann"), SYSTEM)
    flag = home.store.residents.story(nell.id).red_flags[0].id
    at, story = f"/staff/people/{nell.id}/red-flags/{flag}/lift", f"/staff/people/{nell.id}/story"
    lead, therapist = house.staff(Role.LEAD), house.staff(Role.THERAPIST)
    assert at not in lead.get(story).text
    assert "Only a therapist or a manager" in lead.get(story).text
    assert lead.post(at, {"reason": "I like it."}).status_code == 403
    assert lead.post(f"{story}/never/remove", {"what": flag}).status_code == 400
    assert at in therapist.get(story).text
    assert "Lili Marlene" in therapist.get(at).text
    empty = therapist.post(at, {"reason": " "})
    assert (empty.status_code, "Say why it may play again" in empty.text) == (400, True)
    assert therapist.post(at, {"reason": "Nell asked for it twice."}).status_code == 303
    assert "Nell asked for it twice." in lead.get(story).text
    assert therapist.get(at).status_code == 404
