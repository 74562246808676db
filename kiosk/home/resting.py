"""Letting music rest: after two stops in a week nothing new is suggested for a week (evidence rule 13)."""

from datetime import datetime

from kiosk.care.observations import Distress
from kiosk.care.upsets import PAUSE, QUESTIONS, WITHIN, paused_until
from kiosk.errors import NotAllowed
from kiosk.home.home import Home
from kiosk.units import ResidentId


def rests_until(home: Home, resident: ResidentId) -> datetime | None:
    """Return until when no new music is suggested for a person, None when nothing rests."""
    now = home.now()
    since = now - WITHIN - PAUSE
    upsets = [one.at for one in home.store.session_plans.upsets_of(resident) if one.at >= since]
    notes = home.store.records.observations_of(resident, since)
    stopped = [note.seen_at for note in notes if note.distress is Distress.STOPPED]
    return paused_until((*upsets, *stopped), now)


def refuse_while_resting(home: Home, resident: ResidentId) -> None:
    """Raise NotAllowed, with what to look at, while a person's music rests."""
    until = rests_until(home, resident)
    if until:
        day = until.astimezone()
        why = f"New music rests until {day.day} {day:%B}: it was stopped twice in a week."
        raise NotAllowed(f"{why} Look first: {' '.join(QUESTIONS)}")
