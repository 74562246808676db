"""What a resident can do: hear their music, stop it, ask for another song, say yes or no to one."""

from datetime import timedelta
from pathlib import Path

from kiosk.care.observations import Mark, SongMark
from kiosk.care.plays import Session, WhyEnded
from kiosk.errors import NotAllowed
from kiosk.home.copies import in_their_way
from kiosk.home.greetings import spoken_first
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.home.lists import allowed, approved_for, split
from kiosk.home.room_sound import levels, shaping
from kiosk.listening.commands import Another, Begin, SetLevel, Stop
from kiosk.listening.programme import Programme, Track
from kiosk.listening.status import Phase, Status
from kiosk.playlists.finder_match import names
from kiosk.playlists.picks import Purpose
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import Decibels, GreetingId, PlayId, ResidentId, SessionId, SongId

SOUNDING = frozenset({Phase.STARTING, Phase.PLAYING, Phase.BETWEEN})
SAME_SITTING = timedelta(hours=12)
"""A play does not sound longer than this, so a mark on it is never older."""
STEP = Decibels(3.0)
"""One press of Softer or Louder (evidence rule 28)."""


def sounds_for(status: Status, resident: ResidentId) -> bool:
    """Say whether this resident's music is on, alone or in a group."""
    return resident in status.people and status.phase in SOUNDING


def play_music(
    home: Home,
    resident: ResidentId,
    purpose: Purpose | None = None,
    first: SongId | None = None,
    *,
    greeting: GreetingId | None = None,
) -> None:
    """Begin the resident's approved list, everyday's unless another purpose is asked for.

    `first` begins with that song, if it is in the list; the words of `greeting` come before it. A second tap changes
    nothing. Raises NotAllowed without a list.
    """
    if sounds_for(home.sounding.status(), resident):
        return
    person = home.store.residents.get(resident)
    playlist = approved_for(home, resident, purpose)
    tracks = from_song(tracks_for(home, resident, purpose), first)
    if playlist is None or not tracks:
        raise NotAllowed(f"Ask a member of staff to choose some music for {person.called}.")
    session = Session(SessionId(home.new_id()), resident, playlist.id, home.now())
    tracks = (*spoken_first(home, resident, greeting), *tracks)
    fitted = shaping(person.hearing)
    programme = Programme(session.id, resident, playlist.id, tracks, levels(home, person), shaping=fitted)
    # The music need not wait for the disk; only the answer does. A store that refuses must not keep it silent.
    home.sounding.submit(Begin(programme))
    home.store.records.append_session(session)


def from_song(tracks: tuple[Track, ...], first: SongId | None) -> tuple[Track, ...]:
    """Return the tracks beginning with a song, what stood before it at the end; unchanged when it is not among them."""
    place = next((number for number, track in enumerate(tracks) if track.song == first), 0)
    return tracks[place:] + tracks[:place]


def tracks_for(home: Home, resident: ResidentId, purpose: Purpose | None = None) -> tuple[Track, ...]:
    """Return what would play now: approved, on the shelf, and behind no red flag."""
    playlist = approved_for(home, resident, purpose)
    if playlist is None:
        return ()
    picks = allowed(split(home, playlist).ready, guarded(home, resident))
    tracks = tuple(track_of(pick.song, home.shelf.recordings[pick.song.id]) for pick in picks)
    return in_their_way(home, home.store.residents.get(resident).hearing, tracks)


def track_of(song: Song, recording: Recording) -> Track:
    """Return what the listening thread needs to play a song."""
    return Track(
        song=song.id,
        recording=recording.id,
        path=Path(recording.path),
        title=recording.title if names(song, recording.title) else song.title,
        performer=recording.performer or song.performer,
        gain=recording.gain or Decibels(0.0),
        duration=recording.duration,
    )


def stop(home: Home) -> None:
    """Fade to silence and end the session."""
    home.sounding.submit(Stop())


def another(home: Home, after: PlayId) -> None:
    """Go to the next song, if `after` still sounds."""
    home.sounding.submit(Another(after))


def set_level(home: Home, session: SessionId, level: Decibels) -> None:
    """Play at `level` decibels below the kiosk's ceiling."""
    home.sounding.submit(SetLevel(session, level))


def like(home: Home, resident: ResidentId, song: SongId, play: PlayId) -> None:
    """Keep the resident's own yes to a song, once for each play."""
    _say(home, resident, song, play, Mark.LIKES)


def not_this_one(home: Home, resident: ResidentId, song: SongId, play: PlayId) -> None:
    """Keep the resident's own no to a song, and go to the next."""
    _say(home, resident, song, play, Mark.NOT_THIS_ONE)
    home.sounding.submit(Another(play, WhyEnded.NOT_THIS_ONE))


def _say(home: Home, resident: ResidentId, song: SongId, play: PlayId, mark: Mark) -> None:
    person = home.store.residents.get(resident)
    status = home.sounding.status()
    session = status.session if status.play == play else None
    said = {(one.play, one.mark) for one in home.store.records.marks_of(resident, home.now() - SAME_SITTING)}
    if (play, mark) not in said:
        home.store.records.append_mark(
            SongMark(resident, song, mark, person.called, home.now(), own_say=True, play=play, session=session)
        )
