"""What a spoken request may mean: owns taking words like "that one about ... by what's his name" apart.

A request has several readings; the scoring keeps whichever explains a song best, so nothing is lost when a
song's title itself looks like filler. Patterns are anchored at word edges.
"""

import re
from dataclasses import dataclass

from kiosk.playlists.finder_fillers import DECADES, ENDINGS, NAMELESS, OPENINGS, WHEN
from kiosk.playlists.folding import fold

Span = tuple[int, int]

LONGEST_REQUEST = 200
"""Letters of a request that are read."""


@dataclass(frozen=True)
class Reading:
    """One way to understand a request: folded words, or a title and a performer already told apart.

    `years` is the first and last year the person hinted at.
    """

    words: str
    title: str = ""
    performer: str = ""
    years: Span | None = None


_OPENINGS = re.compile(rf"^(?:(?:{'|'.join(OPENINGS)}),? )+[\s:,]*")
_ENDINGS = re.compile(rf"(?:[,.;?!\s]+(?:{'|'.join(ENDINGS)}))+[\s.?!,]*$")
_BY = re.compile(rf"^(?P<title>.+?)[,.]* (?:sung |played |done |recorded )?by (?:{NAMELESS},? )*(?P<performer>.+)$")
_ANYTHING_BY = re.compile(
    r"^(?:(?:something|anything|songs|(?:the|that|this|a|some|any)(?: old)? (?:one|song|tune|number|record|hit)s?) )?"
    rf"(?:sung |played |done )?by (?:{NAMELESS},? )*(?P<performer>.+)$"
)
_WAS = re.compile(r"^(?:it (?:was|is)|it's|was it) (?P<performer>[^.?]+?)(?:\.\.+|…|,| - ) *(?P<title>.+)$")
_THE_ONE = re.compile(
    r"^(?:you know |that's |it's )?(?:the|that) (?P<performer>.+?) (?:one|song|number|record|hit|tune)[,:]? +"
    r"(?:called |about |with )?(?P<title>.+)$"
)
_DASH = re.compile(r"^(?P<one>.+?) +[-–—] +(?P<other>.+)$")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
"""What people and lists add to a title: its film, its second name, who else plays."""
_WHEN = re.compile(
    rf"[,\s]*\b{WHEN[0]}[- ]?(?:(?P<decade>(?:19)?[1-9]0)'?s|(?:nineteen[ -])?(?P<word>{'|'.join(DECADES)})|"
    rf"(?P<year>(?:18|19|20)\d\d)|(?P<war>war|wartime|war years))(?: {WHEN[1]})?[\s.?!]*$"
)


def readings(request: str, performer: str | None = None) -> tuple[Reading, ...]:
    """Every way to understand the request, the most taken apart first, the words as they stand last.

    A performer given apart belongs to each of them.
    """
    whole = " ".join(request[:LONGEST_REQUEST].lower().replace("’", "'").split())
    rest, years = _take_years(whole)
    found = _taken_apart(rest, years)
    if years:
        found += _taken_apart(whole, None)
    if (outside := _BRACKETS.sub(" ", rest).strip()) != rest and outside:
        found.append(Reading(fold(outside), years=years))
    found.append(Reading(fold(whole)))
    if performer and performer.strip():
        named = fold(performer)
        found = [Reading("", reading.title or reading.words, named, reading.years) for reading in found]
    return tuple(dict.fromkeys(reading for reading in found if reading.words or reading.title))


def _take_years(text: str) -> tuple[str, Span | None]:
    found = _WHEN.search(text)
    if found is None or not found.start():
        return text, None
    return text[: found.start()], _span(found)


def _span(found: re.Match[str]) -> Span:
    if found["war"]:
        return 1939, 1946
    if found["year"]:
        return int(found["year"]), int(found["year"])
    start = DECADES[found["word"]] if found["word"] else 1900 + int(found["decade"]) % 100
    return start, start + 9


def _taken_apart(text: str, years: Span | None) -> list[Reading]:
    trimmed = _ENDINGS.sub("", text) or text
    bare = _OPENINGS.sub("", trimmed) or trimmed
    found = [Reading(fold(told["performer"]), years=years)] if (told := _ANYTHING_BY.match(bare)) else []
    for pattern, part in ((_WAS, trimmed), (_THE_ONE, trimmed), (_BY, bare)):
        if told := pattern.match(part):
            title, named = fold(told["title"]), fold(told["performer"])
            found.append(Reading(f"{title} {named}", title, named, years))
    if told := _DASH.match(bare):
        one, other = fold(told["one"]), fold(told["other"])
        found += [Reading("", one, other, years), Reading("", other, one, years)]
    return found + [Reading(fold(part), years=years) for part in dict.fromkeys((bare, trimmed))]
