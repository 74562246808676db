"""Residents and their life stories, kept."""

from kiosk.people.life_story import LifeStory
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import ResidentId

RESIDENTS = Kind("residents", Resident, lambda resident: resident.id, "person")
STORIES = Kind("stories", LifeStory, lambda story: story.resident, "life story")


class Residents:
    """Who the music is for, and what is known of them."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._residents = Documents(database, collections, RESIDENTS)
        self._stories = Documents(database, collections, STORIES)

    def all(self) -> tuple[Resident, ...]:
        """Return everyone, by the name they are called."""
        return tuple(sorted(self._residents.everywhere(), key=lambda who: (who.called.casefold(), who.id)))

    def get(self, key: ResidentId) -> Resident:
        """Return one person; NotFound when there is none."""
        return self._residents.get(key)

    def save(self, resident: Resident, by: Actor) -> Resident:
        """Keep a person; Conflict when somebody saved them meanwhile. Returns the next revision."""
        return self._residents.save(collection_for(resident.id), resident, by)

    def story(self, key: ResidentId) -> LifeStory:
        """Return a person's life story, an empty one when none was told yet."""
        return self._stories.find(key) or LifeStory(key)

    def save_story(self, story: LifeStory, by: Actor) -> LifeStory:
        """Keep a life story; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._stories.save(collection_for(story.resident), story, by)
