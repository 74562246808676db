"""Records as tables for spreadsheets: one row a record, one column a field, typed so that a program reads them right.

Days are ISO dates, moments are local time, numbers are numbers, and nothing in a cell can act as a formula.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import Any

Cell = str | int | float
_ACTS = ("=", "+", "-", "@", "\t", "\r")
_MISREAD = re.compile(r"0\d+|\d+[eE][+-]?\d+|\d+\.\d*0|\d{16,}")
"""Words that a spreadsheet would turn into another number: a leading zero, an id like 12e34, too many digits."""


@dataclass(frozen=True)
class Table:
    """A named table; every row has the columns' length."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet shows as it is written; an apostrophe goes before words that would act."""
    if isinstance(cell, str) and (cell.startswith(_ACTS) or _MISREAD.fullmatch(cell)):
        return f"'{cell}"
    return cell


def as_csv(table: Table) -> str:
    """Return a table for any spreadsheet: UTF-8 with its mark, commas, and lines ended as spreadsheets end them."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return "\ufeff" + "".join(lines)


class _Lines(list[str]):
    """Takes lines as a file would."""

    def write(self, line: str) -> None:
        """Keep one line."""
        self.append(line)


def tabled(name: str, records: Iterable[Any], zone: tzinfo | None = None, **first: str) -> Table:
    """Return records of one kind as a table; `first` are columns before their own. Nested parts become columns too."""
    rows = [{**first, **dict(_flat(record, "", zone))} for record in records]
    columns = tuple(dict.fromkeys(column for row in rows for column in row)) or tuple(first)
    return Table(name, columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))


def tabled_plain(name: str, records: Iterable[Mapping[str, Any]], **first: str) -> Table:
    """Return plain records (as JSON holds them) as a table; what is nested deeper is left to the JSON."""
    rows = [{**first, **{key.replace("_", " "): _cell(value, None) for key, value in one.items() if _is_plain(value)}}
            for one in records]  # fmt: skip
    columns = tuple(dict.fromkeys(column for row in rows for column in row)) or tuple(first)
    return Table(name, columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def joined(name: str, tables: Sequence[Table]) -> Table:
    """Return tables of one kind under each other."""
    columns = tuple(dict.fromkeys(column for table in tables for column in table.columns))
    rows = (dict(zip(table.columns, row, strict=True)) for table in tables for row in table.rows)
    return Table(name, columns, tuple(tuple(row.get(column, "") for column in columns) for row in rows))


def _flat(record: Any, before: str, zone: tzinfo | None) -> Iterator[tuple[str, Cell]]:
    """Yield (column, cell) for each field; a tuple of records is a table of its own and left out."""
    for one in fields(record):
        value, name = getattr(record, one.name), f"{before}{one.name.replace('_', ' ')}"
        if is_dataclass(value):
            yield from _flat(value, f"{name} ", zone)
        elif not _holds_records(value):
            yield name, _cell(value, zone)


def _holds_records(value: Any) -> bool:
    return isinstance(value, tuple | frozenset) and any(is_dataclass(one) for one in value)


def _cell(value: Any, zone: tzinfo | None) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return _number_or_word(value.value)
    if isinstance(value, date):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_cell(one, zone)}" for key, one in value.items())
    if isinstance(value, tuple | list | frozenset):
        return "; ".join(_part(one, zone) for one in value)
    return "" if value is None else value if isinstance(value, int | float) else str(value)


def _number_or_word(value: Any) -> Cell:
    return int(value) if isinstance(value, int) or str(value).isdigit() else str(value)


def _part(value: Any, zone: tzinfo | None) -> str:
    return " ".join(str(_cell(one, zone)) for one in value) if isinstance(value, tuple) else str(_cell(value, zone))
