"""Who follows the event stream: when every seat is taken, the one who has sat longest makes room.

A page that was left goes on holding its thread until a sign of life cannot be written (anchors G2, G3). A browser
that opens page after page would fill the house with such ghosts, so nobody who comes is ever refused: the
newest is the one somebody looks at. A living page that had to make room comes back by itself a second later.
"""

from collections import deque
from threading import Lock


class Seat:
    """One listener's place; `wanted` once somebody newer has it."""

    def __init__(self) -> None:
        self.wanted = False


class Audience:
    """So many seats, oldest first."""

    def __init__(self, seats: int) -> None:
        self._most = seats
        self._seats: deque[Seat] = deque()
        self._lock = Lock()

    def enter(self) -> Seat:
        """Take a seat; in a full house the oldest listener's is wanted back."""
        seat = Seat()
        with self._lock:
            while len(self._seats) >= self._most:
                self._seats.popleft().wanted = True
            self._seats.append(seat)
        return seat

    def leave(self, seat: Seat) -> None:
        """Give a seat back; twice is once."""
        with self._lock:
            if seat in self._seats:
                self._seats.remove(seat)
