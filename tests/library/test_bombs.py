"""Files made to take all memory or time when they are opened: the worker's limits hold, and the kiosk stays small."""

import json
import resource
import subprocess
import sys
import zlib
from pathlib import Path
from struct import pack

import pytest

from kiosk.library.scan import walk
from kiosk.library.worker import MOST_MEMORY
from kiosk.library.workers import Workers
from tests.library.id3 import frame, tagged
from tests.sound.tones import tone, write_encoded

GROWTH_MIB = 60


def mp4_bomb() -> bytes:
    """A few hundred bytes that promise four thousand million samples."""

    def box(name: bytes, body: bytes) -> bytes:
        return pack(">I", 8 + len(body)) + name + body

    sizes = box(b"stsz", pack(">III", 0, 0, 0xFFFFFFFF))
    times = box(b"stts", pack(">II", 0, 0xFFFFFFFF))
    table = box(b"stbl", sizes + times + box(b"stco", pack(">II", 0, 0xFFFFFFFF)))
    handler = box(b"hdlr", pack(">II4s", 0, 0, b"soun") + bytes(13))
    media = box(b"mdia", box(b"mdhd", bytes(24)) + handler + box(b"minf", table))
    return box(b"ftyp", b"M4A \0\0\0\0M4A ") + box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", media))


def flac_bomb(whole: bytes) -> bytes:
    """A FLAC that says it lasts for weeks, with a picture of four thousand million bytes that is not there."""
    info = bytearray(whole[8:42])
    info[13:18] = bytes([info[13] | 0x0F]) + b"\xff\xff\xff\xff"
    return b"fLaC" + b"\x00\x00\x00\x22" + bytes(info) + b"\x86\xff\xff\xff" + bytes(40) + whole[42:]


def packed_frame_bomb(mp3: bytes) -> bytes:
    """An ID3 frame that says it is packed: 200 million zeros in 200 thousand bytes."""
    body = zlib.compress(bytes(200_000_000), 9)
    packed = b"USLT" + len(body).to_bytes(4, "big") + b"\x00\x80" + body
    return tagged(mp3, packed, frame(b"TIT2", b"\x00Bomb"))


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    plain = tmp_path_factory.mktemp("plain")
    flac = write_encoded(plain / "a.flac", tone(1), "flac").read_bytes()
    mp3 = write_encoded(plain / "a.mp3", tone(1), "libmp3lame").read_bytes()
    (folder / "samples.m4a").write_bytes(mp4_bomb())
    (folder / "weeks.flac").write_bytes(flac_bomb(flac))
    (folder / "packed.mp3").write_bytes(packed_frame_bomb(mp3))
    (folder / "wide.wav").write_bytes(
        b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0" + pack("<HHIIHH", 1, 65535, 192000, 0xFFFFFFFF, 65535, 16) + b"data"
        b"\xff\xff\xff\xff" + bytes(4000)
    )
    (folder / "plain.mp3").write_bytes(mp3)
    return folder


def test_bombs_take_neither_memory_nor_the_rest_with_them(bombs: Path) -> None:
    """In a process of its own: what earlier tests' children took would count as the workers' otherwise."""
    command = [sys.executable, "-m", "tests.library.test_bombs", str(bombs)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["read"] == 5
    assert told["played"] == ["plain.mp3"]
    assert told["unexplained"] == []
    assert told["grown_mib"] < GROWTH_MIB
    assert told["most"] < MOST_MEMORY


def open_all(folder: Path) -> dict[str, object]:
    """Have workers read and hear every file of a folder; return what became of it, and the memory it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Workers() as crew:
        (batch,) = crew.read([list(walk([folder]))])
        listed = [(told.recording, file.path) for file, told in batch if not told.recording.trouble]
        heard = list(crew.hear(listed))
    return {
        "read": len(batch),
        "played": [Path(one.path).name for one in heard if one.gain is not None],
        "unexplained": [one.path for one in heard if one.gain is None and not one.trouble],
        "grown_mib": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "most": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    }


if __name__ == "__main__":
    print(json.dumps(open_all(Path(sys.argv[1]))))
