"""Pulls the plug: `python -m tests.benchmarks.power_cuts --cuts 200`.

Needs root and the packages nbdkit, nbdkit-plugin-python, libnbd-bin and fuse3. A home lies on ext4, on a disk with
a volatile write cache (tests/faults/volatile_disk.py). While notes are kept, people renamed, lists saved and
backups made, the power is cut; the disk keeps a random part of what was not flushed. Then it is mounted again, and
everything acknowledged must be there. TinyDB's own storage runs beside it.
"""

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tinydb import TinyDB

from kiosk.store.check import check
from kiosk.store.store import Store
from tests.faults import volatile_disk
from tests.store import some

SIZE_MB = 64
FIRST_RECORDS = 400


@dataclass
class Tally:
    """What many cuts did."""

    cuts: int = 0
    unreadable: int = 0
    cuts_with_loss: int = 0
    lost: int = 0
    acknowledged: int = 0

    def count(self, acknowledged: set[str], kept: set[str] | None) -> None:
        self.cuts += 1
        self.acknowledged += len(acknowledged)
        if kept is None:
            self.unreadable += 1
            return
        lost = len(acknowledged - kept)
        self.lost += lost
        self.cuts_with_loss += bool(lost)


@dataclass(frozen=True)
class Subject:
    """A store under test: how to fill it, the work during which the power goes, and what is found afterwards."""

    name: str
    fill: Callable[[Path], None]
    work: Callable[[Path], None]
    found: Callable[[Path], set[str] | None]


def fill_kiosk(place: Path) -> None:
    with Store.open(place / "home") as store:
        store.residents.save(some.resident(), some.BY)
        for number in range(FIRST_RECORDS):
            store.records.append_observation(some.observation(f"first-{number}", remark="x" * 200))


def work_kiosk(place: Path) -> None:
    """Keep notes, rename somebody, save lists and make backups until the power goes; say what was acknowledged."""
    with Store.open(place / "home") as store:
        resident = store.residents.get(some.MAEVE)
        for number in range(1_000_000):
            store.records.append_observation(some.observation(f"o-{number}", remark="x" * 200))
            say(f"o-{number}")
            if number % 5 == 0:
                resident = store.residents.save(replace(resident, called=f"name {number}"), some.BY)
                say(f"revision-{resident.revision}")
            if number % 20 == 0:
                store.playlists.save(some.playlist(f"p-{number}"), some.BY)
                say(f"p-{number}")
            if number % 100 == 50:
                store.backup(place / "backup.kiosk")


def found_in_kiosk(place: Path) -> set[str] | None:
    if not check(place / "home").healthy:
        return None
    with Store.open(place / "home") as store:
        notes = {str(seen.id) for seen in store.records.observations_of(some.MAEVE)}
        lists = {str(kept.id) for kept in store.playlists.of(some.MAEVE)}
        revision = store.residents.get(some.MAEVE).revision
        return notes | lists | {f"revision-{number}" for number in range(revision + 1)}


def fill_stock(place: Path) -> None:
    with TinyDB(place / "stock.json") as database:
        database.insert_multiple({"name": f"first-{number}", "remark": "x" * 200} for number in range(FIRST_RECORDS))


def work_stock(place: Path) -> None:
    """Insert and remove, as TinyDB comes, until the power goes."""
    with TinyDB(place / "stock.json") as database:
        for number in range(1_000_000):
            database.insert({"name": f"o-{number}", "remark": "x" * 200})
            say(f"o-{number}")
            if number % 3 == 0:
                database.remove(doc_ids=[number // 3 + 1])


def found_in_stock(place: Path) -> set[str] | None:
    try:
        with TinyDB(place / "stock.json") as database:
            return {str(document["name"]) for document in database.all()}
    except ValueError:
        return None


def say(acknowledged: str) -> None:
    os.write(1, f"{acknowledged}\n".encode())


SUBJECTS = {
    one.name: one
    for one in (
        Subject("kiosk", fill_kiosk, work_kiosk, found_in_kiosk),
        Subject("TinyDB", fill_stock, work_stock, found_in_stock),
    )
}


class Machine:
    """A disk, where it is mounted, and its plug."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.disk, self.cut, self.place = folder / "disk.img", folder / "cut", folder / "mounted"
        self._fuse, self._socket = folder / "fuse", folder / "nbd.sock"
        for path in (self.place, self._fuse):
            path.mkdir()

    def format(self) -> None:
        """Make an empty ext4 disk."""
        self.disk.write_bytes(b"")
        os.truncate(self.disk, SIZE_MB << 20)
        run("mkfs.ext4", "-q", "-F", str(self.disk))

    @contextmanager
    def powered(self) -> Iterator[Path]:
        """Power on and mount; on leaving, take everything down as it is."""
        self.cut.unlink(missing_ok=True)
        self._socket.unlink(missing_ok=True)
        plugin = [f"script={volatile_disk.__file__}", f"disk={self.disk}", f"cut={self.cut}"]
        server = subprocess.Popen(["nbdkit", "-f", "-U", str(self._socket), "python", *plugin])
        await_that(self._answers)
        fuse = subprocess.Popen(["nbdfuse", str(self._fuse), "--unix", str(self._socket)], stderr=subprocess.DEVNULL)
        await_that((self._fuse / "nbd").exists)
        loop = run("losetup", "--find", "--show", str(self._fuse / "nbd"))
        try:
            run("mount", "-o", "commit=1", loop, str(self.place))
            yield self.place
        finally:
            for command in (["umount", str(self.place)], ["losetup", "-d", loop], ["umount", "-l", str(self._fuse)]):
                subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
            for process in (fuse, server):
                process.terminate()
                process.wait()

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def await_that(there: Callable[[], bool], within_s: float = 10.0) -> None:
    until = time.monotonic() + within_s
    while not there():
        if time.monotonic() > until:
            raise TimeoutError("the rig did not come up")
        time.sleep(0.01)


def cut_once(machine: Machine, subject: Subject, chance: random.Random) -> tuple[set[str], set[str] | None]:
    """Fill a fresh disk, cut the power in the middle of the work, and return (acknowledged, found)."""
    machine.format()
    with machine.powered() as place:
        subject.fill(place)
        os.sync()
        command = [sys.executable, "-m", "tests.benchmarks.power_cuts", "--work", subject.name, str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:
            assert worker.stdout is not None
            first = worker.stdout.readline()
            time.sleep(chance.uniform(0.05, 1.2))
            os.set_blocking(worker.stdout.fileno(), False)
            said = first + (worker.stdout.read() or b"")  # acknowledged for certain before the plug is pulled
            machine.cut.write_text(str(chance.random()))
            worker.kill()
    acknowledged = {line.decode() for line in said.split(b"\n")[:-1]}
    with machine.powered() as place:
        return acknowledged, subject.found(place)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--beside", type=int, default=20, help="cuts for TinyDB's own storage")
    parser.add_argument("--work", nargs=2, metavar=("NAME", "PLACE"), help="(the part whose power is cut)")
    asked = parser.parse_args()
    if asked.work:
        SUBJECTS[asked.work[0]].work(Path(asked.work[1]))
        return
    chance = random.Random(7)
    folder = Path(tempfile.mkdtemp(prefix="power-"))
    machine = Machine(folder)
    for subject, cuts in ((SUBJECTS["kiosk"], asked.cuts), (SUBJECTS["TinyDB"], asked.beside)):
        tally = Tally()
        for _ in range(cuts):
            tally.count(*cut_once(machine, subject, chance))
        print(
            f"{subject.name}: {tally.cuts} cuts, {tally.unreadable} unreadable, {tally.cuts_with_loss} lost something, "
            f"{tally.lost} of {tally.acknowledged} acknowledged changes lost",
            flush=True,
        )
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
