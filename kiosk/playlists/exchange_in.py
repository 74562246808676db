"""Lists from other players, read: M3U, M3U8, XSPF and JSPF, each line as what it says of one recording."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlparse
from xml.etree import ElementTree

from kiosk.errors import BadInput
from kiosk.playlists.tag_text import clean

MOST_LETTERS, MOST_LINES = 2_000_000, 2000
NO_LIST = "This is no list the kiosk can read: save it as M3U8, XSPF or JSPF."
_INFO = re.compile(r"#EXTINF:\s*-?\d+(?:\.\d+)?[^,]*,(.*)")
_SPACE = "{http://xspf.org/ns/0/}"


@dataclass(frozen=True)
class Line:
    """What a list says of one recording: its names, and the file's path as it was where the list was made."""

    title: str
    performer: str = ""
    path: str = ""


def read_list(text: str) -> tuple[Line, ...]:
    """Return the lines of a list, whatever its kind, at most 2,000. Raises BadInput when it is none."""
    plain = text.lstrip("\ufeff \t\r\n")
    if len(plain) > MOST_LETTERS:
        raise BadInput(NO_LIST, "list")
    if plain.startswith("{"):
        found = _jspf(plain)
    elif plain.startswith("<"):
        found = _xspf(plain)
    else:
        found = _m3u(plain)
    lines = [line for line in found if line.title or line.path][:MOST_LINES]
    if not lines:
        raise BadInput(NO_LIST, "list")
    return tuple(lines)


def _m3u(text: str) -> Iterator[Line]:
    said = ""
    for raw in text.splitlines():
        line = raw.strip()
        if info := _INFO.fullmatch(line):
            said = info[1]
        elif line and not line.startswith("#"):
            left, dash, right = clean(said).partition(" - ")
            yield Line(right if dash else left, left if dash else "", _path(line)) if said else _by_path(_path(line))
            said = ""


def _by_path(path: str) -> Line:
    """Return what a path alone says; a line of plain words is no path to music."""
    name = path.rsplit("/", 1)[-1]
    stem, dot, suffix = name.rpartition(".")
    return Line(clean(stem), "", path) if dot and 2 <= len(suffix) <= 4 else Line("")


def _path(location: str) -> str:
    """Return the path of a file address or of a path as it stands, with slashes."""
    told = unquote(urlparse(location).path) if location.startswith("file:") else location
    return told.replace("\\", "/")


def _xspf(text: str) -> Iterator[Line]:
    if "<!" in text.replace("<!--", ""):
        raise BadInput(NO_LIST, "list")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  a document that declares entities was refused
    except ElementTree.ParseError as error:
        raise BadInput(NO_LIST, "list") from error
    for track in root.iter(f"{_SPACE}track"):
        told = {name: track.findtext(f"{_SPACE}{name}") or "" for name in ("title", "creator", "location")}
        yield Line(clean(told["title"]), clean(told["creator"]), _path(told["location"].strip()))


def _jspf(text: str) -> Iterator[Line]:
    try:
        tracks = json.loads(text)["playlist"]["track"]
        yield from map(_of_jspf, tracks)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadInput(NO_LIST, "list") from error


def _of_jspf(track: dict[str, Any]) -> Line:
    location = track.get("location") or ""
    first = location[0] if isinstance(location, list) else location
    return Line(clean(str(track.get("title") or "")), clean(str(track.get("creator") or "")), _path(str(first)))
