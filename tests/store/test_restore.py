import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import AlreadyRunning, BadInput, StoreUnavailable
from kiosk.store import schema
from kiosk.store.backup import seal
from kiosk.store.check import check
from kiosk.store.erased import tombstone
from kiosk.store.restore import restore
from kiosk.store.store import Store
from tests.store import some
from tests.store.test_erasure import fill, traces


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a home where Maeve, Jan and some of everything are kept."""
    with Store.open(tmp_path / "elsewhere") as store:
        fill(store)
        return store.backup(tmp_path / "backup.kiosk").path


def test_a_new_machine_has_everything_back(backup: Path, tmp_path: Path, home: Path) -> None:
    report = restore(backup, home)
    assert (report.home, report.set_aside, report.erased_again) == (home, None, 0)
    with Store.open(tmp_path / "elsewhere") as old, Store.open(home) as new:
        assert new.residents.all() == old.residents.all()
        assert new.residents.story(some.MAEVE) == old.residents.story(some.MAEVE)
        assert new.playlists.of(some.MAEVE) == old.playlists.of(some.MAEVE)
        assert new.records.observations_of(some.MAEVE) == old.records.observations_of(some.MAEVE)
        assert set(new.photos.all()) == set(old.photos.all())
        assert new.audit.entries(limit=1000)[1:] == old.audit.entries(limit=1000)
    assert check(home).healthy


def test_the_restored_home_numbers_its_records_as_another_device(backup: Path, tmp_path: Path, home: Path) -> None:
    restore(backup, home)
    with Store.open(tmp_path / "elsewhere") as old, Store.open(home) as new:
        assert new.device != old.device
        assert new.records.append_mark(some.mark()) == 1
    assert check(home).healthy


def test_what_was_there_is_moved_aside_never_deleted(backup: Path, home: Path) -> None:
    with Store.open(home) as store:
        store.residents.save(some.resident(called="From before"), some.BY)
        photo = store.photos.save(b"from before")
    (home / "music").mkdir()
    report = restore(backup, home)
    assert report.set_aside is not None
    with closing(sqlite3.connect(report.set_aside / "kiosk.db")) as before:
        assert before.execute("SELECT body FROM documents").fetchone()[0].count(b"From before")
    assert (report.set_aside / "photos" / f"{photo}.jpg").read_bytes() == b"from before"
    assert (home / "music").is_dir()
    with Store.open(home) as store:
        assert {resident.called for resident in store.residents.all()} == {"Maeve", "Jan"}


def test_the_erased_stay_erased(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    with Store.open(home) as store:
        store.erase_resident(some.MAEVE, some.BY)
    report = restore(backup, home)
    assert report.erased_again == 1
    with Store.open(home) as store:
        assert [resident.called for resident in store.residents.all()] == ["Jan"]
        assert store.audit.verify() == ()
    assert traces(home) == []
    assert check(home).healthy


def test_another_machines_erasures_count_too(backup: Path, home: Path) -> None:
    assert restore(backup, home, erased=[tombstone(some.MAEVE)]).erased_again == 1
    assert traces(home) == []
    assert restore(backup, home).erased_again == 1


def test_the_erasure_list_survives_a_lost_database(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    with Store.open(home) as store:
        store.erase_resident(some.MAEVE, some.BY)
    (home / "kiosk.db").write_bytes(b"")
    assert restore(backup, home).erased_again == 1


def test_a_damaged_backup_changes_nothing(backup: Path, home: Path) -> None:
    with Store.open(home) as store:
        store.residents.save(some.resident(), some.BY)
    backup.write_bytes(backup.read_bytes()[:-50])
    with pytest.raises(BadInput, match="no whole kiosk backup"):
        restore(backup, home)
    assert {path.name for path in home.iterdir()} <= {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm", "lock"}
    with Store.open(home) as store:
        assert len(store.residents.all()) == 1


def test_any_other_file_is_refused(tmp_path: Path, home: Path) -> None:
    (tmp_path / "song.ogg").write_bytes(b"OggS" * 100)
    with pytest.raises(BadInput, match="Choose another backup"):
        restore(tmp_path / "song.ogg", home)
    with pytest.raises(StoreUnavailable, match="No such file"):
        restore(tmp_path / "nothing.kiosk", home)


def test_a_newer_kiosks_backup_is_refused(backup: Path, tmp_path: Path, home: Path) -> None:
    newer = tmp_path / "newer.kiosk"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            written = f'"schema":{schema.VERSION}'.encode()
            new.writestr(name, body.replace(written, b'"schema":99') if name == "manifest.json" else body)
        new.comment = old.comment
    with newer.open("r+b") as file:
        seal(file)
    with pytest.raises(BadInput, match="newer kiosk"):
        restore(newer, home)


def test_a_running_home_is_not_restored_over(backup: Path, store: Store) -> None:
    with pytest.raises(AlreadyRunning):
        restore(backup, store.home)


def test_restoring_twice_keeps_both_earlier_states(backup: Path, home: Path) -> None:
    first = restore(backup, home)
    second = restore(backup, home)
    third = restore(backup, home)
    assert first.set_aside is None
    assert second.set_aside != third.set_aside


def test_a_restore_is_a_line_in_the_audit_trail(backup: Path, home: Path) -> None:
    restore(backup, home)
    with Store.open(home) as store:
        assert store.audit.entries()[0].action == "restored a backup"


def test_a_documents_revision_goes_on_after_a_restore(backup: Path, home: Path) -> None:
    restore(backup, home)
    with Store.open(home) as store:
        jan = store.residents.get(some.JAN)
        assert store.residents.save(replace(jan, called="Johan"), some.BY).revision == jan.revision + 1
