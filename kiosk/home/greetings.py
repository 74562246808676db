"""Spoken invitations: taken from staff and family, heard by staff first, and put before the first song of a press."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.errors import BadInput, NotAllowed
from kiosk.home.home import Home
from kiosk.home.life import LONGEST_WORDS
from kiosk.library import refusals
from kiosk.library.workers import Workers
from kiosk.listening.programme import Track
from kiosk.people.greetings import LONGEST_S, Greeting
from kiosk.people.memories import Invitation, Verdict
from kiosk.people.staff import Actor, ActorKind
from kiosk.playlists.recordings import Recording
from kiosk.units import Decibels, GreetingId, InvitationId, RecordingId, ResidentId

MOST_BYTES = 20_000_000
"""Twenty seconds are 4 MB even where nothing is packed."""
TITLE = "A few words for you"


@dataclass(frozen=True)
class Said:
    """A recording as it was sent, and whose voice it is."""

    giver: str
    relation: str
    sound: bytes
    invitation: InvitationId | None = None


def give_greeting(home: Home, resident: ResidentId, said: Said, by: Actor) -> Greeting:
    """Keep a recording of at most 20 s, written anew; durable on return. What family sends waits for staff.

    Raises BadInput with one sentence for anything else.
    """
    if not said.giver.strip():
        raise BadInput("Write whose voice it is.", "giver")
    voice, sound = _written_anew(home, said.sound)
    by_staff = by.kind is not ActorKind.FAMILY
    return home.store.greetings.save(
        Greeting(
            id=GreetingId(home.new_id()),
            resident=home.store.residents.get(resident).id,
            giver=said.giver.strip()[:LONGEST_WORDS],
            relation=said.relation.strip()[:LONGEST_WORDS],
            sound=sound,
            gain=voice.gain or Decibels(0.0),
            duration=voice.duration,
            given_at=home.now(),
            verdict=Verdict.APPROVED if by_staff else Verdict.WAITING,
            decided_by=by.name if by_staff else "",
            invitation=said.invitation,
        ),
        by,
    )


def give_from_family(home: Home, invitation: Invitation, sound: bytes) -> Greeting:
    """Keep what a relative recorded; it is heard by nobody but staff until they approve it."""
    if invitation.withdrawn:
        raise NotAllowed("This invitation was taken back: ask the home for a new one.")
    by = Actor(ActorKind.FAMILY, invitation.id, invitation.relative)
    said = Said(invitation.relative, invitation.relation, sound, invitation.id)
    return give_greeting(home, invitation.resident, said, by)


def _written_anew(home: Home, sent: bytes) -> tuple[Recording, bytes]:
    if not sent:
        raise BadInput("Choose a recording to send.", "sound")
    if len(sent) > MOST_BYTES or not refusals.is_music_for_certain(sent[:4096]):
        raise BadInput(refusals.NO_RECORDING, "sound")
    with TemporaryDirectory(dir=home.settings.home) as folder, Workers(1) as workers:
        source, target = Path(folder) / "sent", Path(folder) / "kept.m4a"
        source.write_bytes(sent)
        asked = Recording(RecordingId("greeting"), str(source), TITLE)
        voice = workers.speak(asked, os.fsencode(source), os.fsencode(target), LONGEST_S)
        if voice.trouble:
            raise BadInput(voice.trouble, "sound")
        return voice, target.read_bytes()


def decide(home: Home, greeting: GreetingId, verdict: Verdict, by: Actor) -> Greeting:
    """Approve a recording, or take it back: then its sound is gone at once."""
    kept = home.store.greetings.get(greeting)
    sound = kept.sound if verdict is Verdict.APPROVED else b""
    saved = home.store.greetings.save(replace(kept, verdict=verdict, sound=sound, decided_by=by.name), by)
    if not sound:
        home.store.files.greeting.unlink(missing_ok=True)
    return saved


def greeting_of(home: Home, resident: ResidentId) -> Greeting | None:
    """Return the newest approved recording for a person, None when there is none."""
    found = home.store.greetings.of(resident)
    return next((one for one in found if one.verdict is Verdict.APPROVED), None)


def spoken_first(home: Home, resident: ResidentId, key: GreetingId | None) -> tuple[Track, ...]:
    """Return the words a press asked for, nothing when they were taken back meanwhile or cannot be written down."""
    greeting = greeting_of(home, resident)
    if greeting is None or greeting.id != key:
        return ()
    try:
        return (_track(home, greeting),)
    except OSError:  # a full disk keeps the words away, never the music
        return ()


def _track(home: Home, greeting: Greeting) -> Track:
    """Return what the listening thread plays; the sound lies in one file that the next press writes over."""
    place = home.store.files.greeting
    fresh = place.with_suffix(".new")
    fresh.write_bytes(greeting.sound)
    fresh.replace(place)
    return Track(
        song=greeting.song,
        recording=RecordingId(greeting.song),
        path=place,
        title=TITLE,
        performer=greeting.whose,
        gain=greeting.gain,
        duration=greeting.duration,
        spoken=True,
    )
