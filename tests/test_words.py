"""What the product says of itself: it supports activity and keeps a record, and claims no more (evidence rule 39)."""

import argparse
import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from kiosk.cli import parser
from kiosk.web.associations import ASSOCIATIONS

ROOT = Path(__file__).parent.parent
BANNED = re.compile(
    r"\b(treat(s|ed|ing|ment|ments)?|therap(y|ies|eutic)|(reduc|lower|lessen|sooth|eas|calm)\w* agitation"
    r"|cur(e|es|ed|ing|ative)|patients?|heal(s|ing)|diagnos\w+|symptoms?|clinical\w*|medic(al|ally|ine|ation)\w*"
    r"|remedy|prescri\w+|sufferers?|demented|(clinically|scientifically|medically) proven|improves? (memory|cognition)"
    r"|slows? (dementia|decline)|prevents? (dementia|decline)|boosts? memory)\b",
    re.IGNORECASE,
)

ALLOWED = {
    ("README.md", "It is not a treatment and does not measure anyone."),
    ("docs/evidence.md", "What the product never says: that it treats, measures or predicts anything."),
    ("CONTRIBUTING.md", "never a claim to treat,"),
    ("docs/design-language.md", "never a diagnosis"),
    ("kiosk/web/templates/paper/quick_card.html", "It is not music therapy, which a qualified therapist gives."),
    ("kiosk/care/fhir.py", "Patient"),
    ("kiosk/people/vulnerability.py", "Nothing here is a diagnosis"),
    ("kiosk/web/templates/staff/help_not.html", "Music therapy is something else"),
    *(("kiosk/web/associations.py", one.name) for one in ASSOCIATIONS),
    ("kiosk/listening/engine_process.py", "How patient the handle is"),
}
"""Where a word may stand: what the product never claims, where a program waits, and a name in a foreign format."""


def pages() -> Iterator[tuple[str, str]]:
    """Every template without its notes to developers, and every script and drawing that is served."""
    for path in sorted((ROOT / "kiosk" / "web").rglob("*")):
        if path.suffix in {".html", ".js", ".css", ".svg"}:
            yield name(path), re.sub(r"\{#.*?#\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def modules() -> Iterator[tuple[str, str]]:
    """Every string in the code: sentences for people, and what the code says of itself."""
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        yield name(path), "\n".join(one for one in strings if isinstance(one, str))


def documents() -> Iterator[tuple[str, str]]:
    """README, docs and the notes beside the media."""
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "media").rglob("*.md")]):
        yield name(path), path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    """Every command of `kiosk`, by name."""
    (commands,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(commands.choices)


def helps() -> Iterator[tuple[str, str]]:
    yield "kiosk --help", parser().format_help()
    for command, one in command_parsers().items():
        yield f"kiosk {command} --help", one.format_help()


TEXTS = [*pages(), *modules(), *documents(), *helps()]


def claims(where: str, words: str) -> list[str]:
    said = " ".join(unescape(words).split())
    for place, allowed in ALLOWED:
        if place == where:
            said = said.replace(allowed, " ")
    return [said[max(0, found.start() - 40) : found.end() + 40] for found in BANNED.finditer(said)]


def test_it_knows_a_claim_when_it_sees_one() -> None:
    assert claims("", "A therapy session reduces agitation: treats patients, a cure.")
    assert claims("README.md", "It is not a treatment and does not measure anyone.") == []
    assert claims("", "The therapist secures the kiosk and keeps it healthy.") == []


@pytest.mark.parametrize(("where", "words"), TEXTS, ids=[where for where, _ in TEXTS])
def test_nothing_is_claimed(where: str, words: str) -> None:
    assert claims(where, words) == []


def test_every_exception_is_still_needed() -> None:
    texts = {where: " ".join(words.split()) for where, words in TEXTS}
    assert [one for one in ALLOWED if one[1] not in texts.get(one[0], "")] == []
