"""What a spoken request may mean: owns taking words like "that one about ... by what's his name" apart.

A request has several readings; the scoring keeps whichever explains a song best, so nothing is lost when a
song's title itself looks like filler. Patterns are anchored at word edges.
"""

import re
from dataclasses import dataclass

from kiosk.playlists.folding import fold

Span = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """One way to understand a request: folded words, or a title and a performer already told apart.

    `years` is the first and last year the person hinted at.
    """

    words: str
    title: str = ""
    performer: str = ""
    years: Span | None = None


_OPENINGS = re.compile(
    r"^(?:(?:please|well|oh|um+|er+|eh|so|yes|hello|and|now),? |"
    r"(?:can|could|would|will) (?:you|we|i)(?: please)? (?:play|have|hear|put on|find|sing|get)(?: me| us)?,? |"
    r"(?:play|put on|find|sing|give)(?: me| us)? |(?:i(?:'d| would)? (?:want|like|love)(?: to hear)?) |"
    r"(?:do you (?:have|know|remember)) |(?:have you got) |(?:what(?:'s| is| was) (?:that|the)(?: one| song| tune)?) |"
    r"(?:how does|how about|something like|it goes(?: like)?|it went(?: like)?|you know|it was|it's|was it) |"
    r"(?:(?:the|that|this|a|an|some|an old|that old|the old) (?:one|song|tune|number|record|melody|hymn|ballad)s?"
    r"(?: (?:about|called|named|that goes|that went|which goes|with|where (?:he|she|they) sings?|of|like|from))"
    r"(?: like)?(?: the words)?) |"
    r"(?:something about|anything about|the words (?:are|were|go)|the one) )+[\s:,]*"
)
_ENDINGS = re.compile(
    r"(?:[,.;?!\s]+(?:(?:or )?something(?: like that)?|or other|or (?:so|such)|i think(?: so)?|i believe|maybe|perhaps|please|"
    r"you know(?: the one| it)?|was it|isn't it|wasn't it|it was called|it went|and all that|that sort of thing|"
    r"(?:my|our|your) \w+(?: and \w+)? (?:used to|would|always|often|liked to|loved to) .+|"
    r"we (?:used to|always|would) .+|i (?:used to|always) .+|they (?:used to|always) .+|"
    r"(?:he|she) (?:used to|always) .+|"
    r"by (?:the|that|a|some) (?:fellow|fella|man|chap|bloke|guy|woman|girl|lady|lass|boy|lad|singer|group|band|one|blind)s?\b.*|"
    r"(?:on|from) the (?:wireless|radio|television|telly|film|pictures)))+[\s.?!,]*$"
)
_NAMELESS = r"(?:what'?s[ -]?(?:his|her|their)[ -]?(?:name|face)|whatsisname|thingummy|thingy|whatshisname|that|old|the great)"
_BY = re.compile(rf"^(?P<title>.+?)[,.]* (?:sung |played |done |recorded )?by (?:{_NAMELESS},? )*(?P<performer>.+)$")
_WAS = re.compile(r"^(?:it (?:was|is)|it's|was it) (?P<performer>[^.?]+?)(?:\.\.+|…|,| - ) *(?P<title>.+)$")
_THE_ONE = re.compile(
    r"^(?:you know |that's |it's )?(?:the|that) (?P<performer>.+?) (?:one|song|number|record|hit|tune)[,:]? +(?:called |about |with )?(?P<title>.+)$"
)
_DASH = re.compile(r"^(?P<one>.+?) +[-–—] +(?P<other>.+)$")

_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_WHEN = re.compile(
    r"[,\s]*\b(?:from|in|of|about|around|back in|during|sometime in|a hit in)(?: the| about| around)?(?: early| late| mid)?[- ]?"
    r"(?:(?P<decade>(?:19)?[1-9]0)'?s|(?:nineteen[ -])?(?P<word>" + "|".join(_DECADES) + r")|"
    r"(?P<year>(?:18|19|20)\d\d)|(?P<war>war|wartime|war years))(?: years| or so)?[\s.?!]*$"
)


def readings(request: str, performer: str | None = None) -> tuple[Reading, ...]:
    """Every way to understand the request, plainest last; a performer given apart belongs to each of them."""
    whole = " ".join(request.lower().replace("’", "'").split())
    rest, years = _take_years(whole)
    found = [Reading(fold(whole))]
    for text, when in dict.fromkeys([(rest, years), (whole, None)]):
        found += _taken_apart(text, when)
    if performer and performer.strip():
        named = fold(performer)
        found = [Reading("", reading.title or reading.words, named, reading.years) for reading in found]
    return tuple(reversed(dict.fromkeys(reading for reading in found if reading.words or reading.title)))


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
    start = _DECADES[found["word"]] if found["word"] else 1900 + int(found["decade"]) % 100
    return start, start + 9


def _taken_apart(text: str, years: Span | None) -> list[Reading]:
    trimmed = _ENDINGS.sub("", text) or text
    bare = _OPENINGS.sub("", trimmed) or trimmed
    found = [Reading(fold(part), years=years) for part in dict.fromkeys((trimmed, bare))]
    for pattern, part in ((_WAS, trimmed), (_THE_ONE, trimmed), (_BY, bare)):
        if told := pattern.match(part):
            title, named = fold(told["title"]), fold(told["performer"])
            found.append(Reading(f"{title} {named}", title, named, years))
    if told := _DASH.match(bare):
        one, other = fold(told["one"]), fold(told["other"])
        found += [Reading("", one, other, years), Reading("", other, one, years)]
    return found
