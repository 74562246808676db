"""Imports point one way, and each foreign thing has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "kiosk"

MAY_IMPORT = {
    "units": set(),
    "errors": set(),
    "config": {"errors"},
    "playlists": {"units", "errors"},
    "people": {"playlists", "units", "errors"},
    "care": {"people", "playlists", "units", "errors"},
    "library": {"care", "people", "playlists", "units", "errors", "config"},
    "listening": {"care", "people", "playlists", "units", "errors", "config"},
    "store": {"care", "people", "playlists", "units", "errors", "config"},
    "home": {"library", "listening", "store", "care", "people", "playlists", "units", "errors", "config"},
    "web": {"home", "library", "listening", "store", "care", "people", "playlists", "units", "errors", "config"},
    "serving": {"config", "errors"},
}
"""What each part may import of the product, itself apart; bootstrap and cli may import everything."""

ONLY_HERE = {
    "vlc": {"listening/vlc_engine.py"},
    "tinydb": {"store"},
    "sqlite3": {"store"},
    "rapidfuzz": {"playlists/matching.py"},
    "flask": {"web", "bootstrap.py"},
    "weasyprint": {"web/paper/press.py"},
    "pyrage": {"store/sealing.py"},
    "mnemonic": {"store/sealing.py"},
}
PURE = ("units.py", "errors.py", "playlists", "people", "care")
UNPURE = {"os", "io", "pathlib", "time", "random", "socket", "subprocess", "threading", "flask", "tinydb", "sqlite3"}
RANDOM_PASSED_IN = {"playlists/builder.py"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "kiosk":
                yield from (f"kiosk.{name.name}" for name in node.names)


def part_of(module: Path) -> str:
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


def test_the_rules_speak_of_parts_that_exist() -> None:
    assert {part_of(module) for module in modules()} >= set(MAY_IMPORT)


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(module: Path) -> None:
    part = part_of(module)
    if part not in MAY_IMPORT:
        assert part in {"__init__", "bootstrap", "cli"}, f"say in MAY_IMPORT what {part} may import"
        return
    used = {name.split(".")[1] for name in imports(module) if name.startswith("kiosk.")}
    assert used <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_foreign_things_have_one_door(module: Path) -> None:
    where = str(module.relative_to(ROOT))
    for name in imports(module):
        doors = ONLY_HERE.get(name.split(".")[0])
        assert doors is None or any(where == door or where.startswith(f"{door}/") for door in doors), name


@pytest.mark.parametrize("part", PURE)
def test_pure_parts_touch_nothing(part: str) -> None:
    for module in [ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"):
        allowed = {"random"} if str(module.relative_to(ROOT)) in RANDOM_PASSED_IN else set()
        assert {name.split(".")[0] for name in imports(module)} & UNPURE <= allowed, module
