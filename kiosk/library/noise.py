"""The test tone: pink noise, levelled like music, so that a meter at the chair reads what music will be."""

from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph

from kiosk.library.loudness import measure
from kiosk.units import Decibels, DurationMs

RATE = 44_100
SECONDS = 30
NAME = "test-tone.flac"


def pink_noise(folder: Path) -> tuple[Path, Decibels, DurationMs]:
    """Return half a minute of pink noise, made when first asked for, with the gain that levels it and its length."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".new.flac")
        _write(draft)
        draft.replace(path)
    heard = measure(path)
    return path, heard.gain, heard.duration


def _write(path: Path) -> None:
    graph = Graph()
    source = graph.add("anoisesrc", f"color=pink:sample_rate={RATE}:amplitude=0.35:duration={SECONDS}:seed=7")
    shape = graph.add("aformat", f"sample_fmts=s16:sample_rates={RATE}:channel_layouts=stereo")
    end = graph.add("abuffersink")
    source.link_to(shape)
    shape.link_to(end)
    graph.configure()
    with av.open(str(path), "w") as container:
        stream = container.add_stream("flac", rate=RATE)
        stream.layout = "stereo"
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=RATE, frame_size=4608)
        while True:
            try:
                frame = graph.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            frame.pts, frame.time_base = None, Fraction(1, RATE)
            for piece in resampler.resample(frame if isinstance(frame, av.AudioFrame) else None):
                container.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
