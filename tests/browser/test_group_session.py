"""A group session of six, from planning to reflection, on a phone and the kiosk's screen together.

Somebody is upset, somebody leaves, the phone is out of reach for a while, and the server dies in the middle:
nothing is lost or doubled, and no song that is flagged for any of the six ever sounds. With OFFLINE_SECONDS=60 in the
environment the phone is out of reach for a whole minute; usually only for as long as the server takes to come back.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home import calming, life
from kiosk.home.life import ChapterWords
from kiosk.people.life_story import Teller
from kiosk.people.staff import SYSTEM
from kiosk.store.store import Store
from tests.browser.conftest import KIOSK_SCREEN, PHONE, OpenPage, sign_in
from tests.browser.looking import violations
from tests.browser.test_whole_loop import follow, press
from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.sound.server import SoundServer

pytestmark = pytest.mark.browser

OFFLINE_S = float(os.environ.get("OFFLINE_SECONDS", "0"))
"""How long the phone is out of reach at least."""
MORE = {"Nell": ("1935", "Cork"), "Joe": ("1940", "Leeds"), "Win": ("1937", "Glasgow")}
"""Three more invented people beside the demo's three."""
NEVER = {
    "Peggy": "Auld Lang Syne",
    "Mick": "Amazing Grace",
    "Rosa": "La donna è mobile",
    "Nell": "Cockles and Mussels",
    "Joe": "Bobby Shafto",
    "Win": "The Skye Boat Song",
}
"""What must never play for each of the six; all of it is in the demo library."""

AWAY = {"listened", "not for them"}
"""What is tapped while the phone is out of reach."""


@pytest.fixture
def six(demo_home: Path, server: SoundServer, tmp_path: Path) -> Iterator[RunningKiosk]:
    """A kiosk with six people, each with a red flag of their own."""
    home = open_home(Settings(copy_home(demo_home, tmp_path / "home")))
    for called, (born, place) in MORE.items():
        person = life.add_resident(home, called, "", SYSTEM)
        life.save_birth(home, person.id, born, SYSTEM)
        life.save_languages(home, person.id, ("en",), SYSTEM)
        told = life.told(home, Teller.FAMILY, "a relative")
        life.add_chapter(home, person.id, ChapterWords(born, "", place, "en"), told, SYSTEM)
    titles = {song.title for one in home.shelf.recordings if (song := home.song(one))}
    for person in home.store.residents.all():
        assert NEVER[person.called] in titles
        life.add_red_flag(home, person.id, "song", NEVER[person.called], life.told(home, "staff", "Robin"), SYSTEM)
        calming.save_soothers(home, person.id, "A hand to hold", SYSTEM)
    home.store.close()
    with running_kiosk(home.settings.home) as running:
        yield running


@dataclass
class Leader:
    """Whoever leads the session: their phone, and every tap they made."""

    phone: Page
    taps: Counter[str] = field(default_factory=Counter)

    def tap(self, name: str, who: str = "") -> None:
        place = self.phone.locator(f"section[aria-label='{who}']") if who else self.phone.locator("[data-run]")
        button = place.get_by_role("button", name=name, exact=True).first
        kind = (button.get_attribute("value") or "").split("|")[0]
        button.tap()
        self.taps[kind] += 1

    def sent(self) -> None:
        """Wait until nothing is left on the phone."""
        expect(self.phone.locator("[data-run]")).to_have_attribute("data-waiting", "0", timeout=15_000)

    @property
    def context(self) -> BrowserContext:
        return self.phone.context


def test_six_people_from_plan_to_reflection(six: RunningKiosk, open_page: OpenPage, tmp_path: Path) -> None:
    leader, screen = Leader(open_page(PHONE)), open_page(KIOSK_SCREEN)
    screen.goto(six.url)
    sign_in(leader.phone, six)
    plan_it(leader.phone, tmp_path)
    begin_it(leader, screen, tmp_path)
    out_of_reach_while_the_server_dies(leader, screen, six, tmp_path)
    somebody_is_upset(leader, screen, tmp_path)
    the_main_part_and_the_end(leader, screen, tmp_path)
    everything_is_kept_once(six, leader)


def plan_it(phone: Page, pictures: Path) -> None:
    follow(phone, "Sessions")
    for name in NEVER:
        phone.get_by_role("checkbox", name=name, exact=True).tap()
    press(phone, "Suggest a plan")
    words = phone.locator(".plan-steps").inner_text()
    assert not [title for title in NEVER.values() if title in words]
    assert phone.locator(".plan-song").count() >= 6
    phone.screenshot(path=pictures / "1-plan.png", full_page=True)
    press(phone, "Start this session")


def begin_it(leader: Leader, screen: Page, pictures: Path) -> None:
    for name in NEVER:
        leader.tap("Here", name)
        leader.sent()
        expect(leader.phone.locator(f"section[aria-label='{name}'] .item-meta")).to_have_text("Here")
    leader.tap("Play music")
    expect(screen.get_by_text("Music for everyone").last).to_be_visible(timeout=15_000)
    expect(leader.phone.get_by_role("button", name="Softer")).to_be_visible()
    expect(leader.phone.locator("section[aria-label='Nell']").get_by_role("button", name="Joined in")).to_be_visible()
    leader.tap("Joined in", "Nell")
    leader.sent()
    expect(
        leader.phone.locator("section[aria-label='Nell']").get_by_role("button", name="Joined in")
    ).to_have_attribute("aria-pressed", "true")
    assert violations(leader.phone) == []
    leader.phone.screenshot(path=pictures / "2-running.png", full_page=True)
    screen.screenshot(path=pictures / "2-screen.png")


def out_of_reach_while_the_server_dies(leader: Leader, screen: Page, six: RunningKiosk, pictures: Path) -> None:
    leader.context.set_offline(True)
    leader.tap("Listened", "Joe")
    leader.tap("Not for them", "Win")
    leader.tap("Left", "Win")
    expect(leader.phone.get_by_text("Kept on this phone, 3 to send.")).to_be_visible()
    back_at = time.monotonic() + OFFLINE_S
    leader.phone.evaluate("scrollTo(0, 0)")
    leader.phone.screenshot(path=pictures / "3-out-of-reach.png")
    old = six.worker()
    os.kill(old, signal.SIGKILL)
    until = time.monotonic() + 30
    while six.health() is None or six.worker() == old:
        assert time.monotonic() < until, "the server did not come back"
    leader.phone.wait_for_timeout(max(0.0, back_at - time.monotonic()) * 1000)
    expect(leader.phone.get_by_text("Kept on this phone, 3 to send.")).to_be_visible()
    leader.context.set_offline(False)
    leader.sent()
    expect(leader.phone.get_by_text("Kept on this phone")).to_be_hidden()
    expect(leader.phone.locator("section[aria-label='Win'] .item-meta")).to_have_text("Left")
    expect(screen.get_by_role("button", name="Stop")).to_be_visible(timeout=15_000)
    expect(leader.phone.get_by_role("button", name="Softer")).to_be_visible(timeout=15_000)


def somebody_is_upset(leader: Leader, screen: Page, pictures: Path) -> None:
    leader.tap("Stop: someone is upset")
    expect(screen.get_by_text("Who would like some music?").first).to_be_visible(timeout=5_000)
    expect(leader.phone.get_by_role("heading", name="Who was upset?")).to_be_visible()
    leader.tap("Rosa", "Someone is upset")
    expect(leader.phone.get_by_text("A hand to hold")).to_be_visible()
    leader.tap("Too loud", "Someone is upset")
    leader.sent()
    expect(leader.phone.get_by_role("button", name="Too loud")).to_have_attribute("aria-pressed", "true")
    leader.phone.screenshot(path=pictures / "4-upset.png")
    leader.tap("Left", "Rosa")
    leader.sent()


def the_main_part_and_the_end(leader: Leader, screen: Page, pictures: Path) -> None:
    leader.tap("Next: sing along")
    leader.sent()
    expect(leader.phone.locator(".now-title")).to_have_text("Sing along")
    leader.tap("Play music")
    expect(screen.get_by_text("Music for everyone").last).to_be_visible(timeout=15_000)
    leader.phone.get_by_role("link", name="End the session").last.tap()
    leader.phone.get_by_label("What went well").fill("Nell sang the whole of it.")
    press(leader.phone, "End the session")
    leader.taps.update(["reflected", "finished"])
    expect(leader.phone.get_by_text("The session is over and kept.")).to_be_visible()
    expect(leader.phone.get_by_text("Rosa was upset during")).to_be_visible()
    expect(screen.get_by_text("Who would like some music?").first).to_be_visible(timeout=5_000)
    leader.phone.screenshot(path=pictures / "5-over.png", full_page=True)


def everything_is_kept_once(six: RunningKiosk, leader: Leader) -> None:
    with Store.open(six.home, lock=False) as store:
        people = {one.called: one.id for one in store.residents.all()}
        (session,) = store.records.sessions_of(people["Nell"])
        assert set(session.people) == set(people.values())
        assert all(store.records.sessions_of(one) == (session,) for one in people.values())
        taps = store.records.taps_of_session(session.id)
        assert Counter(tap.kind.value for tap in taps) == leader.taps
        late = [tap for tap in taps if tap.kept_at - tap.at > tap.kept_at.resolution * 500_000]
        assert {tap.value for tap in late} >= AWAY
        assert all((tap.kept_at - tap.at).total_seconds() >= OFFLINE_S for tap in late if tap.value in AWAY)
        plays = store.records.plays_of_session(session.id)
        assert len({play.id for play in plays}) == len(plays) >= 2
        assert not [play.title for play in plays if play.title in NEVER.values()]
        (upset,) = store.session_plans.upsets_of(people["Rosa"])
        assert (upset.reason, bool(upset.title)) == ("too loud", True)
        assert [store.session_plans.upsets_of(one) for name, one in people.items() if name != "Rosa"] == [()] * 5
