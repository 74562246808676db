"""The last-value board: the newest status, for any number of readers of any slowness.

No queue per reader: a slow screen can neither miss the newest state nor fill the memory. The load is one
kiosk screen and a few phones, and a handful of changes a minute.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Condition

from kiosk.listening.status import Status


class Board:
    """Holds one status; every publication raises its version by one."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._status = Status()

    def publish(self, status: Status) -> Status:
        """Make this the newest status; its version is given here."""
        with self._changed:
            self._status = replace(status, version=self._status.version + 1)
            self._changed.notify_all()
            return self._status

    def nudge(self) -> None:
        """Wake every reader: nothing changed in the sound, but something else they show did."""
        with self._changed:
            self._status = replace(self._status, version=self._status.version + 1)
            self._changed.notify_all()

    def current(self) -> Status:
        """Return the newest status."""
        with self._changed:
            return self._status

    def wait(self, newer_than: int, timeout_s: float, enough: Callable[[], bool] = lambda: False) -> Status | None:
        """Return a status newer than this version as soon as there is one, None after `timeout_s` seconds.

        None at once, too, when `enough` says so; it is asked when the wait begins and at each `stir`.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._status.version > newer_than or enough(), timeout_s)
            return self._status if self._status.version > newer_than else None

    def stir(self) -> None:
        """Let everyone who waits ask again whether it is enough."""
        with self._changed:
            self._changed.notify_all()
