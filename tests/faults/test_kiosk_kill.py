"""The running kiosk loses its engine or its worker in the middle of a song: the music comes back, nothing is lost."""

import os
import random
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.units import ResidentId
from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.running import RunningKiosk, copy_home, descendants, running_kiosk
from tests.sound.server import Recorder, SoundServer, sound_server
from tests.visitor import Follower, Visitor

pytestmark = [pytest.mark.faults, pytest.mark.sound]
TIMES = 20
"""How often each is killed; after a killed engine comes a killed worker, which begins with fresh engines."""
STEADY_S = 2.2
"""A song that sounded this long after a fault counts as whole again."""
NOTES = 500
WORKER_KILLS = 4


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@dataclass
class Watch:
    """What people would have seen meanwhile: every answer of the resident's page and of /healthz."""

    visitor: Visitor
    path: str
    answers: list[tuple[float, int, str]] = field(default_factory=list)
    healthy_at: float = 0.0

    def look(self) -> None:
        answer = self.visitor.get(self.path)
        self.answers.append((time.monotonic(), answer.status, answer.text[-300:]))

    def first_page_after(self, moment: float) -> float:
        return next(at for at, status, _ in self.answers if at > moment and status == 200)


@contextmanager
def watching(port: int, path: str) -> Iterator[Watch]:
    """Look at a page ten times a second, from a thread of its own."""
    watch, over = Watch(Visitor(port, timeout_s=2), path), threading.Event()

    def look_on() -> None:
        while not over.wait(0.1):
            watch.look()

    thread = threading.Thread(target=look_on, daemon=True)
    thread.start()
    yield watch
    over.set()
    thread.join(5)


def engines(kiosk: RunningKiosk) -> list[int]:
    """The engine processes alive, the sounding one first."""
    return kiosk.pids("kiosk.listening.child")


def await_two_engines(kiosk: RunningKiosk) -> None:
    until = time.monotonic() + 20
    while len(engines(kiosk)) < 2:
        assert time.monotonic() < until, "there is no spare engine"
        time.sleep(0.05)


@dataclass
class Returns:
    """How long the music was away after each fault, and how far from its place it came back, in seconds."""

    away: list[float] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)

    def words(self) -> str:
        return (
            f"music back after: median {statistics.median(self.away):.2f} s, max {max(self.away):.2f} s; "
            f"place: at most {max(map(abs, self.shifts)):.2f} s off ({len(self.away)} times)"
        )


def strike(pid: int, heard: Recorder, follower: Follower, returns: Returns) -> float:
    """Kill a process in mid-song and wait until the music is back at the sink; return the moment of the blow."""
    before = follower.wait("playing")
    killed, killed_at_s = time.monotonic(), time.time()
    os.kill(pid, signal.SIGKILL)
    gone = heard.await_silence(killed, 3.0)
    back = heard.await_sound(gone, 15.0, -65.0)
    assert back is not None, "the music did not come back"
    returns.away.append(back - killed)
    return killed


def test_a() -> None: ...
