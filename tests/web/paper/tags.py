"""Reads a PDF as a screen reader does: its tags in order, its language, title and the words beside pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

POINTS = {"A4": (595, 842), "Letter": (612, 792)}


@dataclass(frozen=True)
class Tag:
    """One tag of the structure tree: its kind, the words that stand for a picture, what a table's header heads."""

    kind: str
    alt: str = ""
    scope: str = ""


class Pdf:
    """One PDF, open."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(BytesIO(data))
        self.tags = list(_walk(self.file.Root.StructTreeRoot.K))

    def kinds(self) -> list[str]:
        return [tag.kind for tag in self.tags]

    def headings(self) -> list[int]:
        return [int(kind[1]) for kind in self.kinds() if kind[:1] == "H" and kind[1:].isdigit()]

    def pages(self) -> int:
        return len(self.file.pages)

    def size(self) -> tuple[int, int]:
        box = [float(side) for side in self.file.pages[0].mediabox]
        return round(box[2]), round(box[3])

    def fonts(self) -> set[str]:
        """The names of the fonts used, without the mark of a part of one."""
        fonts = [font for page in self.file.pages for font in page.resources.get("/Font", {}).values()]
        return {str(font.BaseFont).removeprefix("/").partition("+")[2] for font in fonts}

    def faults(self) -> list[str]:
        """What PDF/UA-1 asks for and a program can see; empty when all of it is there."""
        root, asked = self.file.Root, []
        if not (root.get("/MarkInfo") and bool(root.MarkInfo.Marked)):
            asked.append("not marked as tagged")
        if not str(root.get("/Lang", "")):
            asked.append("no language")
        if not ("/ViewerPreferences" in root and bool(root.ViewerPreferences.DisplayDocTitle)):
            asked.append("the title is not shown")
        with self.file.open_metadata() as told:
            if told.get("pdfuaid:part") != "1":
                asked.append("does not say that it is PDF/UA-1")
            if not told.get("dc:title"):
                asked.append("no title")
        asked += [f"a picture without words: {tag}" for tag in self.tags if tag.kind == "Figure" and not tag.alt]
        asked += [f"a table's header heads nothing: {tag}" for tag in self.tags if tag.kind == "TH" and not tag.scope]
        asked += self._heading_faults() + self._font_faults()
        return asked

    def _heading_faults(self) -> list[str]:
        found = self.headings()
        steps = zip([0, *found], found, strict=False)
        faults = [f"heading {after} follows {before}" for before, after in steps if after > before + 1]
        return faults + ([] if found[:1] == [1] and found.count(1) == 1 else ["not one first heading"])

    def _font_faults(self) -> list[str]:
        fonts = {name: font for page in self.file.pages for name, font in page.resources.get("/Font", {}).items()}
        whole = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]
        return ["a font is not embedded" for one in whole if "/FontFile2" not in one and "/FontFile3" not in one]


def _walk(node: Any) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _walk(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        more: Any = node.get("/A")
        scope = str(more.get("/Scope", "")) if isinstance(more, pikepdf.Dictionary) else ""
        yield Tag(str(node.S).removeprefix("/"), str(node.get("/Alt", "")), scope)
        if "/K" in node:
            yield from _walk(node.K)
