"""Keeps the library true to the folders: lists files, names and hears them, and fills the shelf.

Works in the background in one thread; tags and sound are read in processes of their own. Music and pages go on.
"""

import gc
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

from kiosk.errors import KioskError
from kiosk.home.home import Home
from kiosk.home.library_arrivals import note_arrivals, wanted_now
from kiosk.home.library_cutting import cut_records
from kiosk.home.library_listing import Listing
from kiosk.home.library_progress import Stage
from kiosk.home.shelf import known, shelf_of
from kiosk.library.levelling import FAINT_LUFS, gain_for
from kiosk.library.tempo import can_count
from kiosk.library.uploads import Uploads
from kiosk.library.workers import Workers
from kiosk.people.staff import SYSTEM
from kiosk.playlists.finder import Finder
from kiosk.playlists.recordings import Matched, Recording
from kiosk.units import RecordingId

MANY = 1000
NAMED_AT_ONCE = 100
HEARD_AT_ONCE = 8
LOOK_AGAIN_S = 300.0
NOTICED_DB = 0.1
REFRESH_S = 10.0
"""Between two looks of the shelf at a library that is being heard through: each look costs by its size."""
log = logging.getLogger("kiosk.library")
Stopping = Callable[[], bool]


def sources(home: Home) -> list[Path]:
    """Return the folders the home's music lies in: those it was given, and its own for what is sent to it."""
    own = home.settings.home / "music"
    return [*home.settings.media, *([own] if own.is_dir() else [])]


def list_files(home: Home, folders: Iterable[Path] | None = None) -> int:
    """List every recording below the folders and return how many can be used; unchanged files are not read.

    Without `folders`, all the home's own: what is in none of them is missing.
    """
    listing = Listing(home, folders or sources(home), whole=folders is None)
    try:
        listed = listing.run()
    finally:
        home.progress.rest()
    if listing.changed:
        refresh_shelf(home)
    if listing.changed >= MANY:
        _keep_for_good()
    return listed


def _keep_for_good() -> None:
    """Spare the collector what was listed: a walk through 20,000 recordings halts every thread for 0.1 s."""
    gc.collect()
    gc.freeze()


def name_songs(home: Home, stopping: Stopping = lambda: False) -> int:
    """Find the song of every recording nobody has looked at; doubtful ones wait for a person. Return how many."""
    waiting = [one for one in home.store.recordings.all() if _is_unnamed(one)]
    if not waiting:
        return 0
    finder = home.finder if not home.shelf.own_songs else home.index(home.catalogue.songs.values())
    home.progress.begin(Stage.NAMING, len(waiting))
    for batch in _batches(waiting, NAMED_AT_ONCE):
        if stopping():
            break
        keep_learned(home, batch, [_named(home, one, finder) for one in batch])
    home.progress.rest()
    refresh_shelf(home)
    return len(waiting)


def _is_unnamed(one: Recording) -> bool:
    return one.matched is Matched.NOT_YET and one.song is None and not one.trouble and not one.missing


def _named(home: Home, one: Recording, finder: Finder) -> Recording:
    time.sleep(0)  # lets a page in between two songs
    home.progress.add()
    return known(one, finder)


def hear_through(home: Home, stopping: Stopping = lambda: False) -> int:
    """Cut whole records, name all, then measure the loudness of each not yet heard; usable a few at a time."""
    cut_records(home, stopping)
    level_anew(home)
    name_songs(home, stopping)
    waiting = [one for one in home.store.recordings.all() if one.gain is None and not one.trouble and not one.missing]
    if not waiting:
        return 0
    with Workers() as workers:
        return _each(home, Stage.HEARING, waiting, workers.hear(_until(stopping, waiting)))


def level_anew(home: Home) -> int:
    """Level recordings that were heard when quiet ones could be lifted less; return how many."""
    told = [again for one in home.store.recordings.all() if (again := _levelled(one)) is not one]
    home.store.recordings.keep_listing(told)
    return len(told)


def _levelled(one: Recording) -> Recording:
    if one.gain is None or one.loudness is None or one.peak is None:
        return one
    gain, faint = gain_for(one.loudness, one.peak), one.loudness < FAINT_LUFS
    return replace(one, gain=gain, faint=faint) if gain > one.gain + NOTICED_DB else one


def count_beats(home: Home, stopping: Stopping = lambda: False) -> int:
    """Count the tempo of every recording that can be played and was not yet counted; return how many."""
    recordings = home.store.recordings.all() if can_count() else ()
    waiting = [one for one in recordings if one.bpm_sure is None and one.gain is not None and not one.missing]
    if not waiting:
        return 0
    with Workers() as workers:
        return _each(home, Stage.COUNTING, waiting, workers.count(_until(stopping, waiting)))


def _each(home: Home, stage: Stage, waiting: list[Recording], learned: Iterator[Recording]) -> int:
    """Keep what is learned of recordings, a few at a time, and let the shelf follow."""
    home.progress.begin(stage, len(waiting))
    before = iter(waiting)
    done, shown_at = 0, time.monotonic()
    for batch in _batches(learned, HEARD_AT_ONCE):
        keep_learned(home, islice(before, len(batch)), batch)
        done += len(batch)
        home.progress.add(len(batch))
        if time.monotonic() - shown_at > REFRESH_S:
            refresh_shelf(home)
            shown_at = time.monotonic()
    home.progress.rest()
    refresh_shelf(home)
    return done


def keep_learned(home: Home, before: Iterable[Recording], after: Iterable[Recording]) -> None:
    """Keep what was learned of recordings on top of what is kept of them now: staff may have answered meanwhile."""
    with home.store.together(SYSTEM):
        learned = [
            replace(home.store.recordings.get(one.id), **_changes(one, now))
            for one, now in zip(before, after, strict=True)
        ]
        home.store.recordings.keep_listing(learned)


def _changes(before: Recording, after: Recording) -> dict[str, Any]:
    names = [one.name for one in fields(Recording)]
    return {name: value for name in names if (value := getattr(after, name)) != getattr(before, name)}


def _until(stopping: Stopping, waiting: Iterable[Recording]) -> Iterator[tuple[Recording, bytes]]:
    for one in waiting:
        if stopping():
            return
        yield one, os.fsencode(one.path)


def _batches(recordings: Iterable[Recording], size: int) -> Iterator[list[Recording]]:
    rest = iter(recordings)
    while batch := list(islice(rest, size)):
        yield batch


def refresh_shelf(home: Home) -> None:
    """Put every playable recording on the shelf, and its songs into what can be found."""
    home.put_on_shelf(shelf_of(home.store.recordings.all()))


def set_aside(home: Home, sentence: str, recording: RecordingId | None) -> None:
    """Keep a broken recording from playing again, with the sentence for staff; a changed file is tried anew."""
    if recording is None:
        return
    kept = home.store.recordings.get(recording)
    home.store.recordings.keep_listing([replace(kept, trouble=sentence)])
    refresh_shelf(home)


class LibraryWatch:
    """Looks through the folders at start and every five minutes, in a thread of its own.

    Beats are counted when there was nothing new for so long: nobody waits for them.
    """

    def __init__(self, home: Home, look_again_s: float = LOOK_AGAIN_S) -> None:
        self._home = home
        self._look_again_s = look_again_s
        self._stopping, self._look_now = Event(), Event()
        home.look_again = self._look_now.set
        self._thread = Thread(target=self._run, name="library", daemon=True)

    def start(self) -> None:
        """Begin to look through the folders."""
        self._thread.start()

    def stop(self, budget_s: float = 2.0) -> None:
        """Stop after the file at hand."""
        self._stopping.set()
        self._look_now.set()
        if self._thread.is_alive():
            self._thread.join(budget_s)

    def _run(self) -> None:
        quiet = False
        while not self._stopping.is_set():
            self._look_now.clear()
            try:
                Uploads(self._home.settings.home).tidy()
                missed = wanted_now(self._home)
                list_files(self._home)
                hear_through(self._home, self._stopping.is_set)
                note_arrivals(self._home, missed)
                if quiet:
                    count_beats(self._home, self._stopping.is_set)
            except KioskError as trouble:
                log.warning("The library could not be looked through: %s", trouble)
            quiet = not self._look_now.wait(self._look_again_s)
