"""The forms one written title goes by: owns brackets, double titles and leading articles."""

import re
from collections.abc import Iterator

from kiosk.playlists.folding import fold

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_GUEST = re.compile(r"[(\[ ](?:feat\.?|featuring|ft\.?) .*$", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(?:version|remix|mix|live|remaster(?:ed)?|mono|stereo|edit|male|female|sad|happy|reprise|duet|solo|film|"
    r"theme from|instrumental|take|part|vol|ep|\d{4})\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|les?|la|el|los|las|der|die|das|il|lo|o) (?=\S+(?: \S+)?$)")
_HALVES = re.compile(r" ?/ ?| - ")


def title_forms(title: str) -> Iterator[tuple[str, float]]:
    """Folded forms of a title with what each is worth: the whole, without brackets, the bracketed words, halves.

    The whole comes first and is worth 1.
    """
    seen: set[str] = set()
    for text, worth in _forms(_GUEST.sub("", title)):
        folded = fold(text)
        if folded and folded not in seen:
            seen.add(folded)
            yield folded, worth
            short = _ARTICLE.sub("", folded)
            if short not in seen:
                seen.add(short)
                yield short, worth * 0.985


def _forms(title: str) -> Iterator[tuple[str, float]]:
    yield title, 1.0
    inside = _BRACKETS.findall(title)
    if inside:
        yield _BRACKETS.sub(" ", title), 0.995
        for words in inside:
            if " " in words.strip() and not _EDITION.search(words):
                yield words, 0.95
    if _HALVES.search(title):
        for half in _HALVES.split(title):
            yield _BRACKETS.sub(" ", half) or half, 0.97
