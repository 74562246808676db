"""Whole records that lie in one file, with a cue sheet beside them: what they are called, and what became of them.

One press brings one song, so such a file never plays whole: its songs are cut out of it (`library_cutting`).
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kiosk.library.words_beside import text_in
from kiosk.playlists.cue import CueSheet, Cut, read_cue, songs_in_one
from kiosk.playlists.recordings import Recording
from kiosk.units import RecordingId

WHOLE_RECORD = " is a whole record in one file"
WAITING = "“{}”{}. The kiosk makes a recording of each of its {} songs: {}."
DONE = "“{}”{}. Each of its {} songs is a recording of its own now: {}."
NOT_DONE = "“{}”{}, {} songs. {} They are {}."
NO_ROOM = "The kiosk’s disk has no room for them: make room on it."
FOLDER = "records"
"""Below the home's own music: the songs of each whole record."""
OUTCOME = ".outcome"
"""The file that says how the cutting ended: nothing when all went well, else a sentence."""


@dataclass(frozen=True)
class Record:
    """A whole record: its songs in order, what its sheet says, and the folder for what is cut out of it."""

    one: Recording
    sheet: CueSheet
    cuts: tuple[Cut, ...]
    folder: Path

    @property
    def outcome(self) -> str | None:
        """Return how the cutting ended: a sentence, empty when all went well, None while it has not."""
        try:
            return (self.folder / OUTCOME).read_text()
        except OSError:
            return None


def record_of(one: Recording, cue: bytes, home: Path) -> Record | None:
    """Return a file with the sheet beside it as a record; None when the sheet (empty without one) tells of none.

    `home` is the kiosk's own folder. Another sheet for the same file makes another record.
    """
    text = text_in(cue) if cue else ""
    sheet = read_cue(text)
    cuts = songs_in_one(sheet, one.duration)
    key = hashlib.blake2b(repr((sheet.title, sheet.performer, sheet.year, cuts)).encode(), digest_size=4).hexdigest()
    return Record(_named(one, sheet), sheet, cuts, folder_of(home, one.id) / key) if cuts else None


def folder_of(home: Path, key: RecordingId) -> Path:
    """Return the folder for all that is ever cut out of one file."""
    return home / "music" / FOLDER / key


def as_cut(one: Recording, cue: bytes, home: Path) -> Recording:
    """Return a recording with the songs its cue sheet tells of as its trouble, or without once it tells of none.

    `cue` is the sheet's path, empty without one. The very same recording comes back when nothing changes; a file
    that cannot be used for another reason stays as it is.
    """
    flagged = WHOLE_RECORD in one.trouble
    if not flagged and (one.trouble or not cue):
        return one
    record = record_of(one, cue, home)
    told = replace(record.one, trouble=_sentence(record)) if record else replace(one, trouble="")
    return one if told == one else told


def is_whole_record(one: Recording) -> bool:
    """Say whether it is a whole record in one file, whose songs are recordings of their own or will be."""
    return not one.missing and one.trouble.startswith(f"“{PurePath(one.path).name}”{WHOLE_RECORD}.")


def cannot_be_used(one: Recording) -> bool:
    """Say whether a file that is here is of no use to the home."""
    return bool(one.trouble) and not one.missing and not is_whole_record(one)


def _sentence(record: Record) -> str:
    name, count = PurePath(record.one.path).name, len(record.cuts)
    songs = ", ".join(_in_words(cut, record.one.performer) for cut in record.cuts)
    if record.outcome:
        return NOT_DONE.format(name, WHOLE_RECORD, count, record.outcome, songs)
    return (WAITING if record.outcome is None else DONE).format(name, WHOLE_RECORD, count, songs)


def _in_words(cut: Cut, performer: str) -> str:
    by = f" by {cut.performer}" if cut.performer and cut.performer != performer else ""
    return f"“{cut.title}”{by}" if cut.title else f"number {cut.number}{by}"


def _named(one: Recording, sheet: CueSheet) -> Recording:
    """Return it with the record's names where the file itself has none."""
    nameless = one.title == PurePath(one.path).stem
    return replace(
        one,
        title=(nameless and sheet.title) or one.title,
        performer=one.performer or sheet.performer,
    )
