"""Instruments: the OERS whole, of others a total."""

from dataclasses import replace

import pytest

from kiosk.care.measures import Emotion, Instrument, Measure, checked
from kiosk.errors import BadInput
from tests.care.made import MAEVE, NOON

WHOLE = Measure("m1", MAEVE, Instrument.OERS, "Sam", NOON, dict.fromkeys(Emotion, 1))
TOTAL = Measure("m2", MAEVE, Instrument.CMAI, "Sam", NOON, total=41)


def test_they_can_be_kept() -> None:
    assert checked(WHOLE) == WHOLE
    assert checked(TOTAL) == TOTAL


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(WHOLE, ratings={Emotion.ANGER: 1}), "pleasure"),
        (replace(WHOLE, ratings=dict.fromkeys(Emotion, 6)), "pleasure"),
        (replace(TOTAL, total=None), "total"),
        (replace(TOTAL, total=-1), "total"),
        (replace(TOTAL, instrument=Instrument.OTHER), "name"),
    ],
)
def test_what_is_missing_is_asked_for(wrong: Measure, field: str) -> None:
    with pytest.raises(BadInput) as asked:
        checked(wrong)
    assert asked.value.field == field
