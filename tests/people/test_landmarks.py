"""Lives dated by landmarks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput
from kiosk.people.landmarks import (
    ASK_BIRTH,
    Known,
    Span,
    fit,
    parents_span,
    read_landmark_year,
    read_span,
    with_landmark,
)
from kiosk.people.life_story import Birth, Chapter, Landmark, LandmarkKind, LifeStory, Teller, Told
from kiosk.units import ResidentId, Year

TODAY = date(2026, 11, 23)
ANNE = Told(Teller.FAMILY, "her daughter Anne", TODAY)
MARRIED = Landmark(LandmarkKind.MARRIED, Year(1961), ANNE)
NELL = Known(Birth(Year(1938)), (MARRIED,), TODAY)
UNMARRIED = Known(Birth(Year(1938)), (), TODAY)
UNKNOWN = Known(None, (), TODAY)


def span(start: int, end: int | None, *, about: bool = False) -> Span:
    return Span(Year(start), None if end is None else Year(end), about)


def chapter(start: int, end: int | None, when: str = "", *, about: bool = False) -> Chapter:
    last = None if end is None else Year(end)
    return Chapter(f"c{start}", Year(start), last, "Cork", "Cork", "IE", (), ANNE, when=when, about=about)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("1938 to 1957", span(1938, 1957)),
        ("1938-57", span(1938, 1957)),
        ("1938–1957", span(1938, 1957)),
        ("since 1957", span(1957, None)),
        ("until I was 12", span(1938, 1950, about=True)),
        ("from 5 to 12", span(1943, 1950)),
        ("about 1950 to 1960", span(1950, 1960, about=True)),
        ("in the fifties", span(1950, 1959, about=True)),
        ("the 50s", span(1950, 1959, about=True)),
        ("as a child", span(1938, 1950, about=True)),
        ("in the war", span(1939, 1945, about=True)),
        ("all her life", span(1938, None)),
        ("before we married", span(1938, 1961, about=True)),
        ("after the wedding", span(1961, None, about=True)),
        ("when the children were small", span(1963, 1973, about=True)),
        ("after school until we married", span(1953, 1961, about=True)),
        ("1938 until the wedding", span(1938, 1961)),
    ],
)
def test_what_people_say_becomes_years(words: str, meant: Span) -> None:
    assert read_span(words, NELL) == meant


def test_a_landmark_nobody_dated_is_estimated_and_marked() -> None:
    assert read_span("after the wedding", UNMARRIED) == span(1962, None, about=True)


def test_one_landmark_dates_its_neighbour() -> None:
    told = replace(MARRIED, year=Year(1970))
    assert read_span("when the children were small", replace(NELL, landmarks=(told,))).start == 1972


def test_without_a_birth_year_the_kiosk_asks_for_it() -> None:
    with pytest.raises(BadInput, match="birth year or a decade"):
        read_span("as a child", UNKNOWN)
    assert ASK_BIRTH.startswith("Tell the birth year")


@pytest.mark.parametrize("words", ["", "long ago", "whenever it suited"])
def test_what_says_nothing_of_time_is_asked_again(words: str) -> None:
    with pytest.raises(BadInput, match="Say when that was"):
        read_span(words, NELL)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("1957 to 1938", "swap"), ("2024 to 2031", "future"), ("1920 to 1930", "before the birth")],
)
def test_impossible_years_are_refused(words: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_span(words, NELL)


@pytest.mark.parametrize(
    ("words", "year", "about"),
    [("1961", 1961, False), ("at 24", 1962, False), ("24", 1962, False), ("the sixties", 1964, True)],
)
def test_an_event_is_dated_by_year_age_or_decade(words: str, year: int, about: bool) -> None:
    dated = read_landmark_year(words, NELL)
    assert (dated.year, dated.about) == (year, about)


def test_an_event_without_a_date_is_asked_again() -> None:
    with pytest.raises(BadInput, match="Write a year such as 1961"):
        read_landmark_year("in spring", NELL)


def test_estimates_give_way_to_what_is_told() -> None:
    assert fit(span(1938, 1961, about=True), [chapter(1938, 1950)], TODAY) == span(1950, 1961, about=True)


def test_told_years_are_never_moved() -> None:
    assert fit(span(1938, 1961), [chapter(1938, 1950)], TODAY) == span(1938, 1961)


def test_an_estimate_without_room_is_asked_about() -> None:
    with pytest.raises(BadInput, match="have 1940 to 1950 already"):
        fit(span(1940, 1950, about=True), [chapter(1938, 1960)], TODAY)


@given(st.integers(1938, 2000), st.integers(0, 40), st.integers(1938, 2000), st.integers(0, 40))
def test_a_fitted_span_covers_no_year_of_another_chapter(start: int, length: int, other: int, more: int) -> None:
    theirs = chapter(other, other + more)
    try:
        fitted = fit(span(start, start + length, about=True), [theirs], TODAY)
    except BadInput:
        assert other <= start
        assert start + length <= other + more
        return
    assert start <= fitted.start
    assert (fitted.end or 9999) <= start + length
    assert (fitted.end or 9999) <= other or fitted.start >= other + more


@given(st.text(max_size=60))
def test_any_words_are_years_or_a_sentence(words: str) -> None:
    try:
        found = read_span(words, NELL)
    except BadInput:
        return
    assert found.end is None or found.start <= found.end


def test_a_landmark_told_later_dates_the_chapter() -> None:
    story = LifeStory(ResidentId("nell"), Birth(Year(1938)), (chapter(1962, None, "after we married", about=True),))
    told = with_landmark(story, MARRIED, TODAY)
    assert (told.chapters[0].start, told.chapters[0].when) == (1961, "after we married")
    assert told.landmarks == (MARRIED,)


def test_a_landmark_has_one_year() -> None:
    story = with_landmark(LifeStory(ResidentId("nell")), MARRIED, TODAY)
    other = replace(MARRIED, year=Year(1963))
    assert with_landmark(story, other, TODAY).landmarks == (other,)


def test_the_parents_youth_comes_from_their_birth_else_from_the_childs() -> None:
    assert parents_span("1910s", None) == (1933, 1943)
    assert parents_span("about 1912", None) == (1930, 1940)
    assert parents_span("", Birth(Year(1938))) == (1928, 1938)
    assert parents_span("long ago", None) is None
