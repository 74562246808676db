"""A folder as no home should have one: bad files, odd names, and real music among them.

Each file is made by a few lines here, from our own melodies; `KIOSK_GAME_MUSIC` may name more folders of real music,
such as those of Debian's asc-music, frozen-bubble-data, extremetuxracer-data and pinball-table-gnu-data.
"""

import os
import shutil
import wave
from io import BytesIO
from pathlib import Path

from PIL import Image

from kiosk.config import MEDIA
from tests.library.id3 import frame, tagged, title
from tests.sound.tones import tone, write_encoded

MELODIES = MEDIA / "songs" / "audio"
LONG_TITLE = "A very long way to call a song " * 14
BAD = {
    "empty.mp3": "is empty",
    "page.mp3": "is a web page",
    "picture.ogg": "is a picture",
    "film.mkv": "is a film",
    "notes.mid": "holds notes",
    "module.xm": "holds notes",
    "bought.m4p": "is copy-protected",
    "folder.mp3": "is a packed folder",
    "letter.wav": "is no music",
    "song.ape": "is of a kind",
    "half.m4a": "is no music",
    "noise.mp3": "is no music",
}
"""Files that cannot be used, and what is said of each in the end."""
GOOD = {
    "Track 01.mp3": "Track 01",
    "two  spaces  .mp3": "Nobody’s Tune",
    "wrong letters.mp3": "Катюша",
    "right to left.mp3": "שיר ישן",
    "emoji.mp3": "Song 🎵 of 👩‍🎤",
    "🎶.mp3": "🎶",
    "long.mp3": LONG_TITLE.strip()[:399].strip() + "…",
    "cover.mp3": "With a picture",
    "no cover at all.mp3": "With a broken picture",
    "year.mp3": "From nowhere",
    "cut short.mp3": "cut short",
    "wrong ending.mp3": "wrong ending",
}
"""Files that sound, and the title they are listed under."""


def make(folder: Path) -> None:
    """Write every file of `BAD` and `GOOD`, links in a ring, and a name that is no text."""
    folder.mkdir(parents=True)
    mp3 = _melody_as_mp3(folder.parent / "melody.mp3")
    _bad(folder, mp3)
    _good(folder, mp3)
    inside = folder / ("deep " * 20) / "Ärger & Söhne [1951]"
    inside.mkdir(parents=True)
    (inside / "back").symlink_to(folder)
    (folder / "itself").symlink_to("itself")
    Path(os.fsdecode(os.fsencode(inside) + b"/caf\xe9.mp3")).write_bytes(tagged(mp3, title("No text")))
    for melody in sorted(MELODIES.glob("*.opus"))[:3]:
        shutil.copy(melody, inside / f"{melody.stem} (copy).opus")


def crowd(folder: Path, files: int) -> None:
    """Write so many short sounds, each its own, into one folder."""
    folder.mkdir()
    for number in range(files):
        body = BytesIO()
        with wave.open(body, "wb") as sound:
            sound.setparams((1, 1, 8000, 0, "NONE", ""))
            sound.writeframes(number.to_bytes(4, "big") * 40)
        (folder / f"{number:05}.wav").write_bytes(body.getvalue())


def _melody_as_mp3(path: Path) -> bytes:
    return write_encoded(path, tone(2, 330, -12), "libmp3lame").read_bytes()


def _bad(folder: Path, mp3: bytes) -> None:
    m4a = write_encoded(folder.parent / "whole.m4a", tone(2), "aac").read_bytes()
    bodies = {
        "empty.mp3": b"",
        "page.mp3": b"<!doctype html><title>404</title>" + bytes(3000),
        "picture.ogg": _picture(),
        "film.mkv": b"\x1aE\xdf\xa3" + bytes(3000),
        "notes.mid": b"MThd" + bytes(100),
        "module.xm": b"Extended Module: tune" + bytes(500),
        "bought.m4p": bytes(500),
        "folder.mp3": b"PK\x03\x04" + bytes(500),
        "letter.wav": b"Dear Ann, here is the music. " * 200,
        "song.ape": b"MAC " + bytes(500),
        "half.m4a": m4a[: len(m4a) // 2],
        "noise.mp3": b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(range(200)) * 40,
    }
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    assert bodies.keys() == BAD.keys()


def _good(folder: Path, mp3: bytes) -> None:
    picture = b"\x00image/jpeg\x00\x03\x00"
    tags = {
        "Track 01.mp3": (title("Track 01"), frame(b"TPE1", b"\x00Unknown Artist")),
        "two  spaces  .mp3": (title("Nobody’s  Tune "),),
        "wrong letters.mp3": (frame(b"TIT2", b"\x00" + "Катюша".encode("cp1251")),),
        "right to left.mp3": (title("שיר ישן\u202e"),),
        "emoji.mp3": (title("Song 🎵 of 👩‍🎤"),),
        "🎶.mp3": (),
        "long.mp3": (title(LONG_TITLE),),
        "cover.mp3": (title("With a picture"), frame(b"APIC", picture + _picture())),
        "no cover at all.mp3": (title("With a broken picture"), frame(b"APIC", picture + b"<html>" + bytes(9000))),
        "year.mp3": (title("From nowhere"), frame(b"TYER", b"\x00next year")),
    }
    for number, (name, frames) in enumerate(tags.items()):
        (folder / name).write_bytes(tagged(mp3, *frames) + bytes(number))
    (folder / "cut short.mp3").write_bytes(mp3[: len(mp3) // 2])
    shutil.copy(sorted(MELODIES.glob("*.opus"))[-1], folder / "wrong ending.mp3")


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 300), "#b5532f").save(out, "JPEG")
    return out.getvalue()


def three_hours(path: Path) -> None:
    """A sound at its beginning, then three hours that take no room on the disk."""
    samples = 3 * 3600 * 8000
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, samples, "NONE", ""))
        sound.writeframesraw(bytes(range(256)) * 100)
    with path.open("r+b") as file:
        file.truncate(44 + samples)
        file.seek(40)
        file.write(samples.to_bytes(4, "little"))
        file.seek(4)
        file.write((samples + 36).to_bytes(4, "little"))
