"""Reads the catalogue packs from disk: those that ship, and a home's own beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiosk.playlists.catalogue import Catalogue, read_catalogue


@dataclass(frozen=True)
class _Pack:
    """One file as it is now: any edit makes it another."""

    path: Path
    size: int
    modified_ns: int


def load_catalogue(folders: Iterable[Path]) -> Catalogue:
    """Return the songs of every `*.csv` below `folders`, in order of folder and file name.

    Packs read before and unchanged are not read again, also not by a process forked after the first reading.
    """
    return _read(tuple(_packs(folders)))


def _packs(folders: Iterable[Path]) -> Iterator[_Pack]:
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            found = path.stat()
            yield _Pack(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(packs: tuple[_Pack, ...]) -> Catalogue:
    return read_catalogue((pack.path.stem, _lines(pack.path)) for pack in packs)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
