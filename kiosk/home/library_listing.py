"""Makes the list of recordings true to the folders: new, changed, moved, doubled and vanished files.

The content decides what a file is: a moved file stays the same recording with all that was learned of it, two
files alike are one recording, and what has gone is missing until it is back. Each batch is kept whole or not at
all, so that a scan that was cut short goes on where it was.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kiosk.home.home import Home
from kiosk.home.library_progress import Stage
from kiosk.home.library_records import as_cut
from kiosk.home.lyrics import keep_words_beside, keep_words_in_tags
from kiosk.library.refusals import GONE
from kiosk.library.scan import walk
from kiosk.library.tags import File, Told
from kiosk.library.workers import Workers
from kiosk.playlists.recordings import Matched, Recording
from kiosk.store.recordings import KnownFile
from kiosk.units import RecordingId

AT_ONCE = 1000
"""Files read by a worker at once, and kept in one transaction."""
ODD_NAMES = "odd-names"
"""The folder of links to files whose names are no text, so that every part of the kiosk can open them."""
SAME_LENGTH_MS = 1500
RIGHTS = "library_rights"
"""The setting that holds, for each folder, where its music comes from and under which terms."""


class Listing:
    """One look through the folders."""

    def __init__(self, home: Home, folders: Iterable[Path], *, whole: bool) -> None:
        self._home = home
        self._folders = tuple(folders)
        self._whole = whole
        store = home.store.recordings
        self._known = {file.path: file for file in store.files()}
        self._kept = {one.id: one for one in store.all()}
        self._seen: dict[RecordingId, list[str]] = {}
        self._listed: list[tuple[File, RecordingId]] = []
        self._noted = home.store.settings.get(RIGHTS, {})
        self.changed = 0

    def run(self) -> int:
        """List every file and return how many recordings can be used."""
        files = list(walk(self._folders))
        self._home.progress.begin(Stage.LISTING, len(files))
        fresh = [file for file in files if not self._is_known(file)]
        self._home.progress.add(len(files) - len(fresh))
        self._read(fresh)
        self._update_the_rest()
        keep_words_beside(self._home, self._listed)
        self._flag_whole_records()
        return sum(1 for key in self._seen if not self._kept[key].trouble)

    def _is_known(self, file: File) -> bool:
        path = os.fsdecode(file.path)
        known = self._known.get(path)
        if known is None or (known.size, known.modified_ns) != (file.size, file.modified_ns):
            return False
        if known.recording not in self._kept:
            return False
        self._note(file, path, known.recording)
        return True

    def _note(self, file: File, path: str, key: RecordingId) -> None:
        self._seen.setdefault(key, []).append(path)
        self._listed.append((file, key))

    def _read(self, fresh: list[File]) -> None:
        if not fresh:
            return
        with Workers() as workers:
            for batch in workers.read(_batches(fresh, AT_ONCE)):
                self._keep(batch)
                self._home.progress.add(len(batch))

    def _keep(self, batch: list[tuple[File, Told]]) -> None:
        files: list[KnownFile] = []
        changed: dict[RecordingId, Recording] = {}
        for file, told in batch:
            path, read = os.fsdecode(file.path), told.recording
            self._note(file, path, read.id)
            self._kept[read.id] = changed[read.id] = self._merged(path, read)
            files.append(KnownFile(path, file.size, file.modified_ns, read.id))
        keep_words_in_tags(self._home, (told for _, told in batch))
        self._home.store.recordings.keep_listing(changed.values(), files)
        self.changed += len(changed)

    def _merged(self, path: str, read: Recording) -> Recording:
        before = self._kept.get(read.id)
        if before is not None and (before.missing or not before.trouble):
            return _back(before)
        known = self._known.get(path)
        openable = read if read.path else replace(read, path=str(self._link(path, read.id)))
        noted = self._with_rights(path, openable) if self._noted else openable
        return self._still_true(known, noted) if known else noted

    def _with_rights(self, path: str, read: Recording) -> Recording:
        """Return a new recording with what is noted for the folder it lies in."""
        inside = [folder for folder in self._noted if Path(path).is_relative_to(folder)]
        note = self._noted[max(inside, key=len)] if inside else {}
        return replace(read, **note) if note else read

    def _still_true(self, known: KnownFile, read: Recording) -> Recording:
        """Return a changed file with what people said of it before: new tags do not make it another song."""
        before = self._kept.get(known.recording)
        if before is None or abs(before.duration - read.duration) > SAME_LENGTH_MS:
            return read
        noted = replace(read, source=before.source, licence=before.licence)
        if before.matched is not Matched.BY_STAFF:
            return noted
        return replace(noted, song=before.song, kind=before.kind, matched=before.matched)

    def _openable(self, path: str, key: RecordingId) -> str:
        """Return the path, or for a name that is no text a link to it with a plain name."""
        try:
            path.encode()
        except UnicodeEncodeError:
            return str(self._link(path, key))
        return path

    def _link(self, path: str, key: RecordingId) -> Path:
        folder = self._home.settings.home / ODD_NAMES
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        link = folder / f"{key}{Path(path).suffix.encode(errors='ignore').decode()}"
        link.unlink(missing_ok=True)
        link.symlink_to(path)
        return link

    def _update_the_rest(self) -> None:
        """Mark what has gone as missing and what is back as there, each at a path that exists."""
        there = {path for paths in self._seen.values() for path in paths}
        moved = [again for one in self._kept.values() if (again := self._where_it_is(one, there)) is not one]
        self._home.store.recordings.keep_listing(moved)
        self._kept.update((one.id, one) for one in moved)
        self.changed += len(moved)

    def _flag_whole_records(self) -> None:
        """Say of each record that lies in one file what songs it holds; no longer, once its sheet has gone."""
        cues = {key: file.cue for file, key in self._listed if file.cue}
        there, own = [self._kept[key] for key in self._seen], self._home.settings.home
        told = [again for one in there if (again := as_cut(one, cues.get(one.id, b""), own)) is not one]
        self._home.store.recordings.keep_listing(told)
        self._kept.update((one.id, one) for one in told)
        self.changed += len(told)

    def _where_it_is(self, one: Recording, there: set[str]) -> Recording:
        paths = self._seen.get(one.id)
        if paths is None:
            return one if one.missing else self._gone(one)
        if one.path in there or (Path(one.path).is_symlink() and Path(one.path).exists()):
            return _back(one) if one.missing else one
        return replace(_back(one), path=self._openable(min(paths), one.id))

    def _gone(self, one: Recording) -> Recording:
        """Say what has gone from these folders; what lies in a folder that is none of the home's is just not here."""
        if any(Path(one.path).is_relative_to(folder) for folder in self._folders):
            return replace(one, missing=True, trouble=GONE.format(Path(one.path).name))
        return replace(one, missing=True) if self._whole else one


def _back(one: Recording) -> Recording:
    return replace(one, missing=False, trouble="" if one.missing else one.trouble)


def _batches(files: Iterable[File], size: int) -> Iterator[list[File]]:
    rest = iter(files)
    while batch := list(islice(rest, size)):
        yield batch
