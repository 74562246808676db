"""How much sound a person had, by the WHO-ITU rule: 75 dB(A) for 40 hours a week, equal energy (fact F11). Pure.

Three decibels more halve the time: 80 hours at 72, 40 at 75, 20 at 78 dB(A). It is a rule for healthy listening in
general; it says nothing of one person's ears.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.care.plays import Play

REFERENCE_DBA = 75.0
WEEK_H = 40.0
DOUBLING_DB = 10.0
"""Energy, not loudness: ten times the energy in ten decibels."""


@dataclass(frozen=True)
class Dose:
    """Hours of music, and the share of a week's allowance they make (1 is all of it); None when nobody measured."""

    hours: float
    share: float | None


def share_of_week(hours: float, dba: float) -> float:
    """Return what share of a week's allowance so many hours at this loudness are."""
    return float(hours / WEEK_H * 10 ** ((dba - REFERENCE_DBA) / DOUBLING_DB))


def dose(plays: Iterable[Play], offset: float | None) -> Dose:
    """Return the dose of plays; `offset` turns their level into dB(A), None in a room nobody measured.

    A play whose level is not known counts as if it had been at the player's full volume.
    """
    heard = [(play.heard / 3_600_000, play.level if play.level is not None else 0.0) for play in plays]
    hours = sum(one for one, _ in heard)
    if offset is None:
        return Dose(hours, None)
    return Dose(hours, sum(share_of_week(one, level + offset) for one, level in heard))


def dose_words(today: Dose) -> str:
    """Say a day's dose to staff, in one line."""
    minutes = round(today.hours * 60)
    length = f"{minutes} minutes" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
    if not minutes:
        return "No music yet today."
    if today.share is None:
        return f"{length} of music today. Measure the room to see how much of a week's sound that is."
    share = today.share * 100
    said = "less than 1 %" if share < 1 else f"{share:.0f} %"
    return f"{length} of music today: {said} of what the WHO-ITU rule allows in a week."
