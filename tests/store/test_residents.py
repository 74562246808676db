from dataclasses import replace

import pytest

from kiosk.errors import Conflict, NotFound
from kiosk.people.life_story import LifeStory
from kiosk.store.store import Store
from kiosk.units import ResidentId
from tests.store import some


def test_a_person_comes_back_as_saved_with_the_next_revision(store: Store) -> None:
    saved = store.residents.save(some.resident(), some.BY)
    assert saved == replace(some.resident(), revision=1)
    assert store.residents.get(some.MAEVE) == saved


def test_everyone_is_listed_by_the_name_they_are_called(store: Store) -> None:
    for key, called in (("r-1", "jan"), ("r-2", "Ada"), ("r-3", "Zoe")):
        store.residents.save(some.resident(ResidentId(key), called), some.BY)
    assert [resident.called for resident in store.residents.all()] == ["Ada", "jan", "Zoe"]


def test_nobody_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="This person is not kept here any more"):
        store.residents.get(some.MAEVE)


def test_two_people_editing_at_once_are_told(store: Store) -> None:
    read = store.residents.save(some.resident(), some.BY)
    store.residents.save(replace(read, full_name="Maeve A"), some.BY)
    with pytest.raises(Conflict, match="Somebody else changed this person"):
        store.residents.save(replace(read, full_name="Maeve B"), some.BY)
    assert store.residents.get(some.MAEVE).full_name == "Maeve A"


def test_a_document_that_never_was_cannot_be_at_revision_three(store: Store) -> None:
    with pytest.raises(Conflict):
        store.residents.save(replace(some.resident(), revision=3), some.BY)


def test_an_untold_story_is_empty(store: Store) -> None:
    assert store.residents.story(some.MAEVE) == LifeStory(some.MAEVE)


def test_a_story_comes_back_with_every_date_and_place(store: Store) -> None:
    saved = store.residents.save_story(some.story(), some.BY)
    assert saved == replace(some.story(), revision=1)
    assert store.residents.story(some.MAEVE) == saved


def test_stories_are_kept_apart(store: Store) -> None:
    store.residents.save_story(some.story(), some.BY)
    assert store.residents.story(some.JAN) == LifeStory(some.JAN)
