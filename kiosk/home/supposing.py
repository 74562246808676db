"""A life told in a few words, without a home: what `kiosk suggest` works from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.errors import BadInput
from kiosk.people.profile import SPAN_YEARS, arrivals, own_song
from kiosk.playlists.catalogue import GENRES, slug
from kiosk.playlists.finder import Finder
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Source
from kiosk.playlists.places import Place, Places
from kiosk.playlists.region_words import spoken
from kiosk.playlists.regions import Regions
from kiosk.units import SongId, Year

_LIVED = re.compile(r"(?P<place>.+?)[ ,]+(?P<start>\d{4})\s*[-–]\s*(?P<end>\d{4})?\s*")
LONGEST_LIFE = 110
KINDS = {
    **dict.fromkeys(("cantonese-opera", "chinese-opera", "peking-opera"), "opera-chinese"),
    **dict.fromkeys(("rock-n-roll", "rock-roll"), "rock-and-roll"),
    **dict.fromkeys(("big-band", "big-bands"), "swing"),
    **dict.fromkeys(("bollywood", "hindi-film", "film-songs"), "filmi"),
}
"""Kinds of music by other words than the packs'."""
AT_HOME = 0.9
"""From this weight on, a region's music was that of the place itself, as Poland's was in Lwów. A design value."""


@dataclass(frozen=True)
class Supposed:
    """What was typed: a birth year, "Cork 1938-1957" for each place, languages, songs liked, songs never."""

    born: str
    lived: Sequence[str]
    languages: Sequence[str]
    likes: Sequence[str]
    never: Sequence[str]


def suppose(told: Supposed, places: Places, regions: Regions, finder: Finder) -> Listener:
    """Return the listener these words describe. Raises BadInput with an example."""
    birth, spread = _born(told.born)
    lived = [_lived(words, birth, places) for words in told.lived]
    tastes = {words: found for words in told.likes if (found := _taste(words))}
    performers = [words for words in told.likes if words not in tastes and finder.knows_performer(words)]
    liked = [words for words in told.likes if words not in tastes and words not in performers]
    named = {_song(words, finder): Naming(Source.PERSON, "the person") for words in liked}
    known = {song.song.id for words in liked for song in finder.find(words, 1).hits}
    return Listener(
        called="this person",
        birth=birth,
        birth_spread=spread,
        exposures=tuple(part for place, start, end in lived for part in _exposures(place, start, end, regions)),
        languages=tuple(told.languages) or _spoken(lived, regions),
        speaks=tuple(told.languages),
        named=named,
        own_songs=tuple(own_song(words) for words in liked if _song(words, finder) not in known),
        performers={slug(words): Naming(Source.PERSON, "the person") for words in (*performers, *liked)},
        tastes=frozenset(tastes.values()),
        never=_never(told.never, finder),
        moved=arrivals((start, place.country) for place, start, _ in lived),
    )


def _born(words: str) -> tuple[Year, int]:
    decade = re.fullmatch(r"(\d{3})0'?s", words.strip())
    if decade:
        return Year(int(decade[1]) * 10 + 5), 5
    if not re.fullmatch(r"(18|19|20)\d\d", words.strip()):
        raise BadInput(f"Write the birth as a year such as 1938 or a decade such as 1930s, in place of “{words}”.")
    return Year(int(words)), 0


def _lived(words: str, birth: int, places: Places) -> tuple[Place, int, int]:
    match = _LIVED.fullmatch(words)
    name, start, end = (match["place"], int(match["start"]), match["end"]) if match else (words, birth, None)
    last = int(end) if end else birth + LONGEST_LIFE
    place = places.understand(name, min(start + 5, last))
    if not place.country:
        raise BadInput(f"The kiosk does not know “{name}”: write the nearest larger town, such as “Cork 1938-1957”.")
    return place, start, last


def _exposures(place: Place, start: int, end: int, regions: Regions) -> Iterator[Exposure]:
    for first in range(start, end + 1, SPAN_YEARS):
        last = min(end, first + SPAN_YEARS - 1)
        weights = dict(regions.listening_regions(place, (first + last) // 2))
        yield Exposure(Year(first), Year(last), weights, "", place.label)


def _spoken(lived: Sequence[tuple[Place, int, int]], regions: Regions) -> tuple[str, ...]:
    """Return the languages sung where the person lived: those of the place then, and of the country it is in now."""
    heard = (
        language for place, start, _ in lived for codes in _at_home(place, start, regions) for language in spoken(codes)
    )
    return tuple(dict.fromkeys(heard))


def _at_home(place: Place, start: int, regions: Regions) -> Iterator[tuple[str, ...]]:
    weights = regions.listening_regions(place, start + SPAN_YEARS)
    yield from ((code,) for code, weight in weights if weight >= AT_HOME and code not in place.codes)
    yield place.codes


def _taste(words: str) -> str:
    """Return the kind of music meant by words such as "country", "hymns" or "country music"; empty for none."""
    kind = slug(words).removesuffix("-music").removesuffix("-songs")
    return next((one for one in (KINDS.get(kind, kind), kind.removesuffix("s")) if one in GENRES), "")


def _song(words: str, finder: Finder) -> SongId:
    answer = finder.find(words, 1)
    return answer.hits[0].song.id if answer.hits and answer.sure else own_song(words).id


def _never(words: Sequence[str], finder: Finder) -> Never:
    return Never(
        songs=frozenset(_song(one, finder) for one in words),
        titles=frozenset(slug(one) for one in words),
        performers=frozenset(slug(one) for one in words),
        themes=frozenset(one.lower() for one in words),
    )
