"""Summaries: counts with denominators, missing is missing, and too few is said to be too few."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.goals import Criterion, Level, Share
from kiosk.care.observations import Chip, Mark, SongMark, TookPart
from kiosk.care.plays import WhyEnded
from kiosk.care.session_run import Reaction, Seen
from kiosk.care.sittings import share, sittings
from kiosk.care.summaries import (
    Missed,
    Period,
    by_week,
    facts,
    goal_shown,
    gone_stale,
    missed,
    songs_seen,
    summary,
    works_best,
)
from kiosk.units import ObservationId, ResidentId, SessionId, SongId
from tests.care.made import MAEVE, NOON, note, play, second
from tests.care.test_goals import GOAL


def test_counts_with_what_they_are_counts_of() -> None:
    notes = (
        note(1, "2"),
        note(2, "3", mood=1, chips=(Chip.SANG,)),
        note(3, "1", distress="brief"),
        note(4, "asleep"),
        note(5, None, None, None),
        note(6, None, None, None, watched=False),
    )
    found = summary(Period(plays=(play(), play("molly", heard_s=30)), notes=notes))
    assert (found.notes, found.nobody_watched, found.songs, found.minutes) == (5, 1, 1, 3)
    assert (found.took_part, found.well) == (Share(2, 4), Share(2, 4))
    assert (found.better_mood, found.distress) == (Share(1, 4), Share(1, 4))
    assert found.chips[Chip.SANG] == 1


@pytest.mark.parametrize(("count", "enough"), [(4, False), (5, True)])
def test_too_few_below_five_notes(count: int, enough: bool) -> None:
    found = summary(Period(notes=tuple(note(number) for number in range(count))))
    assert found.enough is enough
    assert found.chart.enough is enough


def test_a_session_counts_once_however_many_notes_it_has() -> None:
    first = note(1, "1")
    more = replace(first, id=ObservationId("n1b"), took_part=TookPart.MOST, seen_at=NOON + timedelta(days=1, hours=1))
    corrected = replace(first, id=ObservationId("n1c"), amends=first.id, took_part=TookPart.ABOUT_HALF)
    assert [one.took_part for one in sittings([first, corrected, more])] == [TookPart.MOST]
    assert [one.took_part for one in sittings([first, corrected])] == [TookPart.ABOUT_HALF]


def test_a_second_observer_is_no_second_session() -> None:
    assert len(sittings([note(1), second(1, "0")])) == 1


def test_distress_in_any_note_of_a_session_counts() -> None:
    calm, stopped = note(1), note(2, distress="stopped", session=SessionId("s1"))
    (one,) = sittings([calm, stopped])
    assert one.well is False


@given(st.lists(st.tuples(st.sampled_from(["0", "1", "2", "3", "asleep", None]), st.booleans()), max_size=30))
def test_no_share_counts_more_than_there_are(rows: list[tuple[str | None, bool]]) -> None:
    notes = [note(number, part, watched=watched) for number, (part, watched) in enumerate(rows)]
    for criterion in Criterion:
        found = share(criterion, sittings(notes))
        assert 0 <= found.met <= found.of <= len(rows)


def test_missing_is_missing_and_never_no() -> None:
    assert share(Criterion.SANG, sittings([note(1, None, None, None)])) == Share(0, 0)


def test_a_goal_shows_the_level_of_the_sessions_since_it_was_set() -> None:
    before = [note(-number, chips=(Chip.SANG,)) for number in range(2, 8)]
    since = [note(number, chips=(Chip.SANG,) if number < 4 else ()) for number in range(1, 6)]
    shown = goal_shown(GOAL, sittings([*before, *since]))
    assert (shown.share, shown.level) == (Share(3, 5), Level.REACHED)
    assert goal_shown(GOAL, sittings([*before, *since[:4]])).level is None


def tapped(number: int, seen: Seen | None, together: bool = True) -> Reaction:
    at = NOON + timedelta(days=number)
    return Reaction(f"t{number}{seen}", "Sam", at, SessionId(f"s{number}"), SongId("daisy"), seen, together)


def test_a_reaction_counts_only_where_it_answers_the_same_question() -> None:
    taps = (
        tapped(1, Seen.JOINED),  # beside a note that does not say so
        tapped(2, Seen.LISTENED),
        tapped(3, Seen.JOINED),
        tapped(4, Seen.ASLEEP),
        tapped(5, None),
        tapped(6, Seen.JOINED, together=False),
    )
    period = Period(notes=(replace(note(1, "2"), session=SessionId("s1")),), reactions=taps)
    found, seen = summary(period), sittings(period.notes, taps)
    assert share(Criterion.JOINED, seen) == Share(2, 3)
    assert (found.distress, found.stops) == (Share(1, 2), 1)
    assert (found.notes, found.nobody_watched) == (1, 0)
    assert found.took_part == found.well == Share(1, 1)
    assert share(Criterion.SANG, seen) == Share(0, 1)
    assert [one.took_part for one in seen[1:]] == [None] * 5


def mark(song: str, kind: Mark, days: int, own_say: bool = True) -> SongMark:
    return SongMark(MAEVE, SongId(song), kind, "Maeve", NOON + timedelta(days=days), own_say=own_say)


def test_what_works_best_and_what_has_gone_stale() -> None:
    falling = [Mark.LIKES, Mark.SKIP, Mark.NOT_THIS_ONE, Mark.NEVER_AGAIN]
    marks = [mark("danny", Mark.LIKES, days) for days in range(2)]
    marks += [mark("daisy", kind, days) for days, kind in enumerate(falling)]
    marks += [mark("molly", Mark.LIKES, 1)]
    plays = tuple(play(song, days) for song in ("danny", "daisy", "molly") for days in range(2))
    rows = songs_seen("Maeve", Period(plays=plays, marks=tuple(marks)))
    assert [row.title for row in works_best(rows)] == ["Danny"]
    assert [row.title for row in gone_stale(rows)] == ["Daisy"]


def test_the_facts_of_a_session() -> None:
    plays = [
        play("danny", 1),
        play("molly", 2, 20, WhyEnded.ANOTHER, "s1"),
        play("daisy", 3, 60, WhyEnded.STOPPED, "s1"),
    ]
    found = facts(plays, [mark("danny", Mark.LIKES, 1), mark("molly", Mark.MORE, 1)], -12.0)
    assert found.titles == ("Danny", "Molly", "Daisy")
    assert (found.minutes, found.skipped, found.stopped) == (4, 1, True)
    assert (found.liked, found.level) == (("Danny",), -12.0)


def test_who_is_being_missed() -> None:
    week = [
        Missed(ResidentId("heard"), 45, 2, date(2026, 3, 1)),
        Missed(ResidentId("nobody looked"), 45, 0, date(2026, 3, 1)),
        Missed(ResidentId("hardly"), 1, 0, date(2026, 3, 1)),
        Missed(ResidentId("nothing lately"), 0, 0, date(2026, 2, 1)),
        Missed(ResidentId("never"), 0, 0, None),
    ]
    assert [(one.resident, one.words) for one in missed(week)] == [
        ("never", "No music"),
        ("nothing lately", "No music"),
        ("hardly", "1 minute of music"),
        ("nobody looked", "Music, but nobody noted anything"),
    ]


def test_weeks_without_anything_are_weeks() -> None:
    found = by_week([NOON, NOON + timedelta(days=1), NOON + timedelta(days=14)])
    assert list(found.items()) == [(date(2026, 3, 2), 2), (date(2026, 3, 9), 0), (date(2026, 3, 16), 1)]
