"""Words from files' tags and names, made fit to be shown: whole, printable, and in the right letters."""

import re
import unicodedata
from collections import Counter

LONGEST = 400
_JOINERS = "\u200c\u200d"
"""Scripts and emoji need them; every other unseen character goes, also those that turn the writing direction."""
_UTF8_AS_LATIN = re.compile(r"[ÂÃÄÅÐÑØÙàáâãäåæçèé][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_MOSTLY = 0.7


def clean(text: str) -> str:
    """Return the words without anything unseen, at most 400 characters, mended when the letters were mistaken."""
    words = mended(text)
    if not words.isprintable():
        words = "".join(_seen(letter) for letter in words)
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _seen(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS:
        return letter
    return " " if letter.isspace() or letter == "\x00" else "\ufffd" if "\ud800" <= letter <= "\udfff" else ""


def mended(text: str) -> str:
    """Return the text in the letters it was written in, when another table of letters was taken for it.

    "FÃ¼r Elise" is "Für Elise", "Êàòþøà" is "Катюша"; a text that is well stays as it is.
    """
    if text.isascii():
        return text
    if _UTF8_AS_LATIN.search(text):
        return _again(text, "cp1252", "utf-8") or _again(text, "latin-1", "utf-8") or text
    return _cyrillic(text) or text


def _again(text: str, taken_for: str, written_in: str) -> str:
    try:
        return text.encode(taken_for).decode(written_in)
    except UnicodeError:
        return ""


def _cyrillic(text: str) -> str:
    """Return Cyrillic that was taken for western letters: words made of nothing but accented letters."""
    letters = [letter for letter in text if letter.isalpha()]
    high = sum(1 for letter in letters if "\u00c0" <= letter <= "\u00ff")
    if len(letters) < 4 or high < _MOSTLY * len(letters):
        return ""
    found = _again(text, "latin-1", "cp1251") or _again(text, "cp1252", "cp1251")
    alphabets = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in found if letter.isalpha())
    return found if alphabets["CYRILLIC"] >= _MOSTLY * max(1, sum(alphabets.values())) else ""
