"""Who is being missed this week, and what happened by itself beside a note."""

from dataclasses import replace
from datetime import timedelta

from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.care.session_run import Tap, TapKind
from kiosk.home import counting, life, observing
from kiosk.home.home import Home
from kiosk.home.observing import QuickNote
from kiosk.people.residents import Resident
from kiosk.units import DurationMs, PlayId, PlaylistId, RecordingId, ResidentId, SessionId, SongId
from tests.home.conftest import SAM


def heard(
    home: Home, who: ResidentId, minutes: int, days_ago: int = 0, others: tuple[ResidentId, ...] = ()
) -> SessionId:
    began, key = home.now() - timedelta(days=days_ago, minutes=minutes), SessionId(home.new_id())
    home.store.records.append_session(Session(key, who, PlaylistId("p"), began, others))
    sounded = DurationMs(minutes * 60_000)
    home.store.records.append_play(
        Play(PlayId(f"p-{key}"), key, who, SongId("danny"), RecordingId("r"), "Danny Boy", "", began,
             began + timedelta(minutes=minutes), sounded, WhyEnded.FINISHED)
    )  # fmt: skip
    return key


def test_who_is_missed(home: Home, mick: Resident) -> None:
    rosa = life.add_resident(home, "Rosa", "", SAM)
    away = life.add_resident(home, "Ali", "", SAM)
    home.store.residents.save(replace(away, takes_part=False), SAM)
    heard(home, mick.id, 30, days_ago=1)
    heard(home, rosa.id, 30, days_ago=9)
    found = counting.missed_this_week(home)
    assert [(one.resident, one.words) for one in found] == [
        (rosa.id, "No music"),
        (mick.id, "Music, but nobody noted anything"),
    ]
    assert found[0].last == home.today() - timedelta(days=9)
    observing.keep_note(home, mick.id, QuickNote("settled"), SAM)
    assert [one.resident for one in counting.missed_this_week(home)] == [rosa.id]


def test_music_in_a_group_is_everyones(home: Home, mick: Resident) -> None:
    rosa = life.add_resident(home, "Rosa", "", SAM)
    heard(home, mick.id, 30, others=(rosa.id,))
    assert [one.minutes for one in counting.missed_this_week(home)] == [30, 30]


def test_what_happened_by_itself_stands_beside_a_note(home: Home, mick: Resident) -> None:
    heard(home, mick.id, 30)
    note = observing.keep_note(home, mick.id, QuickNote("settled"), SAM)
    found = counting.session_facts(home, note)
    assert found
    assert (found.titles, found.minutes, found.stopped) == (("Danny Boy",), 30, False)


def test_a_note_of_today_is_not_of_last_weeks_session(home: Home, mick: Resident) -> None:
    heard(home, mick.id, 30, days_ago=7)
    note = observing.keep_note(home, mick.id, QuickNote("settled"), SAM)
    assert note.session is None
    assert counting.session_facts(home, note) is None


def test_who_left_a_group_did_not_hear_the_rest(home: Home, mick: Resident) -> None:
    rosa = life.add_resident(home, "Rosa", "", SAM)
    session = heard(home, mick.id, 30, others=(rosa.id,))
    before = home.now() - timedelta(hours=1)
    home.store.records.append_tap(Tap("t1", session, TapKind.LEFT, before, before, "Sam", rosa.id), mick.id)
    assert [len(counting.period(home, who).plays) for who in (mick.id, rosa.id)] == [1, 0]
