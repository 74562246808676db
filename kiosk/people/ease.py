"""How a person's eyes and hands shape their own pages: fewer things to choose from, larger letters, who presses."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_CHOICES = 4
"""Evidence rule 22: one to four choices."""
_ONE_ONLY = frozenset({"cannot see the screen", "needs someone to press", "touching is hard"})
_TWO_AT_MOST = frozenset({"sees little", "hands shake"})


@dataclass(frozen=True)
class Ease:
    """What makes the screen easier for one person.

    `choices` is the most offered at once, beside the screen's own rule; `larger` asks for the look that is easiest to
    see, with the strongest contrast, on the person's own pages; `words` tell staff what to
    do, empty when nothing was told.
    """

    choices: int = MOST_CHOICES
    larger: bool = False
    words: str = ""


def ease_of(sight_and_hands: Iterable[str]) -> Ease:
    """Return what follows from the ticks of the interview's question about eyes and hands."""
    told = frozenset(sight_and_hands)
    choices = 1 if told & _ONE_ONLY else 2 if told & _TWO_AT_MOST else MOST_CHOICES
    return Ease(choices, larger="sees little" in told, words=_words(told))


def _words(told: frozenset[str]) -> str:
    said = []
    if told & _ONE_ONLY:
        said.append("Sit beside them and press for them, after asking which song.")
    if "cannot see the screen" in told:
        said.append("Say aloud what there is to choose.")
    if "needs glasses" in told:
        said.append("Glasses on first.")
    return " ".join(said)
