"""The workers as the kiosk sees them: two processes that are asked, timed, and replaced when one dies or stalls."""

import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from struct import unpack
from types import TracebackType
from typing import Self

import msgspec

from kiosk.library import refusals
from kiosk.library.pieces import Piece
from kiosk.library.tags import File, Told, name_of, refused
from kiosk.library.worker import Answer, Request, send
from kiosk.playlists.recordings import Recording

COUNT = 2
READ_S, READ_WITHIN_S = 10, 30.0
"""What the tags of a batch may take of the processor, and of time (reliability D4: one file hung a reader for ever)."""
COUNT_S = 60
"""What any file may take for its tempo to be counted."""
SPEAK_S, SPEAK_WITHIN_S = 10, 20.0
"""What a few spoken words may take: somebody waits for the answer."""
HEAR_S = 60
"""What any file may take to listen to, and as much again for each half hour of it."""


class WorkerLost(Exception):
    """The worker died, or did not answer in time and was ended."""


class Worker:
    """One process; started when first asked, and again after it was lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of the process, None when none runs."""
        return self._process.pid if self._process else None

    def ask(self, request: Request, within_s: float) -> tuple[Told, ...]:
        """Return the answer. Raises WorkerLost when there is none in time; the next request gets a new process."""
        process = self._process = self._process or _start()
        try:
            return self._answer(process, request, time.monotonic() + within_s)
        except (OSError, EOFError, TimeoutError, msgspec.DecodeError) as error:
            self.close()
            raise WorkerLost from error

    def _answer(self, process: subprocess.Popen[bytes], request: Request, end: float) -> tuple[Told, ...]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        send(process.stdin, request)
        size = unpack(">I", _read(process.stdout.fileno(), 4, end))[0]
        return msgspec.msgpack.decode(_read(process.stdout.fileno(), size, end), type=Answer).told

    def close(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kiosk.library.worker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603


def _read(descriptor: int, size: int, end: float) -> bytes:
    """Read exactly `size` bytes before `end`. Raises EOFError or TimeoutError."""
    parts: list[bytes] = []
    while size:
        if not select.select([descriptor], [], [], max(0.0, end - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Workers:
    """A few workers behind one door; what they give comes back in the order asked for."""

    def __init__(self, count: int = COUNT) -> None:
        self._crew = count
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._workers = [Worker() for _ in range(count)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="library")

    def read(self, batches: Iterable[list[File]]) -> Iterator[list[tuple[File, Told]]]:
        """Yield each batch with what its files hold, while the next ones are read."""
        waiting: deque[tuple[list[File], Future[tuple[Told, ...]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._threads.submit(self._read, tuple(batch))))
            if len(waiting) > self._crew:
                yield _paired(*waiting.popleft())
        while waiting:
            yield _paired(*waiting.popleft())

    def _read(self, files: tuple[File, ...]) -> tuple[Told, ...]:
        """Read a batch; when it is the end of a worker, find the file by halves, and say so of that one alone."""
        if not files:
            return ()
        try:
            return self._ask(Request(read=files, seconds=READ_S), READ_WITHIN_S)
        except WorkerLost:
            if len(files) == 1:
                return (Told(refused(files[0], refusals.TOO_MUCH)),)
        half = len(files) // 2
        return (*self._read(files[:half]), *self._read(files[half:]))

    def hear(self, wanted: Iterable[tuple[Recording, bytes]]) -> Iterator[Recording]:
        """Yield each recording as heard from the file beside it, in order; one that breaks a worker has its trouble."""
        return self._each(self._hear, wanted)

    def count(self, wanted: Iterable[tuple[Recording, bytes]]) -> Iterator[Recording]:
        """Yield each recording with its tempo, in order; one that breaks a worker has none."""
        return self._each(self._count, wanted)

    def speak(self, voice: Recording, path: bytes, into: bytes, longest_s: int) -> Recording:
        """Return a voice as written anew to `into`, with gain and length; one that breaks a worker has its trouble."""
        request = Request(speak=voice, path=path, into=into, longest_s=longest_s, seconds=SPEAK_S)
        try:
            return self._ask(request, SPEAK_WITHIN_S)[0].recording
        except WorkerLost:
            return replace(voice, trouble=refusals.NO_RECORDING)

    def cut(self, record: Recording, path: bytes, pieces: tuple[Piece, ...]) -> Recording:
        """Return a record whose songs were cut out; one that breaks a worker, or holds them not, has its trouble."""
        seconds = HEAR_S * (2 + record.duration // 900_000)
        try:
            return self._ask(Request(cut=record, path=path, pieces=pieces, seconds=seconds), 3 * seconds)[0].recording
        except WorkerLost:
            return replace(record, trouble=refusals.NOT_CUT.format(name_of(path)))

    def _each(
        self, do: Callable[[Recording, bytes], Recording], wanted: Iterable[tuple[Recording, bytes]]
    ) -> Iterator[Recording]:
        waiting: deque[Future[Recording]] = deque()
        for recording, path in wanted:
            waiting.append(self._threads.submit(do, recording, path))
            if len(waiting) > self._crew:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _count(self, recording: Recording, path: bytes) -> Recording:
        try:
            return self._ask(Request(count=recording, path=path, seconds=COUNT_S), 3 * COUNT_S)[0].recording
        except WorkerLost:
            return replace(recording, bpm=None, bpm_sure=False)

    def _hear(self, recording: Recording, path: bytes) -> Recording:
        if not os.path.isfile(path):  # noqa: PTH113  a path in bytes
            return replace(recording, missing=True)
        seconds = HEAR_S * (1 + recording.duration // 1_800_000)
        try:
            return self._ask(Request(hear=recording, path=path, seconds=seconds), 3 * seconds)[0].recording
        except WorkerLost:
            return replace(recording, trouble=refusals.TOO_MUCH.format(name_of(path)))

    def _ask(self, request: Request, within_s: float) -> tuple[Told, ...]:
        worker = self._idle.get()
        try:
            return worker.ask(request, within_s)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """End every process and thread; what was being done is left undone."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _paired(files: list[File], read: Future[tuple[Told, ...]]) -> list[tuple[File, Told]]:
    return list(zip(files, read.result(), strict=True))
