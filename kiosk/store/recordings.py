"""The recording index: thousands of rows that a scan writes in one go, and the files they were read from."""

from collections.abc import Iterable
from dataclasses import dataclass

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

    def upsert_many(self, recordings: Iterable[Recording], by: Actor = SYSTEM) -> int:
        """Keep recordings, new or again, all in one transaction; return how many. One audit line for the lot."""
        batch = list(recordings)
        if not batch:
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
                [(each.path, each.size, each.modified_ns, each.id) for each in batch],
            )
            audit.append(change, self._database.device, _line(batch))
        return len(batch)

    def all(self) -> tuple[Recording, ...]:
        """Return every recording, by path."""
        return tuple(sorted(self._where("1"), key=lambda recording: recording.path))

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
            path,
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
        return tuple(KnownFile(*row) for row in rows)

    def forget_files(self, paths: Iterable[str], by: Actor = SYSTEM) -> int:
        """Forget files that are gone; their recordings stay. Return how many were known."""
        with self._database.transaction(by) as change:
            return sum(
                change.link.execute("DELETE FROM recording_files WHERE path = ?", (path,)).rowcount for path in paths
            )

    def _where(self, condition: str, *values: str | int) -> list[Recording]:
        with self._database.reading() as link:
            rows = link.execute(
                f"SELECT id, song, body, sum FROM recordings WHERE {condition}",  # noqa: S608
                values,
            ).fetchall()
        return [msgspec.json.decode(row[2], type=Recording) for row in rows if self._is_whole(*row)]

    def _is_whole(self, key: str, song: str | None, body: bytes, kept: int) -> bool:
        """Say whether a row is as it was written; a damaged one is left out: the next scan mends it."""
        if row_sum(key, song, body) == kept:
            return True
        self._database.note_damage(f"recordings {key}")
        return False


def row_sum(key: str, song: str | None, body: bytes) -> int:
    """Return the checksum of one recording's row."""
    return checksum(key, song, body)


def _row(recording: Recording) -> tuple[str, str | None, bytes, int]:
    body = msgspec.json.encode(recording)
    return recording.id, recording.song, body, row_sum(recording.id, recording.song, body)


def _line(batch: list[Recording]) -> audit.Line:
    only = batch[0].id if len(batch) == 1 else ""
    return audit.Line("listed one" if only else f"listed {len(batch)}", "recordings", only)
