"""Makes a recording of each song of a whole record, in the home's own music; the record itself stays as it is.

A record is cut once for each sheet. What was cut short goes on with the songs that are missing.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.home.home import Home
from kiosk.home.library_listing import RIGHTS, Listing
from kiosk.home.library_progress import Stage
from kiosk.home.library_records import NO_ROOM, OUTCOME, WHOLE_RECORD, Record, as_cut, folder_of, record_of
from kiosk.library.pieces import UNFINISHED, Piece
from kiosk.library.uploads import ROOM_LEFT, plain_folder
from kiosk.library.words_beside import sheet_beside
from kiosk.library.workers import Workers
from kiosk.people.staff import SYSTEM
from kiosk.playlists.cue import Cut
from kiosk.units import PositionMs

BYTES_PER_MS = 176
"""What a record may take when it is written anew: as much as on a CD."""


def cut_records(home: Home, stopping: Callable[[], bool] = lambda: False) -> int:
    """Cut every whole record that was not cut yet; return how many were dealt with."""
    records = list(_records(home))
    for record in records:
        _keep_rights(home, record)
    waiting = [one for one in records if one.outcome in {None, NO_ROOM}]
    if not waiting:
        return 0
    done, songs = 0, sum(len(record.cuts) for record in waiting)
    with Workers(1) as workers:
        for record in waiting:
            if stopping():
                break
            home.progress.begin(Stage.CUTTING, songs)
            home.progress.add(done)
            _cut(home, record, workers)
            done += len(record.cuts)
    home.progress.rest()
    return len(waiting)


def _records(home: Home) -> Iterator[Record]:
    for one in home.store.recordings.all():
        if WHOLE_RECORD in one.trouble and not one.missing:
            record = record_of(one, sheet_beside(os.fsencode(one.path)), home.settings.home)
            if record:
                yield record


def _cut(home: Home, record: Record, workers: Workers) -> None:
    inside = _inside(record)
    inside.mkdir(mode=0o700, parents=True, exist_ok=True)
    _keep_outcome(record, _ended(record, inside, workers))
    for unfinished in inside.glob(f"{UNFINISHED}*"):
        unfinished.unlink(missing_ok=True)
    if not record.outcome:
        _forget_other_sheets(record)
    Listing(home, [record.folder.parent], whole=False).run()
    _keep_rights(home, record)
    told = as_cut(record.one, sheet_beside(os.fsencode(record.one.path)), home.settings.home)
    home.store.recordings.keep_listing([told])


def _ended(record: Record, inside: Path, workers: Workers) -> str:
    """Cut the record and return how that ended."""
    one = record.one
    if shutil.disk_usage(inside).free < max(one.size, one.duration * BYTES_PER_MS) + ROOM_LEFT:
        return NO_ROOM
    return workers.cut(one, os.fsencode(one.path), tuple(_pieces(record, inside))).trouble


def _inside(record: Record) -> Path:
    """Return where the songs go: performer and record are the names of folders, which say much about a song."""
    names = (record.one.performer, _album(record))
    return record.folder.joinpath(*(plain_folder(name) for name in names if name))


def _album(record: Record) -> str:
    return record.sheet.title or record.one.album or record.one.title


def _pieces(record: Record, inside: Path) -> Iterator[Piece]:
    ends = (*(cut.start for cut in record.cuts[1:]), PositionMs(0))
    for number, (cut, end) in enumerate(zip(record.cuts, ends, strict=True), 1):
        title = cut.title or f"Track {number:02}"
        target = inside / f"{number:02} {plain_folder(title)}"
        yield Piece(cut.start, end, os.fsencode(target), _tags(record, cut, number, title))


def _tags(record: Record, cut: Cut, number: int, title: str) -> dict[str, str]:
    told = {
        "title": title,
        "artist": cut.performer or record.one.performer,
        "album": _album(record),
        "track": str(number),
        "date": str(record.sheet.year or record.one.year or ""),
    }
    return {name: words for name, words in told.items() if words}


def _keep_outcome(record: Record, words: str) -> None:
    part = record.folder / f"{OUTCOME}.part"
    part.write_text(words)
    part.replace(record.folder / OUTCOME)


def _forget_other_sheets(record: Record) -> None:
    """Remove what was cut by an older sheet of the same file."""
    for other in record.folder.parent.iterdir():
        if other != record.folder:
            shutil.rmtree(other)


def _keep_rights(home: Home, record: Record) -> None:
    """See to it that the songs come from where their record comes from."""
    folder = folder_of(home.settings.home, record.one.id)
    source, licence = record.one.source, record.one.licence
    note = {"source": source, "licence": licence}
    noted = home.store.settings.get(RIGHTS, {})
    if noted.get(str(folder)) != note:
        home.store.settings.set(RIGHTS, {**noted, str(folder): note}, SYSTEM)
    below = [one for one in home.store.recordings.all() if Path(one.path).is_relative_to(folder)]
    others = [one for one in below if (one.source, one.licence) != (source, licence)]
    home.store.recordings.keep_listing([replace(one, source=source, licence=licence) for one in others])
