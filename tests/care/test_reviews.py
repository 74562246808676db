"""Reviews: complete or asked for, corrected by amending."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.care.goals import Share
from kiosk.care.reviews import Decision, Evidence, Review, Signature, checked, current
from kiosk.errors import BadInput
from tests.care.made import MAEVE, NOON

REVIEW = Review(
    id="r1",
    resident=MAEVE,
    occasion="6 weeks",
    since=date(2026, 1, 19),
    until=date(2026, 3, 2),
    evidence=Evidence(12, 10, 300, Share(7, 10), Share(1, 10)),
    decision=Decision.CARRY_ON,
    why="She asks for it.",
    took_part=("Maeve", "Anne, her daughter"),
    signed=Signature("Tess", NOON, "Registered music therapist"),
)


def test_it_can_be_kept() -> None:
    assert checked(REVIEW) == REVIEW


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"why": ""}, "why"),
        ({"decision": Decision.CHANGE}, "changes"),
        ({"took_part": ()}, "took_part"),
        ({"signed": Signature("", NOON)}, "signed"),
        ({"why": "x" * 2001}, "why"),
    ],
)
def test_what_is_missing_is_asked_for(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as asked:
        checked(replace(REVIEW, **wrong))  # type: ignore[arg-type]
    assert asked.value.field == field


def test_a_corrected_review_gives_way_to_its_correction() -> None:
    after = replace(REVIEW, id="r2", amends="r1", signed=replace(REVIEW.signed, at=NOON + timedelta(days=1)))
    assert current([after, REVIEW]) == [after]
