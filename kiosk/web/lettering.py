"""The letters of the pages: the part of the font that European names need, packed small, once on this machine.

A file of 55 kB becomes one of 12 kB: the whole page then weighs less than the letters alone did.
"""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

import fontpkg_atkinson_hyperlegible

from kiosk.config import GAZETTEER

FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
PACKED = GAZETTEER / "letters"
USED = ("AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold")
LETTERS = "U+0020-024F,U+2000-206F,U+20A0-20CF,U+2122,U+2190-2193,U+2212"
LONGEST_S = 60.0
_packing = Lock()


def letters(name: str) -> Path | None:
    """Return the packed file of one font of the pages ("AtkinsonHyperlegible-Bold.woff2"); None for any other name.

    Where nothing can be written, the font as it came.
    """
    stem = name.removesuffix(".woff2")
    if stem not in USED:
        return None
    source, packed = FONTS / f"{stem}.ttf", PACKED / f"{stem}.woff2"
    with _packing, suppress(OSError, subprocess.SubprocessError):
        if not packed.exists():
            _pack(source, packed)
    return packed if packed.exists() else source


def _pack(source: Path, packed: Path) -> None:
    """Write the packed file whole or not at all; in a process of its own, so that its memory is given back."""
    packed.parent.mkdir(parents=True, exist_ok=True)
    draft = packed.with_suffix(".new")
    options = [f"--unicodes={LETTERS}", "--flavor=woff2", "--no-hinting", "--layout-features=kern"]
    command = [sys.executable, "-m", "fontTools.subset", str(source), *options, f"--output-file={draft}"]
    subprocess.run(command, check=True, timeout=LONGEST_S, capture_output=True)  # noqa: S603  only our own words
    draft.replace(packed)


if __name__ == "__main__":
    for used in USED:
        letters(f"{used}.woff2")
