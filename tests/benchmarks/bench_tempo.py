"""How well the tempo of our own songs is counted, beside other programs: their notes say what is true.

    python -m tests.benchmarks.bench_tempo

`apt-get install aubio-tools soundstretch` for the others; what is not installed is left out.
"""

import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import av

from kiosk.config import MEDIA
from kiosk.library.tempo import can_count, tempo_of

SONGS = MEDIA / "songs"
NEAR = 0.05
LEVELS = (("right", 1.0), ("half or double", 2.0), ("half or double", 0.5), ("by threes", 3.0), ("by threes", 1 / 3))
Counting = Callable[[Path, Path], float]


def main() -> None:
    """Print one row for each program."""
    print("| program | right | half or double | by threes | wrong | none | s a song |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        songs = list(truths(Path(folder)))
        for name, count in programs():
            began = time.perf_counter()
            found = Counter(level(count(path, wave), true) for path, wave, true in songs)
            took = (time.perf_counter() - began) / len(songs)
            cells = [found[what] for what in ("right", "half or double", "by threes", "wrong", "none")]
            print(f"| {name} | " + " | ".join(map(str, cells)) + f" | {took:.2f} |")


def truths(folder: Path) -> Iterator[tuple[Path, Path, float]]:
    """Yield each song as it is kept, as a WAV file, and its true tempo."""
    for notes in sorted((SONGS / "notes").glob("*.abc")):
        true = re.search(r"^Q:\S+=(\d+)", notes.read_text(encoding="utf-8"), re.MULTILINE)
        path = SONGS / "audio" / f"{notes.stem}.opus"
        if true and path.exists():
            yield path, as_wav(path, folder / f"{notes.stem}.wav"), float(true[1])


def as_wav(path: Path, wave: Path) -> Path:
    """Decode a song for programs that read nothing else."""
    with av.open(str(path)) as source, av.open(str(wave), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=44_100, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=44_100)
        for frame in source.decode(source.streams.audio[0]):
            for piece in resampler.resample(frame):
                target.mux(stream.encode(piece))
    return wave


def programs() -> Iterator[tuple[str, Counting]]:
    if can_count():
        yield "kiosk, where it is sure", lambda path, _: believed(path)
    if shutil.which("aubio"):
        yield "aubio tempo", lambda _, wave: said(["aubio", "tempo", str(wave)], r"([\d.]+) bpm")
    if shutil.which("soundstretch"):
        yield "soundstretch -bpm", lambda _, wave: said(["soundstretch", str(wave), "-bpm"], r"rate ([\d.]+)")


def believed(path: Path) -> float:
    """Return the kiosk's tempo where its measurements agree, else 0."""
    found = tempo_of(path)
    return found.bpm or 0.0 if found.sure else 0.0


def said(command: list[str], pattern: str) -> float:
    """Return the number a program says, 0 when it says none."""
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    found = re.search(pattern, told.stdout + told.stderr)
    return float(found[1]) if found else 0.0


def level(bpm: float, true: float) -> str:
    """Return how a counted tempo relates to the true one."""
    if not bpm:
        return "none"
    return next((name for name, share in LEVELS if abs(bpm / true / share - 1) <= NEAR), "wrong")


if __name__ == "__main__":
    main()
