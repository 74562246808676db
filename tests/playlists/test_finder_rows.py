"""Requests and songs as rows."""

import pytest

from kiosk.errors import BadInput
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_rows import answers, songs_from_rows

SONGS = [
    {"id": "a", "title": "Harbour Lights", "artist": "Mara Vinlund", "year": "1952"},
    {"id": "b", "title": "Rosalind", "artist": "", "year": ""},
]


def _finder() -> Finder:
    return Finder(songs_from_rows(SONGS))


def test_one_answer_for_each_request() -> None:
    ((answer, _),) = answers(_finder(), [{"query_id": "q1", "query": "harbor lights"}])
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
    ((answer, _),) = answers(_finder(), [{"query_id": "", "query": "rosalind"}])
    assert answer["hits"][0]["year"] is None  # type: ignore[index]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadInput, match="title"):
        list(songs_from_rows([{"id": "a"}]))
    with pytest.raises(BadInput, match="query"):
        list(answers(_finder(), [{"words": "x"}]))
