"""The table of `bench_find --practice`, on a folder of invented files."""

from pathlib import Path

import pytest

from tests.benchmarks.find_practice import practice, report

NOISY = (
    "noise,query,target_id,target_title,target_artist,target_year,also_acceptable_ids\n"
    "typo,harbuor lights at dawn,t1,Harbour Lights at Dawn,Mara Vinlund,1952,t1|t7\n"
    "typo,zzzz,t2,Candles in the Window,Nell Carraway,1958,t2\n"
)
VARIANTS = (
    "tsort_id,tsort_title,tsort_artist,hot100_title,hot100_artist,year\n"
    "t3,The Kerrin Reel,Tom Alderby,Kerrin Reel,Tom Alderby & His Orchestra,1938\n"
)
CONSENSUS = "title,artist,consensus_year\nHarbour lights at dawn,MARA VINLUND,1952\nRosalind,Ann Lark,1960\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("noisy_queries.csv", NOISY),
        ("title_artist_variants_us.csv", VARIANTS),
        ("year_consensus.csv", CONSENSUS),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_all_files_make_one_list_in_which_the_same_words_stand_once(folder: Path) -> None:
    once, twice = (practice(folder, both_spellings=both).songs for both in (False, True))
    assert set(once) == {"t1", "t2", "t3", "year_consensus.csv 1"}
    assert set(twice) - set(once) == {"variant 0"}


def test_each_kind_has_a_row_with_what_was_found_and_how_honest_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(folder)
    once, twice = capsys.readouterr().out.split("both spellings")
    assert "| typo                     |     2 | 0.500 | 0.500 | 1.0000 | 1.0000 |" in once
    assert "| (another spelling)       |     1 | 1.000 | 1.000 | 1.0000 | 1.0000 |" in once
    assert "| (another spelling)       |     1 | 1.000 | 0.000 |" in twice
