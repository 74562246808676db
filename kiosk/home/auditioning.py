"""The audition as it is held: one sample after another from the home's library, and what staff saw."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Timer

from kiosk.care.audition import (
    MOST_IN_A_SITTING,
    SAMPLE_S,
    Level,
    Recognition,
    audition_playlist,
    next_sample,
)
from kiosk.care.plays import Session
from kiosk.errors import BadInput, NotAllowed, NotFound
from kiosk.home.hearing_music import sounds_for
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.home.room_sound import levels, shaping
from kiosk.listening.commands import Begin, Stop
from kiosk.listening.programme import Programme, Track
from kiosk.people.staff import Actor
from kiosk.playlists.care_for import LAMENTS
from kiosk.playlists.familiarity import blocked
from kiosk.playlists.songs import Song
from kiosk.units import Decibels, ResidentId, SessionId, SongId

_OWN_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Sitting:
    """Where today's audition stands: how many samples were heard, and what to try next (None at the end)."""

    heard_today: int
    next: Song | None

    @property
    def over(self) -> bool:
        """Say whether this was enough for one day."""
        return self.heard_today >= MOST_IN_A_SITTING


def sitting(home: Home, resident: ResidentId) -> Sitting:
    """Return how far today's audition got, and the next sample: playable and behind no red flag."""
    heard = home.store.interviews.recognitions_of(resident)
    known = {one.song: song for one in heard if (song := home.song(one.song))}
    today = sum(_day(one) == home.today() for one in heard)
    return Sitting(today, next_sample(samples(home, resident), heard, known))


def _day(heard: Recognition) -> date:
    return heard.at.astimezone().date()


def samples(home: Home, resident: ResidentId) -> list[Song]:
    """Return the songs that may be tried: on the shelf, behind no red flag, no laments where care is needed."""
    person = guarded(home, resident)
    found = [song for key in home.shelf.recordings if (song := home.song(key)) and not blocked(song, person)]
    return [song for song in found if not (person.care.gentle and LAMENTS & set(song.themes))]


def play_sample(home: Home, resident: ResidentId, song: SongId, seconds: float = SAMPLE_S) -> None:
    """Let one song sound for about half a minute. Raises NotFound, or NotAllowed when the sitting is over."""
    if sitting(home, resident).over:
        raise NotAllowed("That is enough for today: go on with the next samples on another day.")
    recording = home.shelf.recordings.get(song)
    allowed = {one.id: one for one in samples(home, resident)}
    if recording is None or song not in allowed:
        raise NotFound("This song cannot be tried here: go back and take the next one.")
    session = SessionId(home.new_id())
    track = Track(
        song=song,
        recording=recording.id,
        path=Path(recording.path),
        title=recording.title,
        performer=recording.performer or allowed[song].performer,
        gain=recording.gain or Decibels(0.0),
        duration=recording.duration,
    )
    playlist = audition_playlist(session)
    person = home.store.residents.get(resident)
    home.store.records.append_session(Session(session, resident, playlist, home.now()))
    fitted = shaping(person.hearing)
    home.sounding.submit(Begin(Programme(session, resident, playlist, (track,), levels(home, person), shaping=fitted)))
    ending = Timer(seconds, end_sample, (home, session))
    ending.daemon = True
    ending.start()


def end_sample(home: Home, session: SessionId) -> None:
    """Stop the sample of this session, if it still sounds."""
    if home.sounding.status().session == session:
        home.sounding.submit(Stop())


def stop_samples(home: Home, resident: ResidentId) -> None:
    """Stop whatever sounds for this person."""
    if sounds_for(home.sounding.status(), resident):
        home.sounding.submit(Stop())


def keep_recognition(
    home: Home, resident: ResidentId, song: SongId, value: str, by: Actor, id_: str = ""
) -> Recognition:
    """Keep how clearly the person knew a sample ("1" to "6", or "upset"), and stop it.

    `id_` makes a mark sent twice the same mark.
    """
    stop_samples(home, resident)
    if value != "upset" and value not in {str(int(level)) for level in Level}:
        raise BadInput("Tap what you saw.", "level")
    key = id_ if _OWN_ID.fullmatch(id_) else home.new_id()
    kept = home.store.interviews.recognitions_of(resident)
    already = next((one for one in kept if one.id == key), None)
    if already:
        return already
    level = None if value == "upset" else Level(int(value))
    return home.store.interviews.save_recognition(Recognition(key, resident, song, level, by.name, home.now()), by)
