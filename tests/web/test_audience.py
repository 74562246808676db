"""The event stream's seats: nobody who comes is refused, and who makes room does so at once."""

from threading import Event, Thread

from hypothesis import given
from hypothesis import strategies as st

from kiosk.listening.board import Board
from kiosk.web.audience import Audience, Seat
from kiosk.web.events import stream


def test_in_a_full_house_the_oldest_makes_room() -> None:
    audience = Audience(2)
    first, second, third = audience.enter(), audience.enter(), audience.enter()
    assert [first.wanted, second.wanted, third.wanted] == [True, False, False]


def test_a_seat_given_back_is_free_again() -> None:
    audience = Audience(2)
    first, second = audience.enter(), audience.enter()
    audience.leave(first)
    audience.leave(first)
    audience.enter()
    assert not second.wanted


@given(st.lists(st.integers(0, 30)))
def test_never_more_listeners_than_seats(leaving: list[int]) -> None:
    audience, came = Audience(3), list[Seat]()
    for number in leaving:
        came.append(audience.enter())
        if number < len(came):
            audience.leave(came.pop(number))
        assert sum(not seat.wanted for seat in came) <= 3
        assert not came or not came[-1].wanted


def test_a_wanted_stream_ends_at_once_not_at_the_next_sign_of_life() -> None:
    board, seat, over = Board(), Seat(), Event()

    def follow() -> None:
        for _ in stream(board, lambda: seat.wanted, heartbeat_s=60):
            pass
        over.set()

    Thread(target=follow, daemon=True).start()
    seat.wanted = True
    board.stir()
    assert over.wait(5)
