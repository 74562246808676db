"""A home opened, closed and opened again."""

import stat
from pathlib import Path

import pytest

from kiosk.errors import AlreadyRunning, Conflict, NotFound, StoreUnavailable
from kiosk.store.store import Store
from tests.store import some
from tests.store.conftest import SetClock


def test_what_was_saved_is_there_after_opening_again(home: Path, clock: SetClock) -> None:
    with Store.open(home, clock) as store:
        saved = store.residents.save(some.resident(), some.BY)
        told = store.residents.save_story(some.story(), some.BY)
        seen = some.observation()
        store.records.append_observation(seen)
    with Store.open(home, clock) as store:
        assert store.residents.get(some.MAEVE) == saved
        assert store.residents.story(some.MAEVE) == told
        assert store.records.observations_of(some.MAEVE) == (seen,)


def test_only_the_owner_may_look_into_the_files(store: Store) -> None:
    store.photos.save(b"picture")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.home.iterdir()}
    assert stat.S_IMODE(store.home.stat().st_mode) == 0o700
    assert modes.pop("photos") == 0o700
    assert set(modes.values()) == {0o600}


def test_a_second_owner_is_refused_in_a_sentence(store: Store) -> None:
    with pytest.raises(AlreadyRunning, match=r"Another kiosk is already using .* Stop it first"):
        Store.open(store.home)


def test_a_closed_home_can_have_a_new_owner(home: Path) -> None:
    Store.open(home).close()
    Store.open(home).close()


def test_the_device_keeps_its_id(home: Path) -> None:
    with Store.open(home) as store:
        device = store.device
    with Store.open(home) as store:
        assert store.device == device


def test_a_view_beside_a_running_kiosk_sees_what_it_saves(store: Store) -> None:
    with Store.open(store.home, lock=False) as view:
        assert view.residents.all() == ()
        first = store.residents.save(some.resident(), some.BY)
        assert view.residents.all() == (first,)
        store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
        assert len(view.residents.all()) == 2


def test_a_view_writes_nothing(store: Store) -> None:
    with Store.open(store.home, lock=False) as view:
        for write in (
            lambda: view.residents.save(some.resident(), some.BY),
            lambda: view.records.append_mark(some.mark()),
            lambda: view.photos.save(b"picture"),
        ):
            with pytest.raises(StoreUnavailable, match="only a view"):
                write()


def test_a_view_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no kiosk home"):
        Store.open(tmp_path, lock=False)
    assert list(tmp_path.iterdir()) == []


def test_saves_made_together_are_kept_together(store: Store) -> None:
    with store.together(some.BY):
        store.residents.save(some.resident(), some.BY)
        store.memories.save(some.memory(), some.BY)
    assert store.residents.get(some.MAEVE).revision == 1
    assert store.memories.get(some.memory().id).revision == 1


def test_when_one_save_fails_none_of_them_is_kept(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)

    def save_both() -> None:
        with store.together(some.BY):
            store.memories.save(some.memory(), some.BY)
            store.residents.save(some.resident(), some.BY)

    with pytest.raises(Conflict):
        save_both()
    assert store.memories.of(some.MAEVE) == ()
    assert store.residents.get(some.MAEVE).revision == 1


def test_a_swallowed_failure_keeps_nothing_either(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)

    def half_a_change() -> None:
        with store.together(some.BY):
            store.memories.save(some.memory(), some.BY)
            with pytest.raises(Conflict):
                store.residents.save(some.resident(), some.BY)

    with pytest.raises(Conflict, match="none of it was"):
        half_a_change()
    assert store.memories.of(some.MAEVE) == ()


def test_an_error_of_the_caller_rolls_back_too(store: Store) -> None:
    def fail() -> None:
        with store.together(some.BY):
            store.residents.save(some.resident(), some.BY)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.residents.all() == ()
    assert store.audit.entries() == ()


def test_all_is_well_means_no_words(store: Store) -> None:
    assert store.trouble == ""
