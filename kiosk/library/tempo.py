"""Counts the beats of a recording: decodes a part of it and asks `bpm`, of the system package bpm-tools.

Without that program a tempo stays unknown, and nothing else changes.
"""

import shutil
import subprocess
from pathlib import Path

import av

from kiosk.playlists.tempo import Tempo, agreed

PROGRAM = "bpm"
RATE = 44_100
EXCERPT_S, PART_S = 150, 30
"""Of a recording the beginning is decoded; the whole of it and three parts are measured."""
PARTS = (0.0, 0.25, 0.5)
SHORTEST_S = 40
WITHIN_S = 30
_SAMPLE = 4
"""Bytes of one sample: 32 bit floating point, one channel, as `bpm` reads them."""


def can_count() -> bool:
    """Say whether the program that counts is installed."""
    return shutil.which(PROGRAM) is not None


def tempo_of(path: Path) -> Tempo:
    """Return a recording's tempo, unknown when it is too short, has no clear beat, or cannot be read."""
    try:
        sound = _decoded(path)
    except (av.FFmpegError, OSError, ValueError, IndexError):
        return Tempo()
    if len(sound) < SHORTEST_S * RATE * _SAMPLE:
        return Tempo()
    starts = [int(len(sound) / _SAMPLE * share) * _SAMPLE for share in PARTS]
    parts = [sound[start : start + PART_S * RATE * _SAMPLE] for start in starts]
    return agreed(_counted(part) for part in (sound, *parts))


def _decoded(path: Path) -> bytes:
    """Return the beginning of a recording as one channel of floats."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    pieces: list[bytes] = []
    held = 0
    with av.open(str(path)) as container:
        for frame in container.decode(container.streams.audio[0]):
            for piece in resampler.resample(frame):
                pieces.append(bytes(piece.planes[0])[: piece.samples * _SAMPLE])
                held += piece.samples
            if held >= EXCERPT_S * RATE:
                break
    return b"".join(pieces)


def _counted(sound: bytes) -> float:
    """Return what the program counts, 0 when it counts nothing."""
    try:
        command = [PROGRAM, "-m", "40", "-x", "200"]
        told = subprocess.run(command, check=False, input=sound, capture_output=True, timeout=WITHIN_S)  # noqa: S603
        return float(told.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0.0
