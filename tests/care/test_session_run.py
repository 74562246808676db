"""A session is the sum of its taps, in whatever order they arrive, however often they are sent."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.learning import responses
from kiosk.care.observations import Before
from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.care.session_run import (
    Attending,
    HalfWay,
    Run,
    Seen,
    Tap,
    TapKind,
    attended,
    reactions,
    run_of,
    still_wanted,
)
from kiosk.units import DurationMs, PlayId, PlaylistId, RecordingId, ResidentId, SessionId, SongId

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
NELL, JOE = ResidentId("nell"), ResidentId("joe")
SONG = SongId("daisy")


def tap(
    kind: TapKind, minute: float = 0, who: ResidentId | None = None, value: str = "", late: float = 0, by: str = "Sam"
) -> Tap:
    at = NOON + timedelta(minutes=minute)
    key = f"{kind}{minute}{who}{value}"
    return Tap(key, SessionId("s"), kind, at, at + timedelta(seconds=late), by, who, value, SONG)


def run(*taps: Tap) -> Run:
    return run_of((NELL, JOE), 4, NOON, "Robin", taps)


def play(minute: float) -> Play:
    began = NOON + timedelta(minutes=minute)
    return Play(
        PlayId(f"p{minute}"),
        SessionId("s"),
        NELL,
        SONG,
        RecordingId("r"),
        "Daisy Bell",
        "",
        began,
        began + timedelta(minutes=3),
        DurationMs(180_000),
        WhyEnded.FINISHED,
    )


def test_it_begins_at_its_first_step_with_everyone_expected() -> None:
    begun = run()
    assert (begun.step, begun.led_by, begun.here) == (0, "Robin", (NELL, JOE))


def test_steps_reactions_and_comings_add_up() -> None:
    now = run(
        tap(TapKind.CAME, 1, NELL),
        tap(TapKind.NOT_TODAY, 1, JOE),
        tap(TapKind.STEP, 2, value="2"),
        tap(TapKind.SAW, 3, NELL, Seen.LISTENED),
        tap(TapKind.SAW, 4, NELL, Seen.JOINED),
        tap(TapKind.TOOK_OVER, 5, by="Sam"),
        tap(TapKind.STEP, 6, value="99"),
    )
    assert now.step == 2
    assert now.step_began == NOON + timedelta(minutes=2)
    assert now.attending == {NELL: Attending.HERE, JOE: Attending.NOT_TODAY}
    assert now.seen == {(NELL, SONG): Seen.JOINED}
    assert now.led_by == "Sam"


def test_late_and_doubled_taps_change_nothing_of_the_sum() -> None:
    taps = [tap(TapKind.CAME, 1, NELL), tap(TapKind.LEFT, 3, NELL, late=60), tap(TapKind.STEP, 2, value="1")]
    assert {repr(run(*order, *order)) for order in permutations(taps)} == {repr(run(*taps))}


@given(
    st.lists(st.tuples(st.sampled_from(TapKind), st.integers(0, 40), st.sampled_from([NELL, JOE, None])), max_size=20)
)
def test_any_taps_in_any_order_give_one_state(given_taps: list[tuple[TapKind, int, ResidentId | None]]) -> None:
    taps = [tap(kind, minute, who, value="1") for kind, minute, who in given_taps]
    assert run(*taps) == run(*reversed(taps))


def test_a_new_look_at_how_they_are_asks_half_way_anew() -> None:
    worse = tap(TapKind.HALF_WAY, 2, value=HalfWay.WORSE)
    first = tap(TapKind.AROUSAL, 1, value=Before.RESTLESS)
    assert run(first, worse).half_way is HalfWay.WORSE
    assert run(first, worse, tap(TapKind.AROUSAL, 3, value=Before.SETTLED)).half_way is None


def test_only_a_fresh_tap_moves_the_music() -> None:
    assert tap(TapKind.SKIP, 1, late=9).fresh
    assert not tap(TapKind.SKIP, 1, late=11).fresh


def test_a_late_stop_counts_unless_music_was_put_on_again() -> None:
    stop = tap(TapKind.QUIET, 5, late=60)
    assert still_wanted(stop, [tap(TapKind.PLAY, 1), stop])
    assert not still_wanted(stop, [tap(TapKind.PLAY, 1), stop, tap(TapKind.PLAY, 5.5)])


def test_a_play_counts_for_whoever_was_there() -> None:
    plays = [play(0), play(5), play(10)]
    left = [tap(TapKind.CAME, 0, NELL), tap(TapKind.LEFT, 7, NELL)]
    assert attended(NELL, plays, left) == tuple(plays[:2])
    assert attended(JOE, plays, left) == tuple(plays)
    assert attended(NELL, plays, [tap(TapKind.LEFT, 7, NELL)]) == tuple(plays[:2])
    assert attended(NELL, plays, [tap(TapKind.NOT_TODAY, 0, NELL)]) == ()
    assert attended(NELL, plays, [tap(TapKind.CAME, 9, NELL)]) == (plays[2],)


def group(*others: ResidentId) -> Session:
    return Session(SessionId("s"), NELL, PlaylistId("l"), NOON, others)


def test_reactions_of_one_person_the_last_word_on_each_song() -> None:
    taps = [
        tap(TapKind.SAW, 1, NELL, Seen.NOT_FOR_ME),
        tap(TapKind.SAW, 1.5, NELL, Seen.JOINED),
        tap(TapKind.SAW, 1, JOE, Seen.ASLEEP),
        tap(TapKind.DISTRESS, 2, NELL),
    ]
    found = reactions(taps, NELL, [group(JOE)])
    assert [(one.seen, one.song, one.together) for one in found] == [(Seen.JOINED, SONG, True), (None, SONG, True)]
    assert not any(one.together for one in reactions(taps, NELL, [group()]))


def test_reactions_teach_in_their_own_words() -> None:
    taps = [tap(TapKind.SAW, 1, NELL, Seen.JOINED), tap(TapKind.SAW, 1, JOE, Seen.ASLEEP)]
    learned = responses("Nell", (), (), (), reactions=reactions(taps, NELL, [group(JOE)]))
    assert (learned[SONG].mean, learned[SONG].words) == (1.0, ("Nell joined in once",))
    assert responses("Joe", (), (), (), reactions=reactions(taps, JOE, [group(JOE)])) == {}
