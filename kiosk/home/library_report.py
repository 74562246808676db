"""The library in words for the terminal, the same as on the page, and people's lists for other players."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.library_records import is_whole_record
from kiosk.home.library_review import counts
from kiosk.home.library_wanted import wanted
from kiosk.home.library_watch import count_beats, hear_through, list_files
from kiosk.home.lists import split
from kiosk.playlists.exchange import KINDS, written
from kiosk.units import ResidentId


def scanned(home: Home, folder: Path, *, hear: bool) -> dict[str, Any]:
    """List every recording below a folder, and listen through all that were not heard; return how many there are."""
    if not folder.is_dir():
        raise BadInput(f"Name a folder that exists: there is no “{folder}”.")
    listed = list_files(home, [folder.resolve()])
    heard = hear_through(home) if hear else 0
    if hear:
        count_beats(home)
    return {"recordings": listed, "heard": heard, "troubles": _troubles(home), "records": _records(home)}


def report(home: Home) -> dict[str, Any]:
    """Return the counts, a sentence for each file that cannot be used and each whole record, and what is wanted."""
    lacking = [{"title": one.song.title, "artist": one.song.performer, "for": list(one.people)} for one in wanted(home)]
    sentences = {"troubles": _troubles(home), "records": _records(home)}
    return {**asdict(counts(home)), **sentences, "wanted": lacking}


def _troubles(home: Home) -> list[str]:
    return [one.trouble for one in home.store.recordings.all() if one.trouble and not is_whole_record(one)]


def _records(home: Home) -> list[str]:
    return [one.trouble for one in home.store.recordings.all() if is_whole_record(one)]


def in_words(home: Home) -> str:
    """Return the report as lines."""
    told = report(home)
    lines = [
        f"{told['ready']} recordings ready to play, {told['hours']:.1f} hours of sound",
        f"{told['named']} known songs, {told['doubtful']} to listen to, {told['unknown']} no known song",
        f"{told['refused']} cannot be used, {told['missing']} gone",
        *told["troubles"],
        *told["records"],
    ]
    lines += [
        f"Wanted: {one['title']} – {one['artist'] or 'traditional'}, for {', '.join(one['for'])}"
        for one in told["wanted"]
    ]
    return "\n".join(lines)


def list_for_players(home: Home, resident: ResidentId, kind: str) -> str:
    """Return a person's approved list, as far as it can play, for another player."""
    if kind not in KINDS:
        raise BadInput(f"Choose one of {', '.join(KINDS)}.", "kind")
    person = home.store.residents.get(resident)
    approved = home.store.playlists.approved(resident)
    picks = split(home, approved).ready if approved else ()
    return written(f"Music for {person.called}", [home.shelf.recordings[pick.song.id] for pick in picks], kind)
