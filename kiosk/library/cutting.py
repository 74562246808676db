"""Cuts a whole record that lies in one file into its songs; the file itself is only read.

Sound that comes in packets of its own is copied as it is, to the nearest packet (a few hundredths of a second);
all other sound is written anew as FLAC, to the 75th of a second that cue sheets count in. Each song gets its name
when it is whole, so that a pass cut short leaves nothing half there.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

import av
from av.filter import Graph

from kiosk.errors import UnplayableFile
from kiosk.library.pieces import COPIED, UNFINISHED, WRITTEN_ANEW, Piece
from kiosk.library.refusals import CUT_SHORT, NOT_CUT
from kiosk.playlists.cue import FRAMES

Packet: TypeAlias = "av.Packet[av.AudioStream]"
Sound_contra = TypeVar("Sound_contra", contravariant=True)
AT_ONCE = 4608
"""Samples in one block of FLAC."""


def cut(source: Path, pieces: Iterable[Piece]) -> None:
    """Write every piece that is not there yet. Raises UnplayableFile with a sentence; what is whole by then stays."""
    missing = [one for one in pieces if not one.is_there()]
    try:
        with av.open(str(source)) as record:
            made = _made(record, missing)
    except (av.FFmpegError, OSError, ValueError, IndexError, MemoryError) as error:
        raise UnplayableFile(NOT_CUT.format(source.name)) from error
    if made < len(missing):
        raise UnplayableFile(CUT_SHORT.format(source.name))


class _Song(Protocol[Sound_contra]):
    def take(self, sound: Sound_contra) -> None: ...
    def finish(self) -> None: ...


class _File:
    """One new file, nameless until it is whole."""

    def __init__(self, piece: Piece, suffix: str) -> None:
        self._path = Path(os.fsdecode(piece.target) + suffix)
        self._part = self._path.with_name(f"{UNFINISHED}{os.getpid()}{suffix}")
        self._tags = piece.tags
        self.opened = av.open(str(self._part), "w")
        self.opened.metadata.update(piece.tags)

    def close(self) -> None:
        self.opened.close()
        with self._part.open("rb") as written:
            os.fsync(written.fileno())
        self._part.replace(self._path)


class _Copied:
    """A song made of the record's own packets."""

    def __init__(self, piece: Piece, stream: av.AudioStream) -> None:
        self._file = _File(piece, COPIED[stream.codec_context.name])
        self._copy = self._file.opened.add_stream_from_template(stream)
        self._copy.metadata.update(piece.tags)
        self._first: int | None = None

    def take(self, sound: Packet) -> None:
        moment = sound.pts or 0
        self._first = moment if self._first is None else self._first
        sound.pts = sound.dts = moment - self._first
        sound.stream = self._copy
        self._file.opened.mux(sound)

    def finish(self) -> None:
        self._file.close()


class _Written:
    """A song written anew without loss."""

    def __init__(self, piece: Piece, stream: av.AudioStream) -> None:
        self._file = _File(piece, WRITTEN_ANEW)
        self._flac = self._file.opened.add_stream("flac", rate=stream.rate)
        self._flac.layout = stream.layout
        self._even = av.AudioResampler(self._flac.format, self._flac.layout, stream.rate, AT_ONCE)
        self._rate = stream.rate

    def take(self, sound: av.AudioFrame | None) -> None:
        if sound is not None:
            sound.pts, sound.time_base = None, Fraction(1, self._rate)
        for block in self._even.resample(sound):
            self._file.opened.mux(self._flac.encode(block))

    def finish(self) -> None:
        self.take(None)
        self._file.opened.mux(self._flac.encode(None))
        self._file.close()


def _made(record: av.container.InputContainer, pieces: list[Piece]) -> int:
    """Write the pieces in one pass through the record; return how many there are now."""
    stream = record.streams.audio[0]
    copied = stream.codec_context.name in COPIED
    if copied:
        return _each(_packets(record, stream), pieces, lambda piece: _Copied(piece, stream))
    return _each(_blocks(record, stream), pieces, lambda piece: _Written(piece, stream))


def _each(
    sounds: Iterator[tuple[Fraction, Sound_contra]], pieces: list[Piece], begun: Callable[[Piece], _Song[Sound_contra]]
) -> int:
    """Give each sound to the piece it belongs to; return how many pieces were made."""
    made, piece, song = 0, None, None
    for moment, sound in sounds:
        if song and piece and not piece.holds(moment):
            song.finish()
            made, piece, song = made + 1, None, None
        if song is None and (piece := next((one for one in pieces if one.holds(moment)), None)):
            song = begun(piece)
        if song:
            song.take(sound)
    if song:
        song.finish()
    return made + bool(song)


def _packets(record: av.container.InputContainer, stream: av.AudioStream) -> Iterator[tuple[Fraction, Packet]]:
    """Yield each packet with the moment of its middle, in seconds."""
    first = stream.start_time or 0
    for packet in record.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            yield (packet.pts - first + Fraction(packet.duration or 0, 2)) * packet.time_base, packet


def _blocks(record: av.container.InputContainer, stream: av.AudioStream) -> Iterator[tuple[Fraction, av.AudioFrame]]:
    """Yield what was decoded in blocks of a 75th of a second, each with its middle; a damaged end is left off."""
    graph, samples = _even_blocks(stream), 0
    for frame in _decoded(record, stream):
        graph.push(frame)
        while (block := _pulled(graph)) is not None:
            yield Fraction(2 * samples + block.samples, 2 * block.sample_rate), block
            samples += block.samples


def _decoded(record: av.container.InputContainer, stream: av.AudioStream) -> Iterator[av.AudioFrame | None]:
    with suppress(av.InvalidDataError):
        yield from record.decode(stream)
    yield None


def _even_blocks(stream: av.AudioStream) -> Graph:
    graph = Graph()
    size = f"n={stream.rate // FRAMES}:p=0"
    chain = [graph.add_abuffer(template=stream), graph.add("asetnsamples", size), graph.add("abuffersink")]
    for one, other in pairwise(chain):
        one.link_to(other)
    graph.configure()
    return graph


def _pulled(graph: Graph) -> av.AudioFrame | None:
    try:
        frame = graph.pull()
    except (av.BlockingIOError, av.EOFError):
        return None
    return frame if isinstance(frame, av.AudioFrame) else None
