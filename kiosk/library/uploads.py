"""Music sent from a browser: taken in pieces, so that a lost connection loses nothing and memory stays small.

A file lies under `uploads/` until it is whole, and is judged by its first bytes before it is kept as
`music/<sha256>/<name>`. What it really holds is found out by the scan, in a process of its own (reliability D4).
"""

import hashlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import BinaryIO

from kiosk.errors import BadInput, Conflict
from kiosk.library import refusals
from kiosk.playlists.tag_text import clean

MOST_BYTES = 500_000_000
PIECE_BYTES = 8_000_000
ROOM_LEFT = 500_000_000
"""Bytes that stay free on the disk: the home's notes need room more than music does."""
FORGOTTEN_S = 7 * 86_400.0
LONGEST_NAME = 120
LOOKED_AT = 65_536
"""Bytes at either end by which a file is judged."""
_ODD = re.compile(r"[^\w .,'’()&+-]+")


@dataclass(frozen=True)
class Sent:
    """What the browser says of a file: its name, its size in bytes, when it was changed (any number)."""

    name: str
    size: int
    modified: int = 0

    @property
    def key(self) -> str:
        """Return the name of its unfinished part, the same when it is sent again."""
        told = f"{self.name}\x00{self.size}\x00{self.modified}"
        return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:32]


def plain_name(name: str) -> str:
    """Return the last part of a name, harmless on any disk; raises BadInput when it is not music's."""
    last = clean(name.replace("\\", "/")).rsplit("/", 1)[-1]
    path = PurePosixPath(last)
    suffix = path.suffix.lower()
    if suffix not in refusals.SOUND_FILES:
        sentence = refusals.by_name(suffix) or refusals.NO_MUSIC
        raise BadInput(sentence.format(clean(last)), "file")
    stem = " ".join(_ODD.sub(" ", path.stem).split()).strip(" .-")
    while len((stem + suffix).encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem or 'recording'}{suffix}"


def plain_folder(name: str) -> str:
    """Return a folder's name, harmless on any disk."""
    plain = " ".join(_ODD.sub(" ", clean(name)).split()).strip(" .-")
    while len(plain.encode()) > LONGEST_NAME:
        plain = plain[:-1]
    return plain.strip() or "folder"


class Uploads:
    """The uploads of one home."""

    def __init__(self, home: Path) -> None:
        self._parts, self._music = home / "uploads", home / "music"
        self._lock = Lock()

    def held(self, sent: Sent) -> int:
        """Return how many bytes are here already. Raises BadInput for what is never taken."""
        plain_name(sent.name)
        if not 0 < sent.size <= MOST_BYTES:
            words = refusals.EMPTY if sent.size == 0 else "“{}” is larger than 500 MB: cut it into pieces."
            raise BadInput(words.format(clean(sent.name)), "file")
        if shutil.disk_usage(self._music.parent).free < sent.size + ROOM_LEFT:
            raise BadInput("The kiosk’s disk has no room for this: make room on it first.", "file")
        part = self._part(sent)
        return part.stat().st_size if part.exists() else 0

    def add(self, sent: Sent, offset: int, piece: bytes) -> Path | None:
        """Keep the next piece; return the finished file, None while more is to come.

        Raises Conflict when the piece does not follow what is here, BadInput for what is no music.
        """
        with self._lock:
            if len(piece) > PIECE_BYTES:
                raise BadInput("Send this file in smaller pieces: open the page again.", "file")
            if offset != self.held(sent) or offset + len(piece) > sent.size:
                raise Conflict("A piece of this file was lost: go on where the kiosk left off.")
            if offset == 0:
                self._refuse_what_is_no_music(sent, piece)
            part = self._part(sent)
            part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("ab") as file:
                file.write(piece)
            return self._finished(sent, part) if offset + len(piece) == sent.size else None

    def _refuse_what_is_no_music(self, sent: Sent, piece: bytes) -> None:
        if not refusals.is_music_for_certain(piece[:LOOKED_AT]):
            sentence = refusals.by_content(piece[:LOOKED_AT]) or refusals.NO_MUSIC
            raise BadInput(sentence.format(clean(sent.name)), "file")

    def _finished(self, sent: Sent, part: Path) -> Path:
        with part.open("rb") as file:
            os.fsync(file.fileno())
            self._refuse_two_in_one(sent, file, part)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        folder = self._music / digest
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        there = next(folder.iterdir(), None)
        if there is not None:
            part.unlink()
            return there
        return part.replace(folder / plain_name(sent.name))

    def _refuse_two_in_one(self, sent: Sent, file: BinaryIO, part: Path) -> None:
        head = file.read(LOOKED_AT)
        file.seek(max(0, sent.size - LOOKED_AT))
        if refusals.hides_another(head, file.read(LOOKED_AT)):
            part.unlink()
            raise BadInput(refusals.TWO_IN_ONE.format(clean(sent.name)), "file")
        file.seek(0)

    def _part(self, sent: Sent) -> Path:
        return self._parts / f"{sent.key}.part"

    def tidy(self, now: float | None = None) -> None:
        """Remove parts that nobody went on with for a week; `now` is in seconds since 1970."""
        for part in self._parts.glob("*.part"):
            if (now or time.time()) - part.stat().st_mtime > FORGOTTEN_S:
                part.unlink(missing_ok=True)
