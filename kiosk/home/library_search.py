"""Finds recordings of the home's library by half-remembered words, as songs are found."""

import time
from collections.abc import Sequence
from threading import Lock

from kiosk.playlists.finder import Finder
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import SongId

REBUILD_S = 20.0
"""While files arrive, the index is at most this old: building it costs a second or two for a large library."""

NEAR_THE_BEST = 0.6
"""What scores less than this share of the best is not shown."""


class LibrarySearch:
    """An index of the recordings, made when first asked and anew when they have changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Sequence[Recording] = ()
        self._by_id: dict[str, Recording] = {}
        self._finder: Finder | None = None
        self._built_at = 0.0

    def find(self, recordings: Sequence[Recording], words: str, count: int = 50) -> list[Recording]:
        """Return the recordings most likely meant, best first; `recordings` is the library as it is now."""
        with self._lock:
            ranked = self._index(recordings).explained(words)
            best = ranked[0][1].score if ranked else 0.0
            return [self._by_id[song.id] for song, why in ranked[:count] if why.score > NEAR_THE_BEST * best]

    def _index(self, recordings: Sequence[Recording]) -> Finder:
        stale = recordings is not self._of and time.monotonic() - self._built_at > REBUILD_S
        if self._finder is None or stale or len(recordings) < len(self._of):
            self._of, self._by_id = recordings, {one.id: one for one in recordings}
            self._finder = Finder(Song(SongId(one.id), one.title, one.performer, one.year) for one in recordings)
            self._built_at = time.monotonic()
        return self._finder
