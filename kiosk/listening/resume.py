"""The resume file: what sounded last, so that music goes on after the kiosk was restarted.

Written as temp file, fsync, replace, fsync of the folder: a power cut leaves the old or the new one, never
a torn one. Taken once: it is moved away before it is read, so that a bad one can spoil only one start.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from kiosk.listening.state import Resumption

FORMAT = 1
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Saved:
    """What the file holds; `boot` and `awake_s` tell its age even when the clock on the wall was wrong."""

    format: int
    saved_at: datetime
    boot: str
    awake_s: float
    clean: bool
    resumption: Resumption


@dataclass(frozen=True)
class Taken:
    """What was found; `fresh` when the music should go on."""

    resumption: Resumption
    saved_at: datetime
    fresh: bool


@dataclass(frozen=True)
class Age:
    """Where in time the computer is: which boot, seconds since then (sleep included), and the wall clock."""

    boot: str
    awake_s: float
    wall: datetime


def age_now() -> Age:
    """Ask the kernel."""
    boot = BOOT_ID.read_text().strip() if BOOT_ID.exists() else ""
    return Age(boot, time.clock_gettime(time.CLOCK_BOOTTIME), datetime.now(UTC))


class ResumeFile:
    """One file in the home's data folder."""

    def __init__(self, path: Path, clock: Callable[[], Age] = age_now) -> None:
        self._path, self._clock = path, clock

    def save(self, resumption: Resumption, *, clean: bool = False) -> None:
        """Write it durably; raises OSError. `clean` marks an orderly stop of the kiosk."""
        age = self._clock()
        saved = Saved(FORMAT, age.wall, age.boot, age.awake_s, clean, resumption)
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(saved, enc_hook=_to_text))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        _sync_folder(self._path.parent)

    def clear(self) -> None:
        """Forget it, durably: nothing was to sound. Raises OSError."""
        if self._path.exists():
            self._path.unlink()
            _sync_folder(self._path.parent)

    def take(self, within_s: float) -> Taken | None:
        """Move the file away and return what it held; None when there is none or it cannot be read.

        Fresh means younger than `within_s` seconds. After a reboot that followed an orderly stop it is
        never fresh: somebody switched the kiosk off, and it must not start aloud by itself (evidence rule 10).
        """
        taken = self._path.with_suffix(".taken")
        try:
            self._path.replace(taken)
            _sync_folder(self._path.parent)
            saved = msgspec.json.decode(taken.read_bytes(), type=Saved, dec_hook=_from_text)
        except (OSError, msgspec.DecodeError, ValueError):
            return None
        if saved.format != FORMAT:
            return None
        return Taken(saved.resumption, saved.saved_at, self._is_fresh(saved, within_s))

    def _is_fresh(self, saved: Saved, within_s: float) -> bool:
        age = self._clock()
        if saved.boot == age.boot:
            return 0 <= age.awake_s - saved.awake_s <= within_s
        return not saved.clean and 0 <= (age.wall - saved.saved_at).total_seconds() <= within_s


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _to_text(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def _from_text(kind: type, value: Any) -> Any:
    if kind is Path:
        return Path(value)
    raise NotImplementedError
