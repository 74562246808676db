"""Both engines behind one door: the null engine on a clock of its own, libVLC on a private sound server."""

import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.listening.deck import Outlet
from kiosk.listening.deck_engine import DeckEngine
from kiosk.listening.engine import Engine, Generation, Report, Silence
from kiosk.listening.null_engine import NullOutlet
from kiosk.listening.status import Sound
from tests.sound.server import sound_server


class Bench:
    """One engine, everything it reported, and time to let pass."""

    def __init__(
        self,
        engine: Engine,
        reports: list[Report],
        sound: Sound,
        now: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self.engine, self.reports, self.sound = engine, reports, sound
        self._now, self._sleep = now, sleep

    def run_until(self, wish: Callable[[], bool], timeout_s: float = 5.0) -> float:
        """Let time pass until the wish holds; return the seconds it took."""
        began = self._now()
        while not wish():
            assert self._now() - began < timeout_s, f"it never came; reported so far: {self.reports}"
            self._sleep(min(self.engine.advance(), 0.01))
        return self._now() - began

    def run_for(self, seconds: float) -> None:
        end = self._now() + seconds
        self.run_until(lambda: self._now() >= end, seconds + 1)

    def kinds(self) -> list[str]:
        """The reports so far, by kind."""
        return [type(report).__name__ for report in self.reports]

    def last(self) -> Report:
        return self.reports[-1]


@pytest.fixture(scope="session")
def real_outlet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outlet]:
    """One libVLC for all tests: it takes a moment to warm up."""
    from kiosk.listening.vlc_engine import VlcOutlet

    with sound_server(tmp_path_factory.mktemp("pulse")):
        outlet = VlcOutlet()
        yield outlet
        outlet.close()


def null_bench() -> Bench:
    clock = [100.0]
    reports: list[Report] = []

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    def now() -> float:
        return clock[0]

    engine = DeckEngine(NullOutlet(clock=now), reports.append, lambda: None, now)
    return Bench(engine, reports, Sound.NULL_ENGINE, now, sleep)


def vlc_bench(outlet: Outlet) -> Bench:
    reports: list[Report] = []
    engine = DeckEngine(outlet, reports.append, lambda: None)
    return Bench(engine, reports, Sound.HEARD, time.monotonic, time.sleep)


@pytest.fixture(params=["null", pytest.param("vlc", marks=pytest.mark.sound)])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An engine, warm, with nothing sounding."""
    real = request.param == "vlc"
    made = vlc_bench(request.getfixturevalue("real_outlet")) if real else null_bench()
    yield made
    for generation in range(3):
        made.engine.perform(Silence(Generation(generation), 0.0))
