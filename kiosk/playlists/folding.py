"""How titles and names are written alike: owns folding to plain words and to how those words sound.

Two steps, both lossy on purpose. `fold` gives plain words: case, accents, punctuation, "&", apostrophes and
numbers no longer differ. `sounds` gives a loose spelling of one word, in which the usual romanisations and
mishearings fall together (aa/a, oo/u, ee/i, w/v, ph/f, kh/k, doubled letters, "u" for "you").
"""

import re
import unicodedata
from functools import lru_cache

from kiosk.playlists.folding_tables import LETTERS, NUMBERS, SOUND_RULES, SPOKEN_ALIKE

_APOSTROPHES = re.compile("['’‘ʼ`´ʹʻ]")
_AND = re.compile(r"[&+]| 'n'? |\bn'(?= )")
_WORDS = re.compile(r"[^\W_]+")
_SOUND = re.compile("|".join(re.escape(old) for old, _ in SOUND_RULES))
_SOUNDS_TO = dict(SOUND_RULES)
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE = {word: group.split()[0] for group in SPOKEN_ALIKE.replace("\n", "|").split("|") for word in group.split()}
_VOWELS = str.maketrans("", "", "aeiou")


def fold(text: str) -> str:
    """Plain lower-case words with single spaces: "L'Été & Rock 'n' Roll!" becomes "lete and rock and roll"."""
    text = _AND.sub(" and ", text.lower().replace("’", "'"))
    text = _APOSTROPHES.sub("", text)
    if not text.isascii():
        text = _plain_letters(text)
    words = _WORDS.findall(text.replace("$", "s"))
    if any(map(str.isdigit, text)):
        words = [part for word in words for part in NUMBERS.get(word, word).split()]
    return " ".join(words)


def _plain_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).lower()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(LETTERS)


@lru_cache(maxsize=200_000)
def sounds(word: str) -> str:
    """A loose spelling of one folded word; words that sound alike, or are romanised two ways, get the same."""
    word = _ALIKE.get(word, word)
    loose = _SOUND.sub(lambda found: _SOUNDS_TO[found.group()], word)
    loose = _DOUBLED.sub(r"\1", loose)
    if len(loose) > 3 and loose.endswith("e"):
        loose = loose[:-1]
    return loose or word


@lru_cache(maxsize=200_000)
def skeleton(sound: str) -> str:
    """The consonants of a sounding word, after a leading vowel mark: vowels are what people mishear most."""
    bare = sound.translate(_VOWELS)
    return f"a{bare}" if sound[:1] in "aeiou" else bare


def squeeze(words: str) -> str:
    """How a folded phrase sounds, without spaces, so that split and joined words are the same."""
    return "".join(map(sounds, words.split()))
