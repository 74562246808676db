"""The listening thread: one queue in, one order of things, the only place that talks to the engine.

Commands, the engine's reports and the passing of time go one by one through the pure reducer; its effects
are carried out here. Nothing on this thread waits for a disk, a page or a person.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from kiosk.care.plays import WhyEnded
from kiosk.listening.board import Board
from kiosk.listening.clerk import RETRY_S, Clerk, OnPlay, OnTrouble
from kiosk.listening.commands import Command
from kiosk.listening.engine import (
    EngineFactory,
    Generation,
    Gone,
    Report,
    Silence,
    Silent,
)
from kiosk.listening.reducer import reduce
from kiosk.listening.resume import ResumeFile, Taken
from kiosk.listening.state import (
    Complain,
    Effect,
    Happened,
    Now,
    RecordPlay,
    ReplaceEngine,
    Resume,
    Resumption,
    Settings,
    State,
    Tell,
    Tick,
)
from kiosk.listening.status import Phase, Status
from kiosk.listening.turns import record_of
from kiosk.listening.view import resumption_of, status_of, worth_telling

TICK_S = 0.1
SAVE_EVERY_S = 5.0
RESUME_WITHIN_S = 120.0
HEALTHY_WITHIN_S = 2.0
LEAVING_FADE_S = 0.3
START_OVER = "The music had to start over because of a fault in the kiosk. Please press play again."

log = logging.getLogger(__name__)

Item = Command | Report | Tick | Resume | None


def system_clock() -> Now:
    """Return this moment."""
    return Now(time.monotonic(), datetime.now(UTC))


class Listening:
    """Decides what sounds, on a thread of its own; made once, by the composition root."""

    def __init__(
        self,
        engine_factory: EngineFactory,
        board: Board,
        on_play: OnPlay,
        on_trouble: OnTrouble,
        resume_file: Path,
        clock: Callable[[], Now] = system_clock,
        settings: Settings | None = None,
        tick_s: float = TICK_S,
        retry_s: float = RETRY_S,
    ) -> None:
        """Nothing starts here. `tick_s` is the longest wait for the next look at the clock, in seconds."""
        self._inbox: SimpleQueue[Item] = SimpleQueue()
        self._engine = engine_factory(self._inbox.put)
        self._board, self._clock, self._tick_s = board, clock, tick_s
        self._file = ResumeFile(resume_file)
        self._clerk = Clerk(on_play, on_trouble, self._file, retry_s)
        self._state = State(settings=settings or Settings())
        self._saved: Resumption | None = None
        self._saved_at = 0.0
        self._ticked_at = 0.0
        self._thread = Thread(target=self._run, name="listening", daemon=True)

    def start(self) -> None:
        """Bring the engine up and go on with the music of a moment ago, if there was any."""
        self._clerk.start()
        self._thread.start()

    def submit(self, command: Command) -> None:
        """Ask for something; returns at once, the board shows what came of it."""
        self._inbox.put(command)

    def healthy(self) -> str:
        """Return '' when this thread ticked and the engine answered just now, else a sentence."""
        if not self._thread.is_alive() or time.monotonic() - self._ticked_at > HEALTHY_WITHIN_S:
            return "The music has stopped answering. Please restart the kiosk."
        return self._engine.healthy()

    def stop(self, budget_s: float) -> None:
        """Fade out, keep the place in the music, and end, within so many seconds."""
        give_up = time.monotonic() + budget_s
        if self._thread.is_alive():
            self._inbox.put(None)
            self._thread.join(max(0.1, budget_s - 0.5))
        self._clerk.stop(max(0.1, give_up - time.monotonic()))

    def _run(self) -> None:
        self._engine.start()
        self._take_resume_file()
        while True:
            try:
                item = self._inbox.get(timeout=self._tick_s)
            except Empty:
                item = Tick()
            if item is None:
                self._leave()
                return
            self._live_through(item)

    def _live_through(self, item: Command | Report | Tick | Resume) -> None:
        try:
            now = self._clock()
            if isinstance(item, Gone) or time.monotonic() - self._ticked_at >= self._tick_s:
                self._ticked_at = time.monotonic()
                self._engine.tick()
                self._happened(Happened(now, Tick()))
            self._happened(Happened(now, item))
        except Exception:
            # The edge of the thread. The item is used up; a state that trips over it must not come back.
            log.exception("the listening thread tripped over %s and starts over", type(item).__name__)
            self._start_over()

    def _happened(self, happened: Happened) -> None:
        self._state, effects = reduce(self._state, happened)
        for effect in effects:
            self._carry_out(effect)
        self._publish()
        self._keep(happened.now)

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Tell(order):
                self._engine.send(order)
            case ReplaceEngine(sentence):
                self._engine.replace(sentence)
            case RecordPlay(play):
                self._clerk.record(play)
            case Complain(sentence, recording):
                log.warning("%s", sentence)
                self._clerk.complain(sentence, recording)

    def _publish(self) -> None:
        status: Status = status_of(self._state)
        if worth_telling(self._board.current(), status):
            self._board.publish(status)

    def _keep(self, now: Now) -> None:
        """Have the resume file follow: at once on every change, every few seconds while a song moves on."""
        resumption = resumption_of(self._state)
        moved_on = resumption is not None and now.tick - self._saved_at >= SAVE_EVERY_S
        if _same_but_for_position(resumption, self._saved) and not moved_on:
            return
        self._saved, self._saved_at = resumption, now.tick
        self._clerk.remember(resumption)

    def _take_resume_file(self) -> None:
        taken = self._file.take(RESUME_WITHIN_S)
        if taken is None:
            return
        if taken.fresh:
            self._inbox.put(Resume(taken.resumption))
        else:
            self._record_cut_off(taken)

    def _record_cut_off(self, taken: Taken) -> None:
        play = taken.resumption.play
        if play is not None and not play.track.spoken:
            ended_at = max(taken.saved_at, play.started_at)
            self._clerk.record(
                record_of(taken.resumption.programme, play, WhyEnded.CUT_OFF, ended_at, taken.resumption.level)
            )

    def _start_over(self) -> None:
        self._state = State(
            settings=self._state.settings, generation=Generation(self._state.generation + 1), trouble=START_OVER
        )
        self._clerk.complain(START_OVER, None)
        self._clerk.remember(None)
        self._engine.replace(START_OVER)
        self._board.publish(status_of(self._state))

    def _leave(self) -> None:
        self._clerk.remember(resumption_of(self._state), clean=True)
        if self._state.phase is not Phase.QUIET:
            self._engine.send(Silence(self._state.generation, LEAVING_FADE_S))
            self._await_silence(time.monotonic() + 2 * LEAVING_FADE_S)
        self._engine.close(1.0)

    def _await_silence(self, give_up: float) -> None:
        while (left := give_up - time.monotonic()) > 0:
            self._engine.tick()
            try:
                item = self._inbox.get(timeout=min(left, self._tick_s))
            except Empty:
                continue
            if isinstance(item, Silent) and item.generation == self._state.generation:
                return


def _same_but_for_position(one: Resumption | None, other: Resumption | None) -> bool:
    if one is None or other is None or one.play is None or other.play is None:
        return one == other
    play = replace(
        one.play,
        position=other.play.position,
        heard=other.play.heard,
        true_at=other.play.true_at,
        moved_at=other.play.moved_at,
        restarted_at=other.play.restarted_at,
        crashes=other.play.crashes,
        stalls=other.play.stalls,
    )
    return replace(one, play=play) == other
