"""Spoken invitations, kept with their person, so that export, erasure and backup hold them as well."""

from kiosk.people.greetings import Greeting
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import GreetingId, ResidentId

GREETINGS = Kind("greetings", Greeting, lambda greeting: greeting.id, "recording")


class Greetings:
    """Everybody's spoken invitations."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._greetings = Documents(database, collections, GREETINGS)

    def of(self, resident: ResidentId) -> tuple[Greeting, ...]:
        """Return what was recorded for a person and not taken back, newest first."""
        found = (one for one in self._greetings.within(collection_for(resident)) if one.sound)
        return tuple(sorted(found, key=lambda one: (one.given_at, one.id), reverse=True))

    def get(self, key: GreetingId) -> Greeting:
        """Return one recording; NotFound when there is none."""
        return self._greetings.get(key)

    def save(self, greeting: Greeting, by: Actor) -> Greeting:
        """Keep a recording; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._greetings.save(collection_for(greeting.resident), greeting, by)
