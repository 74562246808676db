"""Reads the catalogue packs from disk: those that ship, and a home's own beside them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.playlists.catalogue import Catalogue, read_catalogue


def load_catalogue(folders: Iterable[Path]) -> Catalogue:
    """Return the songs of every `*.csv` below `folders`, in order of folder and file name."""
    return read_catalogue(_packs(folders))


def _packs(folders: Iterable[Path]) -> Iterator[tuple[str, list[str]]]:
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            yield path.stem, path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
