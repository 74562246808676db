"""How the screen is set up: millimetres, what fits, the look by the clock, and a sentence for every wrong number."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput, NotFound
from kiosk.home.home import Home
from kiosk.home.screen_rules import RANGES, Glass, Look, ScreenRules, between, keep_rules, read_rules, rules_of
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


def at(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour, 30)  # noqa: DTZ001  the home's own time


def test_the_defaults_are_what_the_evidence_gives(home: Home) -> None:
    rules = rules_of(home)
    assert (rules.repeat_ms, rules.hold_ms, rules.slop_mm, rules.reach_mm) == (800, 3000, 10, 3)
    assert (rules.idle_s, rules.choices, rules.tiles) == (60, 2, 4)


@pytest.mark.parametrize(
    ("width", "height", "inch", "mm", "glass", "people"),
    [
        (1280, 800, 15.6, 3.809, Glass.LARGE, 4),
        (1920, 1080, 21.5, 4.034, Glass.LARGE, 4),
        (1920, 1080, 24, 3.614, Glass.LARGE, 4),
        (1280, 800, 10.1, 5.884, Glass.MIDDLE, 3),
        (800, 480, 7, 5.247, Glass.SMALL, 2),
        (1080, 1920, 21.5, 4.034, Glass.LARGE, 4),
        (800, 1280, 10.1, 5.884, Glass.MIDDLE, 2),
        (480, 800, 7, 5.247, Glass.SMALL, 2),
    ],
)
def test_a_smaller_glass_shows_fewer(
    width: int, height: int, inch: float, mm: float, glass: Glass, people: int
) -> None:
    rules = ScreenRules(inch=inch, width=width, height=height)
    assert rules.mm == pytest.approx(mm, abs=0.001)
    assert (rules.glass, rules.people_at_once) == (glass, people)


def test_the_clock_brings_the_evening_look_and_takes_it_away() -> None:
    rules = ScreenRules(evening_from=18, evening_until=7)
    looks = {hour: rules.look_at(at(hour)) for hour in (6, 7, 17, 18, 23)}
    assert looks == {6: "evening", 7: "light", 17: "light", 18: "evening", 23: "evening"}
    assert ScreenRules(look=Look.CONTRAST).look_at(at(23)) is Look.CONTRAST


def test_it_invites_only_at_its_hours() -> None:
    rules = ScreenRules(invite_from=9, invite_until=20)
    assert [hour for hour in range(24) if rules.invites_at(at(hour))] == list(range(9, 20))
    assert not ScreenRules(invites=False).invites_at(at(12))


@given(st.integers(0, 23), st.integers(0, 24), st.integers(0, 24))
def test_every_hour_is_in_a_span_or_in_the_rest(hour: int, start: int, end: int) -> None:
    inside, rest = between(hour, start, end), between(hour, end, start)
    assert inside != rest or start == end or {start, end} == {0, 24}


def test_what_is_typed_is_kept_and_the_rest_stays(home: Home, mick: Resident) -> None:
    keep_rules(home, {"inch": "10,1", "repeat_ms": "1200", "look": "evening"}, SAM)
    keep_rules(home, {"width": "800", "height": "1280", "personal": mick.id}, SAM)
    rules = rules_of(home)
    assert (rules.inch, rules.repeat_ms, rules.look) == (10.1, 1200, Look.EVENING)
    assert (rules.width, rules.height, rules.personal, rules.invites) == (800, 1280, mick.id, True)


def test_a_box_that_is_not_ticked_is_off_only_where_boxes_were_shown(home: Home) -> None:
    assert keep_rules(home, {"boxes": "shown", "low": "yes"}, SAM).low
    assert not rules_of(home).invites
    assert keep_rules(home, {"inch": "7"}, SAM).low


@pytest.mark.parametrize("name", RANGES)
def test_every_number_has_its_bounds_and_a_sentence(name: str) -> None:
    range_ = RANGES[name]
    for wrong in (str(range_.least - 1), str(range_.most + 1), "many", "nan"):
        with pytest.raises(BadInput, match=r"^(Write|Choose) .+\.$") as refused:
            read_rules({name: wrong}, ScreenRules())
        assert refused.value.field == name
    for right in (range_.least, range_.most):
        assert getattr(read_rules({name: f"{right:g}"}, ScreenRules()), name) == right


def test_nobody_can_be_given_a_kiosk_who_is_not_here(home: Home) -> None:
    with pytest.raises(NotFound):
        keep_rules(home, {"personal": "nobody"}, SAM)
    assert rules_of(home) == ScreenRules()


def test_a_setting_this_build_does_not_know_does_no_harm(home: Home) -> None:
    home.store.settings.set("screen", {"inch": 7, "of another build": 1}, SAM)
    assert rules_of(home).inch == 7
    home.store.settings.set("screen", {"inch": "broken"}, SAM)
    assert rules_of(home) == ScreenRules()
