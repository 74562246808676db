"""What staff do with the library: answer what the kiosk could not tell, and note where music comes from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.library_listing import RIGHTS
from kiosk.home.library_records import cannot_be_used
from kiosk.home.library_watch import refresh_shelf, sources
from kiosk.people.staff import Actor
from kiosk.playlists.clues import clues
from kiosk.playlists.recordings import Kind, Matched, Recording
from kiosk.playlists.songs import Song
from kiosk.units import RecordingId, SongId

CHOICES = 3
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Counts:
    """How many recordings there are of each sort, and how long those last that can be used, in hours."""

    usable: int = 0
    ready: int = 0
    named: int = 0
    doubtful: int = 0
    unknown: int = 0
    refused: int = 0
    missing: int = 0
    hours: float = 0.0


@dataclass(frozen=True)
class Rights:
    """Where a folder's music comes from, and under which terms the home may use it."""

    folder: str
    source: str = ""
    licence: str = ""


def counts(home: Home) -> Counts:
    """Count the library."""
    recordings = home.store.recordings.all()
    usable = [one for one in recordings if not one.trouble and not one.missing]
    return Counts(
        usable=len(usable),
        ready=sum(1 for one in usable if one.gain is not None),
        named=sum(1 for one in usable if one.song),
        doubtful=sum(1 for one in usable if one.matched is Matched.DOUBTFUL),
        unknown=sum(1 for one in usable if not one.song and one.matched is not Matched.DOUBTFUL),
        refused=sum(map(cannot_be_used, recordings)),
        missing=sum(1 for one in recordings if one.missing),
        hours=sum(one.duration for one in usable) / 3_600_000,
    )


def review_queue(home: Home) -> list[Recording]:
    """Return the recordings a person must listen to, the likeliest first, so that most are one tap."""
    waiting = [one for one in home.store.recordings.all() if one.matched is Matched.DOUBTFUL]
    return sorted((one for one in waiting if not one.trouble and not one.missing), key=lambda one: -one.score)


def choices(home: Home, recording: Recording) -> list[Song]:
    """Return the songs it may be, the guess first."""
    found = {song.id: song for song in _likely(home, recording)}
    return list(found.values())[:CHOICES]


def _likely(home: Home, recording: Recording) -> Iterator[Song]:
    guess = home.catalogue.songs.get(recording.guess) if recording.guess else None
    if guess:
        yield guess
    clue = next(clues(recording), None)
    if clue:
        for hit in home.finder.find(clue.title, CHOICES + 1, clue.performer or None).hits:
            if hit.song.id in home.catalogue.songs:
                yield hit.song


def answer(home: Home, key: RecordingId, song: SongId | None, kind: Kind, by: Actor) -> Recording:
    """Keep which song a recording holds, None when it is none of the catalogue's; staff are always right."""
    if song is not None and song not in home.catalogue.songs:
        raise BadInput("Choose one of the songs shown, or “None of these”.", "song")
    with home.store.together(by):
        kept = home.store.recordings.get(key)
        said = replace(kept, song=song, kind=kind, matched=Matched.BY_STAFF, guess=None)
        home.store.recordings.keep_listing([said], by=by)
    refresh_shelf(home)
    return said


def undo(home: Home, key: RecordingId, by: Actor) -> Recording:
    """Put a recording back among those to listen to."""
    kept = home.store.recordings.get(key)
    again = replace(kept, song=None, guess=kept.guess or kept.song, matched=Matched.DOUBTFUL, kind=Kind.PLAIN)
    home.store.recordings.keep_listing([again], by=by)
    refresh_shelf(home)
    return again


def rights(home: Home) -> list[Rights]:
    """Return what is noted for each of the home's folders."""
    noted = home.store.settings.get(RIGHTS, {})
    return [Rights(str(folder), **noted.get(str(folder), {})) for folder in sources(home)]


def note_rights(home: Home, note: Rights, by: Actor) -> int:
    """Note where the music below a folder comes from, on each of its recordings; return how many."""
    if note.folder not in {str(folder) for folder in sources(home)}:
        raise BadInput("Choose one of the home’s music folders.", "folder")
    if max(len(note.source), len(note.licence)) > LONGEST_NOTE:
        raise BadInput("Write at most 200 letters.", "source")
    source, licence = note.source.strip(), note.licence.strip()
    noted = {**home.store.settings.get(RIGHTS, {}), note.folder: {"source": source, "licence": licence}}
    home.store.settings.set(RIGHTS, noted, by)
    below = [one for one in home.store.recordings.all() if Path(one.path).is_relative_to(note.folder)]
    return home.store.recordings.keep_listing([replace(one, source=source, licence=licence) for one in below], by=by)
