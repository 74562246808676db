"""The library's progress on a terminal: one line that is written over, in the words of the page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO

from kiosk.home.library_progress import Progress, ProgressBoard, Stage, pace

EVERY_S = 0.25
USUAL_COLUMNS = 80
CLEAR = "\r\x1b[K"


@contextmanager
def shown_on(stream: TextIO, board: ProgressBoard) -> Iterator[None]:
    """Show how far the work is for as long as it takes; nothing when the stream is no terminal."""
    if not stream.isatty():
        yield
        return
    done = Event()
    follower = Thread(target=_follow, args=(stream, board, done), name="progress on the terminal", daemon=True)
    follower.start()
    try:
        yield
    finally:
        done.set()
        follower.join()


def _follow(stream: TextIO, board: ProgressBoard, done: Event) -> None:
    while not done.wait(EVERY_S):
        stream.write(CLEAR + line(board.now(), _columns(stream)))
        stream.flush()
    stream.write(CLEAR)
    stream.flush()


def line(now: Progress, columns: int) -> str:
    """Return one line of fewer than so many letters: what is being done and how far it is, or only how far."""
    if now.stage is Stage.REST:
        return ""
    whole = f"{now.stage}: {pace(now)}"
    return (whole if len(whole) < columns else pace(now))[: columns - 1]


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or USUAL_COLUMNS
    except OSError:
        return USUAL_COLUMNS
