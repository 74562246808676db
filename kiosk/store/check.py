"""The check: is everything a home keeps still as it was written? It reads all of it and changes nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import StoreUnavailable
from kiosk.store import audit, journal, opening, recordings, schema, words
from kiosk.store.files import HomeFiles
from kiosk.store.photos import photo_id, shown
from kiosk.store.rows import checksum
from kiosk.store.trouble import DatabaseError
from kiosk.units import PhotoId

_RECORD_COLUMNS = "device, sequence, id, resident, session, at, body, sum"
_SUMS: dict[str, tuple[str, Callable[..., int]]] = {
    "documents": ("collection, tbl, id, body, sum", checksum),
    "recordings": ("id, song, body, sum", recordings.row_sum),
    "words": ("recording, origin, modified_ns, text, sum", words.row_sum),
    **dict.fromkeys(schema.RECORD_TABLES, (_RECORD_COLUMNS, journal.row_sum)),
}


@dataclass(frozen=True)
class CheckReport:
    """What was found, in sentences for people; `healthy` when nothing is wrong."""

    healthy: bool
    words: tuple[str, ...]


def check(home: Path) -> CheckReport:
    """Read a home from end to end, also beside a running kiosk; NotFound when there is none."""
    files = HomeFiles(home)
    try:
        opening.look(files)
        with closing(schema.connect(files.database, writes=False)) as link:
            faults = [*_structure(link), *_sums(link), *_gaps(link), *audit.faults(link), *_photos(link, files)]
            found = _what_there_is(link, files)
    except (*DatabaseError, StoreUnavailable) as error:
        return CheckReport(healthy=False, words=(f"kiosk.db cannot be read: {error}", _ADVICE))
    return CheckReport(healthy=False, words=(*faults, _ADVICE)) if faults else CheckReport(healthy=True, words=found)


_ADVICE = "Keep this home as it is, and restore the newest backup with `kiosk restore FILE`."


def _structure(link: sqlite3.Connection) -> Iterator[str]:
    for (finding,) in link.execute("PRAGMA integrity_check(20)"):
        if finding != "ok":
            yield f"kiosk.db is damaged: {finding}."
    for table, *_ in link.execute("PRAGMA foreign_key_check"):
        yield f"kiosk.db is damaged: a row in {table} points nowhere."


def _sums(link: sqlite3.Connection) -> Iterator[str]:
    """Recalculate every row's checksum: SQLite itself does not notice a flipped bit inside a value."""
    for table, (columns, sum_of) in _SUMS.items():
        for *parts, kept in link.execute(f"SELECT {columns} FROM {table}"):  # noqa: S608
            if sum_of(*parts) != kept:
                yield f"A row in {table} is damaged ({_name(table, parts)})."


def _name(table: str, parts: list[object]) -> str:
    return f"{parts[1]} {parts[2]}" if table == "documents" else str(parts[0])


def _gaps(link: sqlite3.Connection) -> Iterator[str]:
    """Compare how many records there are with how many were numbered and erased."""
    for table in schema.RECORD_TABLES:
        for device, expected, there in link.execute(
            f"SELECT device, last - erased, (SELECT count(*) FROM {table} t WHERE t.device = c.device) "  # noqa: S608
            "FROM counters c WHERE tbl = ?",
            (table,),
        ):
            if expected != there:
                yield f"{table} of device {device}: {there} are there, {expected} were kept."


def _photos(link: sqlite3.Connection, files: HomeFiles) -> Iterator[str]:
    there = {path.stem: path for path in sorted(files.photos.glob("*.jpg"))}
    for name, path in there.items():
        if photo_id(path.read_bytes()) != name:
            yield f"The photo {name} is damaged."
    for missing in sorted(shown(link) - {PhotoId(name) for name in there}):
        yield f"The photo {missing} is missing."


def _what_there_is(link: sqlite3.Connection, files: HomeFiles) -> tuple[str, ...]:
    residents = link.execute("SELECT count(*) FROM documents WHERE tbl = 'residents'").fetchone()[0]
    seen = sum(link.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in schema.RECORD_TABLES)  # noqa: S608
    lines = link.execute("SELECT count(*) FROM audit").fetchone()[0]
    photos = len(list(files.photos.glob("*.jpg")))
    return (
        f"Everything is as it was kept: {residents} people, {seen} records, {photos} photos.",
        f"The audit trail is whole: {lines} lines.",
    )
