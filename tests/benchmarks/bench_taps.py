"""How long a tap on Play music takes: to be seen on the screen, and to be heard at the speaker.

`python -m tests.benchmarks.bench_taps` measures fifty taps in a real Chromium on a fresh demo home.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.running import RunningKiosk, running_kiosk
from tests.sound.server import Recorder, loudness, sound_server

TAPS = 50
SOUND_DB = -70.0
"""A song fades in from silence; a sample 70 dB below full counts as sound."""
WATCH = """() => {
  addEventListener("pointerdown", (event) => {
    const button = event.target.closest("[data-press]");
    const at = performance.timeOrigin + event.timeStamp;
    requestAnimationFrame(() => {
      const shown = Boolean(button) && button.classList.contains("is-pressed");
      requestAnimationFrame(() => { window.tapped = { at, shown, seen: performance.now() - event.timeStamp }; });
    });
  });
}"""
"""The frame after the next one begins when the next one, with the pressed look, is on the screen."""
TAPPED = """async () => {
  while (!window.tapped) await new Promise(requestAnimationFrame);
  return window.tapped;
}"""


@dataclass(frozen=True)
class Tap:
    """One tap: seconds until the button looked pressed on the screen, and until the speaker sounded."""

    seen_s: float
    heard_s: float


def measure(page: Page, kiosk: RunningKiosk, heard: Recorder, times: int) -> list[Tap]:
    """Tap Play music so many times, with Stop and silence in between."""
    page.goto(kiosk.url)
    page.get_by_role("link", name="Mick").tap()
    play, stop = (page.get_by_role("button", name=name, exact=True) for name in ("Play music", "Stop"))
    page.evaluate(WATCH)
    taps = []
    for _ in range(times):
        expect(play).to_be_visible()
        await_silence(heard)
        page.evaluate("window.tapped = null")
        play.tap()
        seen = page.evaluate(TAPPED)
        assert seen["shown"], "the button does not look pressed"
        at = seen["at"] / 1000 - time.time() + time.monotonic()
        sound = heard.await_sound(at, 5.0, SOUND_DB)
        assert sound is not None, "no sound came"
        taps.append(Tap(seen["seen"] / 1000, sound - at))
        expect(page.get_by_role("button", name="Another song")).to_be_visible()
        page.wait_for_timeout(300)
        stop.tap()
    return taps


def await_silence(heard: Recorder, for_s: float = 0.4) -> None:
    """Wait until nothing has sounded for a while."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        last = loudness(heard.samples[heard.at(time.monotonic() - for_s) :], 0.01)
        if len(last) > 20 and max(last) < SOUND_DB - 10:
            return
        time.sleep(0.05)
    raise AssertionError("it never fell silent")


def report(taps: list[Tap]) -> str:
    """Return the figures in words."""
    lines = []
    for what, waits in (("seen", [tap.seen_s for tap in taps]), ("heard", [tap.heard_s for tap in taps])):
        ordered = sorted(waits)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        median, most = statistics.median(ordered), ordered[-1]
        lines.append(f"tap to {what}: median {median:.3f} s, p95 {p95:.3f} s, max {most:.3f} s ({len(taps)} taps)")
    return "\n".join(lines)


def main(times: int = TAPS) -> None:
    """Measure on a fresh demo home and print the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sound_server(Path(folder)) as server,
        running_kiosk(Path(folder) / "home") as kiosk,
        sync_playwright() as playwright,
        Recorder(server) as heard,
    ):
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = chromium.new_context(viewport=KIOSK_SCREEN, has_touch=True).new_page()  # type: ignore[arg-type]
        print(report(measure(page, kiosk, heard, times)))
        chromium.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
