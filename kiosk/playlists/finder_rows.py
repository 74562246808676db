"""Requests and songs as rows, answers as plain dictionaries: what `kiosk find` reads and prints."""

from collections.abc import Iterable, Iterator, Mapping

from kiosk.errors import BadInput
from kiosk.playlists.finder import Answer, Finder
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year


def songs_from_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[Song]:
    """Songs from rows with id, title, artist and year (which may be empty). Raises BadInput on a missing column."""
    for row in rows:
        try:
            yield Song(SongId(row["id"]), row["title"], row["artist"] or "", _year(row.get("year") or ""))
        except KeyError as missing:
            raise BadInput(f"The list of songs needs a column called {missing}.", "songs") from missing


def _year(text: str) -> Year | None:
    digits = text.strip()[:4]
    return Year(int(digits)) if digits.isascii() and digits.isdigit() else None


def answers(
    finder: Finder, query_rows: Iterable[Mapping[str, str]], count: int = 5
) -> Iterator[tuple[dict[str, object], Answer]]:
    """One answer for each row with query_id and query, as it is written and as it was found.

    Raises BadInput on a missing column.
    """
    for row in query_rows:
        if "query" not in row:
            raise BadInput("The list of requests needs a column called query.", "queries")
        answer = finder.find(row["query"] or "", count)
        yield answer_dict(answer, row.get("query_id") or ""), answer


def answer_dict(answer: Answer, query_id: str = "") -> dict[str, object]:
    """An answer ready to be written as JSON."""
    hits = [
        {
            "id": hit.song.id,
            "title": hit.song.title,
            "artist": hit.song.performer,
            "year": hit.song.year,
            "score": hit.score,
            "reasons": list(hit.reasons),
        }
        for hit in answer.hits
    ]
    return {"query_id": query_id, "query": answer.query, "hits": hits, "sure": answer.sure, "ask": list(answer.ask)}
