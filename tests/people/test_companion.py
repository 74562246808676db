"""One gentle question: from the memory, the song, the life; never a test, never about sorrow."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.companion import ALWAYS, QUESTIONS, About, question
from kiosk.people.life_story import Chapter, Teller, Told
from kiosk.units import Year

TOLD = Told(Teller.FAMILY, "Anne", date(2026, 11, 1))
CORK = Chapter("c1", Year(1938), Year(1957), "Cork", "Cork, Ireland", "IE", (), TOLD)
LEEDS = Chapter("c2", Year(1957), None, "Leeds", "Leeds, England", "GB", (), TOLD)


def test_the_familys_own_place_comes_first() -> None:
    asked = question(About(("dance",), 1950, "the Mecca in Leeds", (CORK,)))
    assert asked == "The Mecca in Leeds: what was it like there?"


def test_then_what_the_song_is_about() -> None:
    assert question(About(("love", "dance"), 1950, chapters=(CORK,))) == "Where did you dance to this?"


@pytest.mark.parametrize(("year", "place"), [(1950, "Cork"), (1960, "Leeds")])
def test_then_where_the_person_lived(year: int, place: str) -> None:
    assert question(About(year=year, chapters=(CORK, LEEDS))) == f"What did you like about {place}?"


@pytest.mark.parametrize("theme", ["war", "loss", "ask-first"])
def test_a_sorrowful_song_gets_the_plainest_one(theme: str) -> None:
    assert question(About((theme, "home"), 1950, chapters=(CORK,))) == ALWAYS


@given(st.lists(st.sampled_from([*QUESTIONS, "war", "loss", "unheard of"])), st.none() | st.integers(1800, 2030))
def test_there_is_always_one_question_and_it_tests_nobody(themes: list[str], year: int | None) -> None:
    asked = question(About(themes, year, chapters=(CORK,)))
    assert asked.endswith("?")
    assert asked.count("?") == 1
    assert "remember" not in asked.lower()
