"""The one connection to kiosk.db: one lock, whole transactions, and what happens when the disk fails."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from kiosk.errors import Conflict, StoreUnavailable
from kiosk.people.staff import Actor
from kiosk.store import rescue
from kiosk.store.files import HomeFiles, free_bytes
from kiosk.store.moments import Clock
from kiosk.store.schema import connect
from kiosk.store.trouble import BUSY, ONLY_A_VIEW, ROOM_NEEDED, SOME_DAMAGE, DatabaseError, Trouble, is_busy, trouble_of

COMMITS_BETWEEN_CHECKPOINTS = 250
"""About 1,000 pages of the write-ahead log, SQLite's own measure."""

_log = logging.getLogger(__name__)


@dataclass
class Transaction:
    """One change in the making: who makes it, when, and what to forget when it fails."""

    link: sqlite3.Connection
    by: Actor
    at: datetime
    undo: list[Callable[[], None]] = field(default_factory=list)
    spoiled: bool = False
    bulky: bool = False

    def refuse_when_spoiled(self) -> None:
        """Raise Conflict when a part failed and somebody swallowed its error: half a change is none."""
        if self.spoiled:
            raise Conflict("Part of this could not be kept, so none of it was. Please try again.")

    def number(self, device: str, table: str) -> int:
        """Return the next sequence number of `table` on this device; numbers are never used again."""
        row = self.link.execute(
            "INSERT INTO counters (device, tbl, last) VALUES (?, ?, 1) "
            "ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            (device, table),
        ).fetchone()
        return int(row[0])


class Database:
    """Every read and write passes here, under one lock.

    A write that fails is final: it is rolled back, and nothing is written again until there is room
    (disk full) or `reopen` (anything else), because a second try after a failed fsync may lie
    (reliability A2).
    """

    def __init__(self, files: HomeFiles, clock: Clock, *, writes: bool) -> None:
        self.files = files
        self.clock = clock
        self.writes = writes
        self.lock = threading.RLock()
        self.trouble: Trouble | None = None
        self.damage: set[str] = set()
        self._current: Transaction | None = None
        self._commits = 0
        self.link = connect(files.database, writes=writes)
        self.device = str(self.link.execute("SELECT value FROM facts WHERE name = 'device'").fetchone()[0])

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold the lock and give the connection; what the disk cannot read is a StoreUnavailable."""
        with self.lock:
            try:
                yield self.link
            except DatabaseError as error:
                if self._current is not None:
                    raise
                self._fail(error)

    @contextmanager
    def transaction(self, by: Actor) -> Iterator[Transaction]:
        """Do all of the block durably, or none of it; a block inside a block joins the outer one."""
        with self.lock:
            if self._current is not None:
                with self._joined(self._current) as current:
                    yield current
                return
            self._refuse_in_trouble()
            current = self._current = Transaction(self.link, by, self.clock())
            try:
                with self._all_or_nothing(current):
                    yield current
            finally:
                self._current = None
            self._count_commit(current)

    def current(self) -> Transaction:
        """Return the transaction the caller is inside of."""
        if self._current is None:
            raise RuntimeError("a write needs a transaction around it")
        return self._current

    @contextmanager
    def _joined(self, current: Transaction) -> Iterator[Transaction]:
        try:
            yield current
        except BaseException:
            current.spoiled = True
            raise

    @contextmanager
    def _all_or_nothing(self, current: Transaction) -> Iterator[None]:
        try:
            self.link.execute("BEGIN IMMEDIATE")
            yield
            current.refuse_when_spoiled()
            self.link.execute("COMMIT")
        except BaseException as error:
            self._roll_back(current)
            if isinstance(error, sqlite3.Error):  # a caller's own UnicodeDecodeError is not ours
                self._fail(error)
            raise

    def _roll_back(self, current: Transaction) -> None:
        if self.link.in_transaction:
            with suppress(*DatabaseError):
                self.link.execute("ROLLBACK")
        for undo in current.undo:
            undo()

    def room(self) -> int:
        """Return the bytes free on the home's disk."""
        return free_bytes(self.files.home)

    def _refuse_in_trouble(self) -> None:
        if not self.writes:
            raise StoreUnavailable(ONLY_A_VIEW)
        if self.trouble is Trouble.FULL and self.room() >= ROOM_NEEDED:
            self.trouble = None
        if self.trouble is not None:
            raise StoreUnavailable(self.trouble)

    def _fail(self, error: Exception) -> NoReturn:
        """Raise the sentence for a database error, and stop writing when the disk is to blame."""
        if is_busy(error):
            raise StoreUnavailable(BUSY) from error
        trouble = trouble_of(error, self.room())
        if trouble is None:
            raise error
        raise self.stop_writing(trouble) from error

    def stop_writing(self, trouble: Trouble) -> StoreUnavailable:
        """Go read-only and return the sentence to raise; a failed disk is marked for the next start."""
        _log.error("store is read-only: %s", trouble.name)
        self.trouble = trouble
        if trouble is Trouble.FAILED and self.writes:
            rescue.distrust(self.files)
        return StoreUnavailable(trouble)

    def trouble_in_words(self) -> str:
        """Say why nothing more is written, or that something is damaged; empty when all is well."""
        with self.lock:
            if self.trouble is not None:
                return str(self.trouble)
            return SOME_DAMAGE if self.damage else ""

    def note_damage(self, what: str) -> None:
        """Remember a damaged row that was left out, so that somebody is told."""
        _log.error("damaged: %s", what)
        self.damage.add(what)

    def _count_commit(self, current: Transaction) -> None:
        self._commits += 1
        if current.bulky or self._commits >= COMMITS_BETWEEN_CHECKPOINTS:
            self._commits = 0
            self._checkpoint("PASSIVE")

    def _checkpoint(self, mode: str) -> None:
        """Move the log's pages into the file; a full disk may wait, a failed one may not."""
        try:
            self.link.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        except DatabaseError as error:
            if trouble_of(error, self.room()) is Trouble.FAILED:
                self.stop_writing(Trouble.FAILED)

    def compact(self) -> None:
        """Rewrite the file without its free space and empty the log: what was deleted is gone from both.

        Raises StoreUnavailable when the disk cannot do it.
        """
        with self.lock:
            self._refuse_in_trouble()
            try:
                self.link.execute("VACUUM")
                blocked = self.link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except DatabaseError as error:
                self._fail(error)
            if blocked:
                raise StoreUnavailable(BUSY)

    def reopen(self) -> None:
        """Start again from what is on disk; after a failed disk, from a fresh whole copy of it."""
        with self.lock:
            if self.trouble is Trouble.FAILED:
                self._rescue()
            else:
                self._connect_again()
            self.trouble = None
            self.damage.clear()

    def _connect_again(self) -> None:
        self.link.close()
        self.link = connect(self.files.database, writes=self.writes)
        try:
            found = self.link.execute("PRAGMA quick_check(1)").fetchone()[0]
        except DatabaseError as error:
            self._fail(error)
        if found != "ok":
            raise self.stop_writing(Trouble.DAMAGED)

    def _rescue(self) -> None:
        try:
            rescue.copy(self.link, self.files)
        except (*DatabaseError, OSError) as error:
            raise StoreUnavailable(Trouble.FAILED) from error
        old = self.link
        rescue.put_in_place(self.files)
        self.link = connect(self.files.database, writes=self.writes)
        old.close()

    def close(self) -> None:
        """Empty the log into the file and let go of it; a distrusted file is left exactly as it is."""
        with self.lock:
            if self.writes and self.trouble is None:
                self._checkpoint("TRUNCATE")
            if self.trouble is Trouble.FAILED:
                rescue.never_close(self.link)
            else:
                self.link.close()
