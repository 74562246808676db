"""Music in a person's own way: slower, lower, or softer on one side, from copies made in the background.

A copy that is not made yet never holds the music up: the recording plays as it is. Copies lie in the home's folder,
named by their recording's content; they can be deleted at any time and are made again.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

from kiosk.errors import KioskError, UnplayableFile
from kiosk.home.home import Home
from kiosk.home.lists import approved_for, split
from kiosk.library.rendering import Copy, Rendering, copy_at, make_copy, place
from kiosk.listening.programme import Track
from kiosk.people.residents import Hearing
from kiosk.units import ResidentId, SongId

MOST_BYTES = 4 << 30
"""About 700 songs; beyond it the copies nobody asked for longest go."""
LOOK_AGAIN_S = 300.0
log = logging.getLogger("kiosk.copies")


def folder(home: Home) -> Path:
    """Return where copies lie."""
    return home.settings.home / "copies"


def rendering_of(hearing: Hearing, song: SongId) -> Rendering:
    """Return how a song is changed for a person."""
    pace = hearing.pace_of(song)
    return Rendering(pace.speed, pace.lower, hearing.balance)


def in_their_way(home: Home, hearing: Hearing, tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    """Return the tracks with a copy in place of each recording that has one for this person."""
    return tuple(_changed(home, track, rendering_of(hearing, track.song)) for track in tracks)


def _changed(home: Home, track: Track, rendering: Rendering) -> Track:
    if not rendering.changes:
        return track
    copy: Copy | None = copy_at(place(folder(home), track.recording, rendering))
    return replace(track, path=copy.path, gain=copy.gain, duration=copy.duration) if copy else track


@dataclass(frozen=True)
class Wanted:
    """A copy somebody's music asks for."""

    source: Path
    target: Path
    rendering: Rendering


def wanted(home: Home, only: ResidentId | None = None) -> Iterator[Wanted]:
    """Yield each copy that approved lists ask for, of everyone or of one person, whether it is there or not."""
    for person in [home.store.residents.get(only)] if only else home.store.residents.all():
        playlist = approved_for(home, person.id)
        for pick in split(home, playlist).ready if playlist else ():
            rendering = rendering_of(person.hearing, pick.song.id)
            recording = home.shelf.recordings[pick.song.id]
            if rendering.changes:
                yield Wanted(Path(recording.path), place(folder(home), recording.id, rendering), rendering)


def missing(home: Home, only: ResidentId | None = None) -> list[Wanted]:
    """Return the copies that are still to be made, each once."""
    return [one for one in dict.fromkeys(wanted(home, only)) if copy_at(one.target) is None]


def make_missing(home: Home, stopping: Callable[[], bool]) -> int:
    """Make what is missing, one after the other, and return how many were made."""
    made = 0
    for one in missing(home):
        if stopping():
            break
        try:
            make_copy(one.source, one.target, one.rendering)
            made += 1
        except UnplayableFile as trouble:
            log.warning("%s", trouble)
    tidy(home)
    return made


def tidy(home: Home, most_bytes: int = MOST_BYTES) -> None:
    """Delete the oldest copies beyond `most_bytes`, but none that is asked for now."""
    asked = {one.target for one in wanted(home)}
    there = sorted(folder(home).glob("*.flac"), key=lambda path: path.stat().st_mtime) if folder(home).exists() else []
    size = sum(path.stat().st_size for path in there)
    for path in there:
        if size > most_bytes and path not in asked:
            size -= path.stat().st_size
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink()


class CopyMaker:
    """Makes copies in a thread of its own: at once when a setting changed, and looks again every five minutes."""

    def __init__(self, home: Home, look_again_s: float = LOOK_AGAIN_S) -> None:
        self._home, self._look_again_s = home, look_again_s
        self._stopping, self._look_now = Event(), Event()
        home.make_copies = self._look_now.set
        self._thread = Thread(target=self._run, name="copies", daemon=True)

    def start(self) -> None:
        """Begin to make copies."""
        self._thread.start()

    def stop(self, budget_s: float = 1.0) -> None:
        """Stop after the copy at hand; half a copy is never seen."""
        self._stopping.set()
        self._look_now.set()
        if self._thread.is_alive():
            self._thread.join(budget_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._look_now.clear()
            try:
                make_missing(self._home, self._stopping.is_set)
            except (KioskError, OSError) as trouble:
                log.warning("No copies could be made just now: %s", trouble)
            self._look_now.wait(self._look_again_s)
