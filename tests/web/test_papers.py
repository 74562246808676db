"""Printing from the staff pages: who may, what is sent, and what the audit trail says of it."""

import subprocess

import pytest

from kiosk.home import life
from kiosk.people.staff import SYSTEM, Role
from kiosk.web.staff.papers import SIZE
from tests.web.conftest import House
from tests.web.paper.tags import POINTS, Pdf


def test_a_carer_gets_the_plan_as_a_file_for_a_phone(house: House) -> None:
    nell = house.person()
    carer = house.staff(Role.CARER)
    answer = carer.post(f"/staff/people/{nell.id}/paper", {"sheet": "care-plan", "size": "Letter"})
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Musical care plan Nell.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert Pdf(answer.data).size() == POINTS["Letter"]
    newest = house.home.store.audit.entries(nell.id)[0]
    assert (newest.action, newest.by.name) == ("printed musical care plan", "The carer")
    assert house.home.store.settings.get(SIZE) == "Letter"
    assert '<option value="Letter" selected>' in carer.get(f"/staff/people/{nell.id}/paper").text


@pytest.mark.parametrize(("role", "sheet", "status"), [
    (Role.CARER, "wanted", 403), (Role.CARER, "inspection", 403), (Role.LEAD, "inspection", 403),
])  # fmt: skip
def test_a_page_for_others_is_refused(house: House, role: Role, sheet: str, status: int) -> None:
    before = house.home.store.audit.head()
    assert house.staff(role).post("/staff/paper", {"sheet": sheet}).status_code == status
    assert house.home.store.audit.head() == before


def test_each_role_sees_only_what_it_may_print(house: House) -> None:
    seen = {role: house.staff(role).get("/staff/paper").text.count('name="sheet"') for role in Role}
    assert seen == {Role.CARER: 1, Role.LEAD: 2, Role.THERAPIST: 2, Role.MANAGER: 3}


def test_a_month_that_is_none_is_a_sentence(house: House) -> None:
    answer = house.staff(Role.MANAGER).post("/staff/paper", {"sheet": "inspection", "month": "soon"})
    assert answer.status_code == 400
    assert "Write the month like this: 2026-11." in answer.text


def test_nothing_chosen_leads_back(house: House) -> None:
    answer = house.staff(Role.MANAGER).post("/staff/paper", {"sheet": "none"})
    assert answer.status_code == 303


def test_a_session_plan_as_it_was_ticked(house: House) -> None:
    nell, joe, home = house.person(), house.person("Joe"), house.home
    life.add_red_flag(home, joe.id, "song", "Lili Marlene", life.told(home, "family", "Ann"), SYSTEM)
    carer, song = house.staff(Role.CARER), next(iter(home.shelf.recordings))
    form = {"who": [nell.id, joe.id], "step": ["0|warm-up|listen|6", "1|main|sing along|9"], "song-0": song}
    answer = carer.post("/staff/sessions/plan/paper", form)
    assert answer.mimetype == "application/pdf"
    pdf = Pdf(answer.data)
    assert (pdf.faults(), pdf.pages()) == ([], 1)
    assert [house.home.store.audit.entries(one.id)[0].action for one in (nell, joe)] == ["printed a session plan"] * 2
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=answer.data, capture_output=True, check=True)
    words = " ".join(told.stdout.decode().split())
    assert "Lili Marlene" in words
    assert "Warm-up: listen about 6 minutes" in words
    assert carer.post("/staff/sessions/plan/paper", {"who": [nell.id]}).status_code == 303


def test_a_review_is_printed_once_there_is_one(house: House) -> None:
    nell = house.person()
    answer = house.staff(Role.LEAD).post(f"/staff/people/{nell.id}/paper", {"sheet": "review"})
    assert answer.status_code == 400
    assert "No review has been held yet" in answer.text
    assert house.staff(Role.CARER).post(f"/staff/people/{nell.id}/paper", {"sheet": "review"}).status_code == 403
