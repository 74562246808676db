"""Staff pages with half a year in them, on a phone: clean for axe, nothing beyond the edge, letters doubled too."""

import re
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk.bootstrap import Kiosk, build
from kiosk.config import EngineKind, Settings
from kiosk.home import sign_in
from kiosk.people.staff import Role
from kiosk.store.web_sessions import SubjectKind
from kiosk.web.context import STAFF_COOKIE
from tests.benchmarks.made_up_home import UNTIL, make_home
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.looking import Listener, violations

pytestmark = pytest.mark.browser
PAGES = (
    "/staff/people",
    "/staff/people/{peggy}",
    "/staff/people/{peggy}/now",
    "/staff/people/{peggy}/note/{note}",
    "/staff/people/{peggy}/note/{note}/after",
    "/staff/sessions",
    "/staff/sessions/plan?who={peggy}",
    "/staff/sessions/{session}",
    "/staff/sessions/{session}/end",
    "/staff/people/{peggy}/note/{note}/correct",
    "/staff/people/{peggy}/seen",
    "/staff/people/{peggy}/going",
    "/staff/people/{peggy}/goals",
    "/staff/people/{peggy}/goals/new",
    "/staff/people/{peggy}/goals/new?about=singing",
    "/staff/people/{peggy}/goals/new?about=own",
    "/staff/people/{peggy}/review",
    "/staff/people/{peggy}/reviews/{review}",
    "/staff/people/{peggy}/supervision",
    "/staff/people/{peggy}/measures",
    "/staff/people/{peggy}/measures?form=total",
    "/staff/help",
    "/staff/help/safely",
    "/staff/help/what-this-is-not",
)


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kiosk, str]]:
    """A kiosk in this process at the made-up home's own present moment, and its address."""
    folder = tmp_path_factory.mktemp("made-up") / "home"
    make_home(folder, people=3).store.close()
    kiosk = build(Settings(folder, engine=EngineKind.NULL, media=(folder,)))
    kiosk.home.clock = lambda: UNTIL
    server = make_server("127.0.0.1", 0, kiosk.app, threaded=True, request_handler=Quiet)
    running = Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield kiosk, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    running.join()
    server.server_close()
    kiosk.stop()


def signed_in(page: Page, kiosk: Kiosk, address: str) -> None:
    manager = next(one for one in kiosk.home.store.staff.all() if one.role is Role.MANAGER)
    token = sign_in.open_session(kiosk.home, SubjectKind.STAFF, manager.id, sign_in.LONGEST, "phone")
    page.context.add_cookies([{"name": STAFF_COOKIE, "value": token, "url": address}])


def test_every_page_is_whole_on_a_phone_and_with_large_letters(made_up: tuple[Kiosk, str], open_page: OpenPage) -> None:
    kiosk, address = made_up
    page, store = open_page(PHONE), kiosk.home.store
    peggy, *others = store.residents.all()
    things = {
        "peggy": peggy.id,
        "note": store.records.observations_of(peggy.id)[-1].id,
        "review": store.goals.reviews_of(peggy.id)[0].id,
    }
    signed_in(page, kiosk, address)
    heard, found = Listener(page), {}
    things["session"] = begun_session(
        page, f"{address}/staff/sessions/plan?who=" + "&who=".join(one.id for one in (peggy, *others))
    )
    for where in PAGES:
        page.goto(address + where.format(**things))
        wrong = violations(page) + beyond(page, "100%") + beyond(page, "200%") + small_targets(page)
        if wrong:
            found[where] = wrong
    assert found == {}
    assert heard.complaints == []


def begun_session(page: Page, plan: str) -> str:
    """Begin a session as it is suggested, and return its id from the address that follows."""
    page.goto(plan)
    page.get_by_role("button", name="Start this session").tap()
    page.wait_for_url(re.compile(r"/staff/sessions/(?!plan)[^/]+$"))
    return page.url.rsplit("/", 1)[1]


def beyond(page: Page, letters: str) -> list[str]:
    """Set the size of the letters; say when the page is wider than the phone then, or words wider than their button."""
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", letters)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main button, main .button, main .tap-button")].filter((one) =>
            !one.querySelector(".for-ears")).filter((one) => {
            const words = document.createRange();
            words.selectNodeContents(one);
            const [inner, outer] = [words.getBoundingClientRect(), one.getBoundingClientRect()];
            return inner.width && (inner.right > outer.right + 1 || inner.left < outer.left - 1);
        }).map((one) => one.innerText.trim())"""
    )
    too_wide = [f"{wide} px wide with letters at {letters}"] if wide > PHONE["width"] else []
    return too_wide + [f"“{words}” does not fit its button with letters at {letters}" for words in cut]


def small_targets(page: Page) -> list[str]:
    """Name buttons lower or narrower than 44 px."""
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll("main button, main summary, main .button, .top button")]
                .filter((one) => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44))
                .map((one) => one.innerText.trim())"""
        )
    )
