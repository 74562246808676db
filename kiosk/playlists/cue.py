"""Cue sheets: the small text file beside a whole record in one file, which says where each song begins.

Times are `mm:ss:ff` with 75 frames a second, as on a CD. People and programs write these files in many ways;
what is missing or cannot be understood is left out, and nothing is ever raised.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from kiosk.playlists.tag_text import clean
from kiosk.units import DurationMs, PositionMs, Year

MOST_CUTS = 99
"""A CD has no more; what comes behind is left out."""
MOST_LETTERS = 200_000
FRAMES = 75
_LINE = re.compile(r"\s*([A-Za-z]+)\s+(.*?)\s*")
_QUOTED = re.compile(r'"([^"]*)"?')
SHORTEST_MS = 500
"""What lasts less is no song, but a slip in the sheet."""
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_TIME = re.compile(r"(\d{1,2})\s+(\d{1,3}):(\d{1,2}):(\d{1,2})")


@dataclass(frozen=True)
class Cut:
    """One song of the record: its number, names (often empty), where it begins, and in which file."""

    number: int
    title: str
    performer: str
    start: PositionMs
    file: str


@dataclass(frozen=True)
class CueSheet:
    """What a cue sheet says of a record; `cuts` stand in the order of the record."""

    title: str = ""
    performer: str = ""
    cuts: tuple[Cut, ...] = ()
    year: Year | None = None


@dataclass
class _Track:
    number: int
    file: str
    sound: bool
    names: dict[str, str] = field(default_factory=dict)
    starts: dict[int, tuple[int, str]] = field(default_factory=dict)

    def cut(self, sheet: dict[str, str]) -> Cut | None:
        """Return the finished song; None for one without sound or without a beginning."""
        if not self.sound or not self.starts:
            return None
        start, file = self.starts.get(1) or self.starts[max(self.starts)]
        performer = self.names.get("PERFORMER") or sheet.get("PERFORMER", "")
        return Cut(self.number, self.names.get("TITLE", ""), performer, PositionMs(start), file)


def read_cue(text: str) -> CueSheet:
    """Return what the text says; a sheet without cuts when it is none."""
    names: dict[str, str] = {}
    tracks: list[_Track] = []
    file = ""
    for line in text[:MOST_LETTERS].splitlines():
        found = _LINE.fullmatch(line)
        command, said = (found[1].upper(), found[2]) if found else ("", "")
        if command == "FILE":
            file = _file(said)
        elif command == "TRACK":
            tracks.append(_Track(_number(said), file, said.upper().endswith("AUDIO")))
        elif command == "INDEX" and tracks:
            tracks[-1].starts.update(_start(said, file))
        elif command in {"TITLE", "PERFORMER"}:
            (tracks[-1].names if tracks else names).setdefault(command, _name(said))
        elif command == "REM" and said.upper().startswith("DATE "):
            names.setdefault("DATE", said)
    cuts = [cut for track in tracks if (cut := track.cut(names))]
    return CueSheet(names.get("TITLE", ""), names.get("PERFORMER", ""), tuple(cuts[:MOST_CUTS]), _year(names))


def songs_in_one(sheet: CueSheet, duration: DurationMs) -> tuple[Cut, ...]:
    """Return the songs of a record that lies in one file of this length (0 when unknown); empty when it does not.

    Each lasts until the next begins. A sheet that names several files goes with songs that were cut already, and so
    does one that goes on behind the end of the file.
    """
    one_file = len({cut.file for cut in sheet.cuts}) == 1
    within = not duration or all(cut.start < duration for cut in sheet.cuts)
    cuts = _one_after_the_other(sheet.cuts)
    return cuts if len(cuts) > 1 and one_file and within else ()


def _one_after_the_other(cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """Return the cuts by their beginnings, without those that would last no time."""
    ordered = sorted(cuts, key=lambda cut: cut.start)
    long = [one for one, next_one in pairwise(ordered) if next_one.start - one.start >= SHORTEST_MS]
    return (*long, *ordered[-1:])


def _year(names: dict[str, str]) -> Year | None:
    found = _YEAR.search(names.get("DATE", ""))
    return Year(int(found[1])) if found else None


def _name(said: str) -> str:
    quoted = _QUOTED.match(said)
    return clean(quoted[1] if quoted else said)


def _file(said: str) -> str:
    """Return a file's name without the word for its kind behind it."""
    quoted = _QUOTED.match(said)
    return clean(quoted[1] if quoted else said.rpartition(" ")[0] or said)


def _number(said: str) -> int:
    digits = re.match(r"\d{1,3}", said, re.ASCII)
    return int(digits[0]) if digits else 0


def _start(said: str, file: str) -> dict[int, tuple[int, str]]:
    """Return which index begins where, in milliseconds and in which file."""
    found = _TIME.match(said)
    if not found:
        return {}
    index, minutes, seconds, frames = map(int, found.groups())
    return {index: ((minutes * 60 + seconds) * 1000 + round(frames * 1000 / FRAMES), file)}
