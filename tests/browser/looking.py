"""Measuring a page as an eye and a finger meet it: targets, letters and colours, as the browser rendered them."""

from dataclasses import dataclass
from math import hypot
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

MM_PER_INCH = 25.4
MEASURE = """() => {
  const shade = (words) => {
    const [r, g, b, a] = words.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a: a === undefined ? 1 : a };
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = shade(getComputedStyle(at).backgroundColor);
      if (found.a > 0) return found.rgb;
    }
    return [255, 255, 255];
  };
  const box = (rect) => ({ left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom });
  const shown = (rect, element) => {
    const seen = box(rect);
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflow === "visible") continue;
      const frame = at.getBoundingClientRect();
      seen.left = Math.max(seen.left, frame.left);
      seen.top = Math.max(seen.top, frame.top);
      seen.right = Math.min(seen.right, frame.right);
      seen.bottom = Math.min(seen.bottom, frame.bottom);
    }
    return seen;
  };
  const targets = [...document.querySelectorAll("[data-press]")].map((element) => ({
    name: element.dataset.press,
    words: element.innerText.trim(),
    ...box(element.getBoundingClientRect()),
  }));
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(".for-ears, script, style")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = shown(range.getBoundingClientRect(), element);
    if (rect.right <= rect.left || rect.bottom <= rect.top) continue;
    const style = getComputedStyle(element);
    texts.push({
      words: node.data.trim(),
      size: parseFloat(style.fontSize),
      letters: shade(style.color).rgb,
      surface: behind(element),
      ...box(rect),
    });
  }
  return {
    width: innerWidth,
    height: innerHeight,
    scrolls: [document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight],
    targets,
    texts,
  };
}"""


@dataclass(frozen=True)
class Screen:
    """A screen of glass: pixels and diagonal in inches."""

    width: int
    height: int
    inch: float

    @property
    def viewport(self) -> dict[str, int]:
        return {"width": self.width, "height": self.height}

    @property
    def pixels_per_mm(self) -> float:
        return hypot(self.width, self.height) / (self.inch * MM_PER_INCH)


@dataclass(frozen=True)
class Box:
    """Where something is, in millimetres."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def least_side(self) -> float:
        return min(self.right - self.left, self.bottom - self.top)

    def gap(self, other: "Box") -> float:
        across = max(self.left - other.right, other.left - self.right, 0)
        down = max(self.top - other.bottom, other.top - self.bottom, 0)
        return hypot(across, down)


@dataclass(frozen=True)
class Sight:
    """One page on one screen, in millimetres."""

    targets: list[Box]
    texts: list[Box]
    letters_mm: float
    contrast: float
    edge: float
    scrolls: bool

    @property
    def least_gap(self) -> float:
        pairs = [one.gap(other) for one in self.targets for other in self.targets if one is not other]
        return min(pairs, default=100.0)

    def target(self, name: str) -> Box:
        return next(box for box in self.targets if box.name == name)


def see(page: Page, screen: Screen) -> Sight:
    """Measure the page that is open now."""
    seen, mm = page.evaluate(MEASURE), screen.pixels_per_mm
    targets, texts = ([_box(one, mm) for one in seen[kind]] for kind in ("targets", "texts"))
    width, height = seen["width"] / mm, seen["height"] / mm
    edges = [min(box.left, box.top, width - box.right, height - box.bottom) for box in [*targets, *texts]]
    return Sight(
        targets,
        texts,
        letters_mm=min(one["size"] for one in seen["texts"]) / mm,
        contrast=min(contrast(one["letters"], one["surface"]) for one in seen["texts"]),
        edge=min(edges),
        scrolls=seen["scrolls"][0] > seen["width"] or seen["scrolls"][1] > seen["height"],
    )


def _box(one: dict[str, Any], mm: float) -> Box:
    return Box(one.get("name", one["words"]), *(one[side] / mm for side in ("left", "top", "right", "bottom")))


def luminance(rgb: list[float]) -> float:
    """Relative luminance, 0 to 1, as the accessibility guidelines define it."""

    def linear(channel: float) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Listener:
    """Hears what a page complains of in its console, and which answers were faults.

    A form that comes back with a sentence is no complaint, though the browser notes its status.
    """

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self._page = page
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        sent_back = where == self._page.url and "status of 4" in message.text
        if message.type in {"error", "warning"} and not sent_back:
            self.complaints.append(f"{message.text} ({where})")

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _answered(self, answer: Response) -> None:
        if answer.status >= 500:
            self.complaints.append(f"{answer.status} {answer.url}")


AXE = Axe()
BRING_AXE = "() => typeof window.axe === 'object'"
ASK_AXE = "async () => (await window.axe.run({ resultTypes: ['violations'] })).violations"


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page that is open now, one line for each rule."""
    if not page.evaluate(BRING_AXE):
        page.evaluate(AXE.axe_script)
    found = page.evaluate(ASK_AXE)
    return [f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}" for one in found]
