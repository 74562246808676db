"""Keeps the library true to the folders: lists files, listens through them, and fills the shelf.

Works in the background in one thread, one file after the other; music and pages go on meanwhile.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from kiosk.errors import KioskError
from kiosk.home.home import Home
from kiosk.home.shelf import known, shelf_of
from kiosk.library.scan import Found, analyse, scan
from kiosk.playlists.recordings import Recording
from kiosk.units import RecordingId

LISTED_AT_ONCE = 500
HEARD_AT_ONCE = 8
LOOK_AGAIN_S = 300.0
Thing = TypeVar("Thing", Found, Recording)
log = logging.getLogger("kiosk.library")


def list_files(home: Home, folders: Iterable[Path] | None = None) -> int:
    """List every recording below the folders and return how many there are; unchanged files are not read."""
    listed = 0
    seen: set[str] = set()
    found = scan(folders or home.settings.media, home.store.recordings.by_path_stat)
    for batch in _batches(found, LISTED_AT_ONCE):
        fresh = [known(one.recording, home.finder) for one in batch if one.fresh]
        home.store.recordings.upsert_many(_keeping_gain(home, fresh))
        seen.update(one.recording.path for one in batch)
        listed += sum(1 for one in batch if not one.recording.trouble)
    if folders is None:
        _mark_missing(home, seen)
    refresh_shelf(home)
    return listed


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def _keeping_gain(home: Home, fresh: Iterable[Recording]) -> Iterator[Recording]:
    """A file that only moved keeps what was measured of it: its id is its content."""
    before = {one.id: one for one in home.store.recordings.all()}
    for recording in fresh:
        old = before.get(recording.id)
        if old is None or old.trouble:
            yield recording
        else:
            yield replace(
                recording, loudness=old.loudness, peak=old.peak, gain=old.gain, duration=old.duration, song=old.song
            )


def _mark_missing(home: Home, seen: set[str]) -> None:
    gone = [one for one in home.store.recordings.all() if one.path not in seen and not one.missing]
    home.store.recordings.upsert_many([replace(one, missing=True) for one in gone])


def hear_through(home: Home, stopping: Callable[[], bool] = lambda: False) -> int:
    """Measure the loudness of every recording not yet heard; usable at once, a few at a time."""
    waiting = [one for one in home.store.recordings.all() if one.gain is None and not one.trouble and not one.missing]
    heard = 0
    for batch in _batches(waiting, HEARD_AT_ONCE):
        if stopping():
            break
        home.store.recordings.upsert_many([analyse(one) for one in batch])
        heard += len(batch)
        refresh_shelf(home)
    return heard


def refresh_shelf(home: Home) -> None:
    """Put every playable recording on the shelf, and its songs into what can be found."""
    home.put_on_shelf(shelf_of(home.store.recordings.all()))


def set_aside(home: Home, sentence: str, recording: RecordingId | None) -> None:
    """Keep a broken recording from playing again, with the sentence for staff; a changed file is tried anew."""
    if recording is None:
        return
    kept = home.store.recordings.get(recording)
    home.store.recordings.upsert_many([replace(kept, trouble=sentence)])
    refresh_shelf(home)


class LibraryWatch:
    """Looks through the folders at start and every five minutes, in a thread of its own."""

    def __init__(self, home: Home, look_again_s: float = LOOK_AGAIN_S) -> None:
        self._home = home
        self._look_again_s = look_again_s
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="library", daemon=True)

    def start(self) -> None:
        """Begin to look through the folders."""
        self._thread.start()

    def stop(self, budget_s: float = 2.0) -> None:
        """Stop after the file at hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(budget_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                list_files(self._home)
                hear_through(self._home, self._stopping.is_set)
            except KioskError as trouble:
                log.warning("The library could not be looked through: %s", trouble)
            self._stopping.wait(self._look_again_s)
