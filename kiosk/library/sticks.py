"""USB sticks that are plugged in, as the system mounts them, and what music lies on each."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.library.refusals import SOUND_FILES
from kiosk.library.scan import walk
from kiosk.library.tags import File, name_of
from kiosk.playlists.tag_text import clean

MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")
_SOUND = tuple(os.fsencode(suffix) for suffix in SOUND_FILES)


@dataclass(frozen=True)
class Stick:
    """One stick: where it is mounted, and what it is called."""

    path: Path
    label: str


@dataclass(frozen=True)
class OnStick:
    """What lies in one folder of a stick (or beside its folders, when `folder` is empty): music files and bytes."""

    folder: bytes
    files: tuple[File, ...]

    @property
    def label(self) -> str:
        """Return the folder's name, fit to be shown; empty for what lies in none."""
        return name_of(self.folder) if self.folder else ""

    @property
    def size(self) -> int:
        """Return the bytes of all its music."""
        return sum(file.size for file in self.files)


def plugged_in(below: Iterable[Path], never: Iterable[Path] = (), mounts: Path = MOUNTS) -> list[Stick]:
    """Return every stick mounted below these folders, by name; none that holds, or lies in, a folder of `never`."""
    places, own = list(below), list(never)
    found = [Path(point) for point in _disks(mounts.read_text(errors="surrogateescape"))]
    sticks = [
        Stick(one, clean(one.name)) for one in found if any(one != top and one.is_relative_to(top) for top in places)
    ]
    return sorted((one for one in sticks if _answers(one) and not _is_own(one, own)), key=lambda one: one.label)


def _disks(mountinfo: str) -> Iterator[str]:
    """Yield where disks are mounted: what has a device, or a driver of its own beside the system's."""
    for line in mountinfo.splitlines():
        told, _, more = line.partition(" - ")
        kind, device = more.split(" ")[:2]
        if device.startswith("/dev/") or kind.startswith("fuse"):
            yield _OCTAL.sub(lambda found: chr(int(found[1], 8)), told.split(" ")[4])


def _answers(stick: Stick) -> bool:
    """Say whether the stick is still there: one pulled out may be mounted and answer no more."""
    return is_there(stick.path)


def is_there(place: Path) -> bool:
    """Say whether a folder can be looked into, and something is mounted there."""
    try:
        with os.scandir(place):
            return os.path.ismount(place)
    except OSError:
        return False


def _is_own(stick: Stick, own: Iterable[Path]) -> bool:
    return any(stick.path.is_relative_to(one) or one.is_relative_to(stick.path) for one in own)


def music_on(stick: Stick) -> list[OnStick]:
    """Return the stick's folders that hold music, by name, and last what lies beside them.

    Links that lead away from the stick are not followed to what is none of it.
    """
    place = os.fsencode(stick.path)
    folders: dict[bytes, list[File]] = {}
    for file in walk([stick.path]):
        inside = os.path.relpath(file.path, place)
        if file.path.lower().endswith(_SOUND) and os.path.realpath(file.path).startswith(place + b"/"):
            top, _, deeper = inside.partition(b"/")
            folders.setdefault(top if deeper else b"", []).append(file)
    return [OnStick(name, tuple(folders[name])) for name in sorted(folders, key=lambda name: (not name, name.lower()))]
