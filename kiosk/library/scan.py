"""Walks the home's folders: every file that is music or could be taken for it, each once, in a steady order."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.library.refusals import REFUSED_FILES, SOUND_FILES
from kiosk.library.tags import File

log = logging.getLogger("kiosk.library")
WORDS = b".lrc"
"""Ends the name of a file that holds the words of the recording of the same name."""
CUE = b".cue"
"""Ends the name of a sheet that says where the songs of a record begin, in any case; "a.cue" or "a.flac.cue"."""
_LISTED = tuple(os.fsencode(suffix) for suffix in (*SOUND_FILES, *REFUSED_FILES))


def walk(folders: Iterable[Path]) -> Iterator[File]:
    """Yield every file worth listing below `folders` as it is found.

    Follows links to folders, but enters each folder once, so that links in a ring end. What cannot be
    looked into is passed over with a line in the log.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [os.fsencode(folder) for folder in reversed(list(folders))]
    while waiting:
        folder = waiting.pop()
        try:
            stat = os.stat(folder)  # noqa: PTH116  paths in bytes, which may be no text at all
            if (stat.st_dev, stat.st_ino) in entered:
                continue
            entered.add((stat.st_dev, stat.st_ino))
            inside, files = _look(folder)
        except OSError as error:
            log.warning("A folder could not be looked into: %s", error)
            continue
        waiting.extend(reversed(inside))
        yield from files


def _look(folder: bytes) -> tuple[list[bytes], list[File]]:
    inside: list[bytes] = []
    files: list[File] = []
    words: dict[bytes, int] = {}
    cues: dict[bytes, bytes] = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            try:
                if entry.name.startswith(b"."):
                    continue
                if entry.is_dir():
                    inside.append(entry.path)
                elif entry.name.lower().endswith(_LISTED) and entry.is_file():
                    stat = entry.stat()
                    files.append(File(entry.path, stat.st_size, stat.st_mtime_ns))
                elif entry.name.endswith(WORDS) and entry.is_file():
                    words[entry.path.removesuffix(WORDS)] = entry.stat().st_mtime_ns
                elif entry.name.lower().endswith(CUE) and entry.is_file():
                    cues[entry.path[: -len(CUE)]] = entry.path
            except OSError as error:
                log.warning("A file could not be looked at: %s", error)
    return inside, [_with_beside(file, words, cues) for file in files] if words or cues else files


def _with_beside(file: File, words: dict[bytes, int], cues: dict[bytes, bytes]) -> File:
    stem = os.path.splitext(file.path)[0]  # noqa: PTH122  a path in bytes
    return replace(file, words_ns=words.get(stem, 0), cue=cues.get(file.path) or cues.get(stem, b""))
