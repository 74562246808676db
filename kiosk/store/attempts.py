"""Wrong PINs, counted per device and account and kept over a restart (reliability D3)."""

import sqlite3
from datetime import datetime, timedelta
from math import ceil

from kiosk.errors import LockedOut
from kiosk.people.staff import SYSTEM
from kiosk.store.database import Database, Transaction
from kiosk.store.moments import stamp

FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
FORGET_AFTER = timedelta(days=1)
"""A count this old says nothing about who stands there now."""


def wait_after(failures: int) -> int:
    """Return the seconds to wait after that many failures in a row: none, then 30 s doubling to 15 min."""
    if failures < FREE_TRIES:
        return 0
    doublings = min(failures - FREE_TRIES, 10)
    return min(FIRST_WAIT_S << doublings, LONGEST_WAIT_S)


class Attempts:
    """The lock-out counters.

    They are per device and account, so that a resident at the kiosk cannot lock staff out elsewhere.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def start_try(self, device: str, account: str, now: datetime) -> None:
        """Count a try as failed before the PIN is looked at, or raise LockedOut; `succeeded` takes it back.

        One step, so that many tries at the same moment cannot slip past the limit together.
        """
        with self._database.transaction(SYSTEM) as change:
            wait = _wait_s(change.link, device, account, now)
            if wait:
                raise LockedOut(f"Too many wrong PINs. Please try again in {_in_words(wait)}.", wait)
            _count(change, device, account, now)

    def failed(self, device: str, account: str, now: datetime) -> int:
        """Count one wrong PIN; return the seconds to wait until the next try."""
        with self._database.transaction(SYSTEM) as change:
            _count(change, device, account, now)
            return _wait_s(change.link, device, account, now)

    def wait_s(self, device: str, account: str, now: datetime) -> int:
        """Return the seconds until the next try, 0 when it may be now."""
        with self._database.reading() as link:
            return _wait_s(link, device, account, now)

    def succeeded(self, device: str, account: str) -> None:
        """Forget the count: the PIN was right."""
        with self._database.transaction(SYSTEM) as change:
            change.link.execute("DELETE FROM attempts WHERE device = ? AND account = ?", (device, account))


def _held(link: sqlite3.Connection, device: str, account: str, now: datetime) -> tuple[int, datetime]:
    row = link.execute(
        "SELECT failures, last_at FROM attempts WHERE device = ? AND account = ?", (device, account)
    ).fetchone()
    if row is None or now - datetime.fromisoformat(row[1]) > FORGET_AFTER:
        return 0, now
    return int(row[0]), datetime.fromisoformat(row[1])


def _wait_s(link: sqlite3.Connection, device: str, account: str, now: datetime) -> int:
    """Return the seconds left; a clock that was set back never makes the wait longer than it began."""
    failures, last_at = _held(link, device, account, now)
    whole = wait_after(failures)
    left = whole - (now - last_at).total_seconds()
    return max(0, min(whole, ceil(left)))


def _count(change: Transaction, device: str, account: str, now: datetime) -> None:
    failures, _ = _held(change.link, device, account, now)
    change.link.execute("REPLACE INTO attempts VALUES (?, ?, ?, ?)", (device, account, failures + 1, stamp(now)))


def _in_words(seconds: int) -> str:
    if seconds < 60:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    minutes = ceil(seconds / 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
