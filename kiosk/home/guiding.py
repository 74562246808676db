"""Remembers which first-use guides a member of staff has put away."""

from dataclasses import replace

from kiosk.home.home import Home
from kiosk.people.staff import Actor
from kiosk.units import StaffId


def put_away(home: Home, guide: str, by: Actor) -> None:
    """Keep that a member of staff knows a page; knowing it twice changes nothing."""
    member = home.store.staff.get(StaffId(by.id))
    if guide not in member.knows:
        home.store.staff.save(replace(member, knows=(*member.knows, guide)), by)


def show_again(home: Home, by: Actor) -> None:
    """Bring all guides back for a member of staff."""
    member = home.store.staff.get(StaffId(by.id))
    if member.knows:
        home.store.staff.save(replace(member, knows=()), by)
