"""What people say of a life, read kindly or asked again in one sentence."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput
from kiosk.people.life_story import Birth, Chapter, Teller, Told
from kiosk.people.telling import gaps, in_order, read_birth, read_years
from kiosk.units import Year

TODAY = date(2026, 11, 23)
ANNE = Told(Teller.FAMILY, "daughter Anne", TODAY)


def chapter(start: int, end: int | None, place: str = "Cork") -> Chapter:
    return Chapter(place, Year(start), Year(end) if end else None, place, place, "IE", (), ANNE)


@pytest.mark.parametrize(
    ("words", "birth"),
    [
        ("1938", Birth(Year(1938))),
        ("12 3 1938", Birth(Year(1938), 0, date(1938, 3, 12))),
        ("1938-03-12", Birth(Year(1938), 0, date(1938, 3, 12))),
        ("about 1938", Birth(Year(1938), 2)),
        ("1930s", Birth(Year(1935), 5)),
        ("the 1930s", Birth(Year(1935), 5)),
    ],
)
def test_a_birth_is_read_as_people_write_it(words: str, birth: Birth) -> None:
    assert read_birth(words, TODAY) == birth


def test_nothing_said_is_nothing_known() -> None:
    assert read_birth("  ", TODAY) is None


@pytest.mark.parametrize("words", ["1850", "2020", "long ago", "31 2 1938", "19380"])
def test_a_birth_that_cannot_be_is_asked_again(words: str) -> None:
    with pytest.raises(BadInput) as asked:
        read_birth(words, TODAY)
    assert asked.value.field == "born"
    assert str(asked.value).endswith(".")


@given(st.text())
def test_no_words_ever_crash_it(words: str) -> None:
    with suppress(BadInput):
        read_birth(words, TODAY)


def test_years_of_a_chapter() -> None:
    assert read_years("1938", "1957", None, TODAY) == (1938, 1957)
    assert read_years("1957", "", None, TODAY) == (1957, None)


@pytest.mark.parametrize(("start", "end"), [("", ""), ("38", ""), ("1957", "1938"), ("2030", ""), ("1930", "1940")])
def test_years_that_cannot_be_are_asked_again(start: str, end: str) -> None:
    with pytest.raises(BadInput):
        read_years(start, end, Birth(Year(1938)), TODAY)


def test_chapters_come_in_order() -> None:
    assert [c.place for c in in_order([chapter(1957, None, "Leeds"), chapter(1934, 1957)])] == ["Cork", "Leeds"]


def test_chapters_that_overlap_are_asked_again() -> None:
    with pytest.raises(BadInput, match=r"Cork \(1934 to 1960\) and Leeds \(from 1957\) overlap: end Cork in 1957"):
        in_order([chapter(1934, 1960), chapter(1957, None, "Leeds")])


def test_gaps_up_to_thirty_are_shown() -> None:
    assert gaps([chapter(1934, 1940), chapter(1950, None)], Birth(Year(1934))) == ((1941, 1949),)
