"""Whoever scans a folder in a terminal sees how far it is; a program that reads the output does not."""

import io
import os
from collections.abc import Iterator
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.home.library_progress import Progress, ProgressBoard, Stage
from kiosk.home.library_terminal import CLEAR, line, shown_on

HALF = Progress(Stage.HEARING, 50, 200, 5.0, 30.0)


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A terminal: where its reader reads, and where programs write."""
    reader, writer = os.openpty()
    with open(writer, "w") as stream:  # noqa: PTH123  an open file
        yield reader, stream
    os.close(reader)


def test_it_works(terminal: tuple[int, TextIO]) -> None:
    reader, stream = terminal
    now = [0.0]
    board = ProgressBoard(lambda: now[0])
    board.begin(Stage.HEARING, 200)
    board.add(50)
    now[0] = 10.0
    with shown_on(stream, board):
        seen = b""
        while b"left" not in seen:
            seen += os.read(reader, 1000)
    assert b"50 of 200 files, 5 a second, less than a minute left" in seen
    assert os.read(reader, 1000).endswith(CLEAR.encode())


def test_what_is_no_terminal_sees_nothing() -> None:
    stream, board = io.StringIO(), ProgressBoard()
    board.begin(Stage.LISTING, 10)
    with shown_on(stream, board):
        board.add(10)
    assert stream.getvalue() == ""


def test_the_line_goes_when_the_work_fails(terminal: tuple[int, TextIO]) -> None:
    reader, stream = terminal
    with pytest.raises(OSError, match="the disk has gone"), shown_on(stream, ProgressBoard()):
        raise OSError("the disk has gone")
    assert os.read(reader, 1000).endswith(CLEAR.encode())


def test_a_wide_terminal_says_what_is_being_done() -> None:
    assert line(HALF, 120).startswith(f"{Stage.HEARING}: 50 of 200 files, 5 a second")
    assert line(HALF, 60).startswith("50 of 200 files, 5 a second")
    assert line(Progress(), 120) == ""


@given(st.sampled_from(Stage), st.integers(0, 10**6), st.floats(0, 10**6), st.integers(1, 200))
def test_it_never_runs_over_the_edge(stage: Stage, done: int, left: float, columns: int) -> None:
    assert len(line(Progress(stage, done, 10**6, 3.0, left), columns)) < columns
