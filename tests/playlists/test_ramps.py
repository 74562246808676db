"""Ramps: even steps to a tempo, within what is bearable."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.picks import Pick
from kiosk.playlists.purposes import RULES
from kiosk.playlists.ramps import HOLD, NEVER_ABOVE, STEP, along, bpm_of, felt, tempos
from kiosk.playlists.songs import Song, Tempo
from kiosk.units import SongId


def pick(bpm: float) -> Pick:
    return Pick(Song(SongId(f"{bpm}"), f"At {bpm}", pack="tests"), 0.5)


def at(song: Song) -> float | None:
    return float(song.id)


def test_it_works() -> None:
    assert tempos(110, 70, favourite=True) == (110, 100, 90, 80, 70, 70)


def test_it_starts_at_100_without_a_confirmed_favourite() -> None:
    assert tempos(160, 70) == (100, 90, 80, 70, 70)
    assert tempos(160, 70, favourite=True)[0] == 110


@given(st.floats(30, 220), st.floats(50, 140), st.booleans())
def test_every_ramp_is_bearable(start: float, target: float, favourite: bool) -> None:
    steps = tempos(start, target, favourite=favourite)
    goal = min(target, NEVER_ABOVE)
    assert max(steps) <= max(goal, 110 if favourite else 100) <= NEVER_ABOVE
    assert all(abs(after - before) <= STEP + 1e-9 for before, after in pairwise(steps))
    assert steps[-HOLD:] == (goal,) * HOLD
    assert steps in (tuple(sorted(steps)), tuple(sorted(steps, reverse=True)))
    assert len(steps) == ceil(abs(steps[0] - goal) / STEP) + HOLD


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.ramp and rule.band], ids=lambda r: r.words)
@given(start=st.floats(30, 220), favourite=st.booleans())
def test_it_is_inside_the_band_within_five_songs(rule: object, start: float, favourite: bool) -> None:
    low, high = rule.band  # type: ignore[attr-defined]
    steps = tempos(start, rule.ramp[1], favourite=favourite)  # type: ignore[attr-defined]
    assert any(low <= step <= high for step in steps[:5])


@given(st.lists(st.integers(40, 200), unique=True), st.floats(40, 120), st.floats(60, 110))
def test_songs_follow_the_ramp_and_never_go_back(bpms: list[int], start: float, target: float) -> None:
    way = [float(one.song.id) for one in along([pick(bpm) for bpm in bpms], tempos(start, target), at)]
    assert way in (sorted(way), sorted(way, reverse=True))
    assert all(bpm <= NEVER_ABOVE for bpm in way)
    assert len(set(way)) == len(way)


def test_the_best_song_for_a_step_is_taken_and_an_empty_step_left_out() -> None:
    way = along([pick(96), pick(101), pick(72)], (100, 90, 80, 70), at)
    assert [one.song.title for one in way] == ["At 96", "At 72"]


def test_an_unknown_tempo_is_never_part_of_a_ramp() -> None:
    own = Song(SongId("own~x"), "Something hummed", pack="own")
    assert bpm_of(own, {}) is None
    assert along([Pick(own, 1.0)], (100, 90), lambda song: bpm_of(song, {})) == ()


def test_a_measured_tempo_comes_before_the_grade() -> None:
    slow = Song(SongId("s"), "Slow", tempo=Tempo.SLOW, pack="tests")
    assert bpm_of(slow, {}) == 70
    assert bpm_of(slow, {slow.id: 62.0}) == 62


@pytest.mark.parametrize(
    ("bpm", "tempo", "people_feel"),
    [(140, Tempo.SLOW, 70), (66, Tempo.FAST, 132), (90, Tempo.SLOW, 90), (200, Tempo.MODERATE, 100)],
)
def test_half_and_double_are_heard_as_they_are_felt(bpm: float, tempo: Tempo, people_feel: float) -> None:
    assert felt(bpm, tempo) == people_feel
