"""The room's sound: measured once at the chair, so that levels are decibels there, and the most that is allowed."""

from pathlib import Path

import msgspec

from kiosk.care.volume import TEST_LEVEL, Room, allowed_cap, offset_from, span
from kiosk.home.home import Home
from kiosk.library.noise import pink_noise
from kiosk.listening.commands import Begin, Stop
from kiosk.listening.programme import Levels, Programme, Shaping, Track
from kiosk.people.residents import Hearing, Resident
from kiosk.people.staff import Actor
from kiosk.units import PlaylistId, RecordingId, ResidentId, SessionId, SongId

SETTING = "room sound"
NOBODY = ResidentId("")
"""Whose music the test tone is; its plays are nobody's record."""


def room(home: Home) -> Room:
    """Return what is known of the room."""
    return msgspec.convert(home.store.settings.get(SETTING, {}), Room)


def keep_reading(home: Home, reading: float, by: Actor) -> None:
    """Keep what the meter showed at the chair while the test tone played; raises BadInput for an unlikely reading."""
    kept = room(home)
    measured = Room(offset_from(reading), kept.cap, home.now(), by.name, kept.cap_by)
    home.store.settings.set(SETTING, measured, by)


def keep_cap(home: Home, cap: float, by: Actor) -> None:
    """Keep the most that is allowed in dB(A), 80 at the very most; the audit trail keeps who decided it."""
    kept = room(home)
    home.store.settings.set(
        SETTING, Room(kept.offset, allowed_cap(cap), kept.measured_at, kept.measured_by, by.name), by
    )


def play_tone(home: Home) -> None:
    """Play half a minute of pink noise at the usual level, as loud as music is levelled to."""
    path, gain, length = pink_noise(home.settings.home / "copies")
    track = Track(SongId(""), RecordingId(""), Path(path), "Test tone", "", gain, length)
    levels = Levels(start=TEST_LEVEL, floor=TEST_LEVEL, ceiling=TEST_LEVEL)
    session = SessionId(home.new_id())
    home.sounding.submit(Begin(Programme(session, NOBODY, PlaylistId("test tone"), (track,), levels)))


def stop_tone(home: Home) -> None:
    """Stop the test tone, and only that."""
    if home.sounding.status().resident == NOBODY:
        home.sounding.submit(Stop())


def levels(home: Home, person: Resident) -> Levels:
    """Return where this person's volume starts and may go in this room; back to the start each session."""
    hearing = person.hearing
    found = span(room(home), hearing.start, hearing.floor, hearing.ceiling, hearing.lift)
    return Levels(found.start, found.floor, found.ceiling)


def shaping(hearing: Hearing) -> Shaping:
    """Return how the sound is fitted to a person's ears."""
    return Shaping(hearing.mono, hearing.lift)
