"""What becomes of trembling, doubled, dragged, resting and many-fingered touches: here, and with plain clicks.

`python -m tests.benchmarks.bench_tremor [5000 [SEED]]` makes so many gestures by real touch events in a real
Chromium, on the page while a song plays and on the page of people, on a 15.6-inch screen. The first fifth of them is
made again on the same page with nothing but the browser's own clicks. Each gesture meant one button, or nothing.

A contact is really held for up to 0.55 s, so that the browser's own long press happens; what lasts longer is told to
the browser in the events' time stamps.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, pi, sin
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.running import RunningKiosk, running_kiosk

MM = 3.8
HELD_S = 0.55
PLAIN_SHARE = 5
"""Plain clicks are tried with a fifth as many gestures: enough to compare with."""
PAGES = ("playing", "home-4")
RECORD = """() => {
  window.acts = [];
  window.out = [];
  const pressed = (url) => new URL(url).searchParams.get("button")
    || [...document.links].find((link) => link.href === String(url))?.dataset.press;
  window.fetch = async (url, options = {}) => {
    if (pressed(url)) window.acts.push(pressed(url)); // else the page follows the music
    return options.method === "POST"
      ? new Response(null, { status: 204 })
      : new Response(document.documentElement.outerHTML, { headers: { "Content-Type": "text/html" } });
  };
  addEventListener("contextmenu", (event) => setTimeout(() => event.defaultPrevented || window.out.push("menu")));
  addEventListener("beforeunload", () => window.out.push("left"));
}"""
JAVASCRIPT = "text/javascript"
PLAIN = """
document.addEventListener("click", (event) => {
  event.preventDefault();
  const pressed = event.target.closest("[data-press]");
  if (pressed) window.acts.push(pressed.dataset.press);
});
"""
"""What a page does that trusts the browser's clicks."""
LOOK = """() => {
  const acts = window.acts.splice(0), out = window.out.splice(0);
  if (visualViewport.scale !== 1) out.push("zoomed");
  if (scrollX || scrollY) out.push("scrolled");
  if (getSelection().toString()) out.push("selected");
  return { acts, out };
}"""

Point = tuple[float, float]


@dataclass(frozen=True)
class Contact:
    """One frame of a gesture: where the fingers are, how long it lasts (seconds), how broad they are (millimetres)."""

    points: tuple[Point, ...]
    lasts_s: float = 0.02
    radius_mm: float = 4.0


@dataclass(frozen=True)
class Gesture:
    """What a hand did, and the button it meant (empty: none)."""

    kind: str
    meant: str
    frames: tuple[Contact, ...]


@dataclass(frozen=True)
class Target:
    """A button on the glass, in pixels."""

    name: str
    left: float
    top: float
    width: float
    height: float

    def somewhere(self, dice: random.Random) -> Point:
        """A point where a finger that aims at the middle lands (normal, a quarter of the size, never outside)."""

        def along(start: float, size: float) -> float:
            return start + min(0.95, max(0.05, dice.gauss(0.5, 0.2))) * size

        return along(self.left, self.width), along(self.top, self.height)


LIFTED = Contact(())


def shaken(at: Point, mm: float, dice: random.Random) -> Point:
    """A point a tremor away: no farther than 9 mm, so that the finger is still where it was."""
    reach = min(9.0, abs(dice.gauss(0, mm))) * MM
    angle = dice.uniform(0, 2 * pi)
    return at[0] + reach * cos(angle), at[1] + reach * sin(angle)


def tap(at: Point, dice: random.Random, lasts_s: float = 0.0) -> tuple[Contact, ...]:
    """Put a trembling finger down, and lift it."""
    lasts = lasts_s or dice.uniform(0.06, 0.4)
    steps = dice.randint(1, 4)
    trembling = [Contact((shaken(at, 1.5, dice),), lasts / (steps + 1)) for _ in range(steps)]
    return (Contact((at,), lasts / (steps + 1)), *trembling, LIFTED)


def pause(dice: random.Random) -> tuple[Contact, ...]:
    """The moment between two beats of a tremor (4 to 12 a second)."""
    return (Contact((), dice.uniform(0.08, 0.25)),)


def gestures(targets: list[Target], count: int, dice: random.Random) -> Iterator[Gesture]:
    """So many gestures of all kinds, in a fixed random order."""
    kinds = list(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        target = dice.choice(targets)
        meant, frames = KINDS[kind](target, targets, dice)
        yield Gesture(kind, meant, frames)


Made = tuple[str, tuple[Contact, ...]]


def _jitter(target: Target, _: list[Target], dice: random.Random) -> Made:
    return target.name, tap(target.somewhere(dice), dice)


def _double(target: Target, _: list[Target], dice: random.Random) -> Made:
    at = target.somewhere(dice)
    return target.name, tap(at, dice) + pause(dice) + tap(_near(at, target, dice), dice)


def _triple(target: Target, targets: list[Target], dice: random.Random) -> Made:
    name, twice = _double(target, targets, dice)
    return name, twice + pause(dice) + tap(twice[0].points[0], dice)


def _near(at: Point, target: Target, dice: random.Random) -> Point:
    x, y = shaken(at, 3, dice)
    return (
        min(target.left + target.width - 2, max(target.left + 2, x)),
        min(target.top + target.height - 2, max(target.top + 2, y)),
    )


def _slow(target: Target, _: list[Target], dice: random.Random) -> Made:
    return target.name, tap(target.somewhere(dice), dice, lasts_s=2.0)


def _slip(target: Target, _: list[Target], dice: random.Random) -> Made:
    """Slide from the edge of a button up to 9 mm, often off it."""
    x, y = target.left + target.width - 2 * MM, target.top + target.height / 2
    path = [Contact(((x + step * dice.uniform(1.5, 3) * MM, y),), 0.03) for step in range(4)]
    return target.name, (*path, LIFTED)


def _miss(target: Target, _: list[Target], dice: random.Random) -> Made:
    """Land up to 2.8 mm beside it."""
    x, y = target.left + target.width + dice.uniform(0.3, 2.8) * MM, target.top + dice.uniform(0.2, 0.8) * target.height
    return target.name, (Contact(((x, y),), 0.12), LIFTED)


def _swipe(target: Target, targets: list[Target], dice: random.Random) -> Made:
    """Drag from one button far to another place, often onto another button."""
    start, end = target.somewhere(dice), dice.choice([one for one in targets if one != target]).somewhere(dice)
    path = [Contact((_between(start, end, step / 5),), 0.03) for step in range(6)]
    return "", (*path, LIFTED)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _second_finger(target: Target, targets: list[Target], dice: random.Random) -> Made:
    first = target.somewhere(dice)
    second = dice.choice([one for one in targets if one != target]).somewhere(dice)
    return target.name, (Contact((first,), 0.05), Contact((first, second), 0.1), Contact((first,), 0.05), LIFTED)


def _pinch(target: Target, _: list[Target], dice: random.Random) -> Made:
    """Two fingers beside the buttons that spread."""
    x, y = 700.0, 180.0
    spread = [Contact(((x - gap, y), (x + gap, y)), 0.03) for gap in (20, 50, 90, 140)]
    return "", (*spread, LIFTED)


def _palm(target: Target, _: list[Target], dice: random.Random) -> Made:
    """A hand that lies on a button for longer than any tap."""
    at = target.somewhere(dice)
    return "", (Contact((at,), 3.4, radius_mm=12), LIFTED)


def _broad_palm(target: Target, _: list[Target], dice: random.Random) -> Made:
    """The ball of a hand, brief but broad."""
    return "", (Contact((target.somewhere(dice),), 0.3, radius_mm=22), LIFTED)


KINDS = {
    "one trembling tap": _jitter,
    "two taps": _double,
    "three taps": _triple,
    "a contact of two seconds": _slow,
    "a slip of up to 9 mm": _slip,
    "a miss by up to 2.8 mm": _miss,
    "a swipe between buttons": _swipe,
    "a second finger": _second_finger,
    "a pinch": _pinch,
    "a resting palm": _palm,
    "a brief broad palm": _broad_palm,
}


@dataclass
class Count:
    """What became of the gestures, by kind."""

    made: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    out: Counter[str] = field(default_factory=Counter)

    def note(self, gesture: Gesture, acts: list[str], out: list[str]) -> None:
        """Count one gesture: right when it did what was meant and no more; wrong when it did anything else."""
        meant = [gesture.meant] if gesture.meant else []
        self.made[gesture.kind] += 1
        self.right[gesture.kind] += acts == meant
        self.wrong[gesture.kind] += any(act != gesture.meant for act in acts) or len(acts) > 1
        self.out[gesture.kind] += bool(out)

    @property
    def share(self) -> float:
        """The share of gestures that did what was meant."""
        return sum(self.right.values()) / max(1, sum(self.made.values()))


@dataclass
class Hand:
    """Puts fingers on a page, with time stamps of its own."""

    page: Page
    fingers: CDPSession
    now: float = field(default_factory=time.time)

    def make(self, gesture: Gesture) -> None:
        """Make one gesture, then stay away for longer than an echo lasts."""
        down = False
        self.now = max(self.now, time.time())
        for frame in gesture.frames:
            kind = ("touchMove" if down else "touchStart") if frame.points else "touchEnd"
            if frame.points or down:
                self._send(kind, frame)
            down = bool(frame.points)
            if frame.lasts_s > 0.45:
                time.sleep(min(frame.lasts_s, HELD_S))
            self.now += frame.lasts_s
        self.now += 1.0

    def _send(self, kind: str, frame: Contact) -> None:
        width = frame.radius_mm * MM
        touches = [
            {"x": x, "y": y, "id": number, "radiusX": width, "radiusY": width}
            for number, (x, y) in enumerate(frame.points)
        ]
        self.fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches, "timestamp": self.now})


def targets_on(page: Page) -> list[Target]:
    """The buttons of the page that is open."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("[data-press]")].map((one) => {
          const box = one.getBoundingClientRect();
          return [one.dataset.press, box.left, box.top, box.width, box.height];
        })"""
    )
    return [Target(*one) for one in found]


def tried(browser: Browser, kiosk: RunningKiosk, count: int, *, plain: bool, seed: int = 20) -> Count:
    """Make so many gestures, half on each page, and return what became of them."""
    counted = Count()
    for sample in PAGES:
        context = browser.new_context(viewport=KIOSK_SCREEN, has_touch=True)  # type: ignore[arg-type]
        page = context.new_page()
        if plain:
            page.route(
                "**/static/js/resident.js", lambda route: route.fulfill(body=PLAIN, content_type="text/javascript")
            )
        page.add_init_script(f"({RECORD})()")
        page.goto(f"{kiosk.url}/developers/gallery/resident/{sample}", wait_until="load")
        hand = Hand(page, context.new_cdp_session(page))
        at = page.url
        for gesture in gestures(targets_on(page), count // len(PAGES), random.Random(seed)):
            hand.make(gesture)
            seen = page.evaluate(LOOK)
            counted.note(gesture, seen["acts"], seen["out"] + ([] if page.url == at else ["elsewhere"]))
        context.close()
    return counted


def report(ours: Count, plain: Count) -> str:
    """Return the figures in words, one kind a line."""
    lines = [f"{'':28}{'made':>6}   {'as meant':>9} {'wrong':>6} {'out':>4}   plain clicks: as meant, wrong, out"]
    for kind in KINDS:
        row = [
            f"{count.right[kind] / max(1, count.made[kind]):9.1%} {count.wrong[kind]:6} {count.out[kind]:4}"
            for count in (ours, plain)
        ]
        lines.append(f"{kind:28}{ours.made[kind]:6}   {row[0]}   {row[1]}")
    whole = [f"{one.share:9.1%} {sum(one.wrong.values()):6} {sum(one.out.values()):4}" for one in (ours, plain)]
    return "\n".join([*lines, f"{'all':28}{sum(ours.made.values()):6}   {whole[0]}   {whole[1]}"])


def main(count: int = 5000, seed: int = 20) -> None:
    """Try both on a fresh demo home and print the figures; other seeds make other gestures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder) / "home", engine="null") as kiosk,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        ours = tried(chromium, kiosk, count, plain=False, seed=seed)
        print(report(ours, tried(chromium, kiosk, count // PLAIN_SHARE, plain=True, seed=seed)))
        chromium.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
