"""The shape of kiosk.db: its tables, its version, and the steps from one version to the next."""

import secrets
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kiosk.errors import StoreUnavailable
from kiosk.store.copies import copy_database
from kiosk.store.files import PRIVATE_FILE, HomeFiles, sync_file, sync_folder

APPLICATION = 0x4B494F53
"""Says in the file's header that it is a kiosk's ("KIOS")."""

VERSION = 1
"""The version this build writes."""

Step = Callable[[sqlite3.Connection], None]
"""One pure step from a version to the next, run inside a transaction."""

STEPS: Mapping[int, Step] = {}
"""For each older version, the step that leads to the next one."""

RECORD_TABLES = ("sessions", "plays", "observations", "song_marks", "assents", "measures", "session_taps")
GROUP_TABLES = ("sessions", "plays")
"""Kept once for a whole group, under the person its session names first."""
SHARED = "(resident = ? OR session IN (SELECT session FROM session_people WHERE resident = ?))"
"""The condition for what is about a person or about a group they were in; takes the person twice."""

_RECORDS = """
CREATE TABLE {table} (
    device TEXT NOT NULL, sequence INTEGER NOT NULL, id TEXT UNIQUE, resident TEXT NOT NULL,
    session TEXT, at TEXT NOT NULL, body BLOB NOT NULL, sum INTEGER NOT NULL,
    PRIMARY KEY (device, sequence)) WITHOUT ROWID;
CREATE INDEX {table}_by_resident ON {table} (resident, at);
CREATE INDEX {table}_by_session ON {table} (session) WHERE session IS NOT NULL;
CREATE TRIGGER {table}_only_grows BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
"""

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (
    device TEXT NOT NULL, tbl TEXT NOT NULL, last INTEGER NOT NULL, erased INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (device, tbl)) WITHOUT ROWID;
CREATE TABLE documents (
    collection TEXT NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, sum INTEGER NOT NULL,
    UNIQUE (tbl, id));
CREATE INDEX documents_by_collection ON documents (collection);
CREATE TABLE photo_owners (
    photo TEXT NOT NULL, collection TEXT NOT NULL, PRIMARY KEY (photo, collection)) WITHOUT ROWID;
CREATE TABLE audit (
    entry INTEGER PRIMARY KEY, device TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL,
    by_kind TEXT NOT NULL, by_id TEXT NOT NULL, action TEXT NOT NULL, tbl TEXT NOT NULL,
    digest TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (device, sequence));
CREATE TRIGGER audit_only_grows BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TABLE audit_details (
    entry INTEGER PRIMARY KEY REFERENCES audit (entry), resident TEXT, body BLOB NOT NULL);
CREATE INDEX audit_details_by_resident ON audit_details (resident) WHERE resident IS NOT NULL;
CREATE TABLE erasures (
    who TEXT PRIMARY KEY, at TEXT NOT NULL, audit_lines INTEGER NOT NULL, photos TEXT NOT NULL,
    finished INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE session_people (
    resident TEXT NOT NULL, session TEXT NOT NULL, PRIMARY KEY (resident, session)) WITHOUT ROWID;
CREATE TABLE recordings (id TEXT PRIMARY KEY, song TEXT, body BLOB NOT NULL, sum INTEGER NOT NULL);
CREATE INDEX recordings_by_song ON recordings (song) WHERE song IS NOT NULL;
CREATE TABLE recording_files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ns INTEGER NOT NULL, recording TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE words (
    recording TEXT NOT NULL, origin TEXT NOT NULL, modified_ns INTEGER NOT NULL, text TEXT NOT NULL,
    sum INTEGER NOT NULL, PRIMARY KEY (recording, origin)) WITHOUT ROWID;
CREATE TABLE web_sessions (
    id_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, device TEXT NOT NULL,
    created_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, expires_at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX web_sessions_by_subject ON web_sessions (kind, subject);
CREATE TABLE attempts (
    device TEXT NOT NULL, account TEXT NOT NULL, failures INTEGER NOT NULL, last_at TEXT NOT NULL,
    PRIMARY KEY (device, account)) WITHOUT ROWID;
"""


def connect(path: Path, *, writes: bool) -> sqlite3.Connection:
    """Open a database that exists; commits reach the disk before they return (WAL, synchronous=FULL).

    Checkpoints are left to the writer, which looks at their errors; SQLite's own would hide them.
    """
    address = f"file:{quote(str(path.resolve()))}?mode={'rw' if writes else 'ro'}"
    link = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    link.text_factory = _text
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "wal_autocheckpoint=0",
        "cell_size_check=ON",
        "trusted_schema=OFF",
    ):
        link.execute(f"PRAGMA {pragma}")
    if writes:
        link.execute("PRAGMA journal_mode=WAL")
        link.execute(f"PRAGMA journal_size_limit={16 << 20}")
    return link


def _text(value: bytes) -> str:
    """Read a damaged text too: its row's checksum tells, and the rows beside it stay readable."""
    return value.decode(errors="replace")


def create(files: HomeFiles) -> None:
    """Make an empty database under a temporary name, then give it its own: half of one is never seen."""
    draft = files.database.with_name(".kiosk.db.new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=PRIVATE_FILE)
    with closing(connect(draft, writes=True)) as link:
        records = "".join(_RECORDS.format(table=table) for table in RECORD_TABLES)
        link.executescript(f"BEGIN; {_TABLES} {records} COMMIT;")
        link.execute(f"PRAGMA application_id={APPLICATION}")
        link.execute(f"PRAGMA user_version={VERSION}")
        name_device(link)
    sync_file(draft)
    draft.replace(files.database)
    sync_folder(files.home)


def name_device(link: sqlite3.Connection) -> None:
    """Give this box a fresh random id, so that its record numbers never meet another box's."""
    link.execute("REPLACE INTO facts VALUES ('device', ?)", (secrets.token_hex(8),))


def version_of(link: sqlite3.Connection) -> int:
    """Return the file's version; StoreUnavailable when it is no kiosk's file at all."""
    if link.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreUnavailable("kiosk.db is empty or is not a kiosk's file. Restore the newest backup.")
    return int(link.execute("PRAGMA user_version").fetchone()[0])


def upgrade(
    link: sqlite3.Connection, files: HomeFiles, steps: Mapping[int, Step] = STEPS, target: int = VERSION
) -> None:
    """Bring an older file to `target` in one transaction, after keeping a copy beside it.

    A newer file is refused, untouched: an old build cannot know what it means.
    """
    found = version_of(link)
    refuse_newer(found, target)
    if found == target:
        return
    copy_database(link, files.home / f"kiosk-v{found}.db")
    sync_folder(files.home)
    link.execute("BEGIN IMMEDIATE")
    try:
        for version in range(found, target):
            steps[version](link)
        link.execute(f"PRAGMA user_version={target}")
        link.execute("COMMIT")
    except BaseException:
        link.execute("ROLLBACK")
        raise


def refuse_newer(found: int, target: int = VERSION) -> None:
    """Raise StoreUnavailable for a file that a newer build wrote."""
    if found > target:
        raise StoreUnavailable(
            f"This home was kept by a newer kiosk (format {found}; this one knows {target}). "
            "Install the newer kiosk again, or restore a backup made before the upgrade."
        )
