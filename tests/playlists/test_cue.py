"""Cue sheets: where each song of a whole record begins, however the sheet is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.cue import FRAMES, MOST_CUTS, CueSheet, Cut, read_cue, songs_in_one
from kiosk.units import DurationMs, PositionMs

SHEET = """REM GENRE Pop
PERFORMER "The Band"
TITLE "Songs of Home"
FILE "home.flac" WAVE
  TRACK 01 AUDIO
    TITLE "First Song"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Second Song"
    PERFORMER "A Guest"
    INDEX 00 03:10:00
    INDEX 01 03:12:37
"""


def test_it_works() -> None:
    first = Cut(1, "First Song", "The Band", PositionMs(0), "home.flac")
    second = Cut(2, "Second Song", "A Guest", PositionMs(192_493), "home.flac")
    assert read_cue(SHEET) == CueSheet("Songs of Home", "The Band", (first, second))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ('TITLE "A"', "A"),
        ("title A b", "A b"),
        ('\tTitle  "A" ', "A"),
        ('TITLE "never closed', "never closed"),
        ('TITLE ""', ""),
        ("TITLE", ""),
        ('TITLE "FÃ¼r Elise"', "Für Elise"),
    ],
)
def test_every_way_to_write_a_title(line: str, title: str) -> None:
    (cut,) = read_cue(f"FILE x.wav WAVE\nTRACK 1 AUDIO\n{line}\nINDEX 1 0:0:0").cuts
    assert (cut.number, cut.title, cut.file) == (1, title, "x.wav")


@pytest.mark.parametrize(
    "text",
    ["", "hello", "TRACK", "INDEX 01 00:00:00", "TRACK 01 AUDIO", "TRACK 01 AUDIO\nINDEX 01 soon", "FILE", '"'],
)
def test_what_is_no_sheet_has_no_cuts(text: str) -> None:
    assert read_cue(text).cuts == ()


@pytest.mark.parametrize(
    ("line", "year"), [("REM DATE 1958", 1958), ('rem date "12/1958"', 1958), ("REM DATE 58", None)]
)
def test_the_year_of_the_record(line: str, year: int | None) -> None:
    assert read_cue(f"{line}\n{SHEET}").year == year


def test_a_track_of_data_is_no_song() -> None:
    assert len(read_cue(f"{SHEET}  TRACK 03 MODE1/2352\n    INDEX 01 05:00:00\n").cuts) == 2


def test_only_a_record_in_one_file_of_its_length_holds_songs() -> None:
    sheet = read_cue(SHEET)
    assert songs_in_one(sheet, DurationMs(400_000)) == songs_in_one(sheet, DurationMs(0)) == sheet.cuts
    assert songs_in_one(sheet, DurationMs(192_000)) == ()
    assert songs_in_one(CueSheet("", "", sheet.cuts[:1]), DurationMs(400_000)) == ()
    moved_back = read_cue(f"{SHEET}TRACK 03 AUDIO\nINDEX 01 01:00:00\nTRACK 04 AUDIO\nINDEX 01 03:12:40\n")
    assert [cut.number for cut in songs_in_one(moved_back, DurationMs(400_000))] == [1, 3, 4]
    two_files = read_cue(SHEET.replace("  TRACK 02", 'FILE "two.flac" WAVE\n  TRACK 02'))
    assert songs_in_one(two_files, DurationMs(400_000)) == ()


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert len(read_cue(text + "\n" + text).cuts) <= MOST_CUTS


NAMES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='"'), max_size=30)


@given(st.lists(st.tuples(NAMES, st.integers(0, 100 * 60 * FRAMES - 1)), max_size=MOST_CUTS))
def test_what_is_written_is_read(songs: list[tuple[str, int]]) -> None:
    lines = ['FILE "one.wav" WAVE']
    for number, (title, frames) in enumerate(songs, 1):
        seconds, rest = divmod(frames, FRAMES)
        lines += [f"TRACK {number:02} AUDIO", f'TITLE "{title}"']
        lines += [f"INDEX 01 {seconds // 60:02}:{seconds % 60:02}:{rest:02}"]
    cuts = read_cue("\r\n".join(lines)).cuts
    assert [(cut.number, cut.title) for cut in cuts] == [(n, title) for n, (title, _) in enumerate(songs, 1)]
    assert all(abs(cut.start - frames * 1000 / FRAMES) <= 0.5 for cut, (_, frames) in zip(cuts, songs, strict=True))
