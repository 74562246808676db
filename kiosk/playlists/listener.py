"""What the builder needs to know of a person: drawn from life story, memories and observations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.playlists.care_for import Care
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year


class Source(StrEnum):
    """Whose word brought a song (evidence rule 1)."""

    PERSON = "person"
    FAMILY = "family"
    STAFF = "staff"
    CHARTS = "charts"


@dataclass(frozen=True)
class Naming:
    """A song or performer somebody named; `who` as people say it ("her daughter Anne")."""

    source: Source
    who: str


@dataclass(frozen=True)
class Exposure:
    """What reached a person in some years: (listening-region code, weight 0-1); `end` is the last year."""

    start: Year
    end: Year
    regions: Mapping[str, float]
    language: str = ""
    label: str = ""


@dataclass(frozen=True)
class Response:
    """What was learned of one song: mean rating 0-1 over `count` ratings, and the words for why.

    `falls` says how many days in a row, up to the last, were rated lower than the one before. `plays`
    and `last_heard` count what sounded within a year, watched or not; a song that only sounded has a `count` of 0.
    """

    mean: float
    count: int
    words: tuple[str, ...] = ()
    falls: int = 0
    plays: int = 0
    last_heard: date | None = None


@dataclass(frozen=True)
class Never:
    """What must never play: song ids, and folded performers and themes (evidence rule 6)."""

    songs: frozenset[SongId] = frozenset()
    titles: frozenset[str] = frozenset()
    performers: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Listener:
    """One person, as the builder sees them.

    `birth` None means not even a decade is known. `own_songs` are named songs that no pack holds.
    `speaks` are the languages somebody told, the first one first; `languages` may be guessed from places.
    `moved` are (year, first region code of the new country) for each move between countries. `parents` are
    the first and last year of the parents' youth, when their music was played at home (evidence A9).
    """

    called: str
    birth: Year | None = None
    birth_spread: int = 0
    exposures: tuple[Exposure, ...] = ()
    languages: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    named: Mapping[SongId, Naming] = field(default_factory=dict)
    own_songs: tuple[Song, ...] = ()
    performers: Mapping[str, Naming] = field(default_factory=dict)
    tastes: frozenset[str] = frozenset()
    never: Never = field(default_factory=Never)
    responses: Mapping[SongId, Response] = field(default_factory=dict)
    memories: Mapping[SongId, str] = field(default_factory=dict)
    moved: tuple[tuple[Year, str], ...] = ()
    parents: tuple[Year, Year] | None = None
    care: Care = Care()
