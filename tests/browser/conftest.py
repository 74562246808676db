"""A real Chromium by touch, a real kiosk, and the sound server it plays to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.sound.server import SoundServer, sound_server

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
KIOSK_SCREEN = {"width": 1280, "height": 800}
LARGE_SCREEN = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}

OpenPage = Callable[[dict[str, int]], Page]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def kiosk(demo_home: Path, server: SoundServer, tmp_path: Path) -> Iterator[RunningKiosk]:
    """A kiosk with the demo home and the real engine, playing into the null sink."""
    with running_kiosk(copy_home(demo_home, tmp_path / "home")) as running:
        yield running


@pytest.fixture(scope="module")
def shared_kiosk(
    demo_home: Path, server: SoundServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningKiosk]:
    """One kiosk for tests that only look."""
    with running_kiosk(copy_home(demo_home, tmp_path_factory.mktemp("shared") / "home")) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page of its own device: a touchscreen of this size."""
    contexts = []

    def open_(size: dict[str, int]) -> Page:
        context = browser.new_context(viewport=size, has_touch=True)  # type: ignore[arg-type]
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


def sign_in(page: Page, kiosk: RunningKiosk, name: str = "Robin") -> None:
    page.goto(f"{kiosk.url}/staff/sign-in")
    page.get_by_role("radio", name=name, exact=True).tap()
    page.get_by_label("Your PIN").fill(kiosk.pin)
    page.get_by_role("button", name="Sign in").tap()
    page.wait_for_url("**/staff/people")


def box_of(page: Page, selector: str) -> dict[str, float]:
    """Where an element is, asked in one step: a page that is exchanged in place may change between two."""
    expect(page.locator(selector)).to_be_visible()
    found: dict[str, float] = page.evaluate(
        "(selector) => document.querySelector(selector).getBoundingClientRect().toJSON()", selector
    )
    return found
