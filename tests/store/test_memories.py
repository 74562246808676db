from dataclasses import replace

import pytest

from kiosk.errors import NotFound
from kiosk.people.memories import Use, Verdict
from kiosk.store.store import Store
from kiosk.units import MemoryId, PhotoId
from tests.store import some


def test_a_memory_comes_back_as_given(store: Store) -> None:
    given = replace(some.memory(), use=Use.NEVER, photo=PhotoId("ab" * 32))
    assert store.memories.save(given, some.BY) == replace(given, revision=1)
    assert store.memories.get(given.id) == replace(given, revision=1)


def test_waiting_ones_come_from_everyone_oldest_first(store: Store) -> None:
    store.memories.save(some.memory("m-1", days=2), some.BY)
    store.memories.save(some.memory("m-2", some.JAN, days=1), some.BY)
    store.memories.save(replace(some.memory("m-3"), verdict=Verdict.APPROVED), some.BY)
    assert [memory.id for memory in store.memories.waiting()] == ["m-2", "m-1"]


def test_a_persons_memories_are_listed_newest_first(store: Store) -> None:
    store.memories.save(some.memory("m-1"), some.BY)
    store.memories.save(some.memory("m-2", days=1), some.BY)
    store.memories.save(some.memory("m-3", some.JAN), some.BY)
    assert [memory.id for memory in store.memories.of(some.MAEVE)] == ["m-2", "m-1"]


def test_an_unknown_memory_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="This memory is not kept here"):
        store.memories.get(MemoryId("m-9"))
