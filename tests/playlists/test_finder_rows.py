"""Requests and songs as rows."""

import pytest

from kiosk.errors import BadInput
from kiosk.playlists.finder_rows import answer_rows

SONGS = [
    {"id": "a", "title": "Harbour Lights", "artist": "Mara Vinlund", "year": "1952"},
    {"id": "b", "title": "Rosalind", "artist": "", "year": ""},
]


def test_one_answer_for_each_request() -> None:
    (answer,) = answer_rows(SONGS, [{"query_id": "q1", "query": "harbor lights"}])
    assert (answer["query_id"], answer["query"], answer["sure"]) == ("q1", "harbor lights", True)
    hit = answer["hits"][0]  # type: ignore[index]
    assert 0.8 < hit.pop("score") < 1.0
    assert hit == {
        "id": "a",
        "title": "Harbour Lights",
        "artist": "Mara Vinlund",
        "year": 1952,
        "reasons": ["the title sounds alike"],
    }


def test_an_empty_year_is_unknown() -> None:
    (answer,) = answer_rows(SONGS, [{"query_id": "", "query": "rosalind"}])
    assert answer["hits"][0]["year"] is None  # type: ignore[index]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadInput, match="title"):
        list(answer_rows([{"id": "a"}], [{"query": "x"}]))
    with pytest.raises(BadInput, match="query"):
        list(answer_rows(SONGS, [{"words": "x"}]))
