"""How people spoil a title: small noises for the benchmark of `find`."""

import random
from collections.abc import Callable

from kiosk.playlists.songs import Song

Noise = Callable[[Song, random.Random], str]
_HEARD = (("ing", "in"), ("you", "u"), ("oo", "u"), ("ea", "ee"), ("ai", "ay"), ("c", "k"), ("sh", "s"), ("er", "ur"))


def _typo(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    letter = chance.choice("etaoinshr")
    kinds = (text[:at] + letter + text[at + 1 :], text[:at] + text[at + 1 :], text[:at] + letter + text[at:])
    return chance.choice(kinds)


def _drop(song: Song, chance: random.Random) -> str:
    words = song.title.split()
    if len(words) > 2:
        words.pop(chance.randrange(len(words)))
    return " ".join((*words, song.performer))


def _swap(song: Song, chance: random.Random) -> str:
    words = song.title.split()
    chance.shuffle(words)
    return " ".join(words)


def _hear(song: Song, _: random.Random) -> str:
    text = song.title.lower()
    for written, heard in _HEARD:
        text = text.replace(written, heard, 1)
    return text


def _chatter(song: Song, chance: random.Random) -> str:
    before, after = chance.choice(
        (
            ("the song about ", ""),
            ("", ", my mother used to sing it"),
            ("play me ", ", please"),
            ("you know, ", " or something"),
        )
    )
    return f"{before}{_typo(song.title, chance)}{after}"


NOISES: dict[str, Noise] = {
    "typo": lambda song, chance: f"{_typo(song.title, chance)} {song.performer}",
    "performer typo": lambda song, chance: f"{song.title} {_typo(song.performer, chance)}",
    "surname": lambda song, _: f"{song.title} {song.performer.split()[-1]}",
    "order": _swap,
    "dropped word": _drop,
    "misheard": _hear,
    "filler": _chatter,
    "wrong performer": lambda song, chance: (
        f"{song.title} {chance.choice(('Vera Tunstall', 'The Marble Kings', 'Otto Brandl'))}"
    ),
    "decade": lambda song, _: f"{song.title} from the {(song.year or 1950) // 10 * 10}s",
}
