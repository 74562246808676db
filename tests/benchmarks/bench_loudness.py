"""How fast loudness is measured, in files a minute, and whether others measure the same.

    python -m tests.benchmarks.bench_loudness [--seconds 180] [--files 4]

Files of each kind, of noise that swells and fades, heard by the kiosk's two workers, and two at a time by
`ffmpeg -af ebur128` and by `loudgain`. `apt-get install ffmpeg loudgain`; what is not installed is left out.
"""

import argparse
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from kiosk.library.scan import walk
from kiosk.library.tags import read
from kiosk.library.workers import COUNT, Workers
from tests.benchmarks.synthetic_library import KINDS
from tests.sound.server import RATE
from tests.sound.tones import write_encoded

Heard = dict[str, float]
"""Integrated loudness by file name, in LUFS."""


def main() -> None:
    """Print one row for each program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--files", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.files, options.seconds)
        ours: Heard = {}
        print("| program | files a minute | furthest from ours |\n|---|---|---|")
        for program, hear in programs():
            began = time.perf_counter()
            heard = hear(folder)
            pace = len(heard) / (time.perf_counter() - began) * 60
            ours = ours or heard
            furthest = max(abs(level - ours[file]) for file, level in heard.items())
            print(f"| {program} | {pace:.0f} | {furthest:.2f} LU |")


def make(folder: Path, files: int, seconds: int) -> None:
    """Write so many files of each kind, each of its own level."""
    chance = np.random.default_rng(3)
    swell = 0.6 + 0.4 * np.sin(np.arange(seconds * RATE) / RATE / 7)
    for number in range(files):
        noise = chance.normal(0, 0.03 * (number + 1), seconds * RATE).clip(-1, 1) * swell
        for kind, codec in KINDS:
            write_encoded(folder / f"{number}-{kind}.{kind}", noise, codec)


def programs() -> Iterator[tuple[str, Callable[[Path], Heard]]]:
    yield "kiosk, with true peak, silence at the ends and length", by_kiosk
    if shutil.which("ffmpeg"):
        yield "ffmpeg ebur128", lambda folder: by_program(folder, by_ffmpeg("framelog=verbose"))
        yield (
            "ffmpeg ebur128 with true peak",
            lambda folder: by_program(folder, by_ffmpeg("framelog=verbose:peak=true")),
        )
    if shutil.which("loudgain"):
        yield "loudgain", partial(by_program, hear=by_loudgain)


def by_kiosk(folder: Path) -> Heard:
    """Hear all as the kiosk does, the start of its workers counted in."""
    files = [(read(file), file.path) for file in walk([folder])]
    with Workers() as crew:
        return {Path(one.path).name: one.loudness or 0.0 for one in crew.hear(files)}


def by_program(folder: Path, hear: Callable[[Path], float]) -> Heard:
    """Hear all by another program, as many at once as the kiosk has workers."""
    paths = sorted(folder.iterdir())
    with ThreadPoolExecutor(COUNT) as threads:
        return {path.name: level for path, level in zip(paths, threads.map(hear, paths), strict=True)}


def by_ffmpeg(how: str) -> Callable[[Path], float]:
    def hear(path: Path) -> float:
        command = ["ffmpeg", "-nostdin", "-i", str(path), "-af", f"ebur128={how}", "-f", "null", "-"]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
        return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])

    return hear


def by_loudgain(path: Path) -> float:
    """Return what loudgain measures: its gain leads to -18 LUFS."""
    told = subprocess.run(["loudgain", "-O", "-q", str(path)], check=True, capture_output=True, text=True).stdout
    row = dict(zip(*(line.split("\t") for line in told.splitlines()[:2]), strict=True))
    return float(row["Loudness"].split()[0])


if __name__ == "__main__":
    main()
