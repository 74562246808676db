"""What sounds next: one short test per rule, then the rules that hold whatever happens."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.care.plays import Play, WhyEnded
from kiosk.listening.commands import Another, Begin, Block, Command, Join, SetLevel, Stop, Then
from kiosk.listening.engine import (
    At,
    ChangeLevel,
    Ended,
    Failed,
    Generation,
    Lost,
    NoOutput,
    Ready,
    Reason,
    Report,
    Silence,
    Silent,
    Sounding,
    Start,
    Starting,
    Unusable,
)
from kiosk.listening.programme import Levels
from kiosk.listening.reducer import reduce
from kiosk.listening.state import (
    Complain,
    Effect,
    Happened,
    RecordPlay,
    ReplaceEngine,
    Resume,
    Resumption,
    State,
    Tell,
    Tick,
)
from kiosk.listening.status import Phase, Sound
from kiosk.listening.view import resumption_of, status_of
from kiosk.units import Decibels, PlayId, PositionMs, SessionId, SongId
from tests.listening.cast import NORA, WALTER, moment, programme, track

ALPHA, BETA, GAMMA = track("alpha"), track("beta"), track("gamma")
LIST = programme(ALPHA, BETA, GAMMA)


class Story:
    """Lets things happen to one state, in order, and remembers every effect."""

    def __init__(self) -> None:
        self.state = State()
        self.effects: list[Effect] = []
        self.time = 0.0

    def happen(self, *whats: Command | Report | Tick | Resume) -> "Story":
        for what in whats:
            self.state, effects = reduce(self.state, Happened(moment(self.time), what))
            self.effects.extend(effects)
        return self

    def wait(self, seconds: float, step_s: float = 0.1) -> "Story":
        for _ in range(round(seconds / step_s)):
            self.time += step_s
            self.happen(Tick())
        return self

    def begin(self, wanted: object = None) -> "Story":
        return self.happen(Begin(LIST if wanted is None else wanted))  # type: ignore[arg-type]

    def sounding(self, position: int = 0) -> "Story":
        return self.happen(Sounding(self.generation, PositionMs(position), Sound.HEARD))

    def at(self, position: int) -> "Story":
        return self.happen(At(self.generation, PositionMs(position)))

    def ended(self, position: int = 60_000, *, early: bool = False) -> "Story":
        return self.happen(Ended(self.generation, PositionMs(position), early))

    def silent(self) -> "Story":
        return self.happen(Silent(self.generation))

    @property
    def generation(self) -> Generation:
        return self.state.generation

    @property
    def play_id(self) -> PlayId:
        assert self.state.play
        return self.state.play.id

    @property
    def title(self) -> str:
        return status_of(self.state).title

    @property
    def started(self) -> list[Start]:
        return [e.order for e in self.effects if isinstance(e, Tell) and isinstance(e.order, Start)]

    @property
    def silences(self) -> list[Silence]:
        return [e.order for e in self.effects if isinstance(e, Tell) and isinstance(e.order, Silence)]

    @property
    def plays(self) -> list[Play]:
        return [e.play for e in self.effects if isinstance(e, RecordPlay)]

    @property
    def complaints(self) -> list[str]:
        return [e.sentence for e in self.effects if isinstance(e, Complain)]


def playing(position: int = 10_000) -> Story:
    story = Story().begin().sounding()
    for place in range(1000, position + 1, 1000):
        story.wait(1.0).at(place)
    return story


def test_spoken_words_begin_at_their_own_level_and_are_no_play_of_a_song() -> None:
    words = replace(track("words"), spoken=True)
    story = Story().begin(programme(words, ALPHA)).sounding().ended(4_000)
    assert story.started[0].fade_in_s < 0.2
    assert story.plays == []
    story.wait(3.0).sounding()
    assert story.title == "Alpha"
    assert story.started[1].fade_in_s == 3.0


def test_spoken_words_that_cannot_be_played_blame_no_recording_of_the_library() -> None:
    words = replace(track("words"), spoken=True)
    story = Story().begin(programme(words, ALPHA)).happen(Failed(Generation(1), Reason.NOT_MUSIC))
    assert [effect.recording for effect in story.effects if isinstance(effect, Complain)] == [None]


def test_it_works_at_all() -> None:
    story = Story().begin()
    assert status_of(story.state).phase is Phase.STARTING
    assert story.sounding().state.phase is Phase.PLAYING
    story.wait(1.0).at(1000).ended()
    assert story.state.phase is Phase.BETWEEN
    assert story.wait(2.6).state.phase is Phase.STARTING
    assert [Path(order.path) for order in story.started] == [ALPHA.path, BETA.path]


def test_begin_twice_is_once() -> None:
    story = playing().begin()
    assert len(story.started) == 1
    assert story.state.phase is Phase.PLAYING


def test_music_for_somebody_else_replaces_what_sounds_after_a_fade() -> None:
    other = programme(track("delta"), resident=WALTER, session="tuesday")
    story = playing().begin(other)
    assert (story.state.phase, story.silences[-1].fade_s) == (Phase.STOPPING, 2.0)
    assert story.plays[-1].why_ended is WhyEnded.REPLACED
    story.silent().sounding()
    assert status_of(story.state).resident == WALTER
    assert story.title == "Delta"


def test_stop_during_a_replacement_cancels_what_was_to_follow() -> None:
    other = programme(track("delta"), resident=WALTER, session="tuesday")
    story = playing().begin(other).happen(Stop()).silent()
    assert story.state.phase is Phase.QUIET
    assert len(story.started) == 1


def test_a_list_without_music_says_so() -> None:
    story = Story().begin(programme())
    assert story.state.phase is Phase.ENDED
    assert "no music in this list" in story.complaints[0]


def test_stop_fades_within_a_second_and_ends_the_session() -> None:
    story = playing().happen(Stop())
    assert story.state.phase is Phase.STOPPING
    assert story.silences[-1].fade_s < 1.0
    assert story.plays[-1].why_ended is WhyEnded.STOPPED
    assert story.silent().state.phase is Phase.QUIET
    assert status_of(story.state).session is None


def test_stop_twice_is_once() -> None:
    story = playing().happen(Stop(), Stop()).silent().happen(Stop())
    assert len(story.plays) == 1
    assert story.state.phase is Phase.QUIET


def test_tapping_stop_for_ever_cannot_put_silence_off() -> None:
    story = playing().happen(Stop())
    for _ in range(60):
        story.happen(Stop()).wait(0.1)
    assert story.state.phase is Phase.QUIET


def test_an_engine_that_does_not_fall_silent_is_replaced() -> None:
    story = playing().happen(Stop()).wait(2.0)
    assert story.state.phase is Phase.QUIET
    assert any(isinstance(effect, ReplaceEngine) for effect in story.effects)


def test_begin_works_again_at_once_after_stop() -> None:
    story = playing().happen(Stop()).begin().silent()
    assert story.state.phase is Phase.STARTING


def test_stop_between_songs_is_quiet_at_once() -> None:
    story = playing().ended().happen(Stop())
    assert story.state.phase is Phase.QUIET
    assert len(story.wait(5).started) == 1


def test_another_goes_to_the_next_song_by_a_fade_and_a_pause() -> None:
    story = playing()
    story.happen(Another(story.play_id))
    assert (story.state.phase, story.silences[-1].fade_s) == (Phase.BETWEEN, 2.0)
    assert story.plays[-1].why_ended is WhyEnded.ANOTHER
    assert story.title == "Beta"
    story.silent().wait(2.0)
    assert len(story.started) == 1
    assert len(story.wait(1.0).started) == 2


def test_a_second_tap_on_another_changes_nothing() -> None:
    story = playing()
    tap = Another(story.play_id)
    story.happen(tap, tap).silent().wait(3).sounding().happen(tap)
    assert story.title == "Beta"
    assert len(story.plays) == 1


def test_another_can_say_not_this_one() -> None:
    story = playing()
    story.happen(Another(story.play_id, WhyEnded.NOT_THIS_ONE))
    assert story.plays[-1].why_ended is WhyEnded.NOT_THIS_ONE


def test_after_the_last_song_the_screen_invites_and_begin_works() -> None:
    story = Story().begin(programme(ALPHA)).sounding().at(2000).ended()
    assert story.state.phase is Phase.ENDED
    assert resumption_of(story.state) is None
    assert story.begin().state.phase is Phase.STARTING


def test_a_level_moves_three_decibels_a_press_and_stays_within_its_limits() -> None:
    story = playing()
    story.happen(SetLevel(LIST.session, Decibels(0.0)))
    assert story.state.level == -9.0
    for _ in range(10):
        story.happen(SetLevel(LIST.session, Decibels(40.0)))
    assert story.state.level == 0.0
    for _ in range(20):
        story.happen(SetLevel(LIST.session, Decibels(-90.0)))
    assert story.state.level == -24.0


@pytest.mark.parametrize("level", [float("nan"), float("inf")])
def test_a_level_that_is_no_number_is_ignored(level: float) -> None:
    assert playing().happen(SetLevel(LIST.session, Decibels(level))).state.level == -12.0


def test_the_same_level_twice_is_once() -> None:
    story = playing().happen(*[SetLevel(LIST.session, Decibels(-10.0))] * 2)
    assert sum(isinstance(e, Tell) and isinstance(e.order, ChangeLevel) for e in story.effects) == 1


def test_a_level_is_ignored_while_nothing_sounds_and_for_another_session() -> None:
    """Otherwise presses on a silent kiosk make the next song blast."""
    story = Story().begin().happen(SetLevel(LIST.session, Decibels(-9.0)))
    assert story.state.level == -12.0
    assert story.sounding().happen(SetLevel(SessionId("yesterday"), Decibels(-9.0))).state.level == -12.0


def test_each_session_begins_at_its_own_level() -> None:
    story = playing().happen(SetLevel(LIST.session, Decibels(-9.0)), Stop()).silent()
    assert story.begin().started[-1].level == -12.0


def test_a_song_never_above_its_headroom_is_asked_for() -> None:
    assert Story().begin(programme(track("quiet", gain=3.0))).started[0].gain == 3.0
    assert Story().begin(programme(track("loud", gain=23.0))).started[0].gain == 20.0


def test_a_blocked_song_stops_at_once_and_leaves_the_list() -> None:
    story = playing().happen(Block(NORA, ALPHA.song))
    assert story.silences[-1].fade_s < 1.0
    assert story.plays[-1].why_ended is WhyEnded.NEVER_AGAIN
    assert story.silent().wait(3).started[-1].path == str(BETA.path)


def test_a_blocked_song_still_to_come_is_left_out() -> None:
    story = playing().happen(Block(NORA, BETA.song)).ended().wait(3)
    assert story.started[-1].path == str(GAMMA.path)


def test_a_blocked_song_already_past_does_not_shift_the_list() -> None:
    story = playing().ended().wait(3).sounding().happen(Block(NORA, ALPHA.song)).at(2000).ended().wait(3)
    assert [Path(order.path) for order in story.started] == [ALPHA.path, BETA.path, GAMMA.path]


def test_a_block_holds_for_a_programme_built_a_moment_before() -> None:
    assert Story().happen(Block(NORA, ALPHA.song)).begin().started[0].path == str(BETA.path)


def test_another_residents_block_changes_nothing() -> None:
    assert playing().happen(Block(WALTER, ALPHA.song)).state.phase is Phase.PLAYING


def test_a_red_flag_of_anyone_in_a_group_stops_a_song_and_leaves_it_out() -> None:
    group = programme(ALPHA, BETA, GAMMA, others=(WALTER,))
    story = Story().begin(group).sounding().happen(Block(WALTER, BETA.song), Block(NORA, ALPHA.song))
    assert story.plays[-1].why_ended is WhyEnded.NEVER_AGAIN
    assert story.silent().wait(3).started[-1].path == str(GAMMA.path)


def test_red_flags_of_somebody_who_comes_later_hold_from_then_on() -> None:
    levels = Levels(ceiling=Decibels(-20.0), start=Decibels(-20.0), floor=Decibels(-30.0))
    came = Join(LIST.session, WALTER, (ALPHA.song, BETA.song), levels)
    story = playing().happen(came, came)
    assert status_of(story.state).people == (NORA, WALTER)
    assert story.state.level == -20.0
    assert story.plays[-1].why_ended is WhyEnded.NEVER_AGAIN
    assert story.silent().wait(3).started[-1].path == str(GAMMA.path)
    assert status_of(story.state).songs == (GAMMA.song,)


def test_who_comes_to_another_session_changes_nothing_here() -> None:
    story = playing().happen(Join(SessionId("tuesday"), WALTER, (ALPHA.song,), Levels()))
    assert status_of(story.state).people == (NORA,)
    assert story.state.phase is Phase.PLAYING


def test_blocks_in_a_row_while_the_first_song_fades_leave_the_rest_to_play() -> None:
    story = playing().happen(Block(NORA, ALPHA.song), Block(NORA, BETA.song)).silent().wait(3)
    assert story.started[-1].path == str(GAMMA.path)


def test_a_groups_music_does_not_pass_for_one_persons() -> None:
    story = playing().begin(programme(BETA, others=(WALTER,))).silent()
    assert story.started[-1].path == str(BETA.path)
    assert status_of(story.state).people == (NORA, WALTER)
    assert status_of(story.state).songs == (BETA.song,)


def test_what_comes_can_change_without_touching_what_sounds() -> None:
    story = playing().happen(Then(LIST.session, (GAMMA,)))
    assert story.state.phase is Phase.PLAYING
    assert not story.plays
    assert story.ended().wait(3).started[-1].path == str(GAMMA.path)
    assert status_of(story.state).songs == (GAMMA.song,)


def test_between_songs_the_next_one_changes_too() -> None:
    story = playing().ended().happen(Then(LIST.session, (GAMMA,))).wait(3)
    assert story.started[-1].path == str(GAMMA.path)


def test_what_comes_changes_only_for_its_own_session_and_never_to_a_blocked_song() -> None:
    assert playing().happen(Then(SessionId("tuesday"), (GAMMA,))).ended().wait(3).started[-1].path == str(BETA.path)
    story = playing().happen(Block(NORA, GAMMA.song), Then(LIST.session, (GAMMA, BETA))).ended().wait(3)
    assert story.started[-1].path == str(BETA.path)
    assert Story().happen(Then(LIST.session, (GAMMA,))).state.phase is Phase.QUIET


def test_parts_of_one_session_number_their_plays_on() -> None:
    assert Story().begin(programme(ALPHA, plays=100)).state.play is not None
    assert Story().begin(programme(ALPHA, plays=100)).sounding().happen(Stop()).plays[0].id == "monday-101"


@pytest.mark.parametrize("reason", list(Reason))
def test_a_broken_file_is_skipped_soon_with_a_sentence(reason: Reason) -> None:
    story = Story().begin()
    story.happen(Failed(story.generation, reason)).wait(0.5)
    assert story.started[-1].path == str(BETA.path)
    assert story.complaints[0].startswith("“Alpha” could not be played")
    assert story.plays[0].why_ended is WhyEnded.BROKEN
    assert story.plays[0].heard == 0


def test_many_broken_files_do_not_spin_and_end_with_a_sentence() -> None:
    story = Story().begin(programme(*(track(f"song {n}") for n in range(100))))
    for _ in range(600):
        if story.state.phase is Phase.STARTING:
            story.happen(Failed(story.generation, Reason.MISSING))
        story.wait(0.1)
    assert story.state.phase is Phase.ENDED
    assert len(story.started) == 20
    assert "music folder" in story.complaints[-1]
    assert story.time > 30


def test_a_song_that_stands_still_is_retried_once_then_skipped() -> None:
    story = playing().wait(3.1)
    assert isinstance(story.effects[-1], ReplaceEngine)
    story.happen(Lost("replaced"))
    assert story.started[-1].start == 10_000
    story.sounding(10_000).wait(3.1)
    assert story.plays[-1].why_ended is WhyEnded.BROKEN
    assert story.wait(3).started[-1].path == str(BETA.path)


def test_a_song_that_never_starts_is_retried_once_then_skipped() -> None:
    story = Story().begin().wait(8.1).happen(Lost("replaced")).wait(8.1).wait(0.5)
    assert story.started[-1].path == str(BETA.path)


def test_an_engine_that_wakes_up_slowly_gets_its_time() -> None:
    story = Story().begin().wait(7.0).happen(Ready(Sound.UNKNOWN, "libVLC")).wait(7.0)
    assert len(story.started) == 1
    assert not story.complaints


def test_a_lost_engine_goes_on_at_the_last_confirmed_place() -> None:
    story = playing(20_000).happen(Lost("gone"))
    assert status_of(story.state).phase is Phase.STARTING
    assert story.started[-1].start == 20_000
    assert story.started[-1].generation == story.started[0].generation + 1
    assert story.sounding(20_000).state.phase is Phase.PLAYING
    assert not story.plays


def test_a_file_that_keeps_crashing_the_engine_is_skipped() -> None:
    story = Story().begin()
    for sentence in ("1", "2", "3"):
        assert story.started[-1].path == str(ALPHA.path)
        story.happen(Starting(story.generation), Lost(sentence))
    assert story.wait(1).started[-1].path == str(BETA.path)


def test_engines_that_die_before_they_open_the_file_do_not_make_it_a_bad_one() -> None:
    story = playing().happen(*(Lost("the spare was dead as well") for _ in range(5)))
    assert story.started[-1].path == str(ALPHA.path)
    assert not story.plays


def test_a_loss_while_stopping_is_silence() -> None:
    assert playing().happen(Stop(), Lost("gone")).state.phase is Phase.QUIET


def test_late_reports_of_an_earlier_song_are_ignored() -> None:
    story = playing()
    old = story.generation
    story.happen(Another(story.play_id)).silent().wait(3)
    story.happen(Sounding(old, PositionMs(0), Sound.HEARD))
    assert status_of(story.state).phase is Phase.STARTING
    story.sounding().happen(Ended(old, PositionMs(60_000), early=False))
    assert story.state.phase is Phase.PLAYING


def test_without_a_speaker_the_song_waits_and_the_place_is_kept() -> None:
    story = playing(20_000)
    story.happen(NoOutput(story.generation, "No sound can be heard."))
    assert status_of(story.state).phase is Phase.STARTING
    assert status_of(story.state).sound is Sound.NO_OUTPUT
    assert story.complaints == ["No sound can be heard."]
    story.wait(1.1)
    assert story.started[-1].start == 20_000
    assert story.sounding(20_000).state.trouble == ""


def test_after_two_minutes_without_a_speaker_nothing_waits_any_more() -> None:
    """Music must not start by itself in an empty room (evidence rule 10)."""
    story = Story().begin()
    for _ in range(120):
        if story.state.phase is Phase.STARTING:
            story.happen(NoOutput(story.generation, "No sound can be heard."))
        story.wait(1.1)
    assert story.state.phase is Phase.ENDED
    assert story.plays[-1].heard == 0


def test_heard_counts_only_confirmed_music() -> None:
    story = playing(10_000).wait(2.5).happen(Stop())
    assert story.plays[0].heard == 10_000
    assert story.plays[0].started_at == moment(0).wall


def test_a_jump_is_not_listening() -> None:
    story = playing(5_000).at(55_000).happen(Stop())
    assert story.plays[0].heard == 5_000


def test_a_file_that_ends_before_its_time_is_named_to_staff() -> None:
    story = playing().ended(30_000, early=True)
    assert "ends before its time" in story.complaints[0]
    assert story.plays[0].why_ended is WhyEnded.FINISHED


def test_a_machine_without_a_player_says_what_to_install() -> None:
    story = Story().happen(Unusable("Please install libvlc5."))
    assert status_of(story.state).trouble == "Please install libvlc5."


def test_after_a_restart_the_music_goes_on_and_never_louder_than_a_session_starts() -> None:
    before = playing(20_000).happen(*[SetLevel(LIST.session, Decibels(0.0))] * 3)
    past = resumption_of(before.state)
    assert past
    after = Story().happen(Resume(past))
    assert (after.started[0].start, after.started[0].level) == (20_000, -12.0)
    after.sounding(20_000).happen(Stop())
    assert after.plays[0].id == before.play_id
    assert after.plays[0].heard == 20_000


def test_a_resumption_with_nothing_left_ends() -> None:
    nothing = Resumption(programme(), 0, 0, Decibels(-12.0), None)
    assert Story().happen(Resume(nothing)).state.phase is Phase.ENDED


SONGS = [f"song {n}" for n in range(4)]
levels = st.builds(
    Levels,
    start=st.floats(-40, 10).map(Decibels),
    floor=st.floats(-40, 0).map(Decibels),
    ceiling=st.floats(-30, 5).map(Decibels),
)
programmes = st.builds(
    lambda names, resident, session, levels: programme(
        *(track(name) for name in names), resident=resident, session=session, levels=levels
    ),
    st.lists(st.sampled_from(SONGS), max_size=4),
    st.sampled_from([NORA, WALTER]),
    st.sampled_from(["one", "two"]),
    levels,
)
generations = st.integers(0, 6).map(Generation)
positions = st.integers(0, 60_000).map(PositionMs)
things = st.one_of(
    st.just(Tick()),
    st.builds(Begin, programmes),
    st.builds(Stop),
    st.builds(Another, st.sampled_from([PlayId(f"{s}-{n}") for s in ("one", "two") for n in range(4)])),
    st.builds(SetLevel, st.sampled_from([SessionId("one"), SessionId("two")]), st.floats().map(Decibels)),
    st.builds(Block, st.sampled_from([NORA, WALTER]), st.sampled_from(SONGS).map(SongId)),
    st.builds(Then, st.just(LIST.session), st.sampled_from([(), (GAMMA,), (GAMMA, ALPHA)])),
    st.builds(Sounding, generations, positions, st.just(Sound.HEARD)),
    st.builds(At, generations, positions),
    st.builds(Ended, generations, positions, st.booleans()),
    st.builds(Failed, generations, st.sampled_from(Reason)),
    st.builds(NoOutput, generations, st.just("no speaker")),
    st.builds(Silent, generations),
    st.builds(Lost, st.just("lost")),
    st.builds(Ready, st.just(Sound.UNKNOWN), st.just("engine")),
)
waits = st.floats(0, 10)
lives = st.lists(st.tuples(waits, things), max_size=40)


def about_the_present(what: Command | Report | Tick, state: State) -> Command | Report | Tick:
    """Most reports that hypothesis makes are late ones; let many of them be about the present song."""
    if isinstance(what, Sounding | At | Ended | Failed | NoOutput | Silent) and what.generation >= 3:
        return replace(what, generation=state.generation)
    return what


def live(life: list[tuple[float, Command | Report | Tick]]) -> list[tuple[State, Happened, State, tuple[Effect, ...]]]:
    """Let it all happen; return every step with the state before and after."""
    state, now, steps = State(), 0.0, []
    for wait, what in life:
        now += wait
        happened = Happened(moment(now), about_the_present(what, state))
        after, effects = reduce(state, happened)
        steps.append((state, happened, after, effects))
        state = after
    return steps


@given(lives)
@settings(max_examples=300, deadline=None)
def test_playing_is_never_said_without_confirmation(life: list[tuple[float, Command | Report | Tick]]) -> None:
    for before, happened, after, _ in live(life):
        if after.phase is Phase.PLAYING and before.phase is not Phase.PLAYING:
            assert isinstance(happened.what, Sounding)
            assert happened.what.generation == before.generation


@given(lives)
@settings(max_examples=300, deadline=None)
def test_a_blocked_song_never_starts_and_nothing_is_above_the_ceiling(
    life: list[tuple[float, Command | Report | Tick]],
) -> None:
    for _, happened, after, effects in live(life):
        if after.programme:
            assert after.level <= min(after.programme.levels.ceiling, 0.0)
        blocked = {
            b.song
            for b in after.blocks
            if after.programme and b.resident in after.programme.people and happened.now.tick - b.at < 60
        }
        for effect in effects:
            if isinstance(effect, Tell) and isinstance(effect.order, Start):
                assert SongId(Path(effect.order.path).stem) not in blocked
                assert effect.order.gain <= 0
                assert effect.order.level <= 0


@given(lives)
@settings(max_examples=200, deadline=None)
def test_stop_always_leads_to_quiet_even_when_the_engine_says_nothing(
    life: list[tuple[float, Command | Report | Tick]],
) -> None:
    waits = [(0.1, Tick()) for _ in range(30)]
    steps = live([*life, (0.0, Stop()), *waits])
    assert steps[-1][2].phase is Phase.QUIET
    assert not [
        effect
        for *_, effects in steps[len(life) :]
        for effect in effects
        if isinstance(effect, Tell) and isinstance(effect.order, Start)
    ]


@given(lives)
@settings(max_examples=200, deadline=None)
def test_every_play_is_recorded_once(life: list[tuple[float, Command | Report | Tick]]) -> None:
    steps = live([*life, (0.0, Stop())])
    opened = [
        after.play
        for before, _, after, _ in steps
        if after.play and (not before.play or before.play.id != after.play.id)
    ]
    recorded = [e.play for *_, effects in steps for e in effects if isinstance(e, RecordPlay)]
    assert [play.id for play in opened] == [play.id for play in recorded]
    assert all(play.heard >= 0 for play in recorded)
    assert all(play.ended_at >= play.started_at for play in recorded)


@given(lives, st.sampled_from([Stop(), Begin(LIST), SetLevel(SessionId("one"), Decibels(-10.0))]))
@settings(max_examples=200, deadline=None)
def test_every_command_twice_is_once(life: list[tuple[float, Command | Report | Tick]], command: Command) -> None:
    state = live([*life, (0.0, Tick())])[-1][2]
    now = moment(1000.0)
    if isinstance(command, SetLevel) and abs(command.level - state.level) > 3:
        return
    once, _ = reduce(state, Happened(now, command))
    twice, effects = reduce(once, Happened(now, command))
    assert twice == once
    assert not any(isinstance(e, Tell) and isinstance(e.order, Start | ChangeLevel) for e in effects)
