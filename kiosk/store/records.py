"""Records: sessions, plays, observations, marks and assents. They only grow, one row each, numbered per device."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from kiosk.care.assent import Assent
from kiosk.care.measures import Measure
from kiosk.care.observations import Observation, SongMark
from kiosk.care.plays import Play, Session
from kiosk.care.session_run import Tap
from kiosk.errors import Conflict, NotFound, StoreUnavailable
from kiosk.people.staff import SYSTEM
from kiosk.store import erased
from kiosk.store.database import Database
from kiosk.store.moments import stamp
from kiosk.store.rows import checksum
from kiosk.store.schema import SHARED
from kiosk.store.trouble import Trouble
from kiosk.units import ObservationId, ResidentId, SessionId

Record = TypeVar("Record")


@dataclass(frozen=True)
class _Keys:
    """What a row is found by; `id` None for what has no id of its own."""

    id: str | None
    resident: ResidentId
    session: str | None
    at: datetime


class _Journal(Generic[Record]):
    """One table of records."""

    def __init__(self, database: Database, table: str, kind: type[Record]) -> None:
        self._database = database
        self._table = table
        self._kind = kind

    def append(self, keys: _Keys, record: Record) -> int:
        """Keep a record and return its number on this device; durable on return.

        The same record again (a tap sent twice) gets the number it has. Conflict when another one has its id.
        """
        body = msgspec.json.encode(record)
        with self._database.transaction(SYSTEM) as change:
            erased.refuse(change.link, keys.resident)
            held = self._number_of(change.link, keys.id, body)
            if held is not None:
                return held
            sequence = change.number(self._database.device, self._table)
            self._insert(change.link, sequence, keys, body)
        return sequence

    def _number_of(self, link: sqlite3.Connection, key: str | None, body: bytes) -> int | None:
        row = link.execute(f"SELECT sequence, body FROM {self._table} WHERE id = ?", (key,)).fetchone()  # noqa: S608
        if row is None:
            return None
        if row[1] != body:
            raise Conflict("Another record is kept under the same id. Please start again.")
        return int(row[0])

    def _insert(self, link: sqlite3.Connection, sequence: int, keys: _Keys, body: bytes) -> None:
        device, at = self._database.device, stamp(keys.at)
        total = row_sum(device, sequence, keys.id, keys.resident, keys.session, at, body)
        link.execute(
            f"INSERT INTO {self._table} VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (device, sequence, keys.id, keys.resident, keys.session, at, body, total),
        )

    def of(self, resident: ResidentId, since: datetime | None) -> tuple[Record, ...]:
        return self._where("resident = ? AND at >= ?", resident, "" if since is None else stamp(since))

    def shared(self, resident: ResidentId, since: datetime | None) -> tuple[Record, ...]:
        """Return what is about a person, and what is about a group they were in."""
        return self._where(f"{SHARED} AND at >= ?", resident, resident, "" if since is None else stamp(since))

    def of_session(self, session: SessionId) -> tuple[Record, ...]:
        return self._where("session = ?", session)

    def get(self, key: str, word: str) -> Record:
        found = self.find(key)
        if found is None:
            raise NotFound(f"This {word} is not kept here. Go back and choose again.")
        return found

    def find(self, key: str) -> Record | None:
        return next(iter(self._where("id = ?", key)), None)

    def last_shared(self, resident: ResidentId) -> Record | None:
        """Return the newest of what is about a person, or about a group they were in."""
        who = (resident, resident)
        with self._database.reading() as link:
            row = link.execute(f"SELECT max(at) FROM {self._table} WHERE {SHARED}", who).fetchone()  # noqa: S608
        return self._where(f"{SHARED} AND at = ?", *who, row[0])[-1] if row[0] else None

    def count_shared(self, resident: ResidentId) -> int:
        return self._count(SHARED, resident, resident)

    def count_of(self, resident: ResidentId) -> int:
        return self._count("resident = ?", resident)

    def _count(self, condition: str, *values: str) -> int:
        with self._database.reading() as link:
            row = link.execute(f"SELECT count(*) FROM {self._table} WHERE {condition}", values).fetchone()  # noqa: S608
        return int(row[0])

    def _where(self, condition: str, *values: str) -> tuple[Record, ...]:
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT device, sequence, id, resident, session, at, body, sum "  # noqa: S608
                f"FROM {self._table} WHERE {condition} ORDER BY at, device, sequence",
                values,
            ).fetchall()
        whole = [row for row in rows if self._is_whole(row)]
        return tuple(self._record(row[6]) for row in whole)

    def _is_whole(self, row: tuple[Any, ...]) -> bool:
        """Say whether a row is as it was written; a damaged one is left out and somebody is told."""
        if row_sum(*row[:7]) == row[7]:
            return True
        self._database.note_damage(f"{self._table} {row[0]}/{row[1]}")
        return False

    def _record(self, body: bytes) -> Record:
        try:
            return msgspec.json.decode(body, type=self._kind)
        except msgspec.ValidationError as error:
            self._database.note_damage(f"{self._table}: {error}")
            raise StoreUnavailable(Trouble.DAMAGED) from error


def row_sum(
    device: str, sequence: int, key: str | None, resident: str, session: str | None, at: str, body: bytes
) -> int:
    """Return the checksum of one record's row."""
    return checksum(device, sequence, key, resident, session, at, body)


class Records:
    """What happened and what was seen."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = _Journal(database, "sessions", Session)
        self._plays = _Journal(database, "plays", Play)
        self._observations = _Journal(database, "observations", Observation)
        self._taps = _Journal(database, "session_taps", Tap)
        self._marks = _Journal(database, "song_marks", SongMark)
        self._assents = _Journal(database, "assents", Assent)
        self._measures = _Journal(database, "measures", Measure)

    def append_session(self, session: Session) -> int:
        """Keep a session's beginning, for everyone in it; durable on return. Returns its number on this device."""
        with self._database.transaction(SYSTEM) as change:
            for other in session.others:
                erased.refuse(change.link, other)
                change.link.execute("INSERT OR IGNORE INTO session_people VALUES (?, ?)", (other, session.id))
            return self._sessions.append(_Keys(session.id, session.resident, session.id, session.began_at), session)

    def append_play(self, play: Play) -> int:
        """Keep a play that ended; durable on return. Returns its number on this device."""
        return self._plays.append(_Keys(play.id, play.resident, play.session, play.started_at), play)

    def append_observation(self, seen: Observation) -> int:
        """Keep a note; durable on return. Returns its number on this device."""
        return self._observations.append(_Keys(seen.id, seen.resident, seen.session, seen.seen_at), seen)

    def append_mark(self, mark: SongMark) -> int:
        """Keep a mark on a song; durable on return. Returns its number on this device."""
        return self._marks.append(_Keys(None, mark.resident, mark.session, mark.at), mark)

    def append_tap(self, tap: Tap, lead: ResidentId) -> int:
        """Keep a tap of a running session; durable on return. What is about everyone lies under the first of them."""
        return self._taps.append(_Keys(tap.id, tap.resident or lead, tap.session, tap.at), tap)

    def find_tap(self, key: str) -> Tap | None:
        """Return one tap, None when there is none."""
        return self._taps.find(key)

    def taps_of_session(self, session: SessionId) -> tuple[Tap, ...]:
        """Return the taps of a session in the order they happened."""
        return self._taps.of_session(session)

    def taps_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Tap, ...]:
        """Return the taps about a person, or of sessions kept under them, oldest first."""
        return self._taps.of(resident, since)

    def append_assent(self, assent: Assent) -> int:
        """Keep a person's yes or "not today"; durable on return. Returns its number on this device."""
        return self._assents.append(_Keys(None, assent.resident, assent.session, assent.at), assent)

    def append_measure(self, measure: Measure) -> int:
        """Keep a filled-in instrument; durable on return. Returns its number on this device."""
        return self._measures.append(_Keys(measure.id, measure.resident, None, measure.at), measure)

    def session(self, key: SessionId) -> Session:
        """Return one session; NotFound when there is none."""
        return self._sessions.get(key, "session")

    def observation(self, key: ObservationId) -> Observation:
        """Return one note; NotFound when there is none."""
        return self._observations.get(key, "note")

    def sessions_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Session, ...]:
        """Return a person's sessions, a group's too, that began at or after `since`, oldest first."""
        return self._sessions.shared(resident, since)

    def plays_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Play, ...]:
        """Return a person's plays, a group's too, that started at or after `since`, oldest first."""
        return self._plays.shared(resident, since)

    def observations_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Observation, ...]:
        """Return the notes on a person seen at or after `since`, oldest first."""
        return self._observations.of(resident, since)

    def marks_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[SongMark, ...]:
        """Return a person's marks on songs made at or after `since`, oldest first."""
        return self._marks.of(resident, since)

    def assents_of(self, resident: ResidentId, since: datetime | None = None) -> tuple[Assent, ...]:
        """Return a person's answers given at or after `since`, oldest first."""
        return self._assents.of(resident, since)

    def measures_of(self, resident: ResidentId) -> tuple[Measure, ...]:
        """Return the instruments filled in for a person, oldest first."""
        return self._measures.of(resident, None)

    def find_observation(self, key: ObservationId) -> Observation | None:
        """Return one note, None when there is none."""
        return self._observations.find(key)

    def last_session_of(self, resident: ResidentId) -> Session | None:
        """Return a person's newest session, None before the first."""
        return self._sessions.last_shared(resident)

    def last_play_of(self, resident: ResidentId) -> Play | None:
        """Return what sounded last for a person, None when nothing did."""
        return self._plays.last_shared(resident)

    def session_count(self, resident: ResidentId) -> int:
        """Return how many sessions a person had."""
        return self._sessions.count_shared(resident)

    def observation_count(self, resident: ResidentId) -> int:
        """Return how many notes there are on a person, corrections counted too."""
        return self._observations.count_of(resident)

    def plays_of_session(self, session: SessionId) -> tuple[Play, ...]:
        """Return what sounded in a session, oldest first."""
        return self._plays.of_session(session)

    def observations_of_session(self, session: SessionId) -> tuple[Observation, ...]:
        """Return the notes made on a session, oldest first."""
        return self._observations.of_session(session)

    def marks_of_session(self, session: SessionId) -> tuple[SongMark, ...]:
        """Return the marks made in a session, oldest first."""
        return self._marks.of_session(session)
