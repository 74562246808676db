"""Brings a list from another player in: its songs become a draft for one person, which a person then approves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.home.lists import draft_of
from kiosk.home.resting import refuse_while_resting
from kiosk.people.staff import Actor
from kiosk.playlists.exchange_in import Line, read_list
from kiosk.playlists.familiarity import blocked
from kiosk.playlists.finder_match import match_recording
from kiosk.playlists.picks import Pick, Playlist, Purpose, Reason, Term
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import PlaylistId, RecordingId, ResidentId

BROUGHT = Reason(Term.NAMED, 0.5, "on a list that was brought in")


@dataclass(frozen=True)
class Brought:
    """The draft, how many of the lines in the list were surely found, and what those say that were not."""

    draft: Playlist
    lines: int
    found: int
    unknown: tuple[str, ...]


def bring_in(home: Home, resident: ResidentId, text: str, by: Actor) -> Brought:
    """Add the songs of a list to the person's draft, behind what stands there; nothing is behind a red flag.

    A song the library lacks is wanted from now on. Raises BadInput when it is no list or none of it is known,
    NotAllowed while the person's music rests.
    """
    refuse_while_resting(home, resident)
    lines = read_list(text)
    found = [(line, _song(home, line)) for line in lines]
    person = guarded(home, resident)
    songs = {song.id: song for _, song in found if song and not blocked(song, person)}
    if not songs:
        raise BadInput("None of these songs is known here, or none may play for this person.", "list")
    before = draft_of(home, resident) or _next(home, resident)
    there = {pick.song.id for pick in before.picks}
    fresh = tuple(Pick(song, 0.5, (BROUGHT,)) for song in songs.values() if song.id not in there)
    draft = home.store.playlists.save(replace(before, picks=(*before.picks, *fresh), made_at=home.now()), by)
    return Brought(draft, len(lines), sum(1 for _, song in found if song), tuple(_unknown(found)))


def _song(home: Home, line: Line) -> Song | None:
    """Return the song a line surely means."""
    said = Recording(RecordingId("a line"), line.path, line.title, line.performer)
    match = match_recording(said, home.finder)
    return match.song if match.sure else None


def _next(home: Home, resident: ResidentId) -> Playlist:
    """Return a draft that begins as what is approved now."""
    approved = home.store.playlists.approved(resident)
    picks = approved.picks if approved else ()
    return Playlist(PlaylistId(home.new_id()), resident, Purpose.EVERYDAY, picks, home.now())


def _unknown(found: list[tuple[Line, Song | None]]) -> Iterator[str]:
    for line, song in found:
        if song is None:
            yield f"{line.title} – {line.performer}" if line.performer else line.title or line.path
