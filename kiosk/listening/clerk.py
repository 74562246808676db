"""Keeps what the listening thread must not wait for: plays, complaints and the resume file.

A disk can take seconds or be full, and the store can refuse to write; none of that may hold up a Stop.
The clerk has a thread of its own, keeps what could not be recorded, and tries again.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

from kiosk.care.plays import Play
from kiosk.listening.resume import ResumeFile
from kiosk.listening.state import Resumption
from kiosk.units import RecordingId

KEPT = 1000
"""Plays held in memory while the store refuses; a day of listening is some 300."""
RETRY_S = 1.0
RETRY_MOST_S = 60.0

log = logging.getLogger(__name__)

OnPlay = Callable[[Play], None]
OnTrouble = Callable[[str, RecordingId | None], None]


class Clerk:
    """One thread that writes things down, in order, for as long as it takes.

    `on_play` may raise anything and is called again with the same play later, so it must accept a play it
    already has. `on_trouble` gets a sentence and the recording at fault, if one is.
    """

    def __init__(
        self, on_play: OnPlay, on_trouble: OnTrouble, resume_file: ResumeFile, retry_s: float = RETRY_S
    ) -> None:
        self._on_play, self._on_trouble, self._file = on_play, on_trouble, resume_file
        self._retry_s = self._wait_s = retry_s
        self._work = Condition()
        self._plays: deque[Play] = deque(maxlen=KEPT)
        self._complaints: deque[tuple[str, RecordingId | None]] = deque(maxlen=KEPT)
        self._resumption: Resumption | None = None
        self._to_save = False
        self._clean = False
        self._stopping = False
        self._retry_at = 0.0
        self._thread = Thread(target=self._run, name="clerk", daemon=True)

    @property
    def behind(self) -> int:
        """How many plays are not recorded yet."""
        return len(self._plays)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self, budget_s: float) -> None:
        """Write what is left, within so many seconds."""
        with self._work:
            self._stopping = True
            self._retry_at = 0.0
            self._work.notify()
        if self._thread.is_alive():
            self._thread.join(budget_s)

    def record(self, play: Play) -> None:
        """Have a play recorded."""
        with self._work:
            self._plays.append(play)
            self._work.notify()

    def complain(self, sentence: str, recording: RecordingId | None) -> None:
        """Have staff told."""
        with self._work:
            self._complaints.append((sentence, recording))
            self._work.notify()

    def remember(self, resumption: Resumption | None, *, clean: bool = False) -> None:
        """Have the resume file written, or removed when nothing is to go on; only the newest counts."""
        with self._work:
            self._resumption, self._clean, self._to_save = resumption, clean, True
            self._work.notify()

    def _run(self) -> None:
        while True:
            with self._work:
                while not self._due():
                    if self._stopping:
                        return
                    self._work.wait(self._patience())
            self._save()
            self._tell()
            self._record()

    def _due(self) -> bool:
        plays_due = bool(self._plays) and time.monotonic() >= self._retry_at
        return self._to_save or bool(self._complaints) or plays_due

    def _patience(self) -> float | None:
        return max(0.01, self._retry_at - time.monotonic()) if self._plays else None

    def _save(self) -> None:
        with self._work:
            resumption, clean, due = self._resumption, self._clean, self._to_save
            self._to_save = False
        if not due:
            return
        try:
            if resumption is None:
                self._file.clear()
            else:
                self._file.save(resumption, clean=clean)
        except OSError as error:
            log.warning("the place in the music could not be kept: %s", error)

    def _tell(self) -> None:
        while self._complaints:
            sentence, recording = self._complaints.popleft()
            try:
                self._on_trouble(sentence, recording)
            except Exception:  # the edge of a thread: a failing listener must not end it
                log.warning("nobody could be told: %s", sentence, exc_info=True)

    def _record(self) -> None:
        while self._plays and time.monotonic() >= self._retry_at:
            play = self._plays[0]
            try:
                self._on_play(play)
            except Exception:  # the edge of a thread: music goes on while the store refuses
                log.warning("the play %s could not be recorded; trying again", play.id, exc_info=True)
                self._put_off()
                return
            self._wait_s = self._retry_s
            if self._plays and self._plays[0] is play:
                self._plays.popleft()

    def _put_off(self) -> None:
        self._retry_at = time.monotonic() + (self._wait_s if not self._stopping else RETRY_MOST_S)
        self._wait_s = min(self._wait_s * 2, RETRY_MOST_S)
