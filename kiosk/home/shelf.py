"""The library as songs: which recording plays a song, and what the home's own unknown recordings are."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.home.home import Shelf
from kiosk.playlists.catalogue import EVERGREEN, slug
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import match
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import SongId

BEFORE_RECORDS_MADE_SONGS = 1930
"""Until about then people knew a song by its sheet music, not by one performer's record."""


def known(recording: Recording, finder: Finder) -> Recording:
    """Return the recording linked to its song, when that is sure; a doubtful one stays its own song."""
    if recording.song or recording.trouble:
        return recording
    handed_down = _handed_down(recording, finder)
    if handed_down:
        return replace(recording, song=handed_down)
    found = match(recording.title, recording.performer, recording.year, finder)
    return replace(recording, song=found.song.id) if found.song and found.sure else recording


def _handed_down(recording: Recording, finder: Finder) -> SongId | None:
    """Return the old song of this very title: it belongs to nobody, so any performer's recording is it."""
    hits = finder.find(recording.title, 5).hits
    fitting = [hit.song for hit in hits if _anybodys(hit.song) and names(hit.song, recording.title)]
    return next((song.id for song in sorted(fitting, key=lambda song: bool(song.performer))), None)


def _anybodys(song: Song) -> bool:
    old = song.year is not None and song.year < BEFORE_RECORDS_MADE_SONGS
    return not song.performer or song.genre in EVERGREEN or old


def names(song: Song, title: str) -> bool:
    """Say whether a title is one of the names of a song."""
    return slug(title) in {slug(name) for name in (song.title, *song.also)}


def shelf_of(recordings: Iterable[Recording]) -> Shelf:
    """Return the shelf of all recordings that can be played now."""
    best: dict[SongId, Recording] = {}
    own: list[Song] = []
    for recording in recordings:
        if recording.gain is None or recording.trouble or recording.missing:
            continue
        song = recording.song or SongId(f"file~{recording.id}")
        best.setdefault(song, recording)
        if recording.song is None:
            own.append(_own(recording, song))
    return Shelf(best, tuple(own))


def _own(recording: Recording, song: SongId) -> Song:
    return Song(
        id=song,
        title=recording.title,
        performer=recording.performer,
        year=recording.year,
        language=recording.language,
        familiarity=1,
        pack="own library",
    )
