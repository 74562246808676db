"""The demo songs are whole: every piece has its music, its notes, its picture, its tags and its source."""

import csv
from pathlib import Path

import pytest
from tinytag import TinyTag

from kiosk.playlists.lyrics import timed

MEDIA = Path(__file__).resolve().parents[2] / "media"
SONGS = MEDIA / "songs"
COLUMNS = ["file", "title", "performer", "year", "regions", "language", "genre", "themes", "also"]
PEOPLE = ["peggy", "mick", "rosa"]


def rows() -> list[dict[str, str]]:
    with (SONGS / "songs.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def tags(file: str) -> TinyTag:
    return TinyTag.get(SONGS / "audio" / f"{file}.opus", image=True)


FILES = [row["file"] for row in rows()]


def test_there_are_songs_to_play() -> None:
    assert len(FILES) >= 20
    assert len(set(FILES)) == len(FILES)


def test_the_table_has_the_columns_of_a_pack() -> None:
    assert list(rows()[0]) == COLUMNS


def test_the_table_is_sorted_by_year_then_title() -> None:
    order = [(int(row["year"]), row["title"]) for row in rows()]
    assert order == sorted(order)
    assert order[0][0] >= 1900


@pytest.mark.parametrize("file", FILES)
def test_each_song_has_its_music_notes_and_picture(file: str) -> None:
    assert (SONGS / "audio" / f"{file}.opus").is_file()
    assert (SONGS / "notes" / f"{file}.abc").is_file()
    assert (MEDIA / "artwork" / f"{file}.svg").is_file()
    assert (MEDIA / "artwork" / f"{file}.jpg").stat().st_size < 45_000


def test_no_file_is_left_over() -> None:
    assert sorted(path.stem for path in (SONGS / "audio").glob("*.opus")) == sorted(FILES)
    assert {path.stem for path in (SONGS / "audio").iterdir()} == set(FILES)
    assert sorted(path.stem for path in (SONGS / "notes").iterdir()) == sorted(FILES)


@pytest.mark.parametrize("words", [path.stem for path in (SONGS / "audio").glob("*.lrc")])
def test_words_to_sing_end_with_their_song(words: str) -> None:
    lines = timed((SONGS / "audio" / f"{words}.lrc").read_text(encoding="utf-8"))
    assert len(lines) > 4
    assert 5 < (tags(words).duration or 0) - lines[-2].at_ms / 1000 < 15
    assert lines[-1].words == ""


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_the_tags_say_what_the_table_says(row: dict[str, str]) -> None:
    found = tags(row["file"])
    assert (found.title, found.artist, found.year) == (row["title"], "The Kiosk Players", row["year"])
    assert found.album
    assert found.genre == row["genre"]
    assert found.composer
    assert found.comment
    assert found.other["language"] == [row["language"]]
    assert found.other["license"] == ["CC0-1.0"]


@pytest.mark.parametrize("file", FILES)
def test_a_small_cover_is_inside(file: str) -> None:
    cover = tags(file).images.any
    assert cover is not None
    assert cover.data.startswith(b"\xff\xd8")
    assert len(cover.data) < 20_000


@pytest.mark.parametrize("file", FILES)
def test_each_song_lasts_40_to_90_seconds(file: str) -> None:
    assert 40 <= (tags(file).duration or 0) <= 90


def test_all_songs_together_stay_under_ten_megabytes() -> None:
    assert sum(path.stat().st_size for path in (SONGS / "audio").iterdir()) < 10_000_000


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_the_sources_name_each_song_and_who_wrote_it(row: dict[str, str]) -> None:
    lines = (SONGS / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(f"| {row['file']} |")]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[1] == row["title"]
    assert all(cells[2:7])
    assert cells[7] == "CC0 1.0"


@pytest.mark.parametrize("file", FILES)
def test_it_is_written_down_how_each_melody_was_checked(file: str) -> None:
    assert f"| {file} |" in (SONGS / "CHECKED.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("person", PEOPLE)
def test_each_demo_resident_has_a_portrait(person: str) -> None:
    assert (MEDIA / "portraits" / f"{person}.svg").is_file()
    assert (MEDIA / "portraits" / f"{person}.jpg").stat().st_size < 45_000


def test_the_idle_page_has_its_scene() -> None:
    assert (MEDIA / "artwork" / "scene-evening.svg").is_file()
    assert (MEDIA / "artwork" / "scene-evening.jpg").is_file()
