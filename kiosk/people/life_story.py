"""A life story: what is known of a person, every fact with who told it and when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.people.vulnerability import Screening
from kiosk.units import ResidentId, SongId, Year


class Teller(StrEnum):
    """Whose word a fact is; it decides how much a named song counts (evidence rule 1)."""

    PERSON = "the person"
    FAMILY = "family"
    STAFF = "staff"


@dataclass(frozen=True)
class Told:
    """Who told a fact and when; `name` as people say it ("her daughter Anne")."""

    by: Teller
    name: str
    on: date


@dataclass(frozen=True)
class Birth:
    """When a person was born: `year`, give or take `spread` years (5 when only the decade is known)."""

    year: Year
    spread: int = 0
    day: date | None = None


@dataclass(frozen=True)
class Chapter:
    """A span of years in one place, in the words it was told, and how the kiosk understood the place.

    `end` None means until today. `regions` are (listening-region code, weight 0-1), strongest first.
    `sphere` is the old region it lay in, where one counts ("galicia"). `when` keeps how it was dated in
    words ("before we married"); `about` says that the years are the kiosk's estimate of those words.
    """

    id: str
    start: Year
    end: Year | None
    place: str
    label: str
    country: str
    regions: tuple[tuple[str, float], ...]
    told: Told
    language: str = ""
    sphere: str = ""
    when: str = ""
    about: bool = False


@dataclass(frozen=True)
class NamedSong:
    """A song somebody named, in their own words; `song` is the catalogue song they meant, once known."""

    id: str
    words: str
    told: Told
    song: SongId | None = None


@dataclass(frozen=True)
class NamedPerformer:
    """A performer somebody named, in their own words."""

    id: str
    words: str
    told: Told


class FlagKind(StrEnum):
    """What a red flag blocks."""

    SONG = "song"
    PERFORMER = "performer"
    THEME = "theme"


@dataclass(frozen=True)
class RedFlag:
    """A song, performer or theme that must never play for this person, in any mode (evidence rule 6)."""

    id: str
    kind: FlagKind
    words: str
    told: Told
    song: SongId | None = None
    reason: str = ""


@dataclass(frozen=True)
class LiftedFlag:
    """A red flag that no longer holds: what it was, whose decision that was, when, and why (evidence rule 6)."""

    flag: RedFlag
    by: str
    on: date
    reason: str


class LandmarkKind(StrEnum):
    """What people date their lives by, rather than by years (evidence rule 8)."""

    SCHOOL = "starting school"
    LEFT_SCHOOL = "leaving school"
    MOVED = "the move to a new country or region"
    MARRIED = "the wedding"
    FIRST_CHILD = "the first child"
    RETIRED = "retiring"


@dataclass(frozen=True)
class Landmark:
    """The year of one landmark, as somebody told it; `about` when they were not sure."""

    kind: LandmarkKind
    year: Year
    told: Told
    about: bool = False


@dataclass(frozen=True)
class ParentsHome:
    """The music of the parents' home: whether any was played, and the years of the parents' youth.

    `start` to `end` are the years in which the parents were about 18 to 28 (evidence A9), None when nobody
    knows when they were born.
    """

    told: Told
    played: bool | None = None
    start: Year | None = None
    end: Year | None = None


@dataclass(frozen=True)
class Comfort:
    """What makes touching, seeing and listening easier: hard times of the day, sight and hands, as ticked.

    `soothers` are what comforts the person when something upset them, in the words of those who know them.
    """

    hard_times: tuple[str, ...] = ()
    sight_and_hands: tuple[str, ...] = ()
    soothers: tuple[str, ...] = ()


@dataclass(frozen=True)
class LifeStory:
    """All that is known of one person, for choosing songs."""

    resident: ResidentId
    birth: Birth | None = None
    chapters: tuple[Chapter, ...] = ()
    languages: tuple[str, ...] = ()
    songs: tuple[NamedSong, ...] = ()
    performers: tuple[NamedPerformer, ...] = ()
    tastes: tuple[str, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    lifted: tuple[LiftedFlag, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    parents: ParentsHome | None = None
    comfort: Comfort = Comfort()
    screening: Screening | None = None
    revision: int = 0
