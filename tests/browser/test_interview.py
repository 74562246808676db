"""The interview, the audition and a memory told now, by touch on a phone and a tablet."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage, sign_in
from tests.browser.test_whole_loop import follow, press
from tests.running import RunningKiosk

pytestmark = pytest.mark.browser
TABLET = {"width": 820, "height": 1180}


def person_called(page: Page, kiosk: RunningKiosk, name: str) -> str:
    """Return the address of somebody's page."""
    page.goto(f"{kiosk.url}/staff/people")
    follow(page, name)
    return page.url


def someone_new(page: Page, kiosk: RunningKiosk, name: str) -> str:
    """Welcome somebody nothing is known of, and return the address of their page."""
    page.goto(f"{kiosk.url}/staff/people/new")
    page.get_by_label("What do they like to be called?").fill(name)
    press(page, "Go on to the life story")
    return page.url.removesuffix("/story")


def answer(page: Page, words: str = "", tap: str = "", button: str = "Keep") -> None:
    """Answer the question on the page by touch."""
    if tap:
        page.get_by_role("radio", name=tap, exact=True).tap()
    if words:
        page.locator("[name=words]").fill(words)
    press(page, button)


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def fits(page: Page) -> None:
    """Check that nothing reaches over the side of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_an_interview_closed_in_the_middle_goes_on(
    shared_kiosk: RunningKiosk, open_page: OpenPage, size: dict[str, int]
) -> None:
    page = open_page(size)
    sign_in(page, shared_kiosk)
    person = someone_new(page, shared_kiosk, f"Nell {size['width']}")
    page.goto(f"{person}/interview")
    fits(page)
    follow(page, "Begin")
    answer(page, "1938")
    answer(page, "Cork", tap="As a child")
    fits(page)
    asked = heading(page)
    page.locator("[name=words]").fill("never sent")
    page.close()
    again = open_page(size)
    sign_in(again, shared_kiosk)
    again.goto(f"{person}/interview")
    follow(again, "Go on: Where and when")
    assert heading(again) == asked == "Where did you live when you were young?"
    answer(again, button="Don’t know")
    answer(again, button="Skip")
    answer(again, "1961")
    expect(again.get_by_text("All of it is kept")).to_be_visible()
    again.goto(f"{person}/story")
    expect(again.get_by_text("About 1938 to 1950: Cork")).to_be_visible()
    expect(again.get_by_text("The move to a new country or region: 1961")).to_be_visible()


def test_two_tellers_are_kept_side_by_side(shared_kiosk: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, shared_kiosk)
    person = someone_new(page, shared_kiosk, "Bridie")
    page.goto(f"{person}/interview/born")
    answer(page, "1938")
    page.goto(f"{person}/interview")
    page.get_by_text("Someone new").tap()
    page.get_by_label("Their name").fill("her daughter Anne")
    press(page, "Ask them")
    page.goto(page.url.replace("/interview?", "/interview/born?"))
    assert heading(page) == "When was Bridie born?"
    answer(page, "1940")
    expect(page.get_by_text("choose which one is right")).to_be_visible()
    page.goto(f"{person}/told")
    expect(page.get_by_text("Told in two ways")).to_be_visible()
    fits(page)
    follow(page, "Settle it")
    press(page, "Use this answer")
    page.goto(f"{person}/story")
    expect(page.locator("#born + p")).to_have_text("1940")


def test_a_relative_answers_on_their_phone(shared_kiosk: RunningKiosk, open_page: OpenPage) -> None:
    staff, phone = open_page(TABLET), open_page(PHONE)
    sign_in(staff, shared_kiosk)
    person = someone_new(staff, shared_kiosk, "Una")
    staff.goto(f"{person}/family")
    staff.get_by_label("Their name").fill("Pat")
    staff.locator("[name=relation]").fill("son")
    press(staff, "Make an invitation")
    phone.goto(staff.locator(".link-to-copy a").get_attribute("href") or "")
    press(phone, "Open the invitation")
    follow(phone, "Answer questions about their life")
    follow(phone, "Begin")
    assert heading(phone) == "What do you call Una?"
    answer(phone, "Mum")
    assert heading(phone) == "When was Mum born?"
    answer(phone, "1930s")
    answer(phone, "Newcastle", tap="As a child")
    assert heading(phone) == "Which “Newcastle” was it?"
    phone.get_by_role("radio", name=re.compile("Newcastle upon Tyne")).tap()
    press(phone, "Keep")
    fits(phone)
    phone.goto(f"{shared_kiosk.url}/family/interview")
    expect(phone.get_by_text("Go on: Where and when")).to_be_visible()
    staff.goto(f"{person}/story")
    expect(staff.locator("main")).to_contain_text("Newcastle upon Tyne")
    expect(staff.locator("main")).to_contain_text("Pat (son)")


def test_care_changes_what_is_offered(shared_kiosk: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, shared_kiosk)
    person = someone_new(page, shared_kiosk, "Nora")
    page.goto(f"{person}/interview/born")
    answer(page, "1936")
    page.goto(f"{person}/interview/childhood")
    answer(page, "Leeds", tap="As a child")
    page.goto(f"{person}/care")
    for name, seen in (("low_mood", "yes"), ("painful_music", "no"), ("overwhelmed", "no")):
        page.locator(f"input[name={name}][value={seen}]").tap()
    fits(page)
    press(page, "Keep")
    expect(page.get_by_text("Staff present")).to_be_visible()
    page.goto(f"{person}/list")
    press(page, "Suggest music")
    assert page.locator(".songs").first.locator(".song").count() <= 5


def test_an_audition_builds_a_list(kiosk: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(TABLET)
    sign_in(page, kiosk)
    person = someone_new(page, kiosk, "Will")
    page.goto(f"{person}/audition")
    for _ in range(6):
        press(page, "Play the first sample" if _ == 0 else "Play the next sample")
        fits(page)
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        title = heading(page)
        press(page, "Lit up, sang or moved to it")
    expect(page.get_by_text("That is enough for today")).to_be_visible()
    page.goto(f"{person}/list")
    press(page, "Suggest music")
    expect(page.locator("main")).to_contain_text(re.compile("Will lit up when it was tried"))
    expect(page.locator("main")).to_contain_text(title)


def test_a_memory_told_now_is_one_tap_away(shared_kiosk: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, shared_kiosk)
    person = person_called(page, shared_kiosk, "Peggy")
    page.goto(f"{person}/now")
    follow(page, "Keep a memory told now")
    page.get_by_label("What was told?").fill("We danced to it by the canal.")
    page.get_by_label("Which song is it about?").fill("Daisy Bell")
    fits(page)
    press(page, "Keep the memory")
    expect(page.get_by_text("The memory is kept")).to_be_visible()
