"""Crossings, kept until whoever saved first has read them."""

from dataclasses import replace

from kiosk.people.crossings import Crossing
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import ResidentId

CROSSINGS = Kind("crossings", Crossing, lambda crossing: crossing.id, "message")


class Crossings:
    """Everybody's crossings."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._crossings = Documents(database, collections, CROSSINGS)

    def unread_by(self, resident: ResidentId, staff: str) -> tuple[Crossing, ...]:
        """Return what one member of staff has not read yet about a person, oldest first."""
        found = self._crossings.within(collection_for(resident))
        mine = [one for one in found if one.first == staff and not one.seen]
        return tuple(sorted(mine, key=lambda one: (one.at, one.id)))

    def save(self, crossing: Crossing, by: Actor) -> Crossing:
        """Keep a crossing; Conflict when it was changed meanwhile."""
        return self._crossings.save(collection_for(crossing.resident), crossing, by)

    def read(self, key: str, by: Actor) -> Crossing:
        """Keep that it was read; reading it twice changes nothing."""
        kept = self._crossings.get(key)
        if kept.seen or kept.first != by.id:
            return kept
        return self.save(replace(kept, seen=True), by)
