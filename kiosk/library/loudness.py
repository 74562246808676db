"""How loud a recording is, by EBU R 128, and the static gain that levels it (evidence rule 27)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, log10
from pathlib import Path

import av
from av.filter import Graph

from kiosk.errors import UnplayableFile
from kiosk.units import Decibels, DurationMs, Lufs

TARGET_LUFS = -18.0
PEAK_CEILING_DB = -1.0
MOST_GAIN_DB = 8.0
LEAST_GAIN_DB = -32.0
"""What the engine can do without changing the sound (its preamplifier's range)."""
SILENT_LUFS = -60.0


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness, true peak in dBTP, and how long the decoded sound really is."""

    integrated: Lufs
    peak: Decibels
    duration: DurationMs

    @property
    def gain(self) -> Decibels:
        """Return the gain to -18 LUFS that keeps the peak at or below -1 dBTP; no compression."""
        wanted = min(TARGET_LUFS - self.integrated, PEAK_CEILING_DB - self.peak)
        return Decibels(max(LEAST_GAIN_DB, min(MOST_GAIN_DB, wanted)))


def measure(path: Path) -> Loudness:
    """Decode the whole file and return its loudness. Raises UnplayableFile with a sentence."""
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise UnplayableFile(f"“{path.name}” holds no sound: choose a music file.")
            return _measured(container, path)
    except (av.FFmpegError, OSError) as error:
        raise UnplayableFile(f"“{path.name}” is no music the kiosk can play: copy it again or leave it out.") from error


def _measured(container: av.container.InputContainer, path: Path) -> Loudness:
    graph, metadata, seconds = _graph(container), {}, 0.0
    for frame in _frames(container):
        graph.push(frame)
        seconds += frame.samples / frame.sample_rate
        for measured in _pull(graph):
            metadata = measured
    integrated = float(metadata.get("lavfi.r128.I", -inf))
    if seconds == 0 or integrated < SILENT_LUFS:
        raise UnplayableFile(f"“{path.name}” is silent: choose another recording of the song.")
    peaks = [float(value) for key, value in metadata.items() if key.startswith("lavfi.r128.true_peaks_ch")]
    peak = max(peaks, default=1.0)
    return Loudness(Lufs(integrated), _decibels(peak), DurationMs(round(seconds * 1000)))


def _decibels(amplitude: float) -> Decibels:
    return Decibels(20 * log10(max(amplitude, 1e-6)))


def _graph(container: av.container.InputContainer) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(template=container.streams.audio[0])
    meter = graph.add("ebur128", "framelog=verbose:metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    return graph


def _frames(container: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    """Yield what can be decoded; a damaged end is left off, as a player would."""
    frames = container.decode(container.streams.audio[0])
    while True:
        try:
            yield next(frames)
        except StopIteration:
            return
        except av.InvalidDataError:
            return


def _pull(graph: Graph) -> Iterator[dict[str, str]]:
    while True:
        try:
            yield dict(graph.pull().metadata)
        except (av.BlockingIOError, av.EOFError):
            return
