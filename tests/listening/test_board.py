"""The board: the newest status for everyone, however slow."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from kiosk.listening.board import Board
from kiosk.listening.status import Phase, Status
from kiosk.listening.view import worth_telling
from kiosk.units import PositionMs


def test_it_keeps_the_newest_status() -> None:
    board = Board()
    board.publish(Status(phase=Phase.STARTING))
    board.publish(Status(phase=Phase.PLAYING))
    assert (board.current().phase, board.current().version) == (Phase.PLAYING, 2)


def test_a_late_reader_gets_the_newest_at_once_and_only_that() -> None:
    board = Board()
    for _ in range(5):
        board.publish(Status())
    found = board.wait(newer_than=0, timeout_s=0)
    assert found is not None
    assert found.version == 5


def test_nothing_new_is_none_after_the_time_out() -> None:
    assert Board().wait(newer_than=0, timeout_s=0.01) is None


def test_every_waiting_reader_wakes_up() -> None:
    board = Board()
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(board.wait, 0, 5.0) for _ in range(8)]
        board.publish(Status())
        assert all(found.result() is not None for found in waiting)


def test_a_nudge_wakes_readers_and_changes_nothing_they_show() -> None:
    board = Board()
    before = board.publish(Status(phase=Phase.PLAYING, title="Daisy Bell"))
    board.nudge()
    found = board.wait(before.version, 0)
    assert found is not None
    assert replace(found, version=before.version) == before


def test_a_song_that_just_moves_on_is_not_worth_telling() -> None:
    then = Status(phase=Phase.PLAYING, position=PositionMs(1000), at_s=100.0)
    on_time = replace(then, position=PositionMs(3000), at_s=102.0)
    assert not worth_telling(then, on_time)
    assert worth_telling(then, replace(on_time, position=PositionMs(1500)))
    assert worth_telling(then, replace(on_time, phase=Phase.STARTING))
