"""A page weighs little: letters packed for this machine, style sheets and scripts squeezed, pages about people not."""

import gzip
from pathlib import Path

import pytest

from kiosk.web import lettering
from tests.web.conftest import House

SQUEEZE = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("name", lettering.USED)
def test_letters_are_packed_small(name: str) -> None:
    packed = lettering.letters(f"{name}.woff2")
    assert packed
    assert packed.read_bytes()[:4] == b"wOF2"
    assert packed.stat().st_size < 16_000


def test_where_nothing_can_be_written_the_font_is_served_as_it_came(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setattr(lettering, "PACKED", tmp_path / "a file" / "letters")
    served = lettering.letters("AtkinsonHyperlegible-Bold.woff2")
    assert served
    assert served.suffix == ".ttf"


def test_there_are_no_other_letters(house: House) -> None:
    assert lettering.letters("../secret") is None
    assert house.browser().get("/static/fonts/Other.woff2").status_code == 404
    with house.browser().get("/static/fonts/AtkinsonHyperlegible-Bold.woff2") as answer:
        assert answer.mimetype == "font/woff2"


def test_a_style_sheet_comes_squeezed_only_to_who_takes_it(house: House) -> None:
    at, browser = "/static/css/resident.css", house.browser()
    with browser.get(at, SQUEEZE) as squeezed, browser.get(at) as plain:
        assert squeezed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(squeezed.data) == plain.data
        assert len(squeezed.data) < len(plain.data) / 2
        assert "Content-Encoding" not in plain.headers
    with browser.get(at, SQUEEZE | {"If-None-Match": squeezed.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_a_page_with_a_form_key_is_never_squeezed(house: House) -> None:
    assert "Content-Encoding" not in house.browser().get("/staff/sign-in", SQUEEZE).headers
