"""Whether two entries of the catalogue are one song: only when the catalogue itself says so."""

from collections.abc import Iterator
from functools import lru_cache

from kiosk.playlists.folding import fold
from kiosk.playlists.folding_titles import title_forms
from kiosk.playlists.songs import Song

_BETWEEN_NAMES = frozenset("and y und et con with e og och en i a mit met avec feat featuring the".split())


def one_song(one: Song, other: Song) -> bool:
    """Say whether two entries are the same, or one names the other's title by the other's performer among its names.

    A name without "by" is a name of its own performer's record, or of a song that belongs to nobody.
    """
    return one.id == other.id or _names(one, other) or _names(other, one)


def _names(one: Song, other: Song) -> bool:
    people = _people(other.performer)
    own = _forms(other.title)
    return any(_people(by) == people and _forms(title) & own for title, by in _others(one))


def _others(song: Song) -> Iterator[tuple[str, str]]:
    for said in song.also:
        title, by, performer = said.rpartition(" by ")
        yield (title, performer) if by else (said, song.performer)


@lru_cache(maxsize=10_000)
def _forms(title: str) -> frozenset[str]:
    return frozenset(form for form, _ in title_forms(title))


@lru_cache(maxsize=10_000)
def _people(performer: str) -> frozenset[str]:
    return frozenset(fold(performer).split()) - _BETWEEN_NAMES
