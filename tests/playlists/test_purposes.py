"""Purposes: which songs fit which occasion."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.picks import Purpose
from kiosk.playlists.purposes import FAMILIES, FOR_ONE, MINUTES, RULES, family_of, fit
from kiosk.playlists.songs import Song
from kiosk.units import SongId

SONG = Song(SongId("x"), "A song", language="en", genre="ballad", familiarity=4, energy=1)


def factor(purpose: Purpose, song: Song, bpm: float | None, *, liked: bool = False) -> float:
    return fit(RULES[purpose], song, bpm, ("en",), liked=liked).factor


def test_it_works() -> None:
    slow = fit(RULES[Purpose.EVENING], SONG, 66, ("en",), liked=False)
    assert slow.factor > factor(Purpose.EVENING, SONG, 100)
    assert slow.words == "Slow, for the end of the day"


def test_every_purpose_has_a_rule_with_its_source() -> None:
    assert set(RULES) == set(Purpose)
    assert all("evidence" in rule.source and rule.words and rule.about for rule in RULES.values())
    assert MINUTES == (30, 45)


def test_each_family_holds_two_or_three_lists() -> None:
    assert sorted(one for family in FAMILIES for one in family) == sorted(FOR_ONE)
    assert all(2 <= len(family) <= 3 for family in FAMILIES)
    assert Purpose.EVENING in family_of(Purpose.CALM)


def test_everyday_takes_every_tempo() -> None:
    assert {factor(Purpose.EVERYDAY, SONG, bpm) for bpm in (40, 90, 160, None)} == {1.0}


def test_a_liked_song_just_outside_comes_before_an_unknown_one_inside() -> None:
    for purpose in (Purpose.CALM, Purpose.EVENING, Purpose.BEFORE_CARE):
        band = RULES[purpose].band
        assert band
        assert 0.9 * factor(purpose, SONG, band[1] + 15, liked=True) > 0.5 * factor(purpose, SONG, band[1])


@given(st.floats(120.01, 300), st.booleans())
def test_nothing_above_120_calms(bpm: float, liked: bool) -> None:
    assert factor(Purpose.CALM, SONG, bpm, liked=liked) == 0
    assert factor(Purpose.EVENING, SONG, bpm, liked=liked) == 0


def test_an_unknown_tempo_may_play() -> None:
    assert all(factor(purpose, SONG, None) > 0 for purpose in Purpose)


def test_sing_along_is_what_everybody_knew_in_the_persons_languages() -> None:
    sung = factor(Purpose.SING_ALONG, SONG, 90)
    assert factor(Purpose.SING_ALONG, replace(SONG, familiarity=3), 90) < sung / 2
    assert factor(Purpose.SING_ALONG, replace(SONG, familiarity=2), 90) == 0
    assert factor(Purpose.SING_ALONG, replace(SONG, language="it"), 90) == 0
    assert factor(Purpose.SING_ALONG, replace(SONG, language="it"), 90, liked=True) > 0


def test_before_care_puts_liked_songs_first() -> None:
    liked, unknown = (factor(Purpose.BEFORE_CARE, SONG, 90, liked=liked) for liked in (True, False))
    assert liked > 2 * unknown > 0


def test_sad_themes_are_rare_where_calm_is_wanted_unless_liked() -> None:
    sad = replace(SONG, themes=("loss",))
    assert factor(Purpose.CALM, sad, 70) < factor(Purpose.CALM, SONG, 70)
    assert factor(Purpose.CALM, sad, 70, liked=True) == factor(Purpose.CALM, SONG, 70, liked=True)


@given(st.sampled_from(list(Purpose)), st.one_of(st.none(), st.floats(20, 300)), st.booleans())
def test_a_fit_is_bounded(purpose: Purpose, bpm: float | None, liked: bool) -> None:
    found = fit(RULES[purpose], SONG, bpm, ("en",), liked=liked)
    assert 0 <= found.factor <= 1.2
    assert found.factor <= found.at_any_tempo or found.factor == 0
