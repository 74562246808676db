"""A rescue that is cut off anywhere is finished, or done again, at the next start."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.people.residents import Resident
from kiosk.store import rescue, schema
from kiosk.store.files import HomeFiles
from kiosk.store.store import Store
from tests.store import some


@pytest.fixture
def files(home: Path) -> HomeFiles:
    with Store.open(home) as store:
        store.residents.save(some.resident(), some.BY)
    files = HomeFiles(home)
    with closing(schema.connect(files.database, writes=True)) as link:
        rescue.copy(link, files)
    return files


def residents(files: HomeFiles) -> list[Resident]:
    with Store.open(files.home) as store:
        return list(store.residents.all())


def test_a_finished_copy_takes_the_databases_place(files: HomeFiles) -> None:
    files.database.write_bytes(b"not to be trusted")
    assert [resident.called for resident in residents(files)] == ["Maeve"]
    assert not files.rescued.exists()


def test_the_old_log_is_never_replayed_onto_the_copy(home: Path) -> None:
    files = HomeFiles(home)
    log = files.wal_files()[0]
    with Store.open(home) as store:
        first = store.residents.save(some.resident(called="Before"), some.BY)
        old_log = log.read_bytes()
        store.residents.save(replace(first, called="After"), some.BY)
        with closing(schema.connect(files.database, writes=False)) as link:
            rescue.copy(link, files)
    log.write_bytes(old_log)
    assert [resident.called for resident in residents(files)] == ["After"]


def test_cut_off_after_the_log_was_dropped(files: HomeFiles) -> None:
    for side in files.wal_files():
        side.unlink(missing_ok=True)
    assert len(residents(files)) == 1


def test_cut_off_while_copying_starts_the_copy_again(files: HomeFiles) -> None:
    files.rescued.unlink()
    shutil.copyfile(files.database, files.home / ".kiosk.db.copy")
    (files.home / ".kiosk.db.copy").write_bytes(b"half")
    rescue.distrust(files)
    assert len(residents(files)) == 1
    assert not files.distrusted.exists()


def test_no_trouble_means_no_rescue(home: Path) -> None:
    with Store.open(home):
        pass
    before = (home / "kiosk.db").stat().st_ino
    with Store.open(home):
        assert (home / "kiosk.db").stat().st_ino == before
