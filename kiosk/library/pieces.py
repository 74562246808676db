"""The pieces that a whole record is cut into, and where each of them lies."""

import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kiosk.units import PositionMs

COPIED = {"mp3": ".mp3", "mp3float": ".mp3", "aac": ".m4a", "opus": ".opus", "libopus": ".opus", "vorbis": ".ogg"}
"""Kinds of sound whose packets are copied, and the ending of the new file."""
WRITTEN_ANEW = ".flac"

UNFINISHED = ".cutting-"
"""Begins the name of a song that is not whole yet; no scan lists it."""


@dataclass(frozen=True)
class Piece:
    """One song: from where to where (`end` 0 is the end of the record), its file without ending, its tags."""

    start: PositionMs
    end: PositionMs
    target: bytes
    tags: dict[str, str]

    def holds(self, moment: Fraction) -> bool:
        """Say whether a moment, in seconds from the beginning of the record, belongs to it."""
        return self.start <= moment * 1000 and (not self.end or moment * 1000 < self.end)

    def is_there(self) -> bool:
        """Say whether it was cut before, whatever it was kept in."""
        return any(Path(os.fsdecode(self.target) + ending).exists() for ending in {*COPIED.values(), WRITTEN_ANEW})
