"""What goes on paper: gathered from everything that is known, and written into the audit trail (evidence rule 37)."""

from dataclasses import replace

from kiosk.care.care_plan import CarePlan, Known, care_plan
from kiosk.home.counting import period
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.home.lists import allowed
from kiosk.people.staff import Actor
from kiosk.playlists.picks import Approval, Playlist
from kiosk.units import ResidentId


def plan_of(home: Home, resident: ResidentId) -> CarePlan:
    """Return one person's musical care plan as it stands today."""
    store = home.store
    known = Known(
        store.residents.get(resident),
        store.residents.story(resident),
        lists_for_today(home, resident),
        store.memories.of(resident),
        period(home, resident),
    )
    return care_plan(known, home.today())


def lists_for_today(home: Home, resident: ResidentId) -> list[Playlist]:
    """Return the person's approved lists without anything that a red flag blocks by now."""
    person = guarded(home, resident)
    approved = [one for one in home.store.playlists.of(resident) if one.state is Approval.APPROVED]
    return [replace(one, picks=allowed(one.picks, person)) for one in approved]


def note_printed(home: Home, what: str, by: Actor, resident: ResidentId | None = None) -> None:
    """Write into the audit trail that something was made to leave the kiosk, before it does."""
    home.store.audit.note(f"printed {what}", by, resident)


def note_exported(home: Home, what: str, by: Actor, resident: ResidentId | None = None) -> None:
    """Write into the audit trail that records were handed out, before they are."""
    home.store.audit.note(f"exported {what}", by, resident)
