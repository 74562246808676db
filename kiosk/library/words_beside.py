"""The small text files beside a recording: its words (.lrc), and where the songs of a whole record begin (.cue)."""

import codecs
import os

from kiosk.library.scan import CUE, WORDS
from kiosk.library.tags import MOST_WORDS


def words_beside(recording_path: bytes) -> str:
    """Return the text of the file beside a recording, empty when it cannot be read or is no text."""
    place = os.path.splitext(recording_path)[0] + WORDS  # noqa: PTH122  a path in bytes
    return text_in(place)


def sheet_beside(recording_path: bytes) -> bytes:
    """Return the path of the cue sheet beside a recording, "a.flac.cue" before "a.cue"; empty without one."""
    folder, name = os.path.split(os.path.realpath(recording_path))
    stem = os.path.splitext(name)[0]  # noqa: PTH122  a path in bytes
    try:
        sheets = {one[: -len(CUE)]: one for one in os.listdir(folder) if one.lower().endswith(CUE)}  # noqa: PTH208
    except OSError:
        return b""
    found = sheets.get(name) or sheets.get(stem)
    return os.path.join(folder, found) if found else b""  # noqa: PTH118


def text_in(place: bytes) -> str:
    """Return the text of a small file, empty when it cannot be read or is no text."""
    try:
        with open(place, "rb") as file:  # noqa: PTH123  a path in bytes
            data = file.read(4 * MOST_WORDS)
    except OSError:
        return ""
    return "" if b"\x00" in data[:64] and not _is_utf16(data) else _text(data)[:MOST_WORDS]


def _is_utf16(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _text(data: bytes) -> str:
    """Return the text in the letters it was written in: Unicode, or what Windows wrote in western Europe."""
    if _is_utf16(data):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
