"""The twenty-second bar: how long the quick note takes on a phone, beside paper forms by their number of items.

    python -m tests.benchmarks.bench_quick_note [TIMES]

A scripted thumb taps every 300 ms on a phone of 390 x 844 while the kiosk plays, with and without signing in first,
on a fresh demo home. A script does not read or think; the taps are what a person does, and the rest is theirs. Of the
paper forms only the number of items is known to us, so that is what stands beside it. It never passes or fails.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import FLAGS, KIOSK_SCREEN, PHONE
from tests.running import RunningKiosk, running_kiosk

BETWEEN_TAPS_MS = 300
ITEMS = {
    "Observed Emotion Rating Scale": 5,
    "MiDAS": 5,
    "PAINAD": 5,
    "MTED": 5,
    "QUALID": 11,
    "NPI-Q": 12,
    "Holden Communication Scale": 12,
    "CMAI": 29,
}
"""Forms of the field and how many items each has; none of their words is here."""


@dataclass
class Thumb:
    """A thumb that taps one thing after another at a steady pace, and counts."""

    page: Page
    taps: int = 0
    began: float = 0.0

    def tap(self, target: Locator) -> None:
        """Tap, after the pause that lies between two taps."""
        if self.taps:
            self.page.wait_for_timeout(BETWEEN_TAPS_MS)
        else:
            self.began = time.monotonic()
        self.taps += 1
        target.tap()

    def seconds(self) -> float:
        """Return how long it has been since the first tap."""
        return time.monotonic() - self.began


def start_music(browser: Browser, kiosk: RunningKiosk, who: str) -> Page:
    """Let somebody's music play on the kiosk's own screen."""
    screen = browser.new_context(viewport=KIOSK_SCREEN, has_touch=True).new_page()  # type: ignore[arg-type]
    screen.goto(kiosk.url)
    screen.get_by_role("link", name=who).tap()
    screen.get_by_role("button", name="Play music", exact=True).tap()
    screen.get_by_role("button", name="Another song").wait_for()
    return screen


def sign_in(thumb: Thumb, kiosk: RunningKiosk, name: str) -> None:
    """Tap a name and six digits; the last one signs in."""
    thumb.tap(thumb.page.locator(".tap", has_text=name))
    for digit in kiosk.pin:
        thumb.tap(thumb.page.get_by_role("button", name=digit, exact=True))
    thumb.page.wait_for_url("**/staff/people")


def to_the_note(thumb: Thumb, who: str) -> None:
    """Tap the person, then "Note what you see"."""
    thumb.tap(thumb.page.get_by_role("link", name=who, exact=True))
    thumb.tap(thumb.page.get_by_role("link", name="Note what you see"))
    thumb.page.wait_for_url("**/now#quick-note")


def four_taps(thumb: Thumb) -> None:
    """Answer the four questions; the fourth tap saves."""
    for group, answer in (
        ("Before the music", "Settled"),
        ("Took part", "About half"),
        ("Mood, compared with before", "Better"),
    ):
        thumb.tap(thumb.page.get_by_role("group", name=group).locator(".tap", has_text=answer).first)
    thumb.tap(thumb.page.get_by_role("button", name="None", exact=True))
    thumb.page.get_by_text("The note is saved. That is enough").wait_for()


def noted(browser: Browser, kiosk: RunningKiosk, who: str, *, cold: bool) -> Thumb:
    """Take one note from the People page, or from signing in when `cold`; return the thumb that did."""
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()  # type: ignore[arg-type]
    page.goto(f"{kiosk.url}/staff/sign-in")
    thumb = Thumb(page)
    sign_in(thumb, kiosk, "Robin")
    if not cold:
        thumb = Thumb(page)
    to_the_note(thumb, who)
    four_taps(thumb)
    return thumb


def main(times: str = "10") -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder) / "home", engine="null") as kiosk,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        start_music(browser, kiosk, "Peggy")
        for words, cold in (("signed in already", False), ("signing in first", True)):
            took, taps = [], 0
            for _ in range(int(times)):
                thumb = noted(browser, kiosk, "Peggy", cold=cold)
                took.append(thumb.seconds())
                taps = thumb.taps
                thumb.page.context.close()
            print(f"{words}: {taps} taps, median {statistics.median(took):.1f} s, most {max(took):.1f} s")
        browser.close()
    print("the note itself: 4 answers, one screen")
    for name, items in ITEMS.items():
        print(f"{name}: {items} items")


if __name__ == "__main__":
    main(*sys.argv[1:])
