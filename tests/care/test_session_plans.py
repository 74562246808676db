"""Plans: two or three songs to settle, a main part, one song to end; nothing twice."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.session_plans import (
    WITHOUT_MUSIC,
    Ability,
    Activity,
    Choice,
    Part,
    filled,
    shape,
    within,
    without_songs,
)
from kiosk.care.session_prompts import prompts
from kiosk.care.verses import LINES, Verse, finished
from kiosk.playlists.picks import Purpose
from kiosk.units import ResidentId, SongId

purposes = st.sampled_from(Purpose)
minutes = st.integers(10, 45)
choices = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.floats(40, 140))), unique_by=lambda one: one[0], max_size=16
).map(lambda found: [Choice(SongId(f"s{number}"), bpm) for number, bpm in found])


def test_half_an_hour_settles_does_and_ends() -> None:
    steps = shape(Purpose.EVERYDAY, 30)
    assert [step.part for step in steps] == [Part.WARM_UP, Part.MAIN, Part.MAIN, Part.REFLECTION]
    assert sum(step.minutes for step in steps) == 30
    songs = filled(steps, [Choice(SongId(f"s{number}")) for number in range(12)])
    assert len(songs[0].songs) == 3
    assert songs[0].songs[0] == "s0", "the best known begins"
    assert songs[-1].songs == ("s1",), "the next best ends"


@given(purposes, minutes)
def test_a_session_lasts_as_long_as_asked(purpose: Purpose, length: int) -> None:
    steps = shape(purpose, length)
    assert sum(step.minutes for step in steps) == length
    assert steps[0].part is Part.WARM_UP
    assert steps[-1].part is Part.REFLECTION
    assert any(step.part is Part.MAIN for step in steps)
    assert all(step.minutes >= 3 for step in steps)


@given(purposes, minutes, choices)
def test_no_song_comes_twice_and_each_suits_its_step(purpose: Purpose, length: int, found: list[Choice]) -> None:
    bpm = {choice.song: choice.bpm for choice in found}
    steps = filled(shape(purpose, length), found)
    songs = [song for step in steps for song in step.songs]
    assert len(songs) == len(set(songs))
    for step in steps:
        if step.activity is Activity.BREATHE:
            assert all((bpm[song] or 999) <= 80 for song in step.songs)
        if step.activity in WITHOUT_MUSIC:
            assert step.songs == ()


def test_without_slow_songs_people_listen_instead_of_breathing() -> None:
    steps = filled(shape(Purpose.CALM, 30), [Choice(SongId(f"s{number}"), 120.0) for number in range(12)])
    assert Activity.BREATHE not in {step.activity for step in steps}


@pytest.mark.parametrize(("asked", "careful", "length"), [(5, False, 10), (90, False, 45), (45, True, 15)])
def test_lengths_stay_within_bounds(asked: int, length: int, careful: bool) -> None:
    assert within(asked, first_careful=careful) == length


def test_a_template_keeps_no_songs() -> None:
    steps = filled(shape(Purpose.LIFT, 30), [Choice(SongId("s1")), Choice(SongId("s2"))])
    assert all(step.songs == () for step in without_songs(steps))


def test_there_is_something_to_say_for_every_step_at_every_level() -> None:
    said = [prompts(activity, ability) for activity in Activity for ability in Ability]
    assert all(1 <= len(words) <= 2 for words in said)
    assert len({words for two in said for words in two}) == sum(map(len, said)), "each says something of its own"


def test_only_finished_lines_make_the_verse() -> None:
    assert finished({"place": " Cork. ", "dance": "the Mecca band", "smell": "  "}) == (
        "I come from Cork,",
        "We danced to the Mecca band.",
    )
    assert finished({}) == ()
    made = Verse("v", ResidentId("r"), finished({line.key: "x" for line in LINES}), "Sam", datetime.now(UTC))
    assert len(made.lines) == len(LINES)
