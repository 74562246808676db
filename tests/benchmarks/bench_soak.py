"""Eight hours of music and touches in a few minutes: does anything grow, and does every play get its record?

`python -m tests.benchmarks.bench_soak --minutes 12` runs a kiosk with the real engine on songs of four seconds and a
real Chromium on the resident's page, which presses the large buttons about once a second. Eight hours of a lounge
are some 160 songs and a few hundred touches; this is more of both. Every few seconds it looks at the memory (private
and shared pages, shared ones counted once) and the open files of worker, engine and page. A slope is a straight line
through the second half: what fills up while starting is no leak.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.faults.test_kiosk_kill import await_ready
from tests.running import RunningKiosk, running_kiosk
from tests.sound.server import sound_server
from tests.sound.tones import tone, write_encoded
from tests.visitor import Visitor

SONG_S = 4.0
TITLES = ("Molly Malone", "Danny Boy", "Daisy Bell", "My Bonnie", "Skye Boat Song", "Amazing Grace")
BUTTONS = ("Another song", "Another song", "Softer", "Louder", "I like this", "Not this one", "Stop")
LOOK_EVERY_S = 5.0


@dataclass
class Grown:
    """What one process held over time: (seconds, MiB, open files)."""

    seen: list[tuple[float, float, int]] = field(default_factory=list)

    def look(self, pid: int, at: float) -> None:
        """Look at a process; one that just went is looked at next time."""
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        except OSError:
            return
        kilobytes = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        self.seen.append((at, kilobytes / 1024, files))

    def row(self, name: str) -> str:
        """Return the figures as Markdown: MiB at each quarter, the last half's slope in MiB an hour, open files."""
        half = self.seen[len(self.seen) // 2 :]
        slope = statistics.linear_regression([one[0] for one in half], [one[1] for one in half]).slope * 3600
        quarters = [self.seen[round(part * (len(self.seen) - 1) / 4)][1] for part in range(5)]
        files = [one[2] for one in half]
        held = " | ".join(f"{one:.1f}" for one in quarters)
        return f"| {name} | {held} | {slope:+.1f} | {min(files)}-{max(files)} |"


def press(page: Page, dice: random.Random) -> str:
    """Press one of the buttons that are there; return its name, "" when none could be pressed."""
    play = page.locator('main [data-press="play"]')
    name = "Play music" if play.count() else dice.choice(BUTTONS)
    button = play if name == "Play music" else page.get_by_role("button", name=name, exact=True)
    box = button.first.bounding_box() if button.count() else None
    if box is None:
        return ""
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return name


def renderer(parent: int) -> int:
    """Return the page's own process: the renderer that holds the most."""
    found = [pid for pid in _below(parent) if "--type=renderer" in _line(pid)]
    return max(found, key=lambda pid: int(Path(f"/proc/{pid}/statm").read_text().split()[1]))


def _below(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return children + [one for child in children for one in _below(child)]


def _line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def soak(kiosk: RunningKiosk, seconds: float) -> tuple[dict[str, Grown], Counter[str], int]:
    """Press buttons for so long; return what grew, what was pressed, and how many errors the page met."""
    grown = {"worker": Grown(), "engine that sounds": Grown(), "page": Grown()}
    pressed: Counter[str] = Counter()
    errors: list[str] = []
    dice = random.Random(7)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = chromium.new_context(viewport=KIOSK_SCREEN, has_touch=True).new_page()  # type: ignore[arg-type]
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 500 else None)
        page.goto(f"{kiosk.url}{Visitor(kiosk.port).person('Mick')}")
        began, looked = time.monotonic(), 0.0
        shown = renderer(os.getpid())
        while (now := time.monotonic() - began) < seconds:
            pressed[press(page, dice) or "(none to press)"] += 1
            page.wait_for_timeout(dice.choice((850, 1200, 2500)))
            if now - looked >= LOOK_EVERY_S:
                looked = now
                grown["worker"].look(kiosk.worker(), now)
                grown["engine that sounds"].look(kiosk.pids("kiosk.listening.child")[0], now)
                grown["page"].look(shown, now)
        chromium.close()
    return grown, pressed, len(errors)


def plays_kept(home: Path) -> Counter[str]:
    """Return how many plays the store holds of those begun in the run, by how they ended."""
    view = open_home(Settings(home), lock=False)
    with closing(view.store):
        mick = next(one for one in view.store.residents.all() if one.called == "Mick")
        plays = [play for play in view.store.records.plays_of(mick.id) if play.level is not None]
        return Counter(str(play.why_ended) for play in plays)


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=12.0)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        music = folder / "music"
        music.mkdir()
        for number, title in enumerate(TITLES):
            write_encoded(music / f"{title}.opus", tone(SONG_S, 330 + 40 * number), "libopus")
        with sound_server(folder), running_kiosk(folder / "home", KIOSK_MEDIA=str(music)) as kiosk:
            await_ready(kiosk, music)
            before = kiosk.health()
            grown, pressed, errors = soak(kiosk, 60 * minutes)
            after = kiosk.health()
        print(f"\n{minutes:g} minutes, {sum(pressed.values())} touches: {dict(pressed)}")
        print(f"plays kept: {dict(plays_kept(folder / 'home'))}; errors of the page and 5xx answers: {errors}")
        print(f"well before: {before is not None}; well after: {after is not None}")
        print("\n| process | MiB at first | a quarter | half | three quarters | last | MiB an hour | open files |")
        print("|---|---|---|---|---|---|---|---|")
        for name, one in grown.items():
            print(one.row(name))


if __name__ == "__main__":
    main()
