"""Large physical buttons on the real page: each does what one large button does, and a trembling one does it once."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KIOSK_SCREEN, OpenPage, sign_in
from tests.running import copy_home, running_kiosk
from tests.visitor import Follower, Visitor

pytestmark = pytest.mark.browser


def test_a_button_box_is_learned_and_works_as_the_large_buttons(
    demo_home: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    with running_kiosk(copy_home(demo_home, tmp_path / "home"), engine="null") as kiosk:
        staff = open_page({"width": 390, "height": 844})
        sign_in(staff, kiosk)
        staff.goto(f"{kiosk.url}/staff/settings/keys")
        staff.get_by_label("Louder").focus()
        staff.keyboard.press("F8")
        expect(staff.get_by_label("Louder")).to_have_value("F8")
        staff.get_by_role("button", name="Keep").tap()
        expect(staff.get_by_label("Louder")).to_have_value("F8")

        page = open_page(KIOSK_SCREEN)
        page.goto(f"{kiosk.url}{Visitor(kiosk.port).person('Mick')}")
        with Follower(kiosk.port) as follower:
            expect(page.get_by_role("button", name="Play music")).to_be_visible()
            page.keyboard.press("MediaPlayPause")
            follower.wait("playing")
            expect(page.get_by_role("button", name="Louder")).to_be_enabled()
            before = follower.status["screen"]
            for _ in range(3):
                page.keyboard.press("F8")
            page.keyboard.press("KeyQ")
            page.wait_for_timeout(900)  # longer than a tremor: the next press is one of its own
            levels = [float(one.split("/")[3]) for one in (before, follower.status["screen"])]
            assert levels[1] - levels[0] == 3.0, "three trembling presses are one"
            page.keyboard.press("MediaPlayPause")
            follower.wait("quiet")
