"""Dates lives by landmarks as well as by years: "before we married", "when the children were small", "1938 to 1957".

A landmark has the year somebody told; otherwise it is estimated from the birth year and a usual age, and
everything drawn from an estimate is marked as about (evidence rule 8).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.errors import BadInput
from kiosk.people.life_story import Birth, Chapter, Landmark, LandmarkKind, LifeStory
from kiosk.people.telling import in_order
from kiosk.units import Year

USUAL_AGE: Mapping[LandmarkKind, int] = {
    LandmarkKind.SCHOOL: 5,
    LandmarkKind.LEFT_SCHOOL: 15,
    LandmarkKind.MOVED: 22,
    LandmarkKind.MARRIED: 24,
    LandmarkKind.FIRST_CHILD: 26,
    LandmarkKind.RETIRED: 63,
}
"""Design values for people born in the 1920s to 1950s."""
CHILDREN_SMALL = 10
CHILD_UNTIL = 12
YOUNG = (15, 25)
WAR = (1939, 1945)
PARENTS_AT_BIRTH = 28
PARENTS_YOUNG = (18, 28)
"""Ages at which the parents learned what they played at home (evidence A9)."""

ASK_WHEN = "Say when that was: years such as 1938 to 1957, an age, or a landmark such as before the wedding."
ASK_BIRTH = "Tell the birth year or a decade first: then the kiosk can work out when that was."
ASK_YEAR = "Write a year such as 1961, a decade such as 1960s, or an age such as at 24."


@dataclass(frozen=True)
class Dated:
    """A year, and whether it is an estimate."""

    year: int
    about: bool = False


@dataclass(frozen=True)
class Span:
    """First and last year; `end` None means until today. `about` when any of it is an estimate."""

    start: Year
    end: Year | None
    about: bool = False


@dataclass(frozen=True)
class Known:
    """What dates can be worked out from: the birth, the landmarks told, and today."""

    birth: Birth | None
    landmarks: Sequence[Landmark]
    today: date

    def at_age(self, age: int) -> Dated:
        """Return the year the person was `age`. Raises BadInput when the birth is unknown."""
        if self.birth is None:
            raise BadInput(ASK_BIRTH, "when")
        return Dated(self.birth.year + age, bool(self.birth.spread))

    def at(self, kind: LandmarkKind) -> Dated:
        """Return the year of a landmark: as told, else drawn from the nearest one told, else estimated."""
        told = {landmark.kind: landmark for landmark in self.landmarks}
        if kind in told:
            return Dated(told[kind].year, told[kind].about)
        married, first = LandmarkKind.MARRIED, LandmarkKind.FIRST_CHILD
        for other in ({married: first, first: married}.get(kind),):
            if other in told:
                return Dated(told[other].year + USUAL_AGE[kind] - USUAL_AGE[other], about=True)
        return replace(self.at_age(USUAL_AGE[kind]), about=True)


def known(story: LifeStory, today: date) -> Known:
    """Return what a life story says for dating."""
    return Known(story.birth, story.landmarks, today)


_MARKS: tuple[tuple[LandmarkKind, str], ...] = (
    (
        LandmarkKind.FIRST_CHILD,
        r"(?:children|kids|baby|babies|first child)(?: \w+){0,3} (?:small|little|young|born|came|arrived)"
        r"|(?:first child|having children|had children|became a (?:mother|father))",
    ),
    (LandmarkKind.LEFT_SCHOOL, r"(?:left|leaving|finish\w*|out of|after) school"),
    (LandmarkKind.SCHOOL, r"(?:start\w*|began|went to|before|until|till) school"),
    (LandmarkKind.MARRIED, r"marr(?:y|ied|iage|ying)|wedding|\bwed\b"),
    (LandmarkKind.MOVED, r"\bmov(?:e|ed|ing)\b|emigrat\w*|came (?:over|here|to)|coming (?:over|here|to)"),
    (LandmarkKind.RETIRED, r"retir\w*|pension"),
)
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b(?!s|')")
_SHORT_RANGE = re.compile(r"\b(1[89]|20)(\d\d) ?- ?(\d\d)\b(?!\d)")
_DECADE = re.compile(r"\b(1[89]|20)?'?(\d0)'?s\b")
_AGE = re.compile(r"\b(?:age[ds]?|was|were|at|turned|to|until|till|from|of) (\d{1,2})\b(?!\d)")
_DECADE_WORDS = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980,
}  # fmt: skip
_BEFORE = re.compile(r"\b(?:before|until|till|up to)\b")
_AFTER = re.compile(r"\b(?:after|since|from|onwards|once)\b")
_TO_TODAY = re.compile(r"\b(?:since|from|onwards)\b")
_ABOUT = re.compile(r"\b(?:about|around|roughly|maybe|perhaps)\b|\bc\.")


def read_span(words: str, from_: Known) -> Span:
    """Return the years meant by `words`. Raises BadInput with what to say instead."""
    said = _plain(words)
    points = _points(said, from_)
    span = _between(points, said, from_) or _phase(said, from_)
    if span is None:
        raise BadInput(ASK_WHEN, "when")
    return _sensible(span, from_)


def _plain(words: str) -> str:
    said = " ".join(words.casefold().split()).replace("’", "'").replace("–", "-")
    said = _SHORT_RANGE.sub(r"\1\2 - \1\3", said)
    for word, year in _DECADE_WORDS.items():
        said = re.sub(rf"\b{word}\b", f"{year}s", said)
    return said


@dataclass(frozen=True)
class _Point:
    """One moment in the words: where it stands, its first and last year."""

    place: int
    first: Dated
    last: Dated
    kind: LandmarkKind | None = None


def _points(said: str, from_: Known) -> list[_Point]:
    found = [_Point(match.start(), Dated(int(match[1])), Dated(int(match[1]))) for match in _YEAR.finditer(said)]
    for match in _DECADE.finditer(said):
        year = int((match[1] or "19") + match[2])
        found.append(_Point(match.start(), Dated(year, about=True), Dated(year + 9, about=True)))
    for match in _AGE.finditer(said):
        year_then = from_.at_age(int(match[1]))
        found.append(_Point(match.start(), year_then, year_then))
    for kind, pattern in _MARKS:
        for match in re.finditer(pattern, said):
            found.append(_Point(match.start(), from_.at(kind), from_.at(kind), kind))
    return sorted(found, key=lambda point: point.place)


def _between(points: Sequence[_Point], said: str, from_: Known) -> Span | None:
    """Return the span of what was dated: two moments, or one with before or after."""
    if not points:
        return None
    about = bool(_ABOUT.search(said)) or any(point.first.about for point in points)
    first, last = points[0], points[-1]
    if len(points) > 1:
        return Span(Year(first.first.year), Year(last.last.year), about)
    if _BEFORE.search(said):
        start = _birth_or_before(first.last, from_)
        return Span(Year(start), Year(first.last.year), about=True)
    if first.kind is LandmarkKind.FIRST_CHILD and not _AFTER.search(said):
        return Span(Year(first.first.year), Year(first.first.year + CHILDREN_SMALL), about=True)
    if first.first.year != first.last.year and not _AFTER.search(said):
        return Span(Year(first.first.year), Year(first.last.year), about=True)
    sure = bool(_TO_TODAY.search(said)) and not about
    return Span(Year(first.first.year), None, not sure)


def _birth_or_before(end: Dated, from_: Known) -> int:
    return from_.birth.year if from_.birth else end.year - USUAL_AGE[LandmarkKind.MARRIED]


def _phase(said: str, from_: Known) -> Span | None:
    """Return the span of a time of life named without any date."""
    ages = {
        r"\ball (?:my|your|her|his|their) life\b|\balways\b": (0, None),
        r"\bschool\b": (USUAL_AGE[LandmarkKind.SCHOOL], USUAL_AGE[LandmarkKind.LEFT_SCHOOL]),
        r"\bchild(?:hood)?\b|\blittle\b|\bsmall\b|\bgirl\b|\bboy\b": (0, CHILD_UNTIL),
        r"\byoung\b|\bteen\w*|\bcourting\b": YOUNG,
    }
    if re.search(r"\bthe war\b|\bwartime\b", said):
        return Span(Year(WAR[0]), Year(WAR[1]), about=True)
    for pattern, (first, last) in ages.items():
        if re.search(pattern, said):
            end = None if last is None else Year(from_.at_age(last).year)
            return Span(Year(from_.at_age(first).year), end, about=last is not None or from_.at_age(0).about)
    return None


def _sensible(span: Span, from_: Known) -> Span:
    """Return the span if it lies within the life and has its years the right way round."""
    this_year, end = from_.today.year, span.end
    if span.start > this_year or (end or 0) > this_year:
        raise BadInput(f"This lies in the future: write years up to {this_year}.", "when")
    if end is not None and end < span.start:
        raise BadInput(f"This ends in {end}, before it begins in {span.start}: swap the years.", "when")
    if from_.birth and span.start < from_.birth.year - max(1, from_.birth.spread):
        raise BadInput(
            f"This begins in {span.start}, before the birth in {from_.birth.year}: check both years.", "when"
        )
    return span


def read_landmark_year(words: str, from_: Known) -> Dated:
    """Return the year of one event in `words`. Raises BadInput with what to write instead."""
    said = _plain(words)
    said = f"at {said}" if re.fullmatch(r"\d{1,2}", said) else said
    points = [point for point in _points(said, from_) if point.kind is None]
    if not points:
        raise BadInput(ASK_YEAR, "words")
    first, last = points[0].first, points[0].last
    year = (first.year + last.year) // 2
    if year > from_.today.year:
        raise BadInput(f"This lies in the future: write a year up to {from_.today.year}.", "words")
    return Dated(year, first.about or bool(_ABOUT.search(said)))


def parents_span(words: str, birth: Birth | None) -> tuple[Year, Year] | None:
    """Return the years of the parents' youth: from when they were born, else from the person's birth year."""
    said = _plain(words)
    born = _YEAR.search(said)
    decade = _DECADE.search(said)
    if born:
        year = int(born[1])
    elif decade:
        year = int((decade[1] or "19") + decade[2]) + 5
    elif birth:
        year = birth.year - PARENTS_AT_BIRTH
    else:
        return None
    return Year(year + PARENTS_YOUNG[0]), Year(year + PARENTS_YOUNG[1])


def fit(span: Span, chapters: Iterable[Chapter], today: date) -> Span:
    """Return an estimated span without the years other chapters cover; its longest free run.

    Raises BadInput when nothing is left. A span that is no estimate stays as it was told.
    """
    if not span.about:
        return span
    end = span.end or today.year
    first, last = max(_free(span.start, end, chapters, today), key=lambda run: run[1] - run[0])
    if last < first or last - first < min(1, end - span.start):
        raise BadInput(f"Other places have {span.start} to {end} already: say which of these years it was.", "when")
    return Span(Year(first), None if span.end is None and last == today.year else Year(last), about=True)


def _free(start: int, end: int, chapters: Iterable[Chapter], today: date) -> Iterable[tuple[int, int]]:
    """Return the runs of years between chapters; a run may begin in the year another one ends."""
    for one in sorted(chapters, key=lambda chapter: chapter.start):
        yield start, min(end, one.start)
        start = max(start, one.end or today.year)
    yield start, end


def redated(story: LifeStory, today: date) -> LifeStory:
    """Return the story with chapters dated anew from their words; one that no longer fits stays as it is."""
    chapters = story.chapters
    for one in [chapter for chapter in chapters if chapter.when]:
        others = [other for other in chapters if other.id != one.id]
        try:
            span = fit(read_span(one.when, known(story, today)), others, today)
            moved = replace(one, start=span.start, end=span.end, about=span.about)
            chapters = in_order((*others, moved))
        except BadInput:
            continue
    return replace(story, chapters=chapters)


def with_landmark(story: LifeStory, landmark: Landmark, today: date) -> LifeStory:
    """Return the story with a landmark's year, and the chapters dated by it."""
    others = tuple(one for one in story.landmarks if one.kind is not landmark.kind)
    return redated(replace(story, landmarks=(*others, landmark)), today)
