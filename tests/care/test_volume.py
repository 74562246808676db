"""The kiosk's scale and decibels at the chair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.volume import (
    MOST_DBA,
    USUAL,
    Room,
    allowed_cap,
    dba,
    level_words,
    most_for,
    offset_from,
    span,
)
from kiosk.errors import BadInput
from kiosk.units import Decibels

QUIETEST, LOUDEST = Decibels(-24.0), Decibels(0.0)
offsets = st.floats(40, 110)


def test_in_a_measured_room_usual_is_62_db_a() -> None:
    for reading in (55.0, 62.0, 70.0):
        room = Room(offset_from(reading))
        found = span(room, USUAL, QUIETEST, LOUDEST)
        assert dba(room, found.start) == 62.0


def test_before_a_measurement_levels_are_the_players_own() -> None:
    found = span(Room(), USUAL, QUIETEST, LOUDEST)
    assert (found.start, found.floor, found.ceiling) == (-12.0, -24.0, 0.0)
    assert dba(Room(), found.start) is None


def test_in_a_loud_room_the_cap_holds_and_staff_may_raise_it_to_80() -> None:
    loud = offset_from(80.0)
    assert dba(Room(loud), span(Room(loud), USUAL, QUIETEST, Decibels(6.0)).ceiling) == 75.0
    raised = Room(loud, cap=allowed_cap(80.0))
    assert dba(raised, span(raised, USUAL, QUIETEST, Decibels(6.0)).ceiling) == 80.0
    with pytest.raises(BadInput):
        allowed_cap(81.0)


@pytest.mark.parametrize("reading", [0.0, 34.9, 106.0, float("nan")])
def test_an_unlikely_reading_is_asked_again(reading: float) -> None:
    with pytest.raises(BadInput):
        offset_from(reading)


@given(offsets, st.floats(-40, 20), st.floats(-40, 20), st.floats(-40, 20), st.floats(0, 6), st.floats(60, MOST_DBA))
def test_no_person_and_no_room_is_ever_above_the_cap_or_full_volume(
    offset: float, start: float, floor: float, ceiling: float, lift: float, cap: float
) -> None:
    room = Room(offset, cap)
    found = span(room, *map(Decibels, (start, floor, ceiling, lift)))
    assert found.floor <= found.start <= found.ceiling <= -lift
    assert found.ceiling + offset <= cap + 1e-9


def test_the_limit_of_an_hour_is_said_on_the_same_scale() -> None:
    room = Room(offset_from(62.0))
    assert dba(room, most_for(room, Decibels(-15.0))) == 59.0


def test_levels_in_words() -> None:
    assert level_words(Room(), USUAL) == "as usual"
    assert level_words(Room(), Decibels(-15.0)) == "3 dB softer than usual"
    assert level_words(Room(60.0), Decibels(-9.0)) == "65 dB(A)"
