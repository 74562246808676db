"""How loud a recording is, by EBU R 128, and the static gain that levels it (evidence rule 27)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf, log10
from pathlib import Path

import av
from av.filter import Graph

from kiosk.errors import UnplayableFile
from kiosk.library import refusals
from kiosk.library.levelling import FAINT_LUFS, gain_for
from kiosk.playlists.recordings import Recording
from kiosk.units import Decibels, DurationMs, Lufs

SHORTEST_S = 0.5
"""Loudness is measured in blocks of 0.4 s: less than that cannot be levelled, and is no music."""
SILENT_LUFS = -60.0
CLIPPED_DB = 1.0
"""A true peak this far over full scale: the waves were cut off there when it was made."""
STILL = "noise=-60dB:duration=0.3"
"""What counts as silence at either end: below -60 dB for 0.3 s."""


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness, true peak in dBTP, how long the decoded sound really is, and how long it is still."""

    integrated: Lufs
    peak: Decibels
    duration: DurationMs
    silence_before: DurationMs = DurationMs(0)
    silence_after: DurationMs = DurationMs(0)

    @property
    def gain(self) -> Decibels:
        """Return the gain that levels it."""
        return gain_for(self.integrated, self.peak)

    def told_of(self, recording: Recording) -> Recording:
        """Return the recording with all this in it, and without trouble."""
        return replace(
            recording,
            loudness=self.integrated,
            peak=self.peak,
            gain=self.gain,
            duration=self.duration,
            silence_before=self.silence_before,
            silence_after=self.silence_after,
            clipped=self.peak > CLIPPED_DB,
            faint=self.integrated < FAINT_LUFS,
            trouble="",
        )


@dataclass
class _Meter:
    """What the filters have said so far."""

    graph: Graph
    seconds: float = 0.0
    said: dict[str, str] = field(default_factory=dict)
    still_from: float | None = None
    still_until: float = 0.0

    def take(self, frame: av.AudioFrame) -> None:
        self.graph.push(frame)
        self.seconds += frame.samples / frame.sample_rate
        while True:
            try:
                self._hear(dict(self.graph.pull().metadata))
            except (av.BlockingIOError, av.EOFError):
                return

    def _hear(self, said: dict[str, str]) -> None:
        self.said = said
        if "lavfi.silence_start" in said:
            self.still_from = max(0.0, float(said["lavfi.silence_start"]))
        if "lavfi.silence_end" in said:
            if self.still_from == 0:
                self.still_until = float(said["lavfi.silence_end"])
            self.still_from = None

    def loudness(self) -> Loudness:
        peaks = [float(value) for key, value in self.said.items() if key.startswith("lavfi.r128.true_peaks_ch")]
        after = self.seconds - self.still_from if self.still_from else 0.0
        return Loudness(
            Lufs(float(self.said.get("lavfi.r128.I", -inf))),
            Decibels(20 * log10(max(max(peaks, default=1.0), 1e-6))),
            DurationMs(round(self.seconds * 1000)),
            DurationMs(round(self.still_until * 1000)),
            DurationMs(round(max(0.0, after) * 1000)),
        )


def measure(path: Path) -> Loudness:
    """Decode the whole file and return its loudness. Raises UnplayableFile with a sentence."""
    try:
        with av.open(str(path)) as container:
            _refuse_what_is_no_music(container, path)
            return _measured(container, path)
    except MemoryError as error:
        raise UnplayableFile(refusals.TOO_MUCH.format(path.name)) from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise UnplayableFile(refusals.NO_MUSIC.format(path.name)) from error


def _refuse_what_is_no_music(container: av.container.InputContainer, path: Path) -> None:
    """Raise UnplayableFile for films, files without sound, and sound nobody may decode; a cover is no film."""
    if any(not stream.disposition & stream.disposition.attached_pic for stream in container.streams.video):
        raise UnplayableFile(refusals.FILM.format(path.name))
    if not container.streams.audio:
        raise UnplayableFile(refusals.NO_SOUND.format(path.name))
    if container.streams.audio[0].codec_context is None:
        raise UnplayableFile(refusals.PROTECTED.format(path.name))


def _measured(container: av.container.InputContainer, path: Path) -> Loudness:
    meter = _Meter(_graph(container))
    for frame in _frames(container):
        meter.take(frame)
    heard = meter.loudness()
    if 0 < meter.seconds < SHORTEST_S:
        raise UnplayableFile(refusals.TOO_SHORT.format(path.name))
    if meter.seconds == 0 or heard.integrated < SILENT_LUFS:
        raise UnplayableFile(refusals.SILENT.format(path.name))
    return heard


def _graph(container: av.container.InputContainer) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(template=container.streams.audio[0])
    meter = graph.add("ebur128", "framelog=verbose:metadata=1:peak=true")
    still = graph.add("silencedetect", STILL)
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(still)
    still.link_to(sink)
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
