"""How fast the library is, beside MPD, beets and Mopidy-Local on the same files, disk and warm cache.

    python -m tests.benchmarks.bench_library [--files 20000] [--runs 3] [--folder /tmp/library] [--seconds 2]

`--files 2000 --seconds 180` makes a library of real lengths: about 7 GB, kept in the folder for the next time.
`--only kiosk mpd` leaves the others out.

First scan into an empty database, a rescan with nothing changed, a rescan with one file in a hundred changed, and
finding misspelled titles. Peers that are not installed are left out: `apt-get install mpd mpc beets mopidy-local`.
Each figure is the median of the runs; the ratio is the peer's time divided by ours.
"""

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home.home import Home
from kiosk.home.library_watch import list_files

PORT = 16600
STAGES = ("first scan", "unchanged", "1 % changed")


@dataclass(frozen=True)
class Program:
    """One program: how it makes an empty database in a folder, scans, and how long it may take."""

    name: str
    command: str
    prepare: Callable[[Path, Path], None]
    scan: Callable[[Path, Path], None]


def main() -> None:
    """Make the library, run every program in turn, print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kiosk-bench-library")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args()
    music = options.folder / f"music-{options.files}-{options.seconds:g}"
    if not music.exists():
        make = [sys.executable, "-m", "tests.benchmarks.synthetic_library", str(music)]
        # A process of its own: what encoding takes of memory is none of the kiosk's.
        subprocess.run([*make, "--files", str(options.files), "--seconds", str(options.seconds)], check=True)
    _warm(music)
    times: dict[tuple[str, str], list[float]] = {}
    chosen = [one for one in PROGRAMS if not options.only or one.name in options.only]
    for _ in range(options.runs):
        for program in chosen:
            if not program.command or shutil.which(program.command):
                for stage, seconds in run(program, music, options.folder):
                    times.setdefault((program.name, stage), []).append(seconds)
    report(times)
    find_misspelled(music)


def _warm(music: Path) -> None:
    """Read every file once, so that nobody waits for the disk."""
    for path in music.rglob("*.*"):
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 20):
                pass


def run(program: Program, music: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield how long each stage took, in seconds."""
    place = Path(tempfile.mkdtemp(dir=folder))
    try:
        program.prepare(place, music)
        for stage in STAGES:
            if stage == STAGES[2]:
                touch_some(music)
            began = time.perf_counter()
            program.scan(place, music)
            yield stage, time.perf_counter() - began
    finally:
        shutil.rmtree(place, ignore_errors=True)


def touch_some(music: Path) -> None:
    """Give one file in a hundred a later time of change."""
    files = sorted(music.rglob("*.mp3"))
    for path in random.Random(5).sample(files, len(files) // 66):
        os.utime(path)


def report(times: dict[tuple[str, str], list[float]]) -> None:
    """Print medians and ratios."""
    names = list(dict.fromkeys(name for name, _ in times))
    print("| | " + " | ".join(STAGES) + " |\n|---|" + "---|" * len(STAGES))
    for name in names:
        cells = []
        for stage in STAGES:
            took, ours = median(times[name, stage]), median(times["kiosk", stage]) if ("kiosk", stage) in times else 0
            spread = f"{min(times[name, stage]):.2f}-{max(times[name, stage]):.2f}"
            cells.append(f"{took:.2f} s ({spread})" + (f", {took / ours:.1f} x" if ours and name != "kiosk" else ""))
        print(f"| {name} | " + " | ".join(cells) + " |")
    print(f"\npeak memory of the kiosk's own process: {peak_mib():.0f} MiB; load {os.getloadavg()[0]:.1f}")


def peak_mib() -> float:
    """Return the most memory this process held; its children, the peers among them, are not counted."""
    return (
        next(
            int(line.split()[1])
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith("VmHWM")
        )
        / 1024
    )


_homes: dict[Path, Home] = {}


def prepare_kiosk(place: Path, music: Path) -> None:
    for home in _homes.values():
        home.store.close()
    _homes.clear()
    _homes[place] = open_home(Settings(place / "home", media=(music,)), songs=False)


def scan_kiosk(place: Path, music: Path) -> None:
    list_files(_homes[place])


def prepare_mpd(place: Path, music: Path) -> None:
    (place / "playlists").mkdir()
    (place / "mpd.conf").write_text(
        f'music_directory "{music}"\nplaylist_directory "{place}/playlists"\ndb_file "{place}/db"\n'
        f'log_file "{place}/log"\nbind_to_address "127.0.0.1"\nport "{PORT}"\n'
        'audio_output {\n type "null"\n name "none"\n}\nauto_update "no"\nzeroconf_enabled "no"\n'
    )


def scan_mpd(place: Path, music: Path) -> None:
    with _mpd(place) as environment:
        subprocess.run(["mpc", "update", "--wait"], env=environment, check=True, capture_output=True)


@contextmanager
def _mpd(place: Path) -> Iterator[dict[str, str]]:
    daemon = subprocess.Popen(["mpd", "--no-daemon", str(place / "mpd.conf")], stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", PORT)) == 0:
                    break
            time.sleep(0.005)
        yield {**os.environ, "MPD_HOST": "127.0.0.1", "MPD_PORT": str(PORT)}
    finally:
        daemon.terminate()
        daemon.wait()


def prepare_beets(place: Path, music: Path) -> None:
    (place / "config.yaml").write_text(f"directory: {music}\nlibrary: {place}/beets.db\nplugins: []\n")


def scan_beets(place: Path, music: Path) -> None:
    environment = {**os.environ, "BEETSDIR": str(place)}
    command = ["beet", "import", "-q", "-A", "-C", "-W", "-i", str(music)]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def prepare_mopidy(place: Path, music: Path) -> None:
    (place / "mopidy.conf").write_text(
        f"[core]\ndata_dir = {place}/data\ncache_dir = {place}/cache\nconfig_dir = {place}\n"
        f"[local]\nenabled = true\nmedia_dir = {music}\nscan_timeout = 5000\n[audio]\noutput = fakesink\n"
    )


def scan_mopidy(place: Path, music: Path) -> None:
    command = ["mopidy", "--config", str(place / "mopidy.conf"), "local", "scan"]
    subprocess.run(command, check=True, capture_output=True)


PROGRAMS = (
    Program("kiosk", "", prepare_kiosk, scan_kiosk),
    Program("mpd", "mpd", prepare_mpd, scan_mpd),
    Program("beets", "beet", prepare_beets, scan_beets),
    Program("mopidy-local", "mopidy", prepare_mopidy, scan_mopidy),
)


def find_misspelled(music: Path) -> None:
    """Print how many titles with one slip are found among the first ten, by the kiosk and by substring search."""
    with tempfile.TemporaryDirectory() as place:
        home = open_home(Settings(Path(place) / "home", media=(music,)), songs=False)
        list_files(home)
        recordings = home.store.recordings.all()
        chance = random.Random(3)
        asked = [(one, slip(one.title, chance)) for one in chance.sample(recordings, min(100, len(recordings)))]
        home.search.find(recordings, "moon")
        began, found = time.perf_counter(), 0
        for one, words in asked:
            found += one.title in {hit.title for hit in home.search.find(recordings, words, 10)}
        took = (time.perf_counter() - began) / len(asked) * 1000
        plain = sum(any(words.lower() in other.title.lower() for other in recordings) for _, words in asked)
        print(f"of {len(asked)} misspelled titles found: kiosk {found}, {took:.1f} ms each; substring {plain}")
        home.store.close()


def slip(title: str, chance: random.Random) -> str:
    """Return the title with two neighbouring letters swapped."""
    places = [
        match.start()
        for match in re.finditer(r"(?=[a-z][a-z])", title)
        if title[match.start()] != title[match.start() + 1]
    ]
    at = chance.choice(places)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :]


if __name__ == "__main__":
    main()
