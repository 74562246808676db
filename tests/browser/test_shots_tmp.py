import pytest
from tests.browser.conftest import PHONE, sign_in
pytestmark = pytest.mark.browser
def test_shots(kiosk, open_page):
    staff = open_page(PHONE); sign_in(staff, kiosk)
    staff.screenshot(path="/tmp/fam/people.png", full_page=True)
    staff.get_by_role("link", name="Mick").first.tap(); staff.wait_for_load_state()
    person = staff.url
    for p in ("calm","sing-along"):
        staff.goto(f"{person}/list?purpose={p}")
        with staff.expect_navigation(): staff.get_by_role("button", name="Suggest music", exact=True).tap()
        staff.screenshot(path=f"/tmp/fam/{p}.png", full_page=True)
        with staff.expect_navigation(): staff.get_by_role("button", name="Approve this list", exact=True).tap()
    staff.screenshot(path="/tmp/fam/approved.png")
    staff.goto(person); staff.screenshot(path="/tmp/fam/person.png", full_page=True)
    staff.goto(person.split("/people")[0]+"/group")
    for n in ("Peggy","Mick","Rosa"): staff.get_by_role("checkbox", name=n).tap()
    with staff.expect_navigation(): staff.get_by_role("button", name="Suggest songs", exact=True).tap()
    staff.screenshot(path="/tmp/fam/group.png", full_page=True)
    from axe_playwright_python.sync_playwright import Axe
    print(Axe().run(staff).generate_report()[:1500])
    staff.goto(f"{person}/list?purpose=calm"); print(Axe().run(staff).generate_report()[:1500])
