"""Music for several people at once: a suggested list, whose song each one is, and playing it once approved."""

from collections.abc import Sequence

from kiosk.care.plays import Session
from kiosk.errors import BadInput
from kiosk.home.hearing_music import track_of
from kiosk.home.home import Home
from kiosk.home.knowing import guarded, listener
from kiosk.home.room_sound import levels, shaping
from kiosk.listening.commands import Begin
from kiosk.listening.programme import Levels, Programme, Shaping, Track
from kiosk.people.staff import Actor
from kiosk.playlists.familiarity import blocked, spares
from kiosk.playlists.groups import FEWEST_PEOPLE, MOST_PEOPLE, GroupList, together
from kiosk.units import Decibels, PlaylistId, ResidentId, SessionId, SongId


def suggest_for_group(home: Home, residents: Sequence[ResidentId]) -> GroupList:
    """Return songs of the library for everyone in the room, red flags of each of them kept (evidence rule 33).

    Raises BadInput for fewer than two people, more than eight, or when no song may play for all of them.
    """
    people = in_the_room(residents)
    members = [listener(home, resident) for resident in people]
    songs = [song for one in home.shelf.recordings if (song := home.stock.by_id.get(one))]
    found = together(members, songs, home.today())
    if not found.picks:
        raise BadInput("The library has no song that suits all of them: add recordings, or tick fewer people.", "who")
    return found


def in_the_room(residents: Sequence[ResidentId]) -> tuple[ResidentId, ...]:
    """Return everyone once; BadInput for fewer than two people or more than eight."""
    people = tuple(dict.fromkeys(residents))
    if not FEWEST_PEOPLE <= len(people) <= MOST_PEOPLE:
        raise BadInput("Tick between two and eight people who are in the room.", "who")
    return people


def play_for_group(
    home: Home, residents: Sequence[ResidentId], songs: Sequence[SongId], by: Actor, id_: str = ""
) -> Session:
    """Begin the songs that `by` saw and approved for everyone in the room; the group is one session.

    Red flags of each of them are looked up again now. `id_` makes a tap sent twice the same session.
    Raises BadInput when nothing of it may play.
    """
    people = in_the_room(residents)
    tracks = tracks_for_all(home, people, songs)
    if not tracks:
        raise BadInput("None of these songs may play for all of them now: ask for new ones.")
    key = SessionId(id_ or home.new_id())
    held = next((one for one in home.store.records.sessions_of(people[0]) if one.id == key), None)
    if held:
        return held
    session = Session(key, people[0], PlaylistId(f"group~{key}"), home.now(), people[1:], by.name)
    home.store.records.append_session(session)
    volume, fitted = levels_for_all(home, people), shaping_for_all(home, people)
    programme = Programme(key, people[0], session.playlist, tracks, volume, people[1:], shaping=fitted)
    home.sounding.submit(Begin(programme))
    return session


def tracks_for_all(home: Home, people: Sequence[ResidentId], songs: Sequence[SongId]) -> tuple[Track, ...]:
    """Return what may play of `songs`: on the shelf, behind no red flag and no lament for any of the people."""
    listeners = [guarded(home, resident) for resident in people]
    found = [song for song in map(home.song, dict.fromkeys(songs)) if song and song.id in home.shelf.recordings]
    return tuple(
        track_of(song, home.shelf.recordings[song.id])
        for song in found
        if not any(blocked(song, person) or spares(song, person) for person in listeners)
    )


def shaping_for_all(home: Home, people: Sequence[ResidentId]) -> Shaping:
    """Return how the sound is fitted: to the one person's ears; in a group one channel if anyone needs it, no lift."""
    each = [home.store.residents.get(resident).hearing for resident in people]
    return shaping(each[0]) if len(each) == 1 else Shaping(mono=any(one.mono for one in each))


def levels_for_all(home: Home, people: Sequence[ResidentId]) -> Levels:
    """Return where a group's volume starts and may go: never louder than the most sensitive of them bears."""
    each = [levels(home, home.store.residents.get(resident)) for resident in people]
    ceiling = min(one.ceiling for one in each)
    start = Decibels(min(ceiling, *(one.start for one in each)))
    return Levels(start, Decibels(min(start, *(one.floor for one in each))), ceiling)
