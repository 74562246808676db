"""The words of the home's recordings, as their files keep them: in the tags, or in a small file beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.people.staff import SYSTEM, Actor
from kiosk.store import audit
from kiosk.store.database import Database
from kiosk.store.rows import checksum
from kiosk.units import RecordingId

FROM_TAGS, FROM_BESIDE = "tags", "beside"
"""Where words were found; those of the file beside the recording count first."""


@dataclass(frozen=True)
class KeptWords:
    """A recording's words as text, timed (LRC) or plain, and when the file they come from was changed, in ns.

    Without text they are forgotten.
    """

    recording: RecordingId
    text: str
    origin: str = FROM_TAGS
    modified_ns: int = 0


class Words:
    """Words by recording. They go into a backup with everything else; a scan finds them again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, found: Iterable[KeptWords], by: Actor = SYSTEM) -> int:
        """Keep words in place of those of the same origin, all in one transaction; return of how many recordings."""
        batch = list(found)
        if not batch:
            return 0
        gone = [(one.recording, one.origin) for one in batch if not one.text]
        with self._database.transaction(by) as change:
            change.bulky = True
            change.link.executemany("DELETE FROM words WHERE recording = ? AND origin = ?", gone)
            change.link.executemany(
                "REPLACE INTO words VALUES (?, ?, ?, ?, ?)", [_row(one) for one in batch if one.text]
            )
            audit.append(change, self._database.device, audit.Line(f"kept {len(batch)}", "words", ""))
        return len(batch)

    def of(self, recording: RecordingId) -> str:
        """Return a recording's words, empty when none are known."""
        with self._database.reading() as link:
            rows = link.execute(
                "SELECT recording, origin, modified_ns, text, sum FROM words WHERE recording = ? ORDER BY origin",
                (recording,),
            ).fetchall()
        whole = (text for key, origin, at, text, kept in rows if row_sum(key, origin, at, text) == kept)
        return next(whole, "")

    def beside(self) -> dict[RecordingId, int]:
        """Return when the file beside each recording was changed, for those that have words from one."""
        with self._database.reading() as link:
            found = link.execute("SELECT recording, modified_ns FROM words WHERE origin = ?", (FROM_BESIDE,))
            return {RecordingId(key): at for key, at in found}


def row_sum(recording: str, origin: str, modified_ns: int, text: str) -> int:
    """Return the checksum of one row."""
    return checksum(recording, origin, modified_ns, text)


def _row(one: KeptWords) -> tuple[str, str, int, str, int]:
    key = (one.recording, one.origin, one.modified_ns)
    return (*key, one.text, row_sum(*key, one.text))
