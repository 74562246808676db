"""A disk that fails or fills up: nothing half-written, a clear sentence, and no more writing until it is safe.

The failures are real ones: the kernel refuses to let this process's files grow.
"""

import resource
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import Conflict, StoreUnavailable
from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.store.trouble import Trouble
from kiosk.units import ResidentId
from tests.store import some


@contextmanager
def files_cannot_grow() -> Iterator[None]:
    """Let every write past a file's first 4 KB fail with EFBIG, which SQLite takes for a failed disk."""
    _, hard = soft_and_hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, soft_and_hard)


def break_the_disk(store: Store) -> None:
    with files_cannot_grow(), pytest.raises(StoreUnavailable, match="could not keep"):
        store.records.append_observation(some.observation("o-lost"))


def test_a_failed_write_is_final(store: Store) -> None:
    store.records.append_observation(some.observation("o-1"))
    break_the_disk(store)
    with pytest.raises(StoreUnavailable, match="could not keep"):
        store.records.append_observation(some.observation("o-2"))
    assert store.trouble == Trouble.FAILED
    assert store.records.observations_of(some.MAEVE) == (some.observation("o-1"),)


def test_documents_read_after_a_failed_write_are_the_old_ones(store: Store) -> None:
    first = store.residents.save(some.resident(), some.BY)
    with files_cannot_grow(), pytest.raises(StoreUnavailable):
        store.residents.save(replace(first, called="Mae"), some.BY)
    assert store.residents.get(some.MAEVE) == first


def test_opening_again_goes_on_from_what_is_on_disk(store: Store) -> None:
    store.records.append_observation(some.observation("o-1"))
    break_the_disk(store)
    store.reopen()
    assert store.trouble == ""
    store.records.append_observation(some.observation("o-2", minutes=1))
    assert [seen.id for seen in store.records.observations_of(some.MAEVE)] == ["o-1", "o-2"]
    assert check(store.home).healthy


def test_opening_again_while_the_disk_still_fails_says_so(store: Store) -> None:
    first = store.residents.save(some.resident(), some.BY)
    break_the_disk(store)
    with files_cannot_grow(), pytest.raises(StoreUnavailable, match="could not keep"):
        store.reopen()
    assert store.trouble == Trouble.FAILED
    assert store.residents.get(some.MAEVE) == first


def test_a_restart_after_a_failed_disk_starts_from_a_fresh_copy(home: Path) -> None:
    with Store.open(home) as store:
        first = store.residents.save(some.resident(), some.BY)
        break_the_disk(store)
        before = (home / "kiosk.db").stat().st_ino
    assert (home / "kiosk.db.distrusted").exists()
    with Store.open(home) as store:
        assert store.residents.get(some.MAEVE) == first
        assert (home / "kiosk.db").stat().st_ino != before
        store.residents.save(replace(first, called="Mae"), some.BY)
    assert {path.name for path in home.iterdir()} == {"kiosk.db", "lock"}


def test_a_photo_the_disk_refuses_is_not_kept(store: Store) -> None:
    with files_cannot_grow(), pytest.raises(StoreUnavailable):
        store.photos.save(b"x" * 10_000)
    assert store.photos.all() == ()
    assert list((store.home / "photos").iterdir()) == []


def test_sixteen_threads_lose_nothing(store: Store) -> None:
    """Each thread changes its own person, all change one setting, all append notes."""
    start, each = threading.Barrier(16), 25

    def work(number: int) -> None:
        mine = ResidentId(f"r-{number}")
        resident = store.residents.save(some.resident(mine), some.BY)
        start.wait()
        for count in range(each):
            resident = store.residents.save(replace(resident, called=f"name {count}"), some.BY)
            store.records.append_observation(some.observation(f"o-{number}-{count}"))
            store.settings.set(f"last of {number}", count, some.BY)
            assert store.residents.get(mine) == resident
            assert len(store.residents.all()) == 16

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(16)))
    assert len(store.records.observations_of(some.MAEVE)) == 16 * each
    assert {resident.revision for resident in store.residents.all()} == {each + 1}
    assert set(store.settings.all().values()) == {each - 1}
    assert check(store.home).healthy


def test_of_many_saving_the_same_thing_one_wins_each_round(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)

    def save(number: int) -> bool:
        try:
            store.residents.save(replace(some.resident(), called=f"name {number}", revision=1), some.BY)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(save, range(64))) == 1


def test_a_rollback_leaves_no_gap_in_the_numbers(store: Store) -> None:
    first = store.records.append_mark(some.mark())

    def fail() -> None:
        with store.together(some.BY):
            store.records.append_mark(some.mark())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.records.append_mark(some.mark()) == first + 1
    assert check(store.home).healthy


def test_the_log_does_not_grow_for_ever(store: Store) -> None:
    for number in range(600):
        store.records.append_observation(some.observation(f"o-{number}"))
    assert (store.home / "kiosk.db-wal").stat().st_size < 16 << 20
    assert (store.home / "kiosk.db").stat().st_size > 100_000
