"""What a spoken request may mean."""

import pytest

from kiosk.playlists.finder_readings import readings


def test_plain_words_are_read_as_they_are() -> None:
    assert [reading.words for reading in readings("Harbour Lights")] == ["harbour lights"]


def test_a_title_and_a_performer_are_told_apart() -> None:
    found = readings("it was Mara Vinlund... Harbour Lights? something like that")
    assert any((reading.title, reading.performer) == ("harbour lights", "mara vinlund") for reading in found)


@pytest.mark.parametrize(
    ("request_words", "span"),
    [
        ("rosalind from the fifties", (1950, 1959)),
        ("rosalind from the 1930s", (1930, 1939)),
        ("rosalind in 1944", (1944, 1944)),
        ("rosalind from the war", (1939, 1946)),
        ("rosalind back in the early 60s", (1960, 1969)),
    ],
)
def test_decades_are_heard(request_words: str, span: tuple[int, int]) -> None:
    assert span in [reading.years for reading in readings(request_words)]


def test_the_whole_request_is_always_one_of_the_readings() -> None:
    assert "the song about nothing" in [reading.words for reading in readings("the song about nothing")]


def test_a_performer_given_apart_belongs_to_every_reading() -> None:
    assert {reading.performer for reading in readings("rosalind", "Blackthorn")} == {"blackthorn"}


def test_silence_has_no_reading() -> None:
    assert readings("  ?! ") == ()
