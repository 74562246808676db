"""Words from tags: whole, printable, in the right letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.tag_text import LONGEST, clean, mended


def test_it_works() -> None:
    assert clean("  Danny \n Boy\x00 ") == "Danny Boy"


@pytest.mark.parametrize(
    "well",
    ["Für Elise", "Katioucha", "Катюша", "Štěstí", "Ó Ró Sé Do Bheatha 'Bhaile", "L'Été indien", "Ça ira", "שיר",
     "夜来香", "Às vezes", "Âme câline", "Öppna landskap", "Æbler", "À toi", "ÉTÉ"],
)  # fmt: skip
def test_a_text_that_is_well_stays(well: str) -> None:
    assert mended(well) == well


@pytest.mark.parametrize("meant", ["Für Elise", "Funiculì, funiculà", "La vie en rose – 1946", "Ó Ró", "Катюша"])
@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
def test_utf8_that_was_taken_for_western_letters_is_mended(meant: str, taken_for: str) -> None:
    try:
        damaged = meant.encode().decode(taken_for)
    except UnicodeDecodeError:
        pytest.skip("these bytes are no letters there")
    assert mended(damaged) == meant


def test_cyrillic_that_was_taken_for_western_letters_is_mended() -> None:
    assert mended("Подмосковные вечера".encode("cp1251").decode("latin-1")) == "Подмосковные вечера"


def test_what_turns_the_writing_direction_is_left_out() -> None:
    assert clean("song\u202e3pm.exe\u200f") == "song3pm.exe"


def test_emoji_stay_whole() -> None:
    assert clean("👩‍🎤 song") == "👩‍🎤 song"


@given(st.text(max_size=600) | st.binary(max_size=600).map(lambda data: data.decode("utf-8", "surrogateescape")))
def test_any_text_can_be_shown(text: str) -> None:
    shown = clean(text)
    assert len(shown) <= LONGEST
    assert shown.encode() is not None
    assert "\n" not in shown
    assert "\u202e" not in shown
