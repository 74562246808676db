"""The limit of the hour, the last song, and the timer that fades: one short test per rule."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.plays import WhyEnded
from kiosk.listening.commands import Another, Begin, LastSong, Limit, SetLevel, SleepAfter, Stop
from kiosk.listening.engine import ChangeLevel
from kiosk.listening.programme import Levels, Shaping
from kiosk.listening.state import Tell
from kiosk.listening.status import Phase
from kiosk.listening.view import status_of
from kiosk.units import Decibels, SessionId
from tests.listening.cast import programme
from tests.listening.test_reducer import ALPHA, BETA, LIST, Story, playing

MONDAY = SessionId("monday")


def limit(level: float) -> Limit:
    return Limit(Decibels(level))


def press(level: float) -> SetLevel:
    return SetLevel(MONDAY, Decibels(level))


def levels_told(story: Story) -> list[float]:
    return [e.order.level for e in story.effects if isinstance(e, Tell) and isinstance(e.order, ChangeLevel)]


def test_the_evening_makes_it_softer_and_the_morning_brings_the_level_back() -> None:
    story = playing().happen(limit(-20))
    assert status_of(story.state).level == -20.0
    assert status_of(story.state).ceiling == -20.0
    story.happen(limit(0))
    assert status_of(story.state).level == -12.0
    assert levels_told(story) == [-20, -12]


def test_a_limit_above_the_level_changes_nothing_that_is_heard() -> None:
    story = playing().happen(limit(-6))
    assert levels_told(story) == []
    assert status_of(story.state).ceiling == -6.0


def test_under_a_limit_louder_stops_there_and_softer_goes_on_from_what_is_heard() -> None:
    story = playing().happen(limit(-20), press(-17))
    assert status_of(story.state).level == -20.0
    story.happen(press(-23))
    assert status_of(story.state).level == -23.0


def test_a_song_that_starts_under_a_limit_starts_there() -> None:
    assert Story().happen(limit(-18)).begin().started[-1].level == -18.0


def test_a_limit_that_is_no_number_is_ignored() -> None:
    assert playing().happen(limit(float("nan"))).state.limit == 0.0


@given(st.lists(st.one_of(st.floats(-60, 10).map(limit), st.floats(-60, 10).map(press)), max_size=12))
def test_nothing_is_ever_above_limit_or_ceiling_and_no_press_is_over_three_decibels(
    life: list[Limit | SetLevel],
) -> None:
    story = Story().happen(Begin(programme(ALPHA, levels=Levels(ceiling=Decibels(-6.0))))).sounding()
    for one in life:
        before = status_of(story.state).level
        story.happen(one)
        now = status_of(story.state)
        assert now.level <= min(-6.0, story.state.limit)
        if isinstance(one, SetLevel):
            assert abs(now.level - before) <= 3.0


def test_after_the_last_song_the_screen_invites_again() -> None:
    story = playing().happen(LastSong(MONDAY)).ended().wait(4)
    assert story.state.phase is Phase.ENDED
    assert [play.why_ended for play in story.plays] == [WhyEnded.FINISHED]
    assert Story().begin().sounding().ended().wait(1).happen(LastSong(MONDAY)).state.phase is Phase.ENDED


def test_another_song_after_the_last_one_is_the_end() -> None:
    story = playing().happen(LastSong(MONDAY))
    story.happen(Another(story.play_id)).silent()
    assert story.state.phase is Phase.ENDED


def test_the_last_song_of_another_session_is_not_ours() -> None:
    assert not playing().happen(LastSong(SessionId("tuesday"))).state.last_song


def test_a_new_session_has_songs_again_and_no_timer() -> None:
    story = playing().happen(LastSong(MONDAY), SleepAfter(MONDAY, 600)).ended().wait(1).begin()
    assert story.sounding().ended().wait(4).started[-1].path == str(BETA.path)
    assert story.state.sleep_at is None


def test_the_timer_fades_slowly_so_that_it_is_silent_when_the_time_is_over() -> None:
    story = playing(5_000).happen(SleepAfter(MONDAY, 40))
    story.wait(5).at(10_000).wait(2).at(12_000).wait(2).at(14_000)
    assert not story.silences
    story.wait(1.2)
    assert [order.fade_s for order in story.silences] == [30.0]
    assert story.silent().state.phase is Phase.QUIET
    assert story.plays[-1].why_ended is WhyEnded.BY_THE_CLOCK


def test_the_timer_can_be_taken_back() -> None:
    story = playing().happen(SleepAfter(MONDAY, 31), SleepAfter(MONDAY, 0)).wait(2)
    assert not story.silences


def test_stop_and_new_music_do_not_wait_for_a_slow_fade() -> None:
    story = playing().happen(SleepAfter(MONDAY, 30)).wait(0.2)
    assert story.happen(Stop()).silences[-1].fade_s < 1
    story = playing().happen(SleepAfter(MONDAY, 30)).wait(0.2).happen(Begin(LIST))
    assert story.silences[-1].fade_s < 1
    assert story.silent().state.phase is Phase.STARTING


def test_a_play_keeps_the_level_it_had() -> None:
    assert playing().happen(limit(-20), Stop()).plays[-1].level == -20.0


def test_the_sound_is_fitted_to_the_person() -> None:
    fitted = replace(LIST, shaping=Shaping(mono=True, treble=Decibels(6.0)))
    start = Story().happen(Begin(fitted)).started[-1]
    assert (start.mono, start.treble) == (True, 6.0)
