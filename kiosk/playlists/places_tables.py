"""What the place tables hold: owns turning their rows into meanings of a name.

Columns: name (spellings separated by |), country (ISO, today), region (town or region today; * for the name itself),
years it was called so ("1918-1939", "-1945", empty for any), part (listening parts, separated by spaces), sphere (the
group in the listening rules for lands that changed hands), kind, ask (other possibilities as COUNTRY:name, separated
by |), and in some tables area (the gazetteer's code of a state or province).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kiosk.errors import BadInput
from kiosk.playlists.folding import fold

Span = tuple[int, int]
AS_SAID = "*"
"""A region written so is the name itself, for a line that holds many names."""
_TITLES_OF_LAND = re.compile(r"^(?:the|County|Co) ")
ANY_YEAR: Span = (0, 9999)

WEIGHTS = {"country": 5.0, "other": 3.5}
TABLE_WEIGHT = 4.5
"""How strongly a name means a place: our own tables before any town that merely shares the name."""
WIDE = {"country", "former country", "empire", "region", "historic region", "county", "state", "province"}
"""Kinds that tell which of several towns is meant, rather than being the place itself."""


@dataclass(frozen=True)
class Meaning:
    """One place a name can mean. `area` is a state or province code, as in the gazetteer."""

    country: str
    region: str = ""
    area: str = ""
    parts: tuple[str, ...] = ()
    sphere: str = ""
    kind: str = "town"
    years: Span = ANY_YEAR
    weight: float = TABLE_WEIGHT
    others: tuple["Meaning", ...] = ()
    detail: str = ""

    @property
    def wide(self) -> bool:
        """Whether this is a country, region or county rather than one spot."""
        return self.kind in WIDE


class Cities(Protocol):
    """A gazetteer: folded names to towns."""

    def named(self, folded: str) -> Iterable[Meaning]:
        """The towns of that name, with their country, area and a weight by population."""
        ...


def meanings(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, Meaning]]:
    """Each folded name of each row, with what it means. Raises BadInput naming a row that cannot be read."""
    for row in rows:
        meaning = _meaning(row)
        for name in row["name"].split("|"):
            yield fold(name), replace(meaning, region=_said(name)) if meaning.region == AS_SAID else meaning


def _said(name: str) -> str:
    return _TITLES_OF_LAND.sub("", name.strip())


def _meaning(row: Mapping[str, str]) -> Meaning:
    others = tuple(_other(part) for part in row["ask"].split("|") if part.strip())
    return Meaning(
        row["country"],
        row["region"],
        row.get("area", ""),
        tuple(row["part"].split()),
        row["sphere"],
        row["kind"],
        read_years(row["years"]),
        WEIGHTS.get(row["kind"], TABLE_WEIGHT),
        others,
    )


def _other(part: str) -> Meaning:
    country, colon, label = part.strip().partition(":")
    if not colon:
        raise BadInput(f"Write another possibility as COUNTRY:name, not “{part.strip()}”.", "ask")
    return Meaning(country, label, kind="other", weight=WEIGHTS["other"])


def read_years(text: str) -> Span:
    """Years written "1918-1939", "-1939", "1945-" or nothing at all (any year)."""
    if not text.strip():
        return ANY_YEAR
    first, dash, last = text.strip().partition("-")
    if not dash or not (first + last).isdigit():
        raise BadInput(f"Write years as 1918-1939, -1939 or 1945-, not “{text}”.", "years")
    return int(first or ANY_YEAR[0]), int(last or ANY_YEAR[1])


def with_parts(meaning: Meaning, parts: Mapping[tuple[str, str], tuple[tuple[str, ...], str]]) -> Meaning:
    """The meaning with the listening parts and sphere of its country's area, unless it has its own."""
    found = parts.get((meaning.country, meaning.area))
    if found is None or meaning.parts or meaning.sphere:
        return meaning
    return replace(meaning, parts=found[0], sphere=found[1])
