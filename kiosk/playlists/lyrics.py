"""The words of a song as files keep them: timed lines (LRC), or plain ones.

An LRC line begins with one stamp or several, `[mm:ss.xx]`: the moments it is sung. `[offset:+500]` shows all of
them half a second sooner. Stamps of single words, `<mm:ss.xx>`, are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.playlists.tag_text import clean
from kiosk.units import PositionMs

MOST_LINES = 2000
"""More than any song has: what lies behind is no song."""
_STAMP = r"(?:(\d{1,2}):(?=\d+:\d+[.,]))?(\d{1,3}):(\d{1,2})(?:[.:,](\d{1,3}))?"
_LEADING = re.compile(rf"\s*\[\s*{_STAMP}\s*\]")
_INSIDE = re.compile(rf"[\[<]\s*{_STAMP}\s*[\]>]")
_ABOUT = re.compile(r"\s*\[\s*[a-z#]+\s*:.*\]\s*", re.IGNORECASE)
_OFFSET = re.compile(r"\s*\[\s*offset\s*:\s*([+-]?\d{1,7})\s*\]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class SungLine:
    """One line and the moment it is sung; a line without words is a pause."""

    at_ms: PositionMs
    words: str


def timed(text: str) -> tuple[SungLine, ...]:
    """Return the timed lines in the order they are sung; empty when the text has no stamps."""
    lines = text.splitlines()
    sooner = next((int(found[1]) for line in lines if (found := _OFFSET.fullmatch(line))), 0)
    sung = [SungLine(PositionMs(max(0, at - sooner)), words) for line in lines for at, words in _stamped(line)]
    return tuple(sorted(sung[:MOST_LINES], key=lambda line: line.at_ms))


def plain(text: str) -> tuple[str, ...]:
    """Return the words line by line without stamps, timed or not; an empty line stands between two verses."""
    lines: list[str] = []
    for line in text.splitlines():
        words = clean(_INSIDE.sub("", line))
        if not _ABOUT.fullmatch(line) and (words or (lines and lines[-1])):
            lines.append(words)
    return tuple(lines[:MOST_LINES] if not lines or lines[-1] else lines[:-1][:MOST_LINES])


def _stamped(line: str) -> Iterator[tuple[int, str]]:
    """Yield each moment the line is sung, in milliseconds, with its words."""
    moments, at = [], 0
    while found := _LEADING.match(line, at):
        moments.append(_milliseconds(found))
        at = found.end()
    words = clean(_INSIDE.sub("", line[at:])) if moments else ""
    yield from ((moment, words) for moment in moments)


def _milliseconds(stamp: re.Match[str]) -> int:
    hours, minutes, seconds, part = stamp.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((part or "0").ljust(3, "0"))
