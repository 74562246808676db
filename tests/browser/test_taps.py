"""A tap on Play music is seen within a tenth of a second and heard within one (evidence rule 24)."""

import statistics

import pytest

from tests.benchmarks.bench_taps import measure, report
from tests.browser.conftest import KIOSK_SCREEN, OpenPage
from tests.running import RunningKiosk
from tests.sound.server import Recorder, SoundServer

pytestmark = [pytest.mark.browser, pytest.mark.sound, pytest.mark.alone]
TAPS = 10


def test_a_tap_is_seen_and_heard_at_once(kiosk: RunningKiosk, server: SoundServer, open_page: OpenPage) -> None:
    with Recorder(server) as heard:
        taps = measure(open_page(KIOSK_SCREEN), kiosk, heard, TAPS)
    print(report(taps))
    assert statistics.median(tap.seen_s for tap in taps) < 0.1
    assert statistics.median(tap.heard_s for tap in taps) < 1.0
    assert max(tap.heard_s for tap in taps) < 2.0
