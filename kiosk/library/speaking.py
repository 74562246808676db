"""A short recording of a voice, written anew by the worker: nothing of the file that was sent is kept but its sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av

from kiosk.errors import UnplayableFile
from kiosk.library.loudness import measure
from kiosk.library.refusals import NO_RECORDING, NOTHING_SAID, SPOKEN_TOO_LONG
from kiosk.units import Decibels, DurationMs

RATE = 44_100
BIT_RATE = 64_000


@dataclass(frozen=True)
class Spoken:
    """A voice written anew: the gain that levels it, and how long it is."""

    gain: Decibels
    duration: DurationMs


def write_anew(source: Path, target: Path, longest_s: int) -> Spoken:
    """Write the sound of `source` as one channel of AAC to `target`, and measure it.

    Raises UnplayableFile with a sentence: too long, silent, or no sound at all.
    """
    try:
        _copy(source, target, longest_s)
    except (av.FFmpegError, OSError, ValueError, IndexError, MemoryError) as error:
        raise UnplayableFile(NO_RECORDING) from error
    try:
        heard = measure(target)
    except UnplayableFile as error:
        raise UnplayableFile(NOTHING_SAID) from error
    return Spoken(heard.gain, heard.duration)


def _copy(source: Path, target: Path, longest_s: int) -> None:
    with av.open(str(source)) as told, av.open(str(target), "w", format="mp4") as kept:
        stream = kept.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        samples = 0
        for frame in _mono(told):
            samples += frame.samples
            if samples > (longest_s + 0.5) * RATE:
                raise UnplayableFile(SPOKEN_TOO_LONG.format(longest_s))
            frame.pts = None
            kept.mux(stream.encode(frame))
        kept.mux(stream.encode(None))


def _mono(told: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    for frame in told.decode(told.streams.audio[0]):
        yield from resampler.resample(frame)
    yield from resampler.resample(None)
