"""Volume over time: the curve, the fades, the glides; never louder than asked."""

from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.listening.mixer import STEP_S, Mixer, percent


def heard_db(volume: int) -> float:
    """What libVLC's cubic curve makes of a volume setting."""
    return 60 * log10(volume / 100) if volume else -120.0


@pytest.mark.parametrize("level", [0.0, -3.0, -6.0, -12.0, -24.0])
def test_a_level_is_met_from_below(level: float) -> None:
    assert level - 0.7 <= heard_db(percent(level)) <= level


def test_a_fade_in_reaches_its_level_in_time_and_begins_audibly() -> None:
    mixer = Mixer.fading_in(-6.0, 3.0)
    assert -34 < heard_db(mixer.volume) < -30
    mixer.advance(1.5)
    assert heard_db(mixer.volume) == pytest.approx(-12, abs=1)
    mixer.advance(1.5)
    assert mixer.settled
    assert mixer.volume == percent(-6.0)


def test_without_a_fade_it_is_there_at_once() -> None:
    assert Mixer.fading_in(0.0, 0.0).volume == 100


def test_a_fade_out_is_silent_in_time_wherever_it_began() -> None:
    mixer = Mixer.fading_in(0.0, 3.0)
    mixer.advance(1.0)
    mixer.fade_out(0.7)
    mixer.advance(0.7)
    assert mixer.silent
    assert mixer.volume == 0


def test_a_slower_fade_never_replaces_a_quicker_one() -> None:
    mixer = Mixer.fading_in(0.0, 0.0)
    mixer.fade_out(0.7)
    mixer.fade_out(2.0)
    mixer.advance(0.7)
    assert mixer.silent


def test_three_decibels_take_a_moment() -> None:
    mixer = Mixer.fading_in(-12.0, 0.0)
    mixer.glide_to(-9.0)
    mixer.advance(STEP_S)
    assert -12.0 < mixer.level_db < -9.0
    for _ in range(4):
        mixer.advance(STEP_S)
    assert mixer.level_db == -9.0


def test_a_step_that_comes_late_is_still_a_small_one() -> None:
    mixer = Mixer.fading_in(-12.0, 0.0)
    mixer.glide_to(-6.0)
    mixer.advance(0.5)
    assert mixer.level_db < -10.5


@given(
    st.floats(-40, 5),
    st.lists(st.tuples(st.floats(0, 1), st.one_of(st.none(), st.floats(-40, 5))), max_size=30),
)
def test_it_is_never_louder_than_the_loudest_level_asked_for(
    first: float, life: list[tuple[float, float | None]]
) -> None:
    mixer, loudest = Mixer.fading_in(min(first, 0.0), 3.0), min(first, 0.0)
    for seconds, level in life:
        if level is not None:
            mixer.glide_to(level)
            loudest = min(0.0, max(loudest, level))
        mixer.advance(seconds)
        assert heard_db(mixer.volume) <= loudest + 0.01
