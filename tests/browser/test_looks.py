"""Every page as people meet it: accessible by axe-core, and on the resident's screen by evidence rules 21 to 26."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from werkzeug.routing import RequestRedirect

from kiosk.bootstrap import build, open_home
from kiosk.care.observations import Before, Distress, Observation, TookPart
from kiosk.config import EngineKind, Settings
from kiosk.home import family, goal_setting, life, lists, reviewing
from kiosk.home.goal_setting import GoalWords
from kiosk.home.home import Home
from kiosk.home.reviewing import ReviewWords
from kiosk.people.life_story import Teller
from kiosk.people.residents import Resident, Shows
from kiosk.people.staff import SYSTEM
from kiosk.units import ObservationId
from kiosk.web.gallery import CHOICES, HOMES, PEOPLE
from tests.browser.conftest import PHONE, OpenPage, sign_in
from tests.browser.looking import Listener, Screen, Sight, see, violations
from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.visitor import Visitor

pytestmark = pytest.mark.browser
TABLET = {"width": 1280, "height": 800}
SCREENS = (Screen(1280, 800, 15.6), Screen(1920, 1080, 21.5), Screen(800, 480, 7), Screen(1080, 1920, 21.5))
MORE_SCREENS = (Screen(1280, 800, 10.1), Screen(800, 1280, 10.1), Screen(480, 800, 7))
AXED = (SCREENS[0], SCREENS[2])
"""A large and a small glass: between them every arrangement of the buttons is read to the end by axe."""
LOOKS = ("light", "evening", "contrast")
WEAR = """(look) => {
  const page = document.documentElement;
  page.className = page.className.replace(/look-\\S+/, `look-${look}`);
}"""
NO_PAGES = {
    "staff.still_here",
    "staff.greeting_sound",
    "staff.library_sound",
    "staff.library_wanted_csv",
    "static",
    "font",
    "screen.screen_css",
    "events.events",
    "health.healthz",
    "pictures.portrait",
    "pictures.memory",
    "pictures.cover",
}
"""What a GET also reaches, but nobody looks at as a page."""
ONLY_AFTER_AN_ANSWER = {"staff.lift", "staff.unsettled", "staff.sample", "staff.told_now", "staff.library_review"}
"""Pages that only an answer, a sample or a doubtful recording leads to; test_interview and test_lifting walk them."""


@dataclass(frozen=True)
class LivedIn:
    """A running kiosk with a little of everything, and what leads to its corners."""

    kiosk: RunningKiosk
    token: str
    app: Flask


@pytest.fixture(scope="module")
def lived_in(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    folder = tmp_path_factory.mktemp("looks")
    path = copy_home(demo_home, folder / "home")
    home = open_home(Settings(path))
    token = live_a_little(home)
    home.store.close()
    app = build(Settings(folder / "empty", engine=EngineKind.NULL)).app
    with running_kiosk(path, engine="null") as kiosk:
        yield LivedIn(kiosk, token, app)
    app.extensions["kiosk_running"].stop()


def live_a_little(home: Home) -> str:
    """Somebody without a list, somebody with one song, a draft, a note, a memory that waits, an open invitation."""
    mick = next(one for one in home.store.residents.all() if one.called == "Mick")
    peggy = next(one for one in home.store.residents.all() if one.called == "Peggy")
    life.save_shows(home, mick.id, Shows(picture=True, memories=True), SYSTEM)
    life.add_resident(home, "Stan", "", SYSTEM)
    one_song(home, life.add_resident(home, "Nell", "Nell Invented", SYSTEM))
    life.name_song(home, mick.id, "the one about the river", life.told(home, Teller.FAMILY, "his son"), SYSTEM)
    life.name_song(home, peggy.id, "Waltzing Matilda", life.told(home, Teller.FAMILY, "Anne"), SYSTEM)
    lists.new_draft(home, peggy.id, SYSTEM)
    seen_and_reviewed(home, mick)
    relative = family.claim(home, family.invite(home, mick.id, "Pat", "son", SYSTEM)[1])
    family.give_memory(home, relative, family.MemoryWords("the station song", "You hummed it on the platform."))
    return family.invite(home, mick.id, "Una", "niece", SYSTEM)[1]


def seen_and_reviewed(home: Home, mick: Resident) -> None:
    """An upset some time ago that nobody looked in on since, a goal, and a review of it."""
    seen = Observation(
        ObservationId("seen"),
        mick.id,
        "Robin",
        home.now() - timedelta(minutes=40),
        before=Before.SETTLED,
        took_part=TookPart.MOST,
        mood=1,
        distress=Distress.BRIEF,
    )
    home.store.records.append_observation(seen)
    own = GoalWords("own", "Mick asks for his music", start_words="Never, now.", agreed_by="Mick")
    goal_setting.set_goal(home, mick.id, own, SYSTEM)
    signed = ReviewWords("carry on", "He smiles when it begins.", "", "Mick, Nora", "Tess", "Music therapist")
    reviewing.hold_review(home, mick.id, signed, SYSTEM)


def one_song(home: Home, nell: Resident) -> None:
    life.name_song(home, nell.id, "Molly Malone", life.told(home, Teller.PERSON, "Nell"), SYSTEM)
    draft = lists.new_draft(home, nell.id, SYSTEM)
    for pick in draft.picks[1:]:
        draft = lists.drop(home, draft.id, pick.song.id, draft.revision, SYSTEM)
    lists.approve(home, draft.id, draft.revision, SYSTEM)


@dataclass
class Tour:
    """A walk through pages; everything wrong with any of them is noted, with where it was."""

    page: Page
    listener: Listener
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def look(self, where: str) -> None:
        """Look at the open page as on a phone and as on a tablet."""
        for size in (PHONE, TABLET):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            found = violations(self.page)
            if self.page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                found.append("wider than the screen")
            self.wrong += [f"{where} at {size['width']}: {one}" for one in found]
        self.wrong += [f"{where}: {one}" for one in self.listener.complaints]
        self.listener.complaints.clear()
        self.seen.append(where)

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.tap()


def tour(page: Page) -> Tour:
    return Tour(page, Listener(page))


def place_of(app: Flask, url: str) -> tuple[str, str]:
    """Which page an address leads to: its endpoint, and the part that makes it look different.

    Staff and family see the same questions; the family's are all looked at.
    """
    try:
        endpoint, values = app.url_map.bind("127.0.0.1").match(urlsplit(url).path, method="GET")
    except RequestRedirect:
        return "", ""
    differing = {"topic", "sample", *(("question",) if endpoint.startswith("family.") else ())}
    return endpoint, "/".join(str(value) for name, value in values.items() if name in differing)


def walk(way: Tour, app: Flask, start: str, prefix: str) -> None:
    """Follow every link below `prefix`, to one page of each kind."""
    waiting, known = [start], {place_of(app, start)}
    while waiting:
        way.page.goto(waiting.pop(0))
        way.look(" ".join(place_of(app, way.page.url)).strip())
        for link in way.page.evaluate("[...document.links].map((link) => link.href)"):
            place = place_of(app, link) if urlsplit(link).path.startswith(prefix) else ("", "")
            if place[0] not in {"", *NO_PAGES} and place not in known:
                known.add(place)
                waiting.append(link)


def test_staff_pages_on_phone_and_tablet(lived_in: LivedIn, open_page: OpenPage) -> None:
    kiosk = lived_in.kiosk
    way = tour(open_page(PHONE))
    way.page.goto(f"{kiosk.url}/staff/sign-in")
    way.look("staff.sign_in")
    sign_in(way.page, kiosk)
    walk(way, lived_in.app, f"{kiosk.url}/staff/people", "/staff/")
    corners_of_staff(way, kiosk)
    every = {rule.endpoint for rule in lived_in.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    staff = {endpoint for endpoint in every if endpoint.startswith("staff.")} - {"staff.start"} - NO_PAGES
    assert "\n".join(way.wrong) == ""
    seen = {where.split()[0] for where in way.seen}
    assert staff - seen - NO_PAGES - ONLY_AFTER_AN_ANSWER == set(), "pages nothing leads to"
    print(f"{len(way.seen)} staff pages, each at two sizes, without a violation")


def corners_of_staff(way: Tour, kiosk: RunningKiosk) -> None:
    """Pages that only a form or another person's state leads to."""
    page, visitor = way.page, Visitor(kiosk.port)
    people = {called: visitor.person(called).rpartition("/")[2] for called in ("Mick", "Peggy")}
    people["Stan"] = re.sub(r".*/", "", page_of(page, kiosk, "Stan"))
    for called, pages in {"Peggy": ("list",), "Stan": ("", "list", "now", "story", "seen", "family")}.items():
        for one in pages:
            page.goto(f"{kiosk.url}/staff/people/{people[called]}/{one}".rstrip("/"))
            way.look(f"{called} {one}")
    mick = f"{kiosk.url}/staff/people/{people['Mick']}"
    page.goto(f"{mick}/story/born")
    page.locator("[name=born]").fill("1850")
    way.press("Keep")
    way.look("staff.tell with a slip")
    page.goto(f"{mick}/now")
    way.press("None")
    way.look("staff.now with a slip")
    page.get_by_role("group", name="Before the music").get_by_role("radio", name="Settled").tap()
    way.press("None")
    way.look("staff.more_seen")
    way.press("Save")
    page.goto(f"{mick}/family")
    page.get_by_label("Their name").fill("Nora")
    way.press("Make an invitation")
    way.look("an invitation")
    page.goto(f"{mick}")
    way.press("Play music")
    expect(page.locator(".now-title")).to_be_visible()
    way.look("staff.now while music plays")
    way.press("Stop the music")
    corners_of_sessions(way, kiosk, mick)
    corners_of_care(way, mick)
    page.goto(f"{kiosk.url}/staff/settings")
    page.get_by_label("Name", exact=True).fill("Alex")
    way.press("Add")
    way.look("a new PIN")
    page.goto(f"{kiosk.url}/staff/library/found?words=danny")
    way.look("staff.found_music")
    page.goto(f"{kiosk.url}/staff/nowhere")
    way.look("a page that does not exist")


def corners_of_sessions(way: Tour, kiosk: RunningKiosk, person: str) -> None:
    """A session from plan to end, somebody upset in it, and a verse."""
    page = way.page
    page.goto(f"{kiosk.url}/staff/sessions/plan?who={person.rpartition('/')[2]}")
    way.press("Start this session")
    way.look("staff.run")
    page.get_by_role("button", name="Play music").tap()
    expect(page.get_by_role("button", name="Softer")).to_be_visible()
    way.look("staff.run while music plays")
    page.get_by_role("button", name="Stop: someone is upset").tap()
    expect(page.get_by_text("What was it?")).to_be_visible()
    way.look("staff.run with somebody upset")
    page.get_by_role("link", name="Never play this song again").tap()
    expect(page.get_by_role("button", name="Never play this song again")).to_be_visible()
    way.look("staff.upset")
    page.go_back()
    page.get_by_role("link", name="End the session").last.tap()
    expect(page.get_by_label("What went well")).to_be_visible()
    way.look("staff.end_session")
    way.press("End the session")
    way.look("staff.run that is over")
    page.goto(f"{person}/verses")
    page.locator("[name=place]").fill("Cork")
    page.locator("[name=dance]").fill("the showbands")
    way.press("Keep the verse")
    way.look("staff.verse")


def corners_of_care(way: Tour, person: str) -> None:
    """A goal, its review before and after signing, and a note to correct."""
    ways = (("goals", "Change", "goal"), ("goals", "Hold a review", "review"), ("goals", "Carry on", "reviewed"))
    for start, link, where in (*ways, ("seen", "Correct this note", "correct")):
        way.page.goto(f"{person}/{start}")
        with way.page.expect_navigation():
            way.page.get_by_role("link", name=link).first.tap()
        way.look(f"staff.{where}")


def page_of(page: Page, kiosk: RunningKiosk, called: str) -> str:
    page.goto(f"{kiosk.url}/staff/people")
    return page.get_by_role("link", name=called, exact=True).get_attribute("href") or ""


def test_family_pages_on_phone_and_tablet(lived_in: LivedIn, open_page: OpenPage) -> None:
    way = tour(open_page(PHONE))
    way.page.goto(f"{lived_in.kiosk.url}/family/invited#{lived_in.token}")
    way.look("family.invited")
    way.press("Open the invitation")
    walk(way, lived_in.app, f"{lived_in.kiosk.url}/family/", "/family/")
    way.page.goto(f"{lived_in.kiosk.url}/family/memory")
    way.press("Send it to the home")
    way.look("family.ask with a slip")
    way.page.get_by_label("Which song is it?").fill("Danny Boy")
    way.page.get_by_label("What does it bring back?").fill("You whistled it.")
    way.press("Send it to the home")
    way.look("family.start with a memory")
    way.page.goto(f"{lived_in.kiosk.url}/family/invited")
    way.press("Open the invitation")
    way.look("family.invited with a slip")
    assert "\n".join(way.wrong) == ""
    assert {"family.invited", "family.start", "family.ask"} <= set(way.seen)
    print(f"{len(way.seen)} family pages, each at two sizes, without a violation")


@dataclass
class Extremes:
    """The tightest figures of all resident pages so far, in millimetres and as a ratio."""

    figures: dict[str, float] = field(default_factory=dict)

    def note(self, sight: Sight) -> None:
        now = {
            "least target": min((box.least_side for box in sight.targets), default=100.0),
            "least gap": sight.least_gap,
            "free edge": sight.edge,
            "smallest letters": sight.letters_mm,
            "least contrast": sight.contrast,
        }
        self.figures = {name: round(min(value, self.figures.get(name, 1e9)), 2) for name, value in now.items()}


PRIMARY = {"play", "stop"}


def faults_of(sight: Sight) -> list[str]:
    """What breaks evidence rules 21, 22 and 25 on one page."""
    wrong = [f"{box.name} is {box.least_side:.1f} mm small" for box in sight.targets if box.least_side < 20]
    wrong += [f"{box.name} is no large target" for box in sight.targets if box.name in PRIMARY and box.least_side < 40]
    if sight.least_gap < 6.4:
        wrong.append(f"a gap of {sight.least_gap:.2f} mm")
    if sight.edge < 8:
        wrong.append(f"something {sight.edge:.2f} mm from the edge")
    if sight.letters_mm < 8.46:
        wrong.append(f"letters of {sight.letters_mm:.2f} mm")
    if sight.contrast < 7:
        wrong.append(f"contrast of {sight.contrast:.2f}")
    return wrong + (["it scrolls"] if sight.scrolls else [])


@dataclass
class ResidentTour:
    """A walk through the resident's pages on one screen."""

    page: Page
    screen: Screen
    listener: Listener
    extremes: Extremes
    wrong: list[str] = field(default_factory=list)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def look(self, where: str, *, with_axe: bool = True) -> None:
        sight = see(self.page, self.screen)
        self.extremes.note(sight)
        found = faults_of(sight) + (violations(self.page) if with_axe else [])
        self.wrong += [f"{where} on {self.screen.width}: {one}" for one in found + self.listener.complaints]
        self.listener.complaints.clear()
        for box in sight.targets:
            if not box.name.startswith(("/", "song-")):
                place = f"{box.left:.0f} {box.top:.0f} {box.right:.0f} {box.bottom:.0f}"
                before, first = self.places.setdefault(box.name, (place, where))
                if before != place:
                    self.wrong.append(f"{box.name} is elsewhere in {where} than in {first}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).tap()

    def open(self, called: str) -> None:
        while not self.page.get_by_role("link", name=called, exact=True).is_visible():
            self.page.get_by_role("link", name="More people").tap()
            self.page.wait_for_timeout(900)
        self.page.get_by_role("link", name=called, exact=True).tap()
        self.page.wait_for_url("**/resident/*")
        self.page.wait_for_timeout(900)


@pytest.fixture(scope="module")
def extremes() -> Iterator[Extremes]:
    kept = Extremes()
    yield kept
    print(f"\ntightest of all resident pages: {kept.figures}")


@pytest.fixture
def manager(lived_in: LivedIn) -> Visitor:
    """Robin, who sets the screen up: comes anew each time, for who is away for a while is signed out."""
    visitor = Visitor(lived_in.kiosk.port)
    visitor.sign_in("Robin", lived_in.kiosk.pin)
    return visitor


@pytest.fixture
def residents(
    request: pytest.FixtureRequest, manager: Visitor, open_page: OpenPage, extremes: Extremes
) -> ResidentTour:
    """A touchscreen whose true size the kiosk knows; it invites nobody while somebody looks."""
    screen: Screen = request.param
    size = {"inch": str(screen.inch), "width": str(screen.width), "height": str(screen.height)}
    answer = manager.post("/staff/settings/screen", {"boxes": "shown", **size})
    assert answer.status == 303
    assert answer.location.startswith("/staff/settings"), "sent to sign in"
    page = open_page(screen.viewport)
    return ResidentTour(page, screen, Listener(page), extremes)


def on_glass(*screens: Screen) -> pytest.MarkDecorator:
    """Run a test on each of these screens."""
    names = [f"{screen.width}x{screen.height}-{screen.inch:g}" for screen in screens]
    return pytest.mark.parametrize("residents", screens, ids=names, indirect=True)


@on_glass(*SCREENS)
def test_resident_pages_as_they_happen(lived_in: LivedIn, residents: ResidentTour) -> None:
    page, button = residents.page, residents.page.get_by_role
    page.goto(lived_in.kiosk.url)
    residents.look("home")
    residents.open("Stan")
    residents.look("no list")
    button("link", name="Everyone").tap()
    expect(page.get_by_role("heading", name="Who would like some music?")).to_be_visible()
    residents.open("Mick")
    residents.look("inviting")
    residents.press("Play music")
    expect(button("button", name="Another song")).to_be_visible()
    expect(page.locator(".song-title")).to_be_visible()
    residents.look("playing")
    page.goto(lived_in.kiosk.url)
    residents.look("home while music plays")
    page.go_back()
    residents.press("Another song")
    expect(page.get_by_role("heading", name="Another song is coming")).to_be_visible()
    residents.look("between", with_axe=False)
    expect(page.locator(".song-title")).to_be_visible(timeout=10_000)
    residents.press("Stop")
    expect(button("button", name="Play music")).to_be_visible()
    residents.look("stopped")
    page.goto(lived_in.kiosk.url)
    residents.open("Nell")
    residents.press("Play music")
    expect(page.locator(".song-title")).to_be_visible()
    residents.press("Another song")
    expect(page.get_by_role("heading", name="That was lovely.")).to_be_visible(timeout=10_000)
    residents.look("ended")
    assert "\n".join(residents.wrong) == ""


def tell_nothing(route: Route) -> None:
    """A kiosk that has no news, so that no page is fetched anew in the middle of a look."""
    route.fulfill(content_type="text/event-stream", body="retry: 600000\n\n")


@on_glass(*SCREENS, *MORE_SCREENS)
def test_resident_pages_at_their_fullest(lived_in: LivedIn, residents: ResidentTour) -> None:
    """Every state the templates know, with the longest names, titles and memories, in each of the three looks."""
    small = residents.screen.inch < 10
    residents.page.route("**/events*", tell_nothing)
    for sample in (*PEOPLE, *HOMES, *CHOICES):
        if sample == "home-playing" and small:
            continue  # a small glass shows the one who listens instead
        residents.page.goto(f"{lived_in.kiosk.url}/developers/gallery/resident/{sample}")
        if sample in {HOMES[0], CHOICES[0]}:
            residents.places.clear()
        for look in LOOKS:
            residents.page.evaluate(WEAR, look)
            residents.look(f"{sample}, {look}", with_axe=residents.screen in AXED)
            assert f"look-{look}" in residents.page.evaluate("document.documentElement.className"), "worn to the end"
    assert "\n".join(residents.wrong) == ""


@on_glass(SCREENS[0])
def test_it_can_tell_a_bad_page(residents: ResidentTour) -> None:
    residents.page.set_content(
        '<button data-press="stop" style="position:fixed;left:2px;top:2px;width:40px;height:90px;font-size:12px;'
        'color:#888;background:#fff">Stop</button><a href="/">\u2192</a><img src="x">'
    )
    faults = faults_of(see(residents.page, residents.screen))
    assert len(faults) >= 4, faults
    assert any("image-alt" in one for one in violations(residents.page))
