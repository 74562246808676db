import io
import random
import stat
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import StoreUnavailable
from kiosk.store.backup import BrokenBackup, seal, verify
from kiosk.store.restore import restore
from kiosk.store.store import Store
from tests.store import some


@pytest.fixture
def lived_in(store: Store) -> Store:
    store.residents.save(replace(some.resident(), portrait=store.photos.save(b"portrait")), some.BY)
    store.residents.save_story(some.story(), some.BY)
    store.records.append_observation(some.observation())
    return store


def test_a_backup_says_what_is_in_it(lived_in: Store, tmp_path: Path) -> None:
    report = lived_in.backup(tmp_path / "backup.kiosk")
    assert (report.residents, report.photos, report.warnings) == (1, 1, ())
    assert report.size == (tmp_path / "backup.kiosk").stat().st_size
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600


def test_a_backup_can_be_made_beside_a_running_kiosk(lived_in: Store, tmp_path: Path) -> None:
    with Store.open(lived_in.home, lock=False) as view:
        assert view.backup(tmp_path / "backup.kiosk").residents == 1


def test_nothing_else_is_left_beside_it(lived_in: Store, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    lived_in.backup(shelf / "backup.kiosk")
    lived_in.backup(shelf / "backup.kiosk")
    assert [path.name for path in shelf.iterdir()] == ["backup.kiosk"]


def test_a_place_that_cannot_be_written_is_a_sentence(lived_in: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="Choose another place"):
        lived_in.backup(tmp_path / "no" / "such" / "folder.kiosk")


def test_a_missing_photo_is_said_and_keeps_nothing_else_away(lived_in: Store, tmp_path: Path) -> None:
    lived_in.photos.path(lived_in.photos.all()[0]).write_bytes(b"torn")
    report = lived_in.backup(tmp_path / "backup.kiosk")
    assert report.photos == 0
    assert "missing or damaged" in report.warnings[0]


def test_a_backup_taken_while_writing_is_one_moment(lived_in: Store, tmp_path: Path) -> None:
    """Two documents are always saved together; every backup has them at the same revision."""
    stop = threading.Event()

    def keep_writing() -> None:
        resident, story = lived_in.residents.get(some.MAEVE), lived_in.residents.story(some.MAEVE)
        while not stop.is_set():
            with lived_in.together(some.BY):
                resident = lived_in.residents.save(resident, some.BY)
                story = lived_in.residents.save_story(story, some.BY)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            lived_in.backup(tmp_path / f"{number}.kiosk")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        restore(tmp_path / f"{number}.kiosk", tmp_path / f"home-{number}")
        with Store.open(tmp_path / f"home-{number}") as restored:
            revisions = restored.residents.get(some.MAEVE).revision, restored.residents.story(some.MAEVE).revision
            assert revisions[0] == revisions[1]


def test_every_damaged_backup_is_found(lived_in: Store, tmp_path: Path) -> None:
    whole = lived_in.backup(tmp_path / "backup.kiosk").path.read_bytes()
    bits = random.Random(2)
    for _ in range(200):
        damaged = bytearray(whole)
        damaged[bits.randrange(len(whole))] ^= 1 << bits.randrange(8)
        with pytest.raises(BrokenBackup):
            verify(io.BytesIO(damaged))
    for end in (0, 100, len(whole) // 2, len(whole) - 1):
        with pytest.raises(BrokenBackup):
            verify(io.BytesIO(whole[:end]))


def test_a_stowaway_is_found(lived_in: Store, tmp_path: Path) -> None:
    path = lived_in.backup(tmp_path / "backup.kiosk").path
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("../../evil", b"climbing out")
    with path.open("r+b") as file:
        seal(file)
        with pytest.raises(BrokenBackup, match="members"):
            verify(file)
