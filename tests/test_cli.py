"""The commands answer in the agreed form: one JSON object a line, or one sentence and exit code 1."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import main
from tests.running import copy_home

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def home(demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = copy_home(demo_home, tmp_path / "home")
    monkeypatch.setenv("KIOSK_HOME", str(copied))
    return copied


def answers(printed: Printed) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.readouterr().out.splitlines()]


def test_suggest(capsys: Printed) -> None:
    lived = ["--lived", "Cork 1938-1957", "--lived", "Leeds 1957-"]
    assert main(["suggest", "--born", "1938", *lived, "--count", "12", "--json"]) == 0
    told = answers(capsys)
    assert [row["rank"] for row in told] == list(range(1, 13))
    assert set(told[0]) == {"rank", "title", "artist", "year", "regions", "score", "reasons"}
    assert all(row["reasons"] for row in told)


def test_suggest_never_and_likes(capsys: Printed) -> None:
    arguments = ["suggest", "--born", "1938", "--lived", "Cork 1938-", "--count", "30", "--json"]
    main([*arguments, "--likes", "Danny Boy", "--never", "Jim Reeves"])
    told = answers(capsys)
    assert "Danny Boy" in {row["title"] for row in told}
    assert "Jim Reeves" not in {row["artist"] for row in told}


def test_suggest_in_the_library(home: Path, capsys: Printed) -> None:
    main(["suggest", "--born", "1938", "--lived", "Keighley 1938-", "--in-library", "--json"])
    assert 5 <= len(answers(capsys)) <= 25


def test_find(capsys: Printed) -> None:
    assert main(["find", "that one about the bicycle made for two", "--json"]) == 0
    told = answers(capsys)[0]
    assert {"query_id", "query", "hits", "sure"} <= set(told)
    assert told["hits"][0]["title"] == "Daisy Bell"
    assert set(told["hits"][0]) == {"id", "title", "artist", "year", "score", "reasons"}


def test_find_in_tables(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "songs.csv").write_text("id,title,artist,year\ns1,The Galway Shawl,Margaret Barry,1957\n")
    (tmp_path / "queries.csv").write_text("query_id,query\nq1,galway shall\nq2,marget barry galway\n")
    main(["find", "--songs", str(tmp_path / "songs.csv"), "--queries", str(tmp_path / "queries.csv"), "--json"])
    assert [(row["query_id"], row["hits"][0]["id"]) for row in answers(capsys)] == [("q1", "s1"), ("q2", "s1")]


@pytest.mark.parametrize(("words", "year", "country"), [("Lemberg", "1931", "UA"), ("Queenstown", "1900", "IE")])
def test_place(words: str, year: str, country: str, capsys: Printed) -> None:
    assert main(["place", words, "--year", year, "--json"]) == 0
    told = answers(capsys)[0]
    assert {"country", "region", "label", "sure", "ask"} <= set(told)
    assert country == told["country"] or country in " ".join(told["ask"])


def test_catalogue(capsys: Printed) -> None:
    assert main(["catalogue", "--json"]) == 0
    told = answers(capsys)
    assert len(told) >= 5000
    assert set(told[0]) == {"title", "artist", "year", "regions", "language", "genre", "pack"}


def test_packs_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    assert main(["packs"]) == 0


def test_scan(home: Path, tmp_path: Path, capsys: Printed) -> None:
    assert main(["scan", str(tmp_path), "--json"]) == 0
    assert answers(capsys)[0]["recordings"] == 0


def test_a_scan_shows_its_progress_on_no_pipe(home: Path, tmp_path: Path, capsys: Printed) -> None:
    assert main(["scan", str(tmp_path), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_backup_check_restore(home: Path, tmp_path: Path, capsys: Printed) -> None:
    backup = tmp_path / "home.backup"
    assert main(["backup", str(backup)]) == 0
    assert main(["check"]) == 0
    assert main(["restore", str(backup)]) == 0
    assert main(["check"]) == 0
    assert "Restored" in capsys.readouterr().out


def test_a_sealed_backup_asks_for_the_cards_words(
    home: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = str(tmp_path / "home.backup")
    assert main(["backup", backup]) == 0
    assert "not encrypted: make a recovery card once" in capsys.readouterr().out
    assert main(["recovery-card"]) == 0
    words = capsys.readouterr().out.splitlines()[0].split()
    assert main(["backup", backup]) == 0
    assert "not encrypted yet" in capsys.readouterr().out
    assert main(["recovery-card", "--check", *words]) == 0
    assert main(["backup", backup]) == 0
    assert "encrypted: only the twelve words" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", StringIO(""))
    assert main(["restore", backup]) == 1
    assert "not the twelve words" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", StringIO(" ".join(words) + "\n"))
    assert main(["restore", backup]) == 0
    assert main(["restore", backup, "--words", " ".join(words)]) == 0
    assert main(["check"]) == 0


def test_export_and_erase(home: Path, capsys: Printed) -> None:
    from kiosk.store.store import Store

    with Store.open(home, lock=False) as store:
        peggy = store.residents.all()[1]
    assert main(["export", peggy.id]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["erase", peggy.id]) == 0
    with Store.open(home, lock=False) as store:
        assert peggy.id not in {one.id for one in store.residents.all()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["suggest", "--born", "soon"],
        ["suggest", "--born", "1938", "--lived", "Xyzzyqwv 1938-1957"],
        ["find"],
        ["find", "--songs", "/no/such.csv", "--queries", "/no/such.csv"],
        ["scan", "/no/such/folder"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], capsys: Printed) -> None:
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert printed.err.strip().endswith(".")
