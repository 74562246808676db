"""The recording index: thousands of rows that a scan writes in one go, and the files they were read from."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote_to_bytes

import msgspec

from kiosk.errors import NotFound
from kiosk.people.staff import SYSTEM, Actor
from kiosk.playlists.recordings import Recording
from kiosk.store import audit
from kiosk.store.database import Database
from kiosk.store.rows import checksum
from kiosk.units import RecordingId, SongId


@dataclass(frozen=True)
class KnownFile:
    """A file a scan has read: size in bytes, time of last change in nanoseconds, and what it holds.

    Two files with the same content are two of these and one recording.
    """

    path: str
    size: int
    modified_ns: int
    recording: RecordingId


class Recordings:
    """Every playable file of the home's library, as last scanned."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._all: tuple[object, tuple[Recording, ...]] | None = None

    def upsert_many(self, recordings: Iterable[Recording], by: Actor = SYSTEM) -> int:
        """Keep recordings, new or again, each with its one file, all in one transaction; return how many."""
        batch = list(recordings)
        files = [KnownFile(each.path, each.size, each.modified_ns, each.id) for each in batch]
        return self.keep_listing(batch, files, by)

    def keep_listing(self, recordings: Iterable[Recording], files: Iterable[KnownFile] = (), by: Actor = SYSTEM) -> int:
        """Keep recordings and the files that were read, in one transaction; return how many recordings.

        One audit line for the lot. A recording may have several files, or none that was read just now.
        """
        batch, read = list(recordings), list(files)
        if not batch and not read:
            return 0
        with self._database.transaction(by) as change:
            change.bulky = True
            change.link.executemany(
                "INSERT INTO recordings (id, song, body, sum) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
                "SET song = excluded.song, body = excluded.body, sum = excluded.sum",
                map(_row, batch),
            )
            change.link.executemany(
                "REPLACE INTO recording_files VALUES (?, ?, ?, ?)",
                [(_written(each.path), each.size, each.modified_ns, each.recording) for each in read],
            )
            if batch:
                audit.append(change, self._database.device, _line(batch))
        return len(batch)

    def all(self) -> tuple[Recording, ...]:
        """Return every recording, by path; the same tuple again until something changes."""
        with self._database.reading() as link:
            state = (link, link.total_changes, link.execute("PRAGMA data_version").fetchone()[0])
            if self._all is None or self._all[0] != state:
                self._all = state, tuple(sorted(self._where("1"), key=lambda recording: recording.path))
            return self._all[1]

    def get(self, key: RecordingId) -> Recording:
        """Return one recording; NotFound when there is none."""
        found = self._where("id = ?", key)
        if not found:
            raise NotFound("This recording is not in the library any more. Scan the music again.")
        return found[0]

    def of_song(self, song: SongId) -> tuple[Recording, ...]:
        """Return the recordings of a catalogue song, by path."""
        return tuple(sorted(self._where("song = ?", song), key=lambda recording: recording.path))

    def by_path_stat(self, path: str, size: int, modified_ns: int) -> Recording | None:
        """Return what an unchanged file holds; None when it is new or has changed since."""
        found = self._where(
            "id = (SELECT recording FROM recording_files WHERE path = ? AND size = ? AND modified_ns = ?)",
            _written(path),
            size,
            modified_ns,
        )
        return found[0] if found else None

    def files(self) -> tuple[KnownFile, ...]:
        """Return every file known, by path, so that a rescan can skip what has not changed."""
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT path, size, modified_ns, recording FROM recording_files ORDER BY path"
            ).fetchall()
        return tuple(KnownFile(_as_read(path), *rest) for path, *rest in rows)

    def forget_files(self, paths: Iterable[str], by: Actor = SYSTEM) -> int:
        """Forget files that are gone; their recordings stay. Return how many were known."""
        with self._database.transaction(by) as change:
            return sum(
                change.link.execute("DELETE FROM recording_files WHERE path = ?", (_written(path),)).rowcount
                for path in paths
            )

    def _where(self, condition: str, *values: str | int) -> list[Recording]:
        with self._database.reading() as link:
            rows = link.execute(
                f"SELECT id, song, body, sum FROM recordings WHERE {condition}",  # noqa: S608
                values,
            ).fetchall()
        return [_recording(row[2]) for row in rows if self._is_whole(*row)]

    def _is_whole(self, key: str, song: str | None, body: bytes, kept: int) -> bool:
        """Say whether a row is as it was written; a damaged one is left out: the next scan mends it."""
        if row_sum(key, song, body) == kept:
            return True
        self._database.note_damage(f"recordings {key}")
        return False


def row_sum(key: str, song: str | None, body: bytes) -> int:
    """Return the checksum of one recording's row."""
    return checksum(key, song, body)


_ODD = "bytes:"
"""Begins a path that is no text in UTF-8, written with its odd bytes as %XX; a path itself begins with a slash."""
_decoder = msgspec.json.Decoder(Recording)


def _written(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        return _ODD + quote(os.fsencode(path))
    return path


def _as_read(path: str) -> str:
    return os.fsdecode(unquote_to_bytes(path.removeprefix(_ODD))) if path.startswith(_ODD) else path


def _recording(body: bytes) -> Recording:
    found = _decoder.decode(body)
    return replace(found, path=_as_read(found.path)) if found.path.startswith(_ODD) else found


def _row(recording: Recording) -> tuple[str, str | None, bytes, int]:
    written = _written(recording.path)
    plain = recording if written == recording.path else replace(recording, path=written)
    body = msgspec.json.encode(plain)
    return recording.id, recording.song, body, row_sum(recording.id, recording.song, body)


def _line(batch: list[Recording]) -> audit.Line:
    only = batch[0].id if len(batch) == 1 else ""
    return audit.Line("listed one" if only else f"listed {len(batch)}", "recordings", only)
