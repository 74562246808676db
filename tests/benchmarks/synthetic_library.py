"""A library as a home might have it, made by a script: invented names, mixed formats, a tone in every file.

python -m tests.benchmarks.synthetic_library DIR --files 20000 [--seconds 2]
"""

import argparse
import random
import time
from pathlib import Path
from struct import pack

import av

from tests.sound.tones import tone, write_encoded

FIRST = "Alma Bert Dinah Eddie Frank Gracie Harry Ivy Jack Kitty Lou Mabel Nat Olive Peggy Rosa Sid Teddy Vera".split()
LAST = "Ashford Bellamy Delaney Ellison Fairweather Hartley Jansen Kowalski Lindqvist Moreau Novak O'Hara Quinn".split()
HOW = "Blue Golden Silver Lonely Sweet Old Little Tender Broken Secret Faded Distant Wild Quiet Merry Moonlit".split()
WHAT = "Moon River Heart Rose Train Garden Waltz Letter Kiss Dream Road Island Harbour Star Rain Bells Lullaby".split()
WHERE = "Dublin Vienna Naples Killarney Paris Seville Georgia Dover Galway Bergen Havana Lisbon Salzburg Tulsa".split()
GENRES = "Vocal Swing Folk Waltz Hymn Country".split()
KINDS = (("mp3", "libmp3lame"), ("flac", "flac"), ("ogg", "vorbis"), ("m4a", "aac"), ("opus", "libopus"))


def main() -> None:
    """Make a library and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    began = time.perf_counter()
    make_library(options.folder, options.files, options.seconds)
    print(f"{options.files} files in {time.perf_counter() - began:.1f} s")


def make_library(folder: Path, files: int, seconds: float = 2.0) -> None:
    """Write the files: two thirds MP3, as homes have them; the same every time."""
    chance = random.Random(7)
    templates = _templates(folder.parent / f".templates-{seconds}", seconds)
    for number in range(files):
        kind = chance.choice(["mp3"] * 8 + ["flac", "ogg", "m4a", "opus"])
        tags = _tags(chance)
        place = folder / tags["artist"] / tags["album"]
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{number:05} {tags['title']}.{kind}"
        if kind == "mp3":
            path.write_bytes(id3(tags) + templates["mp3"].read_bytes())
        elif kind == "flac":
            path.write_bytes(_flac(tags, templates["flac"].read_bytes()))
        else:
            _remuxed(templates[kind], path, tags)


def _templates(folder: Path, seconds: float) -> dict[str, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = {kind: folder / f"tone.{kind}" for kind, _ in KINDS}
    for kind, codec in KINDS:
        if not made[kind].exists():
            write_encoded(made[kind], tone(seconds), codec)
    mp3 = made["mp3"].read_bytes()
    if mp3.startswith(b"ID3"):
        made["mp3"].write_bytes(mp3[10 + sum((mp3[6 + at] & 0x7F) << 7 * (3 - at) for at in range(4)) :])
    return made


def _tags(chance: random.Random) -> dict[str, str]:
    artist = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    titles = (
        f"{chance.choice(HOW)} {chance.choice(WHAT)}",
        f"The {chance.choice(WHAT)} of {chance.choice(WHERE)}",
        f"My {chance.choice(HOW)} {chance.choice(WHAT)}",
        f"When the {chance.choice(HOW)} {chance.choice(WHAT)} Comes Back to {chance.choice(WHERE)}",
    )
    return {
        "title": chance.choice(titles),
        "artist": artist,
        "album": f"{artist} - Volume {chance.randint(1, 6)}",
        "date": str(chance.randint(1925, 1979)),
        "genre": chance.choice(GENRES),
    }


def id3(tags: dict[str, str]) -> bytes:
    """Return an ID3v2.3 tag."""
    names = {"title": b"TIT2", "artist": b"TPE1", "album": b"TALB", "date": b"TYER", "genre": b"TCON"}
    frames = b""
    for name, words in tags.items():
        body = b"\x01" + words.encode("utf-16")
        frames += names[name] + pack(">I", len(body)) + b"\x00\x00" + body
    size = len(frames)
    return b"ID3\x03\x00\x00" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frames


def _flac(tags: dict[str, str], template: bytes) -> bytes:
    """Put a comment block behind the first block, STREAMINFO, which is 42 bytes with the file's mark."""
    comments = [f"{name.upper()}={words}".encode() for name, words in tags.items()]
    body = (
        pack("<I", 5) + b"kiosk" + pack("<I", len(comments)) + b"".join(pack("<I", len(one)) + one for one in comments)
    )
    return (
        template[:4]
        + bytes([template[4] & 0x7F])
        + template[5:42]
        + b"\x04"
        + pack(">I", len(body))[1:]
        + body
        + (template[42:] if not template[4] & 0x80 else b"\x81\x00\x00\x00" + template[42:])
    )


def _remuxed(template: Path, path: Path, tags: dict[str, str]) -> None:
    with av.open(str(template)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        target.metadata.update(tags)
        stream.metadata.update(tags)
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)


if __name__ == "__main__":
    main()
