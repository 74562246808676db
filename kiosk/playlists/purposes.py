"""What a list is for: one table of rules, and how well a song fits one of them.

Tempo bands are in beats a minute. Where no source is named, a figure is a design value.
"""

from collections.abc import Collection
from dataclasses import dataclass

from kiosk.playlists.picks import Purpose
from kiosk.playlists.songs import Song

MINUTES = (30, 45)
"""Least and most minutes a list lasts (evidence rule 7)."""
WIDER = 15.0
"""A liked song may lie this far outside the band before an unknown one inside it is used (evidence rule 11)."""
LIKED_BUT_OFF, UNKNOWN_BUT_NEAR, UNKNOWN_AND_OFF = 0.3, 0.5, 0.05
LEANING, SHUNNED = 1.2, 0.7
LESS_KNOWN = 0.4
"""Share kept by a song one grade less widely known than the purpose asks for."""
LEAST_FOR_WORDS = 0.8
NOT_LIKED_YET = 0.4
"""Share kept by a song nobody named, where a list is to be of liked songs first."""

_NONE: frozenset[str] = frozenset()
_SUNG = frozenset("traditional hymn sacred carol children music-hall wartime folk march musical ceilidh".split())
_GENTLE = frozenset("ballad crooner hymn sacred classical traditional folk".split())
_BRIGHT = frozenset("swing rock-and-roll beat dance-band calypso ceilidh showband march musical soul".split())


@dataclass(frozen=True)
class Rule:
    """How songs are chosen for one purpose.

    `band` is (least, most) beats a minute, `ceiling` what no song exceeds, `ramp` the tempo the list starts
    from and leads to. `known` is the least familiarity (1-4) of a song nobody named.
    """

    words: str
    about: str
    source: str
    band: tuple[float, float] | None = None
    ceiling: float | None = None
    ramp: tuple[float, float] | None = None
    energies: frozenset[int] = frozenset({1, 2, 3})
    evergreen: float = 0.3
    genres: frozenset[str] = _NONE
    themes: frozenset[str] = _NONE
    shuns: frozenset[str] = _NONE
    known: int = 1
    own_language: bool = False
    liked_first: bool = False
    why: str = ""


@dataclass(frozen=True)
class Fit:
    """How well a song fits: a factor for its score, 0 for not at all; the same were its tempo right; and the words."""

    factor: float
    at_any_tempo: float = 0.0
    words: str = ""


RULES: dict[Purpose, Rule] = {
    Purpose.EVERYDAY: Rule(
        words="Everyday",
        about="Songs to enjoy at any time.",
        source="evidence rule 7; personally relevant songs for talk and contact, D3",
    ),
    Purpose.CALM: Rule(
        words="Calm",
        about="For restless or anxious times: begins where the person is, then slows down.",
        source="evidence D3 (agitation, restlessness: under 80), D4 (60 to 80), rule 11 (ramp, never above 120)",
        band=(55, 80),
        ceiling=120,
        ramp=(100, 70),
        energies=frozenset({1, 2}),
        evergreen=0.4,
        genres=_GENTLE,
        themes=frozenset({"nature", "home", "mother", "sea"}),
        shuns=frozenset({"war", "loss", "comic", "dance"}),
        why="Slow and gentle",
    ),
    Purpose.LIFT: Rule(
        words="Lift",
        about="For withdrawn times, in the morning or before an activity: begins quietly, then livens up.",
        source="evidence D3 (withdrawn: 80 to 120), D4 (only up to 120)",
        band=(80, 120),
        ceiling=120,
        ramp=(70, 100),
        energies=frozenset({2, 3}),
        genres=_BRIGHT,
        themes=frozenset({"dance", "comic", "hope", "feast"}),
        shuns=frozenset({"war", "loss", "farewell"}),
        why="Lively, but not hurried",
    ),
    Purpose.SING_ALONG: Rule(
        words="Sing-along",
        about="Songs everybody knew, in the person’s own languages.",
        source="evidence D3 (less talk or contact: under 120, personally relevant)",
        band=(55, 120),
        evergreen=0.6,
        genres=_SUNG,
        known=4,
        own_language=True,
        why="Everybody knew it: good to sing",
    ),
    Purpose.BEFORE_CARE: Rule(
        words="Before care",
        about="For the half hour before washing, dressing or another hard task: liked songs first.",
        source="evidence B6, D3 (resists care: under 120, liked; tempo matters less)",
        band=(0, 120),
        evergreen=0.4,
        shuns=frozenset({"war", "loss", "farewell"}),
        liked_first=True,
        why="Liked, and not hurried",
    ),
    Purpose.EVENING: Rule(
        words="Evening",
        about="Slow songs for the end of the day.",
        source="evidence D3 (agitation: under 80; sleep: under 60), D4 (constant and slow)",
        band=(40, 80),
        ceiling=120,
        energies=frozenset({1}),
        evergreen=0.5,
        genres=_GENTLE,
        themes=frozenset({"faith", "home", "mother", "nature", "childhood"}),
        shuns=frozenset({"war", "loss", "comic", "dance"}),
        why="Slow, for the end of the day",
    ),
    Purpose.GROUP: Rule(
        words="Group",
        about="Songs for everyone in the room.",
        source="evidence rules 31 to 34; D3 (before social time: under 120)",
        band=(55, 120),
        evergreen=0.5,
        why="Good for singing together",
    ),
}
FOR_ONE = tuple(purpose for purpose in Purpose if purpose is not Purpose.GROUP)
"""The purposes one person has lists for; each family, lively and quiet, holds three (evidence rule 7)."""
FAMILIES = (
    (Purpose.EVERYDAY, Purpose.LIFT, Purpose.SING_ALONG),
    (Purpose.CALM, Purpose.BEFORE_CARE, Purpose.EVENING),
)


def family_of(purpose: Purpose) -> tuple[Purpose, ...]:
    """Return the purposes whose lists are heard in turn, so that they should not all hold the same songs."""
    return next((family for family in FAMILIES if purpose in family), (purpose,))


def fit(
    rule: Rule, song: Song, bpm: float | None, languages: Collection[str], *, liked: bool, grade: int | None = None
) -> Fit:
    """Say how well a song fits a purpose; `liked` when it was named, remembered or well received.

    `grade` is how big it was where the person heard it (1 to 5), its familiarity when that is not known. `bpm` None
    (unknown) never rules a song out. A liked song bends every rule but the ceiling.
    """
    if rule.ceiling is not None and bpm is not None and bpm > rule.ceiling:
        return Fit(0.0)
    kind = _leaning(rule, song, liked=liked)
    if not liked:
        kind *= _known(rule, song, grade or song.familiarity, languages) * (NOT_LIKED_YET if rule.liked_first else 1.0)
    tempo = _tempo(rule, bpm, liked=liked)
    fits_well = tempo == 1 and kind >= LEAST_FOR_WORDS and (liked or not rule.liked_first)
    return Fit(kind * tempo, kind, rule.why if fits_well else "")


def _tempo(rule: Rule, bpm: float | None, *, liked: bool) -> float:
    if rule.band is None or bpm is None:
        return 1.0
    off = max(rule.band[0] - bpm, bpm - rule.band[1], 0.0)
    if off == 0:
        return 1.0
    if off <= WIDER:
        return 1.0 if liked else UNKNOWN_BUT_NEAR
    return LIKED_BUT_OFF if liked else UNKNOWN_AND_OFF


def _known(rule: Rule, song: Song, grade: int, languages: Collection[str]) -> float:
    if rule.own_language and languages and song.language and song.language not in languages:
        return 0.0
    missing = rule.known - grade
    return 1.0 if missing <= 0 else LESS_KNOWN if missing == 1 else 0.0


def _leaning(rule: Rule, song: Song, *, liked: bool) -> float:
    themes = frozenset(song.themes)
    toward = song.genre in rule.genres or bool(themes & rule.themes)
    away = not liked and (bool(themes & rule.shuns) or song.energy not in rule.energies)
    return (LEANING if toward else 1.0) * (SHUNNED if away else 1.0)
