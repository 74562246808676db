"""A full disk is harmless: nothing is lost, the sentence says what to do, and room is all it needs."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import StoreUnavailable
from kiosk.store.check import check
from kiosk.store.store import Store
from tests.store import some

pytestmark = pytest.mark.faults


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill_up(disk: Path, leave: int) -> Path:
    """Fill the disk with somebody else's file, leaving `leave` bytes."""
    room = os.statvfs(disk)
    filler = disk / "somebody-elses-file"
    filler.write_bytes(bytes(room.f_bavail * room.f_frsize - leave))
    return filler


def append_until_full(store: Store) -> list[str]:
    """Append notes until one is refused; return those that were acknowledged."""
    acknowledged: list[str] = []

    def append_on() -> None:
        for number in range(20_000):
            seen = some.observation(f"o-{number}", remark="x" * 500)
            store.records.append_observation(seen)
            acknowledged.append(seen.id)

    with pytest.raises(StoreUnavailable, match=r"disk is full.*Make room"):
        append_on()
    return acknowledged


@pytest.mark.parametrize("leave", [0, 40_000, 200_000])
def test_nothing_acknowledged_is_lost_and_room_is_all_it_needs(small_disk: Path, leave: int) -> None:
    with Store.open(small_disk / "home") as store:
        resident = store.residents.save(some.resident(), some.BY)
        filler = fill_up(small_disk, leave)
        acknowledged = append_until_full(store)

        assert "Make room" in store.trouble
        assert [seen.id for seen in store.records.observations_of(some.MAEVE)] == acknowledged
        assert store.residents.get(some.MAEVE) == resident
        with pytest.raises(StoreUnavailable, match="Make room"):
            store.residents.save(resident, some.BY)

        filler.unlink()
        store.records.append_observation(some.observation("o-after"))
        assert store.trouble == ""
        assert store.residents.save(resident, some.BY).revision == 2
    with Store.open(small_disk / "home") as store:
        kept = {seen.id for seen in store.records.observations_of(some.MAEVE)}
        assert kept == {*acknowledged, "o-after"}
    assert check(small_disk / "home").healthy


def test_a_home_on_a_full_disk_can_still_be_read_after_a_restart(small_disk: Path) -> None:
    with Store.open(small_disk / "home") as store:
        resident = store.residents.save(some.resident(), some.BY)
    with Store.open(small_disk / "home", lock=False) as view:
        fill_up(small_disk, 0)
        assert view.residents.get(some.MAEVE) == resident


def test_a_photo_without_room_is_refused_and_leaves_nothing(small_disk: Path) -> None:
    with Store.open(small_disk / "home") as store:
        store.photos.save(b"first")
        filler = fill_up(small_disk, 8192)
        with pytest.raises(StoreUnavailable, match="Make room"):
            store.photos.save(b"x" * 100_000)
        assert len(list((small_disk / "home" / "photos").iterdir())) == 1
        filler.unlink()
        assert store.photos.read(store.photos.save(b"x" * 100_000))


def test_a_backup_without_room_leaves_the_old_one(small_disk: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "home") as store:
        store.residents.save(some.resident(), some.BY)
        store.backup(small_disk / "backup.kiosk")
        before = (small_disk / "backup.kiosk").read_bytes()
        fill_up(small_disk, 50_000)
        with pytest.raises(StoreUnavailable, match="Choose another place"):
            store.backup(small_disk / "backup.kiosk")
    assert (small_disk / "backup.kiosk").read_bytes() == before
    assert {path.name for path in small_disk.iterdir()} == {"backup.kiosk", "somebody-elses-file"}
