"""The running kiosk loses its engine or its worker in the middle of a song: the music comes back, nothing is lost."""

import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, sync_playwright

from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.units import ResidentId
from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.sound.server import RATE, Recorder, SoundServer, loudness, sound_server
from tests.sound.tones import ruler, second_heard, write_encoded
from tests.visitor import Follower, Visitor

pytestmark = pytest.mark.faults
TIMES = int(os.environ.get("TIMES", "4"))
"""How often the engine and the worker are each killed; TIMES=20 makes a longer night of it."""
STEADY_S = 2.5
"""A song that sounded for two seconds after a fault is whole again, and the spare engine is warm."""
A_SECOND = 1.0
NOTES = 500
WORKERS_KILLED = 5
SOUND_DB = -60.0
"""The song sounds far above this; its fade-in passes it within a fifth of a second."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with sound_server(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@pytest.fixture(scope="module")
def long_song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A music folder with one long song, whose pitch tells which second is heard."""
    folder = tmp_path_factory.mktemp("music")
    write_encoded(folder / "Molly Malone.flac", ruler(max(240, 30 * TIMES)), "flac")
    return folder


def await_ready(kiosk: RunningKiosk, music: Path) -> None:
    """Wait until the kiosk has listened through this folder."""
    until = time.monotonic() + 60
    with Store.open(kiosk.home, lock=False) as store:
        while not any(one.gain is not None and one.path.startswith(str(music)) for one in store.recordings.all()):
            assert time.monotonic() < until, "the song was never listened through"
            time.sleep(0.2)


def crowding() -> float:
    """How many times longer than its own work a start takes here just now: 1 on a computer with nothing else to do."""
    began, before = time.monotonic(), os.times()
    subprocess.run([sys.executable, "-c", "import kiosk.bootstrap"], check=True)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return max(1.0, (time.monotonic() - began) / work)


@dataclass
class Returns:
    """How long the music was away after each fault, and how far from its place it came back, in seconds."""

    away: list[float] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)
    by_ear: list[float] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    crowds: list[float] = field(default_factory=list)

    def own_time(self) -> float:
        """Return the longest time away, had the kiosk the computer to itself, as it has in a home."""
        return max(self.away) / max(self.crowds)

    def words(self) -> str:
        return (
            f"away for: median {statistics.median(self.away):.2f} s, max {max(self.away):.2f} s; "
            f"place: {min(self.shifts):+.2f} to {max(self.shifts):+.2f} s, "
            f"by ear {min(self.by_ear):+.1f} to {max(self.by_ear):+.1f} s ({len(self.away)} times); "
            f"the computer was shared by {statistics.median(self.crowds):.1f}"
        )


@dataclass(frozen=True)
class Room:
    """A kiosk whose music is on, heard at its sink, followed by its events and looked at by a visitor."""

    kiosk: RunningKiosk
    heard: Recorder
    follower: Follower

    def strike(self, pid: int, crowd: float, into: Returns) -> None:
        """Kill a process in mid-song and wait until the music is back at the sink."""
        before = self.follower.wait("playing")
        killed, killed_at = time.monotonic(), time.time()
        os.kill(pid, signal.SIGKILL)
        back = self.back_after(killed)
        after = self.follower.wait("playing", since=killed_at)
        into.moments.append(killed)
        into.crowds.append(crowd)
        into.away.append(back - killed)
        into.shifts.append(after["position"] / 1000 - (before["position"] / 1000 + killed_at - before["at"]))
        time.sleep(A_SECOND)
        into.by_ear.append(self.second_at(back + 0.6) - 0.6 - self.second_at(killed - 0.2) - 0.2)

    def back_after(self, killed: float) -> float:
        """Return the moment the music sounds again, once it is gone."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            start = self.heard.at(killed)
            sounds = loudness(self.heard.samples[start:], 0.01) > SOUND_DB
            gone = np.flatnonzero(~sounds)
            back = np.flatnonzero(sounds[gone[0] :]) if len(gone) else gone
            if len(back):
                return self.heard.zero + start / RATE + 0.01 * float(gone[0] + back[0])
            time.sleep(0.02)
        raise AssertionError("the music did not come back")

    def second_at(self, moment: float) -> float:
        start = self.heard.at(moment)
        return second_heard(self.heard.samples[start : start + RATE // 10])

    def engine(self) -> int:
        """The engine that sounds; its spare must be there to take over."""
        until = time.monotonic() + 20
        while len(pids := self.kiosk.pids("kiosk.listening.child")) < 2:
            assert time.monotonic() < until, "there is no spare engine"
            time.sleep(0.05)
        return pids[0]


@contextmanager
def music_on(kiosk: RunningKiosk, server: SoundServer) -> Iterator[Room]:
    visitor = Visitor(kiosk.port)
    with Recorder(server) as heard, Follower(kiosk.port) as follower:
        assert visitor.press(visitor.person("Mick"), "play").status == 303
        follower.wait("playing")
        yield Room(kiosk, heard, follower)


@dataclass
class Looks:
    """What a visitor got who looked at the kiosk all the time: (moment, path, status) of each answer."""

    answers: list[tuple[float, str, int]] = field(default_factory=list)

    def faults(self, path: str) -> list[float]:
        """Return the moments at which this path answered with a fault."""
        return [moment for moment, asked, status in self.answers if asked == path and status >= 500]


@contextmanager
def looking_on(kiosk: RunningKiosk) -> Iterator[Looks]:
    """Ask for the first page and the health five times a second, from a thread of its own."""
    looks, over, visitor = Looks(), threading.Event(), Visitor(kiosk.port, timeout_s=2)

    def look() -> None:
        while not over.wait(0.2):
            for path in ("/", "/healthz"):
                looks.answers.append((time.monotonic(), path, visitor.get(path).status))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    yield looks
    over.set()
    thread.join(5)


LOOK = """() => ({
  words: document.body.innerText,
  targets: document.querySelectorAll("main[data-screen] [data-press]").length,
  at: location.pathname,
})"""


class ResidentPage(threading.Thread):
    """A Chromium that stays on one person's page, on a thread of its own; `faults` is what was no such page."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self._over = threading.Event()
        self.looks = 0
        self.faults: list[str] = []

    def __enter__(self) -> "ResidentPage":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join(20)

    def run(self) -> None:
        """Look at the page five times a second."""
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = chromium.new_context(viewport=KIOSK_SCREEN, has_touch=True).new_page()  # type: ignore[arg-type]
            page.on("pageerror", lambda error: self.faults.append(str(error)))
            page.goto(self._url)
            while not self._over.is_set():
                self._look(page)
                page.wait_for_timeout(200)
            chromium.close()

    def _look(self, page: Page) -> None:
        seen = page.evaluate(LOOK)
        self.looks += 1
        calm = seen["targets"] and self._url.endswith(seen["at"]) and "Mick" in seen["words"]
        if not calm and "Starting your music" not in seen["words"]:
            self.faults.append(str(seen))


@pytest.mark.alone
@pytest.mark.sound
@pytest.mark.browser
def test_killed_again_and_again_the_music_comes_back(
    demo_home: Path, server: SoundServer, long_song: Path, tmp_path: Path
) -> None:
    engine, worker = Returns(), Returns()
    home = copy_home(demo_home, tmp_path / "home")
    with running_kiosk(home, KIOSK_MEDIA=str(long_song)) as kiosk:
        await_ready(kiosk, long_song)
        mick = f"{kiosk.url}{Visitor(kiosk.port).person('Mick')}"
        with music_on(kiosk, server) as room, ResidentPage(mick) as page, looking_on(kiosk) as looks:
            for _ in range(TIMES):
                crowd = crowding()
                time.sleep(STEADY_S - A_SECOND)
                room.strike(room.engine(), crowd, engine)
                room.strike(kiosk.worker(), crowd, worker)
    print(f"\nengine killed: {engine.words()}\nworker killed: {worker.words()}")
    assert engine.own_time() < 1.5
    assert max(map(abs, engine.shifts)) <= 2.0
    assert max(map(abs, engine.by_ear)) <= 3.0
    assert worker.own_time() < 3.0
    assert page.looks > 10 * TIMES
    assert page.faults == []
    assert looks.faults("/") == [], "no page of an error, whatever was killed"
    most = max(worker.crowds)
    blows = [(at, 1.0 * most) for at in engine.moments] + [(at, 4.0 * most) for at in worker.moments]
    unwell = [moment for moment in looks.faults("/healthz") if not any(0 < moment - at < s for at, s in blows)]
    assert unwell == [], "not well only for as long as it takes to come back"


def test_every_acknowledged_note_outlives_its_worker(demo_home: Path, tmp_path: Path) -> None:
    """500 quick notes while the worker is killed in the middle of a request, five times."""
    chance = random.Random(23)
    share = NOTES // WORKERS_KILLED
    deadly = {start + chance.randrange(20, share) for start in range(0, NOTES, share)}
    killed: set[int] = set()
    home = copy_home(demo_home, tmp_path / "home")
    lost = 0
    with running_kiosk(home, engine="null") as kiosk:
        carer = Visitor(kiosk.port)
        carer.sign_in("Robin", kiosk.pin)
        person = carer.person("Mick").rpartition("/")[2]
        for number in range(NOTES):
            if number in deadly:
                killed.add(kiosk.worker())
                threading.Timer(chance.uniform(0, 0.02), os.kill, (kiosk.worker(), signal.SIGKILL)).start()
            lost += post_until_acknowledged(carer, f"/staff/people/{person}/note", f"note-{number}")
        post_until_acknowledged(carer, f"/staff/people/{person}/note", "note-7")
    with Store.open(home, lock=False) as store:
        kept = [seen.id for seen in store.records.observations_of(ResidentId(person))]
    print(f"{len(kept)} notes kept, {lost} posts went unanswered, {len(killed)} workers killed")
    assert len(killed) == WORKERS_KILLED
    assert sorted(kept) == sorted(f"note-{number}" for number in range(NOTES)), "each once, also the one sent twice"
    assert check(home).healthy


def post_until_acknowledged(carer: Visitor, path: str, note: str) -> int:
    """Send one note until it is acknowledged, as a phone would; return how many tries went unanswered."""
    until, unanswered = time.monotonic() + 30, 0
    while time.monotonic() < until:
        answer = carer.post(path, {"before": "settled", "took_part": "2", "mood": "1", "note_id": note})
        if answer.status == 303:
            return unanswered
        assert answer.status == 0, answer
        unanswered += 1
        time.sleep(0.1)
    raise AssertionError("the kiosk did not come back")
