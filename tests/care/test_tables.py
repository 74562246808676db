"""Tables: typed cells, nothing that acts, every field of every record."""

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.tables import Table, as_csv, harmless, joined, tabled


class Mood(StrEnum):
    BAD = "bad"
    TWO = "2"


@dataclass(frozen=True)
class Place:
    name: str
    year: int


@dataclass(frozen=True)
class Fact:
    words: str
    place: Place
    at: datetime
    on: date
    moods: tuple[Mood, ...]
    mood: Mood
    weights: tuple[tuple[str, float], ...]
    sure: bool
    parts: tuple[Place, ...] = ()
    missing: int | None = None


FACT = Fact(
    "Ἀθήνα, «Müller» 東京",
    Place("Łódź", 1938),
    datetime(2026, 3, 29, 12, 30, tzinfo=UTC),
    date(2026, 3, 1),
    (Mood.BAD, Mood.TWO),
    Mood.TWO,
    (("ie", 1.0),),
    sure=True,
    parts=(Place("a table of its own", 1),),
)


def read(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(table).removeprefix("\ufeff"))))


def test_every_field_is_a_column_with_its_type() -> None:
    table = tabled("facts", [FACT], UTC, called="Nell")
    assert read(table) == [
        {
            "called": "Nell",
            "words": "Ἀθήνα, «Müller» 東京",
            "place name": "Łódź",
            "place year": "1938",
            "at": "2026-03-29 12:30:00",
            "on": "2026-03-01",
            "moods": "bad; 2",
            "mood": "2",
            "weights": "ie 1.0",
            "sure": "yes",
            "missing": "",
        }
    ]
    assert table.rows[0][table.columns.index("mood")] == 2


def test_it_opens_as_unicode_everywhere() -> None:
    assert as_csv(tabled("facts", [FACT])).encode().startswith(b"\xef\xbb\xbf")


@given(st.text())
def test_no_words_can_act(words: str) -> None:
    cell = harmless(words)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == words or cell == words


def test_a_negative_number_stays_a_number() -> None:
    assert harmless(-2) == -2


def test_words_that_look_like_another_number_stay_words() -> None:
    for words in ("007", "12e34", "5E8", "1.50", "1234567890123456"):
        assert harmless(words) == f"'{words}"
    for words in ("1999", "1.5", "99 Luftballons", "e4"):
        assert harmless(words) == words


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\0")), min_size=1))
def test_what_was_written_is_read_again(words: list[str]) -> None:
    rows = list(csv.reader(StringIO(as_csv(Table("t", ("a",) * len(words), (tuple(words),))).removeprefix("\ufeff"))))
    assert rows[-1] == [harmless(word) for word in words] or words == [""]


def test_tables_of_several_people_stand_under_each_other() -> None:
    one, none = tabled("f", [FACT.place], called="Nell"), tabled("f", [], called="Joe")
    assert joined("f", [none, one]).rows == (("Nell", "Łódź", 1938),)
