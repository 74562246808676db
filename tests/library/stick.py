"""A USB stick for tests: a real FAT file system in an image, mounted, and pulled out without a word.

The image is mounted by a driver of its own (fusefat), so it needs no driver of the system's; when the driver is
killed every access fails at once, as it does when somebody pulls a stick out.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

UTF8 = {**os.environ, "LC_ALL": "C.UTF-8"}


@dataclass
class FatStick:
    """A stick that is plugged in; `place` is where it is mounted."""

    place: Path
    driver: "subprocess.Popen[bytes]"

    def pull_out(self) -> None:
        """Pull it out, whatever is being done with it."""
        self.driver.send_signal(signal.SIGKILL)
        self.driver.wait()


@contextmanager
def fat_stick(folder: Path, content: Path, below: Path, name: str = "NORA", size_mb: int = 64) -> Iterator[FatStick]:
    """Make a stick with what lies in `content`, mounted below a folder, until the block ends."""
    image, place = folder / f"{name}.img", below / name
    with image.open("wb") as file:
        file.truncate(size_mb << 20)
    _run("mkfs.vfat", "-F", "32", "-n", name, str(image))
    _run("mcopy", "-s", "-i", str(image), *map(str, sorted(content.iterdir())), "::")
    place.mkdir(parents=True, exist_ok=True)
    driver = subprocess.Popen(
        ["fusefat", "-f", "-o", "ro", str(image), str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await_mount(place)
        yield FatStick(place, driver)
    finally:
        _run("umount", "-l", str(place))
        driver.kill()
        driver.wait()


def await_mount(place: Path) -> None:
    until = time.monotonic() + 20
    while not os.path.ismount(place):
        assert time.monotonic() < until, "the stick was not mounted"
        time.sleep(0.02)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, env=UTF8)
