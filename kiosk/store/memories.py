"""Memories that family gave, kept."""

from tinydb import where

from kiosk.people.memories import Memory, Verdict
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import MemoryId, ResidentId

MEMORIES = Kind("memories", Memory, lambda memory: memory.id, "memory")


class Memories:
    """Everybody's song memories."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._memories = Documents(database, collections, MEMORIES)

    def waiting(self) -> tuple[Memory, ...]:
        """Return the memories no one has decided about, of all residents, oldest first."""
        waiting = self._memories.everywhere(where("verdict") == Verdict.WAITING.value)
        return tuple(sorted(waiting, key=lambda memory: (memory.given_at, memory.id)))

    def of(self, resident: ResidentId) -> tuple[Memory, ...]:
        """Return a person's memories, newest first."""
        found = self._memories.within(collection_for(resident))
        return tuple(sorted(found, key=lambda memory: (memory.given_at, memory.id), reverse=True))

    def get(self, key: MemoryId) -> Memory:
        """Return one memory; NotFound when there is none."""
        return self._memories.get(key)

    def save(self, memory: Memory, by: Actor) -> Memory:
        """Keep a memory; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._memories.save(collection_for(memory.resident), memory, by)
