"""Signed-in browsers, kept on the server so that one can be ended from here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.people.staff import SYSTEM
from kiosk.store.database import Database
from kiosk.store.moments import stamp

_COLUMNS = "id_hash, kind, subject, created_at, last_seen_at, expires_at, device"
TOUCH_AFTER = timedelta(minutes=1)
"""A page view within this time of the last one writes nothing."""


class SubjectKind(StrEnum):
    """Who is signed in."""

    STAFF = "staff"
    FAMILY = "family"


@dataclass(frozen=True)
class WebSession:
    """One signed-in browser. `id_hash` is the SHA-256 of the cookie; the cookie itself is never kept.

    `subject` is a staff id, or for family the invitation's id.
    """

    id_hash: str
    kind: SubjectKind
    subject: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    device: str = ""


class WebSessions:
    """Everyone who is signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, session: WebSession) -> WebSession:
        """Keep a new session, and drop those that have expired by then."""
        with self._database.transaction(SYSTEM) as change:
            change.link.execute("DELETE FROM web_sessions WHERE expires_at <= ?", (stamp(session.created_at),))
            change.link.execute(
                f"INSERT INTO web_sessions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (
                    session.id_hash,
                    session.kind,
                    session.subject,
                    stamp(session.created_at),
                    stamp(session.last_seen_at),
                    stamp(session.expires_at),
                    session.device,
                ),
            )
        return session

    def get(self, id_hash: str, now: datetime) -> WebSession | None:
        """Return a session, None when it is unknown, ended or past its time."""
        with self._database.reading() as link:
            row = link.execute(
                f"SELECT {_COLUMNS} FROM web_sessions WHERE id_hash = ?",  # noqa: S608
                (id_hash,),
            ).fetchone()
        if row is None:
            return None
        created, seen, expires = map(datetime.fromisoformat, row[3:6])
        session = WebSession(row[0], SubjectKind(row[1]), row[2], created, seen, expires, row[6])
        return session if now < session.expires_at else None

    def touch(self, id_hash: str, now: datetime) -> None:
        """Note that the browser was here just now; written at most once a minute."""
        session = self.get(id_hash, now)
        if session is None or abs(now - session.last_seen_at) < TOUCH_AFTER:
            return
        with self._database.transaction(SYSTEM) as change:
            change.link.execute("UPDATE web_sessions SET last_seen_at = ? WHERE id_hash = ?", (stamp(now), id_hash))

    def end(self, id_hash: str) -> None:
        """Sign one browser out; an unknown one is out already."""
        with self._database.transaction(SYSTEM) as change:
            change.link.execute("DELETE FROM web_sessions WHERE id_hash = ?", (id_hash,))

    def end_all_of(self, kind: SubjectKind, subject: str) -> int:
        """Sign a person out everywhere; return how many browsers that was."""
        with self._database.transaction(SYSTEM) as change:
            return change.link.execute(
                "DELETE FROM web_sessions WHERE kind = ? AND subject = ?", (kind, subject)
            ).rowcount
