"""The words of a song: when each line is sung, and the words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.lyrics import SungLine, plain, timed
from kiosk.units import PositionMs


def moments(text: str) -> list[tuple[int, str]]:
    return [(line.at_ms, line.words) for line in timed(text)]


def test_it_works() -> None:
    text = "[ar:Nobody]\n[ti:A tune]\n[00:01.50]First of all\n[00:04.00]\n[00:05.25]Second to none\n"
    assert moments(text) == [(1500, "First of all"), (4000, ""), (5250, "Second to none")]
    assert plain(text) == ("First of all", "", "Second to none")


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("[00:00]", 0),
        ("[1:02]", 62_000),
        ("[01:02.5]", 62_500),
        ("[01:02.05]", 62_050),
        ("[01:02.005]", 62_005),
        ("[01:02:50]", 62_500),
        ("[01:02,50]", 62_500),
        ("[75:00.00]", 4_500_000),
        ("[1:01:02.50]", 3_662_500),
        ("[ 00:01.00 ]", 1000),
    ],
)
def test_every_way_to_write_a_moment(stamp: str, at: int) -> None:
    assert moments(f"{stamp} la la") == [(at, "la la")]


def test_a_line_sung_twice_stands_at_both_moments_in_order() -> None:
    assert moments("[00:30.00][00:10.00]Chorus\n[00:20.00]Verse") == [
        (10_000, "Chorus"),
        (20_000, "Verse"),
        (30_000, "Chorus"),
    ]


def test_a_positive_offset_shows_the_lines_sooner_and_never_before_the_start() -> None:
    assert moments("[offset:+500]\n[00:00.20]a\n[00:02.00]b") == [(0, "a"), (1500, "b")]
    assert moments("[00:02.00]b\n[Offset: -250]") == [(2250, "b")]


def test_stamps_of_single_words_are_left_out() -> None:
    assert moments("[00:01.00]<00:01.00>Row, <00:01.50>row <00:02.00>") == [(1000, "Row, row")]
    assert moments("[00:01.00]Row, [00:01.50]row") == [(1000, "Row, row")]


def test_words_without_moments_are_plain() -> None:
    assert timed("One line\n\n\nAnother [twice]\n") == ()
    assert plain("One line\n\n\nAnother [twice]\n") == ("One line", "", "Another [twice]")


def test_unseen_letters_and_mistaken_tables_are_mended() -> None:
    assert plain("FÃ¼r dich allein\nNur\u202e\x00 dich") == ("Für dich allein", "Nur dich")


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    sung = timed(text)
    assert list(sung) == sorted(sung, key=lambda line: line.at_ms)
    assert all(line.at_ms >= 0 and line.words == line.words.strip() for line in sung)
    assert all("\n" not in line for line in plain(text))


@given(st.lists(st.tuples(st.integers(0, 5_999_999), st.text("abc ", max_size=9)), max_size=20), st.integers(-900, 0))
def test_what_was_written_is_read(told: list[tuple[int, str]], offset: int) -> None:
    lines = [f"[{at // 60000:02}:{at // 1000 % 60:02}.{at % 1000:03}]{words}" for at, words in told]
    wanted = [SungLine(PositionMs(at - offset), " ".join(words.split())) for at, words in told]
    assert list(timed("\n".join([f"[offset:{offset}]", *lines]))) == sorted(wanted, key=lambda line: line.at_ms)


def test_a_file_that_never_ends_is_no_song() -> None:
    assert len(timed("[00:01.00]x\n" * 5000)) == len(plain("x\n" * 5000)) == 2000
