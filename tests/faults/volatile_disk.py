"""A disk with a volatile write cache, as an nbdkit plugin: what was not flushed may be lost when the power goes.

`disk=FILE` holds what is durable, `cut=FILE` pulls the plug when that file appears: its number is the seed, and a
random share of the blocks written since the last flush (none, 30, 50 or 80 %) still reaches the disk, in no order.
From then on every write and flush is ignored, until nbdkit is started again.
"""

import random
from pathlib import Path

API_VERSION = 2
BLOCK = 4096
SHARES_KEPT = (0.0, 0.3, 0.5, 0.8)

_settings: dict[str, Path] = {}


class Disk:
    """What is durable, what only the cache holds, and whether the power is still on."""

    def __init__(self, disk: Path, cut: Path) -> None:
        self._file = disk.open("r+b", buffering=0)
        self._size = disk.stat().st_size
        self._cut = cut
        self._cache: dict[int, bytes] = {}
        self._dead = False

    def size(self) -> int:
        return self._size

    def read(self, count: int, offset: int) -> bytes:
        first, last = offset // BLOCK, (offset + count - 1) // BLOCK
        whole = b"".join(self._block(number) for number in range(first, last + 1))
        return whole[offset - first * BLOCK :][:count]

    def write(self, data: bytes, offset: int) -> None:
        if self._lost_power():
            return
        while data:
            number, start = divmod(offset, BLOCK)
            part = data[: BLOCK - start]
            old = self._block(number)
            self._cache[number] = old[:start] + part + old[start + len(part) :]
            data, offset = data[len(part) :], offset + len(part)

    def flush(self) -> None:
        if not self._lost_power():
            self._keep(list(self._cache))
            self._cache.clear()

    def _block(self, number: int) -> bytes:
        if number in self._cache:
            return self._cache[number]
        self._file.seek(number * BLOCK)
        return self._file.read(BLOCK).ljust(BLOCK, b"\0")

    def _keep(self, numbers: list[int]) -> None:
        for number in numbers:
            self._file.seek(number * BLOCK)
            self._file.write(self._cache[number])

    def _lost_power(self) -> bool:
        if not self._dead and self._cut.exists():
            self._dead = True
            chance = random.Random(self._cut.read_text())
            share = chance.choice(SHARES_KEPT)
            self._keep([number for number in self._cache if chance.random() < share])
        return self._dead


def config(key: str, value: str) -> None:
    _settings[key] = Path(value)


def open(_readonly: bool) -> Disk:  # noqa: A001  the name nbdkit calls
    return Disk(_settings["disk"], _settings["cut"])


def get_size(handle: Disk) -> int:
    return handle.size()


def can_flush(_handle: Disk) -> bool:
    return True


def pread(handle: Disk, buffer: bytearray, offset: int, _flags: int) -> None:
    buffer[:] = handle.read(len(buffer), offset)


def pwrite(handle: Disk, buffer: bytearray, offset: int, _flags: int) -> None:
    handle.write(bytes(buffer), offset)


def flush(handle: Disk, _flags: int) -> None:
    handle.flush()
