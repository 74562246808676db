"""The repository keeps its own rules: small functions, told modules, whole documents, nothing heavy, no addresses."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_words import command_parsers

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kiosk").rglob("*.py"))
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "media").rglob("*.md"),
        *(ROOT / "deploy").glob("*.md"),
    ]
)
LONGEST_FUNCTION = 50
LONGEST_MODULE = 300
TABLES = {"kiosk/people/questions.py"}
"""Modules that are a table, and may be as long as it is."""
MOST_BROAD_EXCEPTS = 5
LARGEST_FILE = 1_000_000


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def ours() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in (ROOT / one for one in listed.stdout.split("\0") if one) if path.is_file()]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_owns_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert name(path) in TABLES or len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_function_is_long(path: Path) -> None:
    functions = [one for one in ast.walk(tree(path)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {one.name: (one.end_lineno or 0) - one.lineno + 1 for one in functions}
    assert {one: length for one, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def swallowing(module: ast.Module) -> Iterator[ast.ExceptHandler]:
    """Handlers that catch everything and do not pass it on."""
    for one in ast.walk(module):
        if isinstance(one, ast.ExceptHandler) and _broad(one.type):
            last = one.body[-1]
            if not (isinstance(last, ast.Raise) and last.exc is None):
                yield one


def _broad(kind: ast.expr | None) -> bool:
    return kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})


def test_faults_are_swallowed_at_few_edges() -> None:
    found = [f"{name(path)}:{one.lineno}" for path in MODULES for one in swallowing(tree(path))]
    assert len(found) <= MOST_BROAD_EXCEPTS, found


def test_nothing_heavy_is_kept() -> None:
    heavy = {name(path): path.stat().st_size for path in ours() if path.stat().st_size > LARGEST_FILE}
    assert heavy == {}


def test_lock_files_hold_no_address() -> None:
    locks = [path for path in ours() if path.name.startswith("requirements") or path.suffix == ".lock"]
    assert locks
    for path in locks:
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"https?:|index-url|find-links|trusted-host|@ *file:|\w+://", words), path.name


def test_every_pinned_package_is_checked_by_its_hash() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
        pinned = [entry for entry in entries if "==" in entry.splitlines()[0]]
        assert pinned
        assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def all_documents() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def test_documents_mention_every_command() -> None:
    told = all_documents()
    assert [command for command in command_parsers() if not re.search(rf"\bkiosk {command}\b", told)] == []


def test_documents_mention_every_setting() -> None:
    sources = [*MODULES, *(ROOT / "deploy").iterdir(), ROOT / "Makefile"]
    words = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.is_file())
    constants = set(re.findall(r"^(KIOSK_[A-Z_]+) =", words, re.MULTILINE))
    settings = set(re.findall(r"\bKIOSK_[A-Z_]+\b", words)) - constants
    assert {"KIOSK_HOME", "KIOSK_PORT", "KIOSK_ENGINE", "KIOSK_MEDIA"} <= settings
    told = all_documents()
    assert sorted(setting for setting in settings if setting not in told) == []


def links(path: Path) -> Iterator[str]:
    """Every place a document leads to within the repository."""
    words = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", words):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert [target for target in links(path) if not (path.parent / target).exists()] == []
