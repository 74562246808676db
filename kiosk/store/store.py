"""The store: one home's documents, records and photos, opened once and asked by noun."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kiosk.errors import StoreUnavailable
from kiosk.people.staff import Actor
from kiosk.store import backup, erasure, opening
from kiosk.store.attempts import Attempts
from kiosk.store.audit import AuditTrail
from kiosk.store.crossings import Crossings
from kiosk.store.database import Database
from kiosk.store.export import everything_about
from kiosk.store.files import HomeFiles, HomeLock, make_private_folder
from kiosk.store.goals import Goals
from kiosk.store.greetings import Greetings
from kiosk.store.interviews import Interviews
from kiosk.store.invitations import Invitations
from kiosk.store.memories import Memories
from kiosk.store.moments import Clock, utc_now
from kiosk.store.photos import Photos
from kiosk.store.playlists import Playlists
from kiosk.store.recordings import Recordings
from kiosk.store.records import Records
from kiosk.store.recovery import Recovery
from kiosk.store.residents import Residents
from kiosk.store.session_plans import SessionPlans
from kiosk.store.settings import Settings
from kiosk.store.staff import Staff
from kiosk.store.tinydb_storage import Collections
from kiosk.store.web_sessions import WebSessions
from kiosk.store.words import Words
from kiosk.units import ResidentId


class Store:
    """One home's data. Nothing is acknowledged before it is durable; safe to use from any thread."""

    def __init__(self, database: Database, lock: HomeLock | None) -> None:
        self._database = database
        self._collections = Collections(database)
        self._lock = lock
        self.residents = Residents(database, self._collections)
        self.playlists = Playlists(database, self._collections)
        self.memories = Memories(database, self._collections)
        self.invitations = Invitations(database, self._collections)
        self.greetings = Greetings(database, self._collections)
        self.interviews = Interviews(database, self._collections)
        self.crossings = Crossings(database, self._collections)
        self.goals = Goals(database, self._collections)
        self.session_plans = SessionPlans(database, self._collections)
        self.staff = Staff(database, self._collections)
        self.settings = Settings(database, self._collections)
        self.recovery = Recovery(database, self.settings)
        self.web_sessions = WebSessions(database)
        self.attempts = Attempts(database)
        self.records = Records(database)
        self.recordings = Recordings(database)
        self.words = Words(database)
        self.photos = Photos(database)
        self.audit = AuditTrail(database)

    @classmethod
    def open(cls, home: Path, clock: Clock = utc_now, *, lock: bool = True) -> Self:
        """Open a home, made when absent. With `lock=False`, only look at one, also beside a running kiosk.

        AlreadyRunning when another process owns it; NotFound when there is nothing to look at;
        StoreUnavailable when the file is damaged, empty or from a newer kiosk.
        """
        files = HomeFiles(home)
        return cls._own(files, clock) if lock else cls._view(files, clock)

    @classmethod
    def _own(cls, files: HomeFiles, clock: Clock) -> Self:
        make_private_folder(files.home)
        owner = HomeLock(files.lock)
        try:
            opening.prepare(files)
            store = cls(Database(files, clock, writes=True), owner)
            with suppress(StoreUnavailable):  # a disk without room for it must not keep the music away
                erasure.finish(store._database, store.photos)
        except BaseException:
            owner.release()
            raise
        return store

    @classmethod
    def _view(cls, files: HomeFiles, clock: Clock) -> Self:
        opening.look(files)
        return cls(Database(files, clock, writes=False), None)

    @property
    def home(self) -> Path:
        """The folder everything lies in."""
        return self._database.files.home

    @property
    def files(self) -> HomeFiles:
        """The names of the files in it."""
        return self._database.files

    @property
    def device(self) -> str:
        """This box's random id; with a number it names every record."""
        return self._database.device

    @property
    def trouble(self) -> str:
        """Say in one sentence why nothing more is written, or what is damaged; empty when all is well."""
        return self._database.trouble_in_words()

    @contextmanager
    def together(self, by: Actor) -> Iterator[None]:
        """Make every save in the block one transaction: all of it is kept, or nothing."""
        with self._database.transaction(by):
            yield

    def reopen(self) -> None:
        """Start again from what is on disk, after the disk was mended; StoreUnavailable when it still fails."""
        with self._database.lock:
            self._collections.forget_all()
            self._database.reopen()

    def backup(self, path: Path) -> backup.BackupReport:
        """Write everything but the music into one file, read back and verified before it gets its name.

        Sealed to the home's recovery keys once it has any.
        """
        return backup.write(self._database, self.photos, path, self.recovery.keys().publics)

    def export_resident(self, resident: ResidentId) -> dict[str, Any]:
        """Return everything kept about one person, as JSON can hold it; NotFound when there is nobody."""
        return everything_about(self._database, self.photos, resident)

    def erase_resident(self, resident: ResidentId, by: Actor) -> erasure.ErasureReport:
        """Remove everything kept about one person, for good; the bytes are gone from the files on return."""
        try:
            return erasure.erase(self._database, self.photos, resident, by)
        finally:
            self._collections.forget_all()

    def close(self) -> None:
        """Let go of the home."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
