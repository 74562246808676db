"""A trembling, doubling, slipping, resting hand does what it meant or nothing; plain clicks do not manage that."""

import pytest
from playwright.sync_api import Browser

from tests.benchmarks.bench_tremor import KINDS, report, tried
from tests.browser.test_touch import Lounge, lounge

pytestmark = pytest.mark.browser
EACH = 2 * len(KINDS)
"""Two gestures of each kind, one on each page."""
__all__ = ["lounge"]


def test_every_gesture_does_what_was_meant_and_never_anything_else(lounge: Lounge, browser: Browser) -> None:
    ours = tried(browser, lounge.kiosk, 2 * EACH, plain=False)
    plain = tried(browser, lounge.kiosk, EACH, plain=True)
    print(report(ours, plain))
    assert sum(ours.wrong.values()) == 0
    assert sum(ours.out.values()) == 0
    assert ours.share == 1
    assert plain.share < 0.8
    assert sum(plain.wrong.values()) > 0
