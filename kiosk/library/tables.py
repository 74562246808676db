"""Tables other programs wrote, read forgivingly: any heading case, any of the usual separators, short lines."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import BadInput

SEPARATORS = ",;\t"
LONGEST_FIELD = 1 << 20
"""Letters one field may have; a quote that nobody closed would otherwise swallow a whole file."""


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield a CSV file's rows by lower-case heading; what a short line lacks is empty.

    Raises BadInput when the file cannot be read.
    """
    try:
        text = _text(path.read_bytes())
    except OSError as error:
        raise BadInput(f"Name a CSV file that exists: “{path}” cannot be read.") from error
    lines = [line for line in text.splitlines(keepends=True) if line.strip()]
    heading = lines[0] if lines else ""
    separator = max(SEPARATORS, key=heading.count)
    csv.field_size_limit(LONGEST_FIELD)
    rows = csv.DictReader(lines, delimiter=separator, restkey="", restval="", skipinitialspace=True)
    rows.fieldnames = [name.strip().strip('"').lower() for name in rows.fieldnames or ()]
    try:
        yield from ({name: words for name, words in row.items() if name} for row in rows)
    except csv.Error as error:
        raise BadInput(f"Save “{path}” as CSV once more: line {rows.line_num} cannot be read.") from error


def _text(written: bytes) -> str:
    """Return text saved as UTF-8, as UTF-16 with its mark, or by an older spreadsheet."""
    if written.startswith((b"\xff\xfe", b"\xfe\xff")):
        return written.decode("utf-16", errors="replace").replace("\0", "")
    try:
        return written.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace").replace("\0", "")
