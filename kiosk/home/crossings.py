"""Two people at the same thing at once: who saved first is found in the audit trail, and told."""

from dataclasses import dataclass
from hashlib import sha256

from kiosk.home.home import Home
from kiosk.people.crossings import Crossing
from kiosk.people.staff import Actor, ActorKind
from kiosk.units import ResidentId

LOOK_BACK = 50
"""So many lines of the audit trail are looked through for whoever saved first."""


def as_seen(value: object) -> str:
    """Return a short mark of a value as it was shown, to notice that it is another one by now."""
    return sha256(repr(value).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Where:
    """What crossed: a table and a document of the store, and the field, empty when any counts; `about` in words."""

    table: str
    document: str
    about: str
    field: str = ""


def saved_first(home: Home, resident: ResidentId, where: Where, by: Actor) -> Actor | None:
    """Return who last changed it, None when nobody but `by` did lately."""
    for entry in home.store.audit.entries(resident, LOOK_BACK):
        same = entry.table == where.table and entry.document == where.document
        if same and (not where.field or where.field in entry.fields):
            return entry.by if entry.by.kind is ActorKind.STAFF and entry.by.id != by.id else None
    return None


def tell_first(home: Home, resident: ResidentId, where: Where, words: str, by: Actor) -> Actor | None:
    """Leave word for whoever saved first that `by` was at the same thing; return them, None when nobody was."""
    first = saved_first(home, resident, where, by)
    if first:
        crossing = Crossing(home.new_id(), resident, first.id, by.name, where.about, words, home.now())
        home.store.crossings.save(crossing, by)
    return first
