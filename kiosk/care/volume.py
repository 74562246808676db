"""How loud is loud: the kiosk's own scale, decibels at the chair, and the limits that keep ears safe. Pure.

A person's level is kept on the kiosk's scale, where -12 is as usual. Once staff measured the room, a level stands for
a loudness at the chair: level + 74 dB(A), so that usual is 62 dB(A) (evidence rule 28). Before that a level is only
relative to the loudest the loudspeaker was turned to.
"""

from dataclasses import dataclass
from datetime import datetime

from kiosk.errors import BadInput
from kiosk.units import Decibels

NOMINAL_DBA = 74.0
"""Loudness at the chair of level 0 in a measured room."""
USUAL = Decibels(-12.0)
CAP_DBA = 75.0
"""The most without a decision of staff (WHO-ITU for sensitive listeners: 75 dB(A) for 40 hours a week)."""
MOST_DBA = 80.0
"""The most at all."""
QUIETEST_DBA, LOUDEST_DBA = 35.0, 105.0
"""Readings beyond these are no reading of this tone at a chair."""
NO_LIFT = Decibels(0.0)
TEST_LEVEL = USUAL
"""The level the calibration tone plays at."""


@dataclass(frozen=True)
class Room:
    """What is known of the room: `offset` turns the player's level into dB(A) at the chair; None before a measurement.

    `cap` is the most allowed, in dB(A).
    """

    offset: float | None = None
    cap: float = CAP_DBA
    measured_at: datetime | None = None
    measured_by: str = ""
    cap_by: str = ""


@dataclass(frozen=True)
class Span:
    """Where a volume starts and may go, as the player takes it: decibels below its full volume."""

    start: Decibels
    floor: Decibels
    ceiling: Decibels


def offset_from(reading: float) -> float:
    """Return a room's offset from a meter's reading of the test tone; raises BadInput for an unlikely one."""
    if not QUIETEST_DBA <= reading <= LOUDEST_DBA:
        raise BadInput("Write what the meter showed at the chair, between 35 and 105 dB(A).", "reading")
    return reading - TEST_LEVEL


def allowed_cap(cap: float) -> float:
    """Return a cap staff may set; raises BadInput above 80 dB(A) or below 60."""
    if not 60 <= cap <= MOST_DBA:
        raise BadInput("The most may be set between 60 and 80 dB(A).", "cap")
    return cap


def span(room: Room, start: Decibels, floor: Decibels, ceiling: Decibels, lift: Decibels = NO_LIFT) -> Span:
    """Return a person's levels for the player, never above the room's cap or the player's full volume.

    A treble `lift` takes its room from the top, so that it can never cut the loudest waves off.
    """
    top = min(_player(room, ceiling), -lift, 0.0 if room.offset is None else room.cap - room.offset)
    bottom = min(_player(room, floor), top)
    return Span(Decibels(max(bottom, min(_player(room, start), top))), Decibels(bottom), Decibels(top))


def most_for(room: Room, level: Decibels) -> Decibels:
    """Return a limit on the kiosk's scale as the player takes it."""
    return Decibels(min(0.0, _player(room, level)))


def _player(room: Room, level: float) -> float:
    return level if room.offset is None else level + NOMINAL_DBA - room.offset


def dba(room: Room, player_level: Decibels) -> int | None:
    """Return the loudness at the chair, rounded to a decibel; None in a room nobody measured."""
    return None if room.offset is None else round(player_level + room.offset)


def level_words(room: Room, level: Decibels) -> str:
    """Say a level on the kiosk's scale to staff."""
    if room.offset is not None:
        return f"{level + NOMINAL_DBA:.0f} dB(A)"
    steps = round(level - USUAL)
    return "as usual" if not steps else f"{abs(steps)} dB {'louder' if steps > 0 else 'softer'} than usual"
