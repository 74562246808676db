"""Joining in: words to sing one line at a time, and a picture that answers every touch at once; the screen invites."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import KIOSK_SCREEN, OpenPage, box_of
from tests.browser.looking import Listener
from tests.browser.test_touch import Glass, Lounge, lounge

pytestmark = pytest.mark.browser
__all__ = ["lounge"]
TIME_KNOCKS = """() => {
  window.waits = [];
  let at = 0;
  addEventListener("pointerdown", (event) => { at = event.timeStamp; }, true);
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    window.waits.push(performance.now() - at + 1000 * (when - this.context.currentTime));
    return start.call(this, when);
  };
}"""


@pytest.fixture
def sung(lounge: Lounge, open_page: OpenPage) -> Page:
    """The page of a song with words, whose picture can be tapped along."""
    page = open_page(KIOSK_SCREEN)
    page.goto(f"{lounge.kiosk.url}/developers/gallery/resident/playing-sung")
    return page


def test_the_line_that_is_sung_now_stands_there_alone(sung: Page) -> None:
    line = sung.locator(".sung")
    expect(line).to_have_text("was brown as any berry")
    expect(line).to_have_attribute("data-voice", "One voice")
    found = sung.evaluate("""async () => {
      const { lineAt } = await import("/static/js/along.js");
      const lines = [[1000, "one", false], [3000, "two", false]];
      return [0, 1000, 2999, 3000, 9000].map((now) => lineAt(lines, now)).map(({ line, next }) => [line[1], next]);
    }""")
    assert found == [["one", 3000], ["one", 3000], ["one", 3000], ["two", None], ["two", None]]


def test_a_hurried_touch_waits_for_the_beat_and_never_long(sung: Page) -> None:
    waits = sung.evaluate("""async () => {
      const { waitFor } = await import("/static/js/along.js");
      const at = [0, 50, 350, 420, 500, 599, 600, 900, 1100, 1800, 2400, 2401, 9000];
      let [least, most] = [0, 0];
      for (let beat = 0; beat <= 2000; beat += 7) {
        for (let now = -500; now < 9000; now += 13) {
          const wait = waitFor(0, now, beat);
          [least, most] = [Math.min(least, wait), Math.max(most, wait)];
        }
      }
      return {
        beats: at.map((now) => waitFor(0, now, 600)),
        strange: [waitFor(-Infinity, 5, 600), waitFor(0, 500, NaN), waitFor(0, 100, 200)],
        least,
        most,
      };
    }""")
    assert waits["beats"] == [0, 0, 0, 0, 100, 1, 0, 0, 100, 0, 0, 0, 0]
    assert waits["strange"] == [0, 0, 0]
    assert waits["least"] == 0
    assert 100 < waits["most"] < 120


def test_every_touch_of_the_picture_is_answered_at_once(sung: Page) -> None:
    listener = Listener(sung)
    sung.evaluate(TIME_KNOCKS)
    glass = Glass(sung, sung.context.new_cdp_session(sung))
    box = box_of(sung, "[data-knock]")
    left, right = ((box["x"] + share * box["width"], box["y"] + 80) for share in (0.3, 0.7))
    glass.tap(left)  # a browser lets a page sound once it was touched
    for _ in range(5):
        glass.tap(right)
        glass.tap(left)
    glass.down(left)
    glass.down(left, right)
    glass.up()
    waits = sorted(sung.evaluate("window.waits"))
    print(f"tap to knock: median {waits[len(waits) // 2]:.1f} ms, longest {waits[-1]:.1f} ms ({len(waits)} knocks)")
    assert len(waits) >= 12, "no touch is left out, however quick, and the second finger counts"
    assert waits[len(waits) // 2] < 50
    assert listener.complaints == []


def test_a_quiet_while_brings_an_invitation_and_no_sound(lounge: Lounge, open_page: OpenPage) -> None:
    lounge.set_up(boxes="shown", invites="yes", invite_from="0", invite_until="24")
    page = open_page(KIOSK_SCREEN)

    def hurry(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('data-idle-s="60"', 'data-idle-s="1"'))

    page.route(lounge.kiosk.url + "/", hurry)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.goto(lounge.kiosk.url)
    expect(page.get_by_role("button", name="Play music")).to_be_visible()
    expect(page.get_by_text("Press to hear")).to_be_visible()
    assert posts == []
    page.get_by_role("button", name="Not today").tap()
    expect(page.get_by_role("heading", name="All right, not today.")).to_be_visible()
