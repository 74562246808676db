"""Lists as other players read them; read back with the standard library."""

import json
from dataclasses import replace
from urllib.parse import unquote, urlparse
from xml.etree import ElementTree as Xml

import pytest

from kiosk.playlists.exchange import KINDS, written
from kiosk.playlists.recordings import Recording
from kiosk.units import DurationMs, RecordingId

NAME = "/music/Ø & <b> “é” #1 100%.mp3"
ONE = replace(
    Recording(RecordingId("a"), NAME, "Tea & <Toast>\nfor two", "Ann", "Best"),
    duration=DurationMs(61_500), source="CDs", licence="no. 12",
)  # fmt: skip
SPACE = "{http://xspf.org/ns/0/}"


def test_it_works() -> None:
    assert written("Nell’s", [ONE], "m3u8").splitlines() == [
        "#EXTM3U", "#PLAYLIST:Nell’s", "#EXTINF:62,Ann - Tea & <Toast> for two", NAME,
    ]  # fmt: skip


def test_xspf_can_be_read_back() -> None:
    track = Xml.fromstring(written("Nell’s", [ONE], "xspf").encode()).find(f"{SPACE}trackList/{SPACE}track")
    assert track is not None
    told = {part.tag.removeprefix(SPACE): part.text for part in track}
    assert unquote(urlparse(told["location"] or "").path) == NAME
    assert (told["title"], told["creator"], told["duration"]) == (ONE.title, "Ann", "61500")
    assert told["annotation"] == "CDs; no. 12"


def test_jspf_says_the_same() -> None:
    (track,) = json.loads(written("Nell’s", [ONE], "jspf"))["playlist"]["track"]
    assert track["title"] == ONE.title
    assert unquote(urlparse(track["location"][0]).path) == NAME


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_is_a_list(kind: str) -> None:
    assert written("Nothing", [], kind)


def test_another_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        written("Nell’s", [ONE], "pls")
