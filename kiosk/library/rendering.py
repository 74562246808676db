"""A copy of a recording that is slower, lower, or softer on one side, made once, in a process of its own.

`python -m kiosk.library.rendering SOURCE TARGET SPEED LOWER BALANCE` decodes the file, lets Rubber Band (the Debian
package rubberband-cli) change its pace and pitch, writes FLAC, measures it, and prints its gain and length. Live
changes in the player would make holes in the music.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import msgspec
from av.filter import Graph

from kiosk.errors import UnplayableFile
from kiosk.library.loudness import measure
from kiosk.units import Decibels, DurationMs

RATE = 44_100
TOOL = "rubberband"
TOOL_MISSING = "Slower and lower music needs one more program: install the Debian package rubberband-cli."
NOT_MADE = "“{}” could not be made slower or lower, so it plays as it is."
MOST_MEMORY = 1 << 30
LONGEST_S = 900.0
SLOWEST, LOWEST = 85, 4


@dataclass(frozen=True)
class Rendering:
    """What is changed: `speed` in per cent (85-100), `lower` in semitones (0-4), `balance` as in a Hearing."""

    speed: int = 100
    lower: int = 0
    balance: Decibels = Decibels(0.0)

    @property
    def changes(self) -> bool:
        """Say whether anything is changed at all."""
        return self != Rendering()

    @property
    def name(self) -> str:
        """Return a file name's part that no other rendering has."""
        return f"{self.speed}-{self.lower}-{self.balance:g}"


@dataclass(frozen=True)
class Copy:
    """A finished copy: its file, the gain that levels it, and its length."""

    path: Path
    gain: Decibels
    duration: DurationMs


def place(folder: Path, recording: str, rendering: Rendering) -> Path:
    """Return where the copy of a recording lies; recordings are named by their content."""
    return folder / f"{recording}-{rendering.name}.flac"


def copy_at(path: Path) -> Copy | None:
    """Return a finished copy, None while there is none."""
    try:
        told = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Copy, dec_hook=_path)
    except (OSError, msgspec.DecodeError):
        return None
    return told if path.exists() else None


def make_copy(source: Path, target: Path, rendering: Rendering) -> None:
    """Make a copy at the lowest priority; it is there whole or not at all. Raises UnplayableFile."""
    if not shutil.which(TOOL):
        raise UnplayableFile(TOOL_MISSING)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    words = [str(source), str(target), str(rendering.speed), str(rendering.lower), str(rendering.balance)]
    try:
        subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "kiosk.library.rendering", *words],
            check=True,
            capture_output=True,
            timeout=LONGEST_S,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnplayableFile(NOT_MADE.format(source.name)) from error


def main(arguments: list[str]) -> int:
    """Make one copy; return the exit status."""
    source, target = Path(arguments[0]), Path(arguments[1])
    rendering = Rendering(int(arguments[2]), int(arguments[3]), Decibels(float(arguments[4])))
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with tempfile.TemporaryDirectory(dir=target.parent) as place_:
        decoded, changed, packed = (Path(place_) / name for name in ("decoded.wav", "changed.wav", "packed.flac"))
        decode(source, decoded, rendering.balance)
        change(decoded, changed, rendering)
        pack(changed, packed)
        heard = measure(packed)
        told = Copy(target, heard.gain, heard.duration)
        packed.replace(target)
    target.with_suffix(".json").write_bytes(msgspec.json.encode(told, enc_hook=str))
    return 0


def decode(source: Path, target: Path, balance: float) -> None:
    """Write a recording as 16 bit stereo WAV, one side softer by so many decibels."""
    left, right = 10 ** (-max(balance, 0.0) / 20), 10 ** (min(balance, 0.0) / 20)
    with av.open(str(source)) as container, wave.open(str(target), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        graph = _to_wave(container.streams.audio[0], left, right)
        for frame in container.decode(container.streams.audio[0]):
            graph.push(frame)
            _drain(graph, file)
        graph.push(None)
        _drain(graph, file)


def _to_wave(stream: av.AudioStream, left: float, right: float) -> Graph:
    graph = Graph()
    chain = [
        graph.add_abuffer(template=stream),
        graph.add("aformat", f"sample_fmts=s16:sample_rates={RATE}:channel_layouts=stereo"),
        graph.add("pan", f"stereo|c0={left:.6f}*c0|c1={right:.6f}*c1"),
        graph.add("aformat", f"sample_fmts=s16:sample_rates={RATE}:channel_layouts=stereo"),
        graph.add("abuffersink"),
    ]
    for one, other in pairwise(chain):
        one.link_to(other)
    graph.configure()
    return graph


def _drain(graph: Graph, file: wave.Wave_write) -> None:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, av.AudioFrame):
            file.writeframes(bytes(frame.planes[0])[: frame.samples * 4])


def change(source: Path, target: Path, rendering: Rendering) -> None:
    """Change pace and pitch of a WAV file, each without the other."""
    if (rendering.speed, rendering.lower) == (100, 0):
        source.replace(target)
        return
    pace = ["-T", f"{rendering.speed / 100:g}", "-p", f"{-rendering.lower:g}"]
    subprocess.run([TOOL, "-q", "-2", *pace, str(source), str(target)], check=True, capture_output=True)  # noqa: S603


def pack(source: Path, target: Path) -> None:
    """Write a WAV file as FLAC."""
    with av.open(str(source)) as given, av.open(str(target), "w") as taken:
        stream = taken.add_stream("flac", rate=RATE)
        stream.layout = "stereo"
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=RATE, frame_size=4608)
        for frame in given.decode(given.streams.audio[0]):
            frame.pts, frame.time_base = None, Fraction(1, RATE)
            for piece in resampler.resample(frame):
                taken.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            taken.mux(stream.encode(piece))
        taken.mux(stream.encode(None))


def _path(kind: type, value: object) -> Path:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
