"""The library as songs: which recording plays a song, and what the home's own unknown recordings are."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.home.home import Shelf
from kiosk.playlists.clues import is_too_short_to_be_sung
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_match import match_recording
from kiosk.playlists.recordings import Kind, Matched, Recording
from kiosk.playlists.songs import SOUND, Song
from kiosk.units import SongId

KNOWN_LESS = (Kind.PLAIN, Kind.AGAIN, Kind.COVER, Kind.LIVE, Kind.KARAOKE, Kind.OTHER)
"""From the recording people remember to those nobody knows."""
WITHOUT_THE_SONG = frozenset({Kind.KARAOKE, Kind.OTHER})
"""Never played in place of a song: the voice is missing, or it is none."""


def known(recording: Recording, finder: Finder) -> Recording:
    """Return the recording linked to its song, when that is sure; a doubtful one keeps the guess for a person."""
    if recording.song or recording.trouble:
        return recording
    found = match_recording(recording, finder)
    told = replace(recording, kind=found.kind, score=found.score, reasons=found.reasons)
    if found.song is None:
        kind = Kind.OTHER if is_too_short_to_be_sung(recording) else found.kind
        return replace(told, kind=kind, matched=Matched.UNKNOWN)
    if found.sure:
        return replace(told, song=found.song.id, matched=Matched.SURE)
    return replace(told, guess=found.song.id, matched=Matched.DOUBTFUL)


def shelf_of(recordings: Iterable[Recording]) -> Shelf:
    """Return the shelf of all recordings that can be played now, with the best copy of each song."""
    best: dict[SongId, Recording] = {}
    own: list[Song] = []
    for recording in recordings:
        if recording.gain is None or recording.trouble or recording.missing:
            continue
        voiced = recording.song if recording.kind not in WITHOUT_THE_SONG else None
        song = voiced or SongId(f"file~{recording.id}")
        if song not in best or _better(recording) > _better(best[song]):
            best[song] = recording
        if voiced is None:
            own.append(_own(recording, song))
    return Shelf(best, tuple(own))


def _better(recording: Recording) -> tuple[bool, int, bool, bool, bool, int]:
    """Rank copies of one song: the one people remember, sung, sound and clear, then by what the sound was kept in."""
    return (
        recording.matched is Matched.BY_STAFF and recording.kind is Kind.PLAIN,
        -KNOWN_LESS.index(recording.kind),
        not recording.clipped,
        not recording.faint,
        recording.lossless,
        recording.bitrate,
    )


def _own(recording: Recording, song: SongId) -> Song:
    return Song(
        id=song,
        title=recording.title,
        performer=recording.performer,
        year=recording.year,
        language=recording.language,
        genre=SOUND if recording.kind is Kind.OTHER else "",
        familiarity=1,
        pack="own library",
    )
