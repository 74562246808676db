"""The tempo several measurements agree on, and how else its beat may be counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.tempo import ALIKE, FASTEST, SLOWEST, Tempo, agreed, other_beats


@pytest.mark.parametrize(
    ("measured", "tempo"),
    [
        ([120.0, 121.0, 119.0, 120.5], Tempo(120.2, sure=True)),
        ([53.3, 158.5, 162.5, 160.0], Tempo(160.0, sure=True)),
        ([120.0, 121.0, 60.2, 90.0], Tempo(120.5, sure=False)),
        ([120.0, 90.0, 60.0, 45.0], Tempo()),
        ([191.0, 190.0, 192.0, 191.5], Tempo()),
        ([0.0, 0.0, 0.0, 0.0], Tempo()),
        ([], Tempo()),
    ],
)
def test_most_must_agree_to_be_believed(measured: list[float], tempo: Tempo) -> None:
    assert agreed(measured) == tempo


def test_other_beats_are_what_people_can_tap() -> None:
    assert other_beats(100.0) == (200.0, 50.0, 33.3)
    assert other_beats(46.0) == (92.0, 138.0)


@given(st.lists(st.floats(0, 400), max_size=8))
def test_a_tempo_is_one_that_was_measured_by_at_least_two(measured: list[float]) -> None:
    found = agreed(measured)
    if found.bpm is None:
        assert not found.sure
        return
    near = [one for one in measured if abs(one - found.bpm) <= 2 * ALIKE * found.bpm + 0.1]
    assert SLOWEST <= found.bpm <= FASTEST
    assert len(near) >= (3 if found.sure else 2)
