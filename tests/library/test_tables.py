"""Tables from other programs."""

from pathlib import Path

import pytest

from kiosk.errors import BadInput
from kiosk.library.tables import read_table


def _read(folder: Path, written: bytes) -> list[dict[str, str]]:
    path = folder / "songs.csv"
    path.write_bytes(written)
    return list(read_table(path))


@pytest.mark.parametrize(
    "written",
    [
        b'id,title,year\n1,"Stay, ""Rosalind""",\n',
        '\ufeffID,Title,Year\r\n1, "Stay, ""Rosalind""",\r\n\r\n'.encode(),
        'id;title;year\n1;"Stay, ""Rosalind"""\n'.encode("utf-16"),
        'id\t"title"\tyear\n1\t"Stay, ""Rosalind"""\t\tmore\tthan\tasked\n'.encode("cp1252"),
    ],
)
def test_the_usual_ways_to_write_a_table_read_alike(tmp_path: Path, written: bytes) -> None:
    assert _read(tmp_path, written) == [{"id": "1", "title": 'Stay, "Rosalind"', "year": ""}]


def test_letters_of_an_older_spreadsheet(tmp_path: Path) -> None:
    assert _read(tmp_path, "id,title\n1,Été\n".encode("cp1252")) == [{"id": "1", "title": "Été"}]


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, b"") == []


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="exists"):
        list(read_table(tmp_path / "none.csv"))
    with pytest.raises(BadInput, match="line"):
        _read(tmp_path, b'id,title\n1,"' + b"never closed\n" * 100_000)
