"""The press: one HTML page in, one tagged PDF out; a process of its own that makes one document and is gone.

Run as `python -m kiosk.web.paper.press`: a job as JSON on standard input, the PDF on standard output. The PDF
library takes a second and 60 MB to wake, so the kiosk itself never imports it. Nothing is fetched: fonts and style
sheets are the product's own files, pictures come inside the page.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
from PIL import ImageFile
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# WeasyPrint lets half a picture pass, for the whole process; the kiosk takes only whole ones, wherever it opens them.
ImageFile.LOAD_TRUNCATED_IMAGES = False

STYLES = Path(__file__).parent.parent / "static" / "css"
FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
HERE = "http://paper.invalid/"
FONT_ADDRESS = f"{HERE}static/fonts/"
VARIANT = "pdf/ua-1"
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 120
"""Of processor time: a page takes one to three on a small computer."""
SPARES = 6
"""Steps in which a page that must fit leaves something out: the elements of class `spare-1`, then `spare-2` ..."""


class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Lets a page have the product's fonts and what it carries in itself, and nothing from anywhere else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the bytes behind an address; any that is not ours ends the work."""
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        font = FONTS / f"{Path(url).stem}.ttf"  # screens get the same letters packed smaller
        if url == f"{FONT_ADDRESS}{Path(url).name}" and font.exists():
            return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/ttf"})
        raise FatalURLFetchingError(f"a page on paper asked for {url[:100]}")


def main() -> int:
    """Make the one document that standard input asks for."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.buffer.write(printed(json.loads(sys.stdin.buffer.read())))
    return 0


def printed(job: dict[str, Any]) -> bytes:
    """Return the PDF of a job: `html`, `size` (a CSS page size) and `pages`, the most it may have (0: any)."""
    document = _laid_out(job["html"], job["size"], 0)
    for spare in range(1, SPARES + 1):
        if job["pages"] == 0 or len(document.pages) <= job["pages"]:
            break
        document = _laid_out(job["html"], job["size"], spare)
    return bytes(document.write_pdf(finisher=_scoped, pdf_variant=VARIANT))


def _scoped(_: Document, pdf: Any) -> None:
    """Say of each table's header whether it heads a column or a row (PDF/UA-1, 7.5); the library leaves that out.

    It names a header by table, row and column; where the second one of the first row is a header, too, that row is
    the head of the table.
    """
    heads = {one["ID"].string: one for one in pdf.objects if isinstance(one, dict) and one.get("S") == "/TH"}
    for place, head in heads.items():
        table, row, _column = place.split("-")
        head["A"]["Scope"] = "/Column" if row == "0" and f"{table}-0-1" in heads else "/Row"


def _laid_out(html: str, size: str, spare: int) -> Document:
    fonts = FontConfiguration()
    hidden = "".join(f".spare-{step} {{ display: none; }}" for step in range(1, spare + 1))
    sheets = [(STYLES / "tokens.css").read_text("utf-8"), (STYLES / "paper.css").read_text("utf-8")]
    sheets.append(f"@page {{ size: {size}; }} {hidden}")
    styles = [CSS(string=one, url_fetcher=OwnFiles(), base_url=HERE, font_config=fonts) for one in sheets]
    page = HTML(string=html, url_fetcher=OwnFiles(), base_url=HERE)
    return page.render(stylesheets=styles, font_config=fonts, pdf_variant=VARIANT)


if __name__ == "__main__":
    sys.exit(main())
