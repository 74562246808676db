"""A process killed at any moment loses nothing it acknowledged, and leaves a whole database.

Run as a program, this file is the one that gets killed: it writes, and prints what was acknowledged.
"""

import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import StoreUnavailable
from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.units import ResidentId
from tests.store import some

pytestmark = pytest.mark.faults

CHANGES_THE_DISK = "pwrite64,fsync,fdatasync,ftruncate,rename,unlink"
STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed: nothing can inject faults")


def append_notes(home: Path) -> None:
    """Append 500 notes and save a person between them, saying each one that was acknowledged."""
    with Store.open(home) as store:
        resident = store.residents.save(some.resident(), some.BY)
        for number in range(500):
            store.records.append_observation(some.observation(f"o-{number}", remark="x" * 200))
            print(f"o-{number}", flush=True)
            if number % 5 == 0:
                resident = store.residents.save(replace(resident, called=f"name {number}"), some.BY)
                print(f"revision {resident.revision}", flush=True)


def change_everything(home: Path) -> None:
    """Do one of each: append, save, photo, backup, erase; say each one that was acknowledged."""
    try:
        with Store.open(home) as store:
            store.records.append_observation(some.observation("o-new", some.JAN))
            print("appended", flush=True)
            store.residents.save(replace(store.residents.get(some.JAN), called="Johan"), some.BY)
            print("saved", flush=True)
            print("photo", store.photos.save(b"new picture"), flush=True)
            store.backup(home.parent / "backup.kiosk")
            print("backed up", flush=True)
            store.erase_resident(some.MAEVE, some.BY)
            print("erased", flush=True)
    except StoreUnavailable:
        print("refused", flush=True)


def program(part: str, home: Path) -> list[str]:
    return [sys.executable, "-m", "tests.faults.test_store_kill", part, str(home)]


@pytest.mark.parametrize("seed", range(10))
def test_every_acknowledged_note_is_there_after_kill_9(home: Path, seed: int) -> None:
    moment = random.Random(seed).randrange(1, 590)
    with subprocess.Popen(program("append_notes", home), stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        heard = [writer.stdout.readline().strip() for _ in range(moment)]
        writer.kill()
        heard += [line.strip() for line in writer.stdout.readlines() if line.endswith("\n")]
    acknowledged = {line for line in heard if line.startswith("o-")}
    revisions = [int(line.split()[1]) for line in heard if line.startswith("revision")]
    with Store.open(home) as store:
        kept = {seen.id for seen in store.records.observations_of(some.MAEVE)}
        assert acknowledged <= kept
        assert len(kept) <= len(acknowledged) + 1
        assert store.residents.get(some.MAEVE).revision >= max(revisions, default=1)
    assert check(home).healthy


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def lived_in(home: Path) -> Path:
    with Store.open(home) as store:
        portrait = store.photos.save(b"portrait")
        store.residents.save(replace(some.resident(), portrait=portrait), some.BY)
        store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
        store.records.append_observation(some.observation())
    return home


def run_with_fault(home: Path, fault: str) -> tuple[list[str], int]:
    """Run everything with a fault injected; return what was acknowledged, and the exit code."""
    assert STRACE is not None
    traced = [STRACE, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CHANGES_THE_DISK}", "-e", f"inject={fault}"]
    done = subprocess.run(
        [*traced, *program("change_everything", home)],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout.splitlines(), done.returncode


@needs_strace
@pytest.mark.parametrize("moment", [22, 34, 47, 49, 90, 120, 133, 146, 160, 175])
def test_killed_at_any_call_it_is_before_or_after(lived_in: Path, moment: int) -> None:
    said, code = run_with_fault(lived_in, f"{CHANGES_THE_DISK}:signal=KILL:when={moment}")
    assert code != 0, "the program ended before the moment it should have been killed at"
    with Store.open(lived_in) as store:
        notes = {seen.id for seen in store.records.observations_of(some.JAN)}
        people: dict[ResidentId, str] = {who.id: who.called for who in store.residents.all()}
        assert "o-new" in notes or "appended" not in said
        assert people[some.JAN] == "Johan" or "saved" not in said
        assert some.MAEVE not in people or "erased" not in said
        assert all(store.photos.read(key) for key in store.photos.all())
    assert check(lived_in).healthy


@needs_strace
@pytest.mark.parametrize("moment", range(1, 7))
def test_after_a_failed_sync_nothing_more_is_acknowledged(lived_in: Path, moment: int) -> None:
    said, _ = run_with_fault(lived_in, f"fdatasync,fsync:error=EIO:when={moment}+")
    assert said[-1] == "refused"
    with Store.open(lived_in) as store:
        notes = {seen.id for seen in store.records.observations_of(some.JAN)}
        assert "o-new" in notes or "appended" not in said
        assert store.residents.get(some.JAN).called == "Johan" or "saved" not in said
        assert some.MAEVE in {who.id for who in store.residents.all()}
    assert check(lived_in).healthy


if __name__ == "__main__":
    {"append_notes": append_notes, "change_everything": change_everything}[sys.argv[1]](Path(sys.argv[2]))
