"""Reads what people say of a life: a birth date or just a decade, and chapters of years and places."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from kiosk.errors import BadInput
from kiosk.people.life_story import Birth, Chapter
from kiosk.units import Year

OLDEST = 115
"""Nobody in a home is older; a birth year before that is a slip of the finger."""
YOUNGEST = 18
DECADE_SPREAD = 5

_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DECADE = re.compile(r"(?:the )?(\d{3})0'?s", re.IGNORECASE)
_YEAR = re.compile(r"(?:about |around |c\.? ?)?(\d{4})", re.IGNORECASE)


def read_birth(words: str, today: date) -> Birth | None:
    """Return the birth in `words`: "12 3 1938", "1938", "about 1938" or "1930s"; None when empty.

    Raises BadInput with what to write instead.
    """
    said = words.strip()
    if not said:
        return None
    birth = _birth(said)
    if birth is None:
        raise BadInput("Write a birth date such as 12 3 1938, a year such as 1938, or a decade such as 1930s.", "born")
    first, last = today.year - OLDEST, today.year - YOUNGEST
    if not first <= birth.year <= last:
        raise BadInput(f"Check the birth year: {birth.year} is not between {first} and {last}.", "born")
    return birth


def _birth(said: str) -> Birth | None:
    if match := _DECADE.fullmatch(said):
        return Birth(Year(int(match[1]) * 10 + DECADE_SPREAD), DECADE_SPREAD)
    if match := _YEAR.fullmatch(said):
        return Birth(Year(int(match[1])), 0 if said.isdigit() else 2)
    if match := _DAY.fullmatch(said):
        return _on_day(int(match[3]), int(match[2]), int(match[1]))
    if match := _ISO.fullmatch(said):
        return _on_day(int(match[1]), int(match[2]), int(match[3]))
    return None


def _on_day(year: int, month: int, day: int) -> Birth:
    try:
        return Birth(Year(year), 0, date(year, month, day))
    except ValueError:
        raise BadInput(f"Check the birth date: there is no {day} {month} {year} (day, month, year).", "born") from None


def read_years(start: str, end: str, birth: Birth | None, today: date) -> tuple[Year, Year | None]:
    """Return the years of a chapter; an empty `end` means until today. Raises BadInput."""
    if not re.fullmatch(r"\d{4}", start.strip()):
        raise BadInput("Write the year this chapter began with four digits, for example 1938.", "start")
    if end.strip() and not re.fullmatch(r"\d{4}", end.strip()):
        raise BadInput("Write the year this chapter ended with four digits, or leave it empty.", "end")
    first = int(start)
    last = int(end) if end.strip() else None
    if birth and first < birth.year - birth.spread:
        raise BadInput(f"This chapter begins in {first}, before the birth in {birth.year}: check both years.", "start")
    if first > today.year or (last or 0) > today.year:
        raise BadInput(f"This chapter lies in the future: write years up to {today.year}.", "start")
    if last is not None and last < first:
        raise BadInput(f"This chapter ends in {last}, before it begins in {first}: swap the years.", "end")
    return Year(first), None if last is None else Year(last)


def in_order(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return chapters sorted by their first year. Raises BadInput when two overlap by more than a year."""
    ordered = tuple(sorted(chapters, key=lambda chapter: (chapter.start, chapter.end or 9999)))
    for one, other in pairwise(ordered):
        if one.end is None or one.end > other.start:
            raise BadInput(_overlap(one, other), "start")
    return ordered


def _overlap(one: Chapter, other: Chapter) -> str:
    until = "today" if one.end is None else str(one.end)
    return (
        f"{one.place} ({one.start} to {until}) and {other.place} (from {other.start}) overlap: "
        f"end {one.place} in {other.start}, or change when {other.place} began."
    )


def gaps(chapters: Sequence[Chapter], birth: Birth | None) -> tuple[tuple[int, int], ...]:
    """Return the spans of years up to the age of 30 that no chapter covers, as (first, last)."""
    if birth is None:
        return ()
    covered = {year for chapter in chapters for year in range(chapter.start, (chapter.end or birth.year + 31) + 1)}
    missing = [year for year in range(birth.year, birth.year + 31) if year not in covered]
    spans: list[tuple[int, int]] = []
    for year in missing:
        if spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return tuple(spans)
