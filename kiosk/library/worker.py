"""The worker: a process of its own that reads tags and listens through files, with limits on what it may take.

    python -m kiosk.library.worker

Requests come on the standard input and answers leave on the standard output, each as four bytes of length and
a msgpack body. It ends when the input ends. A file that breaks it breaks nothing else (reliability D4).
"""

import os
import resource
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from struct import pack, unpack
from typing import IO, BinaryIO

import msgspec

from kiosk.errors import UnplayableFile
from kiosk.library.pieces import Piece
from kiosk.library.tags import File, Told, told
from kiosk.playlists.recordings import Recording

MOST_MEMORY = 1 << 30
"""Bytes of address space; a film's decoder asks for some, a bomb for more."""
KIND, KINDEST = 5, 19
"""How far the worker steps back for others: a little for the short work of reading, all the way for listening."""


@dataclass(frozen=True)
class Request:
    """Files to read the tags of, or one recording to listen through, to count the beats of, to cut or to write anew.

    A voice is written anew to `into` when it is no longer than `longest_s`; a whole record is cut into `pieces`. It
    may take `seconds` of the processor.
    """

    read: tuple[File, ...] = ()
    hear: Recording | None = None
    count: Recording | None = None
    path: bytes = b""
    cut: Recording | None = None
    pieces: tuple[Piece, ...] = ()
    speak: Recording | None = None
    into: bytes = b""
    longest_s: int = 0
    seconds: int = 60


@dataclass(frozen=True)
class Answer:
    """What each file asked for holds, in the same order."""

    told: tuple[Told, ...]


def send(pipe: IO[bytes], message: Request | Answer) -> None:
    """Write one message whole."""
    body = msgspec.msgpack.encode(message)
    pipe.write(pack(">I", len(body)) + body)
    pipe.flush()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while head := requests.read(4):
        request = msgspec.msgpack.decode(requests.read(unpack(">I", head)[0]), type=Request)
        _allow(request.seconds)
        os.setpriority(os.PRIO_PROCESS, 0, KIND if request.read else KINDEST)
        send(answers, _answered(request))


def _answered(request: Request) -> Answer:
    if request.count is not None:
        return Answer((Told(counted(request.count, request.path)),))
    if request.speak is not None:
        return Answer((Told(spoken(request.speak, request)),))
    if request.cut is not None:
        return Answer((Told(cut_up(request.cut, request)),))
    if request.hear is None:
        return Answer(tuple(map(told, request.read)))
    return Answer((Told(heard(request.hear, request.path)),))


def heard(recording: Recording, path: bytes) -> Recording:
    """Return the recording with loudness, peak, gain and true length, or with its trouble in words."""
    from kiosk.library.loudness import measure  # noqa: PLC0415  loading a decoder takes long, and tags need none

    place = Path(os.fsdecode(path))
    try:
        return measure(place).told_of(recording)
    except UnplayableFile as trouble:
        return replace(recording, trouble=str(trouble))


def spoken(recording: Recording, request: Request) -> Recording:
    """Return the recording as it was written anew, with its gain and length, or with its trouble in words."""
    from kiosk.library.speaking import write_anew  # noqa: PLC0415  as above

    source, target = (Path(os.fsdecode(path)) for path in (request.path, request.into))
    try:
        voice = write_anew(source, target, request.longest_s)
    except UnplayableFile as trouble:
        return replace(recording, trouble=str(trouble))
    return replace(recording, gain=voice.gain, duration=voice.duration, trouble="")


def cut_up(record: Recording, request: Request) -> Recording:
    """Return the record, with its trouble in words when not all of its songs could be cut out."""
    from kiosk.library.cutting import cut  # noqa: PLC0415  as above

    try:
        cut(Path(os.fsdecode(request.path)), request.pieces)
    except UnplayableFile as trouble:
        return replace(record, trouble=str(trouble))
    return replace(record, trouble="")


def counted(recording: Recording, path: bytes) -> Recording:
    """Return the recording with its tempo, as far as it can be told."""
    from kiosk.library.tempo import tempo_of  # noqa: PLC0415  as above

    tempo = tempo_of(Path(os.fsdecode(path)))
    return replace(recording, bpm=tempo.bpm, bpm_sure=tempo.sure)


def _allow(seconds: int) -> None:
    """Let the process use so many more seconds of the processor, then be ended by the system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))


def main() -> None:
    """Serve within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
