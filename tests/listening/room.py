"""A listening thread in a room of its own, with verbs to wait for what it does."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.care.plays import Play
from kiosk.listening.board import Board
from kiosk.listening.engine import EngineHandle, Reporter
from kiosk.listening.engine_process import Deadlines, EngineProcess
from kiosk.listening.listener import Listening
from kiosk.listening.null_engine import NullHandle
from kiosk.listening.state import Settings
from kiosk.listening.status import Phase, Status
from kiosk.units import RecordingId

QUICK = Settings(
    fade_in_s=0.0,
    fade_stop_s=0.05,
    fade_change_s=0.05,
    pause_s=0.1,
    broken_pause_s=0.02,
    broken_pause_most_s=0.05,
    probe_every_s=0.1,
)
"""The waits shortened, for tests whose rule is another one."""


class Room:
    """Everything around one listening thread."""

    def __init__(
        self,
        folder: Path,
        make_engine: Callable[[Reporter], EngineHandle],
        settings: Settings,
        tick_s: float,
    ) -> None:
        self.plays: list[Play] = []
        self.troubles: list[str] = []
        self.board = Board()
        self.engine: EngineHandle
        self.store_works = True
        self.store_answers = threading.Event()
        self.store_answers.set()

        def factory(report: Reporter) -> EngineHandle:
            self.engine = make_engine(report)
            return self.engine

        self.listening = Listening(
            factory,
            self.board,
            self._record,
            self._note,
            folder / "resume.json",
            settings=settings,
            tick_s=tick_s,
            retry_s=0.05,
        )

    @property
    def status(self) -> Status:
        return self.board.current()

    def wait_for(self, wish: Callable[[Status], bool], timeout_s: float = 10.0) -> Status:
        """Return the first status that fulfils the wish."""
        give_up, status = time.monotonic() + timeout_s, self.status
        while not wish(status):
            newer = self.board.wait(status.version, max(0.0, give_up - time.monotonic()))
            assert newer is not None, f"it never came; the last status was {status}"
            status = newer
        return status

    def wait_for_phase(self, phase: Phase, timeout_s: float = 10.0) -> Status:
        return self.wait_for(lambda status: status.phase is phase, timeout_s)

    def wait_until(self, wish: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Wait for something that is not on the board."""
        give_up = time.monotonic() + timeout_s
        while not wish():
            assert time.monotonic() < give_up, "it never came"
            time.sleep(0.01)

    def wait_until_ready(self) -> None:
        self.wait_until(lambda: self.listening.healthy() == "")

    def _record(self, play: Play) -> None:
        self.store_answers.wait(10)
        if not self.store_works:
            raise OSError("disk full")
        self.plays.append(play)

    def _note(self, sentence: str, recording: RecordingId | None) -> None:
        self.troubles.append(sentence)


@contextmanager
def null_room(folder: Path, settings: Settings = QUICK, speed: float = 20.0) -> Iterator[Room]:
    """A room with the null engine in the same process, at many times the speed of life."""
    with _running(Room(folder, lambda report: NullHandle(report, speed), settings, 0.01)) as room:
        yield room


@contextmanager
def vlc_room(
    folder: Path, settings: Settings = QUICK, deadlines: Deadlines | None = None, kind: str = "vlc"
) -> Iterator[Room]:
    """A room with real sound from the engine's own process."""
    room = Room(folder, lambda report: EngineProcess(kind, report, deadlines), settings, 0.05)
    with _running(room):
        room.wait_until_ready()
        yield room


@contextmanager
def _running(room: Room) -> Iterator[Room]:
    room.listening.start()
    try:
        yield room
    finally:
        room.listening.stop(5.0)
