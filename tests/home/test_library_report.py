"""The library in words, and lists for other players."""

import pytest

from kiosk.errors import BadInput
from kiosk.home import library_report, lists
from kiosk.home.home import Home
from kiosk.people.residents import Resident
from kiosk.playlists.recordings import Recording
from kiosk.units import RecordingId
from tests.home.conftest import SAM


def test_it_works(home: Home, mick: Resident) -> None:
    home.store.recordings.upsert_many([Recording(RecordingId("bad"), "/x/bad.mp3", "bad", trouble="“bad” is empty.")])
    lists.new_draft(home, mick.id, SAM)
    told = library_report.report(home)
    assert (told["ready"], told["refused"], told["troubles"]) == (5, 1, ["“bad” is empty."])
    assert told["wanted"][0]["for"] == ["Mick"]
    words = library_report.in_words(home)
    assert words.startswith("5 recordings ready to play")
    assert "for Mick" in words


def test_an_approved_list_goes_out_as_far_as_it_can_play(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    assert library_report.list_for_players(home, mick.id, "m3u8").count("#EXTINF") == 0
    lists.approve(home, draft.id, draft.revision, SAM)
    out = library_report.list_for_players(home, mick.id, "m3u8")
    assert "/music/Danny Boy.opus" in out
    assert out.count("#EXTINF") == len(lists.split(home, draft).ready)


def test_another_kind_is_refused(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="Choose one of m3u8, xspf, jspf"):
        library_report.list_for_players(home, mick.id, "pls")
