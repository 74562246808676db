"""The library as songs: which recording plays a song, and what the home's own unknown recordings are."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.home.home import Shelf
from kiosk.playlists.catalogue import slug
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import match
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import SongId

BEFORE_RECORDS_MADE_SONGS = 1930
"""Until about then people knew a song by its sheet music, not by one performer's record."""
DEMO_PACK = "songs"
"""The demo library's own table; a regional pack that holds the same song knows more of it."""


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
    fitting = [
        hit.song
        for title in _titles(recording.title)
        for hit in finder.find(title, 5).hits
        if _anybodys(hit.song) and names(hit.song, title)
    ]
    return min(fitting, key=_best_known).id if fitting else None


def _titles(title: str) -> list[str]:
    """Return a title, and the two titles in one such as "Londonderry Air (Danny Boy)"."""
    outside, _, inside = title.partition("(")
    return [title, inside.rstrip(") "), outside.strip()] if inside else [title]


def _anybodys(song: Song) -> bool:
    return not song.performer or (song.year is not None and song.year < BEFORE_RECORDS_MADE_SONGS)


def _best_known(song: Song) -> tuple[bool, bool, int]:
    return bool(song.performer), song.pack == DEMO_PACK, -song.familiarity


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
