"""Lists from other players: every kind is read, ours come back as they were, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput
from kiosk.playlists.exchange import KINDS, written
from kiosk.playlists.exchange_in import Line, read_list
from kiosk.playlists.recordings import Recording
from kiosk.units import DurationMs, RecordingId

SONGS = [
    Recording(
        RecordingId("a"), "/music/Ann & Bob/one.mp3", "One <more> time", "Ann & Bob", duration=DurationMs(61_000)
    ),
    Recording(RecordingId("b"), "/music/Für Elise.ogg", "Für Elise", source="CD", duration=DurationMs(0)),
]


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_lists_come_back(kind: str) -> None:
    assert read_list(written("For Mick", SONGS, kind)) == (
        Line("One <more> time", "Ann & Bob", "/music/Ann & Bob/one.mp3"),
        Line("Für Elise", "", "/music/Für Elise.ogg"),
    )


def test_a_plain_list_of_files_is_read() -> None:
    text = "\ufeffC:\\Music\\Danny Boy.mp3\r\n# a remark\r\nfile:///home/a/Molly%20Malone.flac\r\n"
    assert read_list(text) == (
        Line("Danny Boy", "", "C:/Music/Danny Boy.mp3"),
        Line("Molly Malone", "", "/home/a/Molly Malone.flac"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Ann, here is the list",
        "{}",
        '{"playlist": {"track": "none"}}',
        '{"playlist": {"track": [7]}}',
        "<html><body>no list</body></html>",
        "<playlist",
        '<!DOCTYPE p [<!ENTITY a "b">]><playlist xmlns="http://xspf.org/ns/0/"><trackList/></playlist>',
        "[" * 100_000,
        "x" * 3_000_000,
    ],
)
def test_what_is_no_list_is_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="no list the kiosk can read"):
        read_list(text)


@given(st.text(max_size=200), st.sampled_from(["", "#EXTM3U\n", "<playlist>", '{"playlist":', "<?xml version='1.0'?>"]))
def test_any_text_is_a_list_or_refused(text: str, beginning: str) -> None:
    assert all(line.title or line.path for line in lines_or_none(beginning + text))


def lines_or_none(text: str) -> tuple[Line, ...]:
    try:
        return read_list(text)
    except BadInput:
        return ()
