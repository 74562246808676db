"""Holds the engine's process: gives each order a deadline, kills what does not answer, and replaces it.

A second process stands by, warm, so that a replacement sounds again within a moment. Everything here runs
on the listening thread, which must live as long as the engine (the kernel ends a child with the thread
that made it); a reader thread per process only receives.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe
from threading import Thread
from typing import Any

from kiosk.listening.engine import (
    Done,
    Envelope,
    Gone,
    Lost,
    NoOutput,
    Order,
    Ping,
    Quit,
    Ready,
    Report,
    Reporter,
    Silence,
    Silent,
    Start,
    Unusable,
)

NOT_UP = "The music player is starting. If this stays, please restart the kiosk."
DIED = "The music player stopped by itself and was replaced."
SILENT_TOO_LONG = "The music player did not answer and was replaced."


@dataclass(frozen=True)
class Deadlines:
    """How patient the handle is, in seconds.

    After repeated failures a new spare waits `back_off_s`, doubled each time; but while nothing can sound
    at all, on a machine that is able to make music, never longer than `mute_most_s`. After `renew_after` songs the
    spare takes over between two: libVLC keeps some 4 KiB of each.
    """

    answer_s: float = 3.0
    birth_s: float = 20.0
    ping_every_s: float = 1.0
    back_off_s: float = 0.5
    back_off_most_s: float = 30.0
    calm_s: float = 60.0
    mute_most_s: float = 0.5
    renew_after: int = 400


@dataclass
class _Child:
    """One engine process; the reader thread writes `ready`, `unusable`, `gone` and `answered`."""

    process: subprocess.Popen[bytes]
    connection: "Connection[Any, Any]"
    born_at: float
    sent: dict[int, float] = field(default_factory=dict)
    pinged_at: float = 0.0
    answered_at: float = 0.0
    ready: Ready | None = None
    ready_at: float = 0.0
    unusable: str = ""
    gone: bool = False
    songs: int = 0


class EngineProcess:
    """An engine in a process of its own, and a warm one in reserve."""

    def __init__(
        self,
        kind: str,
        report: Reporter,
        deadlines: Deadlines | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`kind` is "vlc" or "null"; `report` may be called from any thread and must only enqueue."""
        self._kind, self._report, self._clock = kind, report, clock
        self._deadlines = deadlines or Deadlines()
        self._active: _Child | None = None
        self._spare: _Child | None = None
        self._leaving: list[_Child] = []
        self._numbers = 0
        self._failures = 0
        self._spawn_after = 0.0
        self._dismissed_at = 0.0
        self._unusable = ""
        self._closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes alive now, the sounding one first."""
        return tuple(child.process.pid for child in (self._active, self._spare) if child)

    @property
    def warm(self) -> bool:
        """Whether the engine and its spare are both ready."""
        return all(child is not None and child.ready for child in (self._active, self._spare))

    def start(self) -> None:
        """Bring the engine and its spare up."""
        self._active = self._spawn()
        self._spare = self._spawn()

    def send(self, order: Order) -> None:
        """Pass one order on; without an engine, say at once that nothing can be heard."""
        if isinstance(order, Start):
            self._renew()
        child = self._active
        if child is None or child.gone or self._closed:
            self._answer_for_nobody(order)
            return
        self._numbers += 1
        child.sent[self._numbers] = self._clock()
        try:
            child.connection.send(Envelope(self._numbers, order))
        except OSError:
            child.gone = True

    def tick(self) -> None:
        """Look after deadlines, heartbeat, replacement and the spare."""
        if self._closed:
            return
        now = self._clock()
        self._bury()
        for child in (self._active, self._spare):
            if child:
                self._ping(child, now)
        if self._spare and self._fault(self._spare, now):
            self._dismiss(self._spare, now)
            self._spare = None
        if self._active and (fault := self._fault(self._active, now)):
            self._change_over(fault, now)
        self._fill_up(now)

    def replace(self, sentence: str) -> None:
        """Take the spare now."""
        if self._active:
            self._change_over(sentence, self._clock())
            self._fill_up(self._clock())

    def healthy(self) -> str:
        """Return '' when the engine answered just now, else a sentence."""
        child = self._active
        if child is None or child.gone or child.ready is None:
            return self._unusable or NOT_UP
        late = self._clock() - child.answered_at > self._deadlines.answer_s + self._deadlines.ping_every_s
        return "The music player does not answer just now." if late else ""

    def close(self, budget_s: float) -> None:
        """End every process within so many seconds."""
        self._closed = True
        children = [child for child in (self._active, self._spare, *self._leaving) if child]
        for child in children:
            _try_to_send(child, Envelope(0, Quit()))
        give_up = time.monotonic() + budget_s
        for child in children:
            _end(child, max(0.0, give_up - time.monotonic()))

    def _renew(self) -> None:
        """Count a song; after many of them let the spare begin this one, while nothing sounds."""
        old, spare = self._active, self._spare
        if old and spare and spare.ready and not spare.gone and old.songs >= self._deadlines.renew_after:
            self._active, self._spare = spare, None
            old.process.kill()
            self._leaving.append(old)
        if self._active:
            self._active.songs += 1

    def _answer_for_nobody(self, order: Order) -> None:
        match order:
            case Start():
                self._report(NoOutput(order.generation, self._unusable or NOT_UP))
            case Silence():
                self._report(Silent(order.generation))
            case _:
                pass

    def _ping(self, child: _Child, now: float) -> None:
        if child.ready and not child.gone and now - child.pinged_at >= self._deadlines.ping_every_s:
            child.pinged_at = now
            self._numbers += 1
            child.sent[self._numbers] = now
            _try_to_send(child, Envelope(self._numbers, Ping()))

    def _fault(self, child: _Child, now: float) -> str:
        if child.unusable:
            self._unusable = child.unusable
            return child.unusable
        if child.ready:
            self._unusable = ""
        if child.gone:
            return DIED
        if child.ready is None:
            return SILENT_TOO_LONG if now - child.born_at > self._deadlines.birth_s else ""
        oldest = max(child.ready_at, min(list(child.sent.values()), default=now))
        return SILENT_TOO_LONG if now - oldest > self._deadlines.answer_s else ""

    def _change_over(self, sentence: str, now: float) -> None:
        old, self._active, self._spare = self._active, self._spare, None
        if old:
            self._dismiss(old, now)
        self._report(Lost(sentence))
        if self._active and self._active.ready:
            self._report(self._active.ready)

    def _dismiss(self, child: _Child, now: float) -> None:
        """Kill a process that failed, and wait longer before the next one the more often it happens."""
        child.process.kill()
        child.gone = True
        self._leaving.append(child)
        if now - child.born_at > self._deadlines.calm_s:
            self._failures = 0
        pause = min(self._deadlines.back_off_s * 2**self._failures, self._deadlines.back_off_most_s)
        self._spawn_after = now + (pause if self._failures else 0.0)
        self._dismissed_at = now
        self._failures = min(self._failures + 1, 16)

    def _fill_up(self, now: float) -> None:
        if now < self._earliest():
            return
        if self._active is None:
            self._active = self._spawn()
        elif self._spare is None and self._active.ready:
            self._spare = self._spawn()

    def _earliest(self) -> float:
        if self._active is None and not self._unusable:
            return min(self._spawn_after, self._dismissed_at + self._deadlines.mute_most_s)
        return self._spawn_after

    def _bury(self) -> None:
        for child in [child for child in self._leaving if child.process.poll() is not None]:
            child.connection.close()
            self._leaving.remove(child)

    def _spawn(self) -> _Child:
        ours, theirs = Pipe()
        command = [sys.executable, "-m", "kiosk.listening.child", self._kind, str(theirs.fileno()), str(os.getpid())]
        process = subprocess.Popen(  # noqa: S603 - our own module, nothing from outside
            command,
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        child = _Child(process, ours, self._clock())
        Thread(target=self._receive, args=(child,), daemon=True, name=f"engine {process.pid}").start()
        return child

    def _receive(self, child: _Child) -> None:
        while True:
            try:
                report: Report = child.connection.recv()
            except (EOFError, OSError):
                child.gone = True
                self._report(Gone())
                return
            child.answered_at = self._clock()
            self._note(child, report)

    def _note(self, child: _Child, report: Report) -> None:
        if isinstance(report, Done):
            child.sent.pop(report.number, None)
            return
        if isinstance(report, Ready):
            child.ready_at = child.ready_at or child.answered_at
            child.ready = report
        elif isinstance(report, Unusable):
            child.unusable = report.sentence
        if child is self._active:
            self._report(report)


def _try_to_send(child: _Child, envelope: Envelope) -> None:
    try:
        child.connection.send(envelope)
    except OSError:
        child.gone = True


def _end(child: _Child, budget_s: float) -> None:
    try:
        child.process.wait(budget_s)
    except subprocess.TimeoutExpired:
        child.process.kill()
        child.process.wait()
    child.connection.close()
