"""Trembling, resting, second and slow fingers on the real page: one tap does one thing, anything else does nothing.

The rules are evidence rule 23; the screen is 15.6 inches wide, so a millimetre is 3.8 pixels.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, Request, Route, expect

from tests.browser.conftest import KIOSK_SCREEN, OpenPage, box_of
from tests.browser.looking import Listener
from tests.running import RunningKiosk, await_pin, copy_home, running_kiosk, start, stop
from tests.visitor import Follower, Visitor

pytestmark = pytest.mark.browser
MM = 3.8
AFRESH_S = 25.0
"""A demo song lasts twice as long: a test never meets its end."""
REPEAT_S = 0.85
Point = tuple[float, float]


@dataclass
class Lounge:
    """One kiosk with the null engine, where Mick's music is on."""

    kiosk: RunningKiosk
    began: float = -1e9

    def music_on(self) -> str:
        """Return Mick's page, with a song playing that has not long begun."""
        visitor = Visitor(self.kiosk.port)
        mick = visitor.person("Mick")
        with Follower(self.kiosk.port) as follower:
            fresh = time.monotonic() - self.began < AFRESH_S
            if not fresh and "slot-stop" in visitor.get(mick).text:
                visitor.press(mick, "stop")
                follower.wait("quiet")
            if "slot-play" in visitor.get(mick).text:
                visitor.press(mick, "play")
                self.began = time.monotonic()
            follower.wait("playing")
        return f"{self.kiosk.url}{mick}"

    def set_up(self, **typed: str) -> None:
        """Set the screen up as a manager does."""
        manager = Visitor(self.kiosk.port)
        manager.sign_in("Robin", self.kiosk.pin)
        assert manager.post("/staff/settings/screen", typed).status == 303


@pytest.fixture(scope="module")
def lounge(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lounge]:
    with running_kiosk(copy_home(demo_home, tmp_path_factory.mktemp("touch") / "home"), engine="null") as kiosk:
        yield Lounge(kiosk)


@dataclass
class Glass:
    """A touchscreen: fingers put down, moved and lifted, and what the page asked of the kiosk since."""

    page: Page
    fingers: CDPSession
    posts: list[Request] = field(default_factory=list)

    def middle(self, name: str) -> Point:
        box = box_of(self.page, f"[data-press={name}]")
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def right_of(self, name: str, mm: float) -> Point:
        """A point so many millimetres beside a target's right edge."""
        box = box_of(self.page, f"[data-press={name}]")
        return box["x"] + box["width"] + mm * MM, box["y"] + box["height"] / 2

    def down(self, *points: Point) -> None:
        self._touch("touchStart", points)

    def move(self, *points: Point) -> None:
        self._touch("touchMove", points)

    def up(self) -> None:
        """Lift every finger."""
        self._touch("touchEnd", ())

    def _touch(self, kind: str, points: tuple[Point, ...]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def tap(self, point: Point) -> None:
        self.down(point)
        self.up()

    def asked(self) -> list[str]:
        """What was asked of the kiosk so far, once the page had time to ask."""
        self.page.wait_for_timeout(200)
        return [request.url.rpartition("/")[2] for request in self.posts]

    def levels(self) -> list[float]:
        """Which levels were asked for."""
        sent = [dict(pair.split("=") for pair in (request.post_data or "").split("&")) for request in self.posts]
        return [float(fields["level"]) for fields in sent if "level" in fields]


@pytest.fixture
def glass(lounge: Lounge, open_page: OpenPage) -> Iterator[Glass]:
    """Mick's page while a song plays, watched for complaints."""
    page = open_page(KIOSK_SCREEN)
    listener, at = Listener(page), lounge.music_on()
    glass = Glass(page, page.context.new_cdp_session(page))
    page.goto(at)
    expect(page.get_by_role("button", name="Softer")).to_be_visible()
    page.on("request", lambda request: glass.posts.append(request) if request.method == "POST" else None)
    yield glass
    assert listener.complaints == []


def test_a_tap_acts_once(glass: Glass) -> None:
    glass.tap(glass.middle("softer"))
    assert glass.asked() == ["level"]


def test_a_mouse_and_a_keyboard_act_too(glass: Glass) -> None:
    glass.page.mouse.click(*glass.middle("softer"))
    assert glass.asked() == ["level"]
    glass.page.wait_for_timeout(1000 * REPEAT_S)
    glass.page.get_by_role("button", name="Stop").focus()
    glass.page.keyboard.press("Enter")
    assert glass.asked() == ["level", "stop"]


def test_the_button_looks_pressed_as_soon_as_the_finger_lands(glass: Glass) -> None:
    glass.down(glass.middle("softer"))
    assert glass.page.locator(".is-pressed").get_attribute("data-press") == "softer"
    glass.up()
    expect(glass.page.locator(".is-pressed")).to_have_count(0)


def test_a_trembling_finger_within_10_mm_means_where_it_began(glass: Glass) -> None:
    """It ends nearer to Louder than to Softer."""
    x, y = glass.right_of("softer", -4)
    before = glass.page.locator("[data-press=softer]").evaluate("(one) => Number(one.form.elements.level.value)")
    glass.down((x, y))
    glass.move((x + 3 * MM, y - 3 * MM))
    glass.move((x + 9 * MM, y))
    glass.up()
    assert glass.asked() == ["level"]
    assert glass.levels() == [before]


def test_tremor_that_taps_again_acts_once(glass: Glass) -> None:
    for _ in range(3):
        glass.tap(glass.middle("softer"))
        glass.page.wait_for_timeout(100)
    assert glass.asked() == ["level"]
    glass.page.wait_for_timeout(1000 * REPEAT_S)
    glass.tap(glass.middle("softer"))
    assert glass.asked() == ["level", "level"]


def test_stop_is_never_taken_for_an_echo(glass: Glass) -> None:
    louder, stop_ = glass.middle("louder"), glass.middle("stop")
    glass.tap(louder)
    glass.tap(stop_)
    assert glass.asked() == ["level", "stop"]


@pytest.mark.parametrize(("seconds", "asked"), [(2.5, ["level"]), (3.3, [])])
def test_a_slow_finger_taps_and_a_resting_hand_does_not(glass: Glass, seconds: float, asked: list[str]) -> None:
    glass.down(glass.middle("softer"))
    glass.page.wait_for_timeout(1000 * seconds)
    glass.up()
    assert glass.asked() == asked


def test_a_second_finger_is_ignored(glass: Glass) -> None:
    first, second = glass.middle("softer"), glass.middle("stop")
    glass.down(first)
    glass.down(first, second)
    glass.up()
    assert glass.asked() == ["level"]


@pytest.mark.parametrize(("mm", "asked"), [(2.6, ["stop"]), (3.2, [])])
def test_a_near_miss_hits_and_a_far_one_does_not(glass: Glass, mm: float, asked: list[str]) -> None:
    glass.tap(glass.right_of("stop", mm))
    assert glass.asked() == asked


def test_words_and_pictures_do_nothing(glass: Glass) -> None:
    glass.tap((700, 250))
    glass.tap((200, 250))
    assert glass.asked() == []


def test_a_swipe_does_nothing_and_moves_nothing(glass: Glass) -> None:
    at = glass.page.url
    for start_at, end_at in (((900.0, 300.0), (200.0, 300.0)), ((700.0, 450.0), (700.0, 60.0))):
        glass.down(start_at)
        for step in range(1, 6):
            share = step / 5
            glass.move(tuple(a + share * (b - a) for a, b in zip(start_at, end_at, strict=True)))  # type: ignore[arg-type]
        glass.up()
    glass.down(glass.middle("stop"))
    glass.move((700, 250))
    glass.up()
    assert glass.asked() == []
    assert glass.page.url == at
    assert glass.page.evaluate("[scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]


def test_no_menu_no_selection_no_drag(glass: Glass) -> None:
    glass.page.evaluate("""() => {
      window.let = [];
      for (const name of ["contextmenu", "selectstart", "dragstart", "dblclick"])
        addEventListener(name, (event) => window.let.push([name, event.defaultPrevented]));
    }""")
    glass.page.mouse.click(700, 250, button="right")
    glass.page.mouse.dblclick(700, 150)
    happened = dict(glass.page.evaluate("window.let"))
    assert happened["contextmenu"] is True
    assert all(happened.values())
    assert glass.page.evaluate("getSelection().toString()") == ""
    assert glass.asked() == []


def test_a_yes_stays_a_yes(glass: Glass) -> None:
    like = glass.page.get_by_role("button", name="I like this")
    for _ in range(2):
        glass.tap(glass.middle("like"))
        expect(like).to_have_attribute("aria-pressed", "true")
        glass.page.wait_for_timeout(1000 * REPEAT_S)
    glass.page.reload()
    expect(like).to_have_attribute("aria-pressed", "true")


def test_the_page_follows_the_music_but_never_under_a_finger(glass: Glass, lounge: Lounge) -> None:
    glass.page.evaluate("window.same = true")
    glass.down((700, 250))
    visitor = Visitor(lounge.kiosk.port)
    visitor.press(visitor.person("Mick"), "stop")
    glass.page.wait_for_timeout(1500)
    expect(glass.page.get_by_role("button", name="Softer")).to_be_visible()
    glass.up()
    expect(glass.page.get_by_role("button", name="Play music")).to_be_visible()
    assert glass.page.evaluate("window.same") is True, "the page was exchanged in place"


def test_the_focus_and_the_spoken_words_follow(glass: Glass, lounge: Lounge) -> None:
    glass.page.get_by_role("button", name="Stop").focus()
    before = glass.page.locator("main").get_attribute("data-screen")
    visitor = Visitor(lounge.kiosk.port)
    visitor.press(visitor.person("Mick"), "softer")
    expect(glass.page.locator("main")).not_to_have_attribute("data-screen", before or "")
    assert glass.page.evaluate("document.activeElement.dataset.press") == "stop"
    glass.page.keyboard.press("Enter")
    expect(glass.page.get_by_role("button", name="Play music")).to_be_visible()
    expect(glass.page.locator("[data-announcer]")).to_contain_text("Mick")


def refuse(times: int) -> tuple[list[int], Callable[[Route], None]]:
    """Let the kiosk seem overloaded for so many commands."""
    left = [times]

    def answer(route: Route) -> None:
        if route.request.method == "POST" and left[0] > 0:
            left[0] -= 1
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    return left, answer


def test_a_command_that_fails_is_tried_again(lounge: Lounge, open_page: OpenPage) -> None:
    page, at = open_page(KIOSK_SCREEN), lounge.music_on()
    left, answer = refuse(2)
    page.route("**/resident/**", answer)
    page.goto(at)
    page.get_by_role("button", name="Stop").tap()
    expect(page.get_by_role("button", name="Play music")).to_be_visible(timeout=8000)
    assert left == [0]


def test_a_newer_press_silences_an_older_one_that_failed(lounge: Lounge, open_page: OpenPage) -> None:
    page, at = open_page(KIOSK_SCREEN), lounge.music_on()
    _, answer = refuse(1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.route("**/resident/**", answer)
    page.goto(at)
    page.get_by_role("button", name="Louder").tap()
    page.wait_for_timeout(100)
    page.get_by_role("button", name="Stop").tap()
    page.wait_for_timeout(1500)
    assert [url.rpartition("/")[2] for url in asked] == ["level", "stop"]


def test_a_quiet_minute_leads_back_to_everyone(lounge: Lounge, open_page: OpenPage) -> None:
    """With the minute shortened to a second; never while music plays. At this hour nobody is invited."""
    lounge.set_up(boxes="shown")
    page, at = open_page(KIOSK_SCREEN), lounge.music_on()

    def hurry(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-idle-s="60"', 'data-idle-s="1"'))

    page.route("**/resident/*", hurry)
    page.goto(at)
    page.wait_for_timeout(1600)
    assert page.url == at
    page.get_by_role("button", name="Stop").tap()
    expect(page.get_by_role("heading", name="Who would like some music?")).to_be_visible()


def test_without_script_every_button_still_works(lounge: Lounge, open_page: OpenPage) -> None:
    at = lounge.music_on()
    browser = open_page(KIOSK_SCREEN).context.browser
    assert browser
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_timeout(1000)
    page.reload()
    expect(page.get_by_role("button", name="Play music")).to_be_visible()
    context.close()


def test_the_rules_in_plain_numbers(lounge: Lounge, open_page: OpenPage) -> None:
    page = open_page(KIOSK_SCREEN)
    page.goto(lounge.kiosk.url)
    found = page.evaluate("""async () => {
      const touch = await import("/static/js/touch.js");
      const box = { left: 3, top: 4, right: 9, bottom: 9 };
      const rules = { repeat: 800, slop: 10 };
      const last = { at: 1000, x: 0, y: 0, target: "stop" };
      return {
        outside: touch.distanceToBox({ x: 0, y: 0 }, box),
        inside: touch.distanceToBox({ x: 5, y: 5 }, box),
        nearest: touch.nearest({ x: 0, y: 4 }, [{ box, name: "a" }], 3).name,
        none: touch.nearest({ x: 0, y: 4 }, [{ box, name: "a" }], 2.9),
        echo: touch.isEcho({ at: 1799, x: 90, y: 0, target: "stop" }, last, rules),
        nearby: touch.isEcho({ at: 1799, x: 19, y: 0, target: "play" }, last, rules),
        elsewhere: touch.isEcho({ at: 1799, x: 90, y: 0, target: "play" }, last, rules),
        later: touch.isEcho({ at: 1800, x: 0, y: 0, target: "stop" }, last, rules),
        burst: touch.prolonged({ began: 1000, at: 1000 }, 1900, 800).at,
        enough: touch.prolonged({ began: 1000, at: 3000 }, 3400, 800).at,
        waits: [0, 1, 2, 3, 4].map((n) => touch.retryAfter(n)),
      };
    }""")
    assert found == {
        "outside": 5,
        "inside": 0,
        "nearest": "a",
        "none": None,
        "echo": True,
        "nearby": True,
        "elsewhere": False,
        "later": False,
        "burst": 1900,
        "enough": 3000,
        "waits": [400, 1000, 2000, 4000, None],
    }


def test_the_kiosk_gone_for_a_while_the_page_stays_calm(lounge: Lounge, open_page: OpenPage) -> None:
    """The last test of this module, for it stops the kiosk and starts another in its place."""
    page, at = open_page(KIOSK_SCREEN), lounge.music_on()
    page.goto(at)
    expect(page.get_by_role("button", name="Another song")).to_be_visible()
    words = page.locator("main").inner_text()
    stop(lounge.kiosk.process)
    page.get_by_role("button", name="Louder").tap()
    page.wait_for_timeout(2000)
    assert (page.url, page.locator("main").inner_text()) == (at, words)
    expect(page.locator(".is-pressed")).to_have_count(0)
    home, port = str(lounge.kiosk.home), str(lounge.kiosk.port)
    again = start({"KIOSK_HOME": home, "KIOSK_PORT": port, "KIOSK_ENGINE": "null"})
    try:
        await_pin(again)
        page.get_by_role("button", name="Stop").tap()
        expect(page.get_by_role("button", name="Play music")).to_be_visible(timeout=10_000)
    finally:
        stop(again)
