"""The twenty-second bar: a quick note on a phone while the kiosk plays, by thumb and by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.bench_quick_note import Thumb, four_taps, noted, start_music
from tests.browser.conftest import PHONE, OpenPage, sign_in
from tests.running import RunningKiosk, copy_home, running_kiosk

pytestmark = pytest.mark.browser
NOTE_S, ALL_S = 12.0, 20.0
"""The note itself, and everything from picking up a phone that nobody is signed in on."""


@pytest.fixture(scope="module")
def silent(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKiosk]:
    with running_kiosk(copy_home(demo_home, tmp_path_factory.mktemp("note") / "home"), engine="null") as running:
        yield running


def test_from_music_to_a_saved_note(silent: RunningKiosk, browser: Browser) -> None:
    start_music(browser, silent, "Peggy")
    warm = noted(browser, silent, "Peggy", cold=False)
    assert warm.taps == 6
    assert warm.seconds() < NOTE_S
    cold = noted(browser, silent, "Peggy", cold=True)
    assert cold.taps == 13
    assert cold.seconds() < ALL_S


def test_the_four_answers_lie_on_one_screen(silent: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, silent)
    page.get_by_role("link", name="Mick", exact=True).tap()
    page.get_by_role("link", name="Note what you saw").tap()
    page.wait_for_url("**/now#quick-note")
    before = page.evaluate("scrollY")
    thumb = Thumb(page)
    for target in ("Withdrawn", "Asleep", "Much better"):
        thumb.tap(page.locator(".tap", has_text=target))
    assert page.evaluate("scrollY") == before, "a tap needed scrolling"
    expect(page.get_by_role("button", name="Stopped", exact=True)).to_be_in_viewport(ratio=1)
    four_taps(thumb)
    assert thumb.taps == 3 + 4


def test_by_keyboard_alone(silent: RunningKiosk, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto(f"{silent.url}/staff/sign-in")
    reach(page, "field-name")
    page.keyboard.press("Space")
    reach(page, "field-pin")
    page.keyboard.type(silent.pin)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/people")
    page.get_by_role("link", name="Rosa", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/people/*")
    page.get_by_role("link", name="Note what you saw").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/now#quick-note")
    for question in ("before", "took_part", "mood"):
        reach(page, f"field-{question}")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The note is saved. That is enough")).to_be_visible()


def reach(page: Page, field: str) -> None:
    """Press Tab until a field is reached, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    raise AssertionError(f"{field} cannot be reached with Tab")
