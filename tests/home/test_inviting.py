"""Whom the screen invites: somebody with music, at allowed hours, who neither stopped it nor said not today."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.care.assent import Answer
from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.home import life, lists
from kiosk.home.assenting import keep_assent
from kiosk.home.home import Home
from kiosk.home.inviting import invitation
from kiosk.home.screen_rules import ScreenRules
from kiosk.people.residents import Resident
from kiosk.units import DurationMs, PlayId, PlaylistId, RecordingId, ResidentId, SessionId, SongId
from tests.home.conftest import SAM

ALWAYS = ScreenRules(invite_from=0, invite_until=24)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def nell(home: Home, mick: Resident) -> Resident:
    """Nell and Mick both have an approved list; the clock stands."""
    home.clock = lambda: NOON
    nell = life.add_resident(home, "Nell", "", SAM)
    for one, song in ((nell, "Molly Malone"), (mick, "Danny Boy")):
        life.name_song(home, one.id, song, life.told(home, "family", "Anne"), SAM)
        draft = lists.new_draft(home, one.id, SAM)
        lists.approve(home, draft.id, draft.revision, SAM)
    return nell


def invited(home: Home, rules: ScreenRules = ALWAYS) -> set[str]:
    """Everyone who is invited within two hours."""
    found = set()
    for tens in range(12):
        home.clock = lambda tens=tens: NOON + timedelta(minutes=10 * tens)  # type: ignore[misc]
        one = invitation(home, rules)
        found |= {one.resident.called} if one else set()
    home.clock = lambda: NOON
    return found


def test_everyone_with_music_is_invited_in_turn_to_a_song_by_name(home: Home, nell: Resident) -> None:
    life.add_resident(home, "Nobody's music", "", SAM)
    assert invited(home) == {"Nell", "Mick"}
    one = invitation(home, ALWAYS)
    assert one
    assert one.track.title


def test_not_at_other_hours_and_not_when_it_is_turned_off(home: Home, nell: Resident) -> None:
    now = NOON.astimezone().hour
    assert invitation(home, replace(ALWAYS, invite_from=(now + 1) % 24, invite_until=now)) is None
    assert invitation(home, replace(ALWAYS, invites=False)) is None


def test_who_said_not_today_is_left_in_peace(home: Home, nell: Resident) -> None:
    keep_assent(home, nell.id, Answer.NOT_TODAY)
    assert invited(home) == {"Mick"}


def test_who_stopped_the_music_is_left_in_peace_for_an_hour(home: Home, nell: Resident, mick: Resident) -> None:
    started = NOON - timedelta(minutes=30)
    play = Play(
        PlayId("p"), SessionId("s"), mick.id, SongId("x"), RecordingId("r"), "", "", started, started,
        DurationMs(1000), WhyEnded.STOPPED,
    )  # fmt: skip
    home.store.records.append_play(play)
    assert invitation(home, replace(ALWAYS, personal=mick.id)) is None
    home.clock = lambda: NOON + timedelta(hours=1)
    assert invitation(home, replace(ALWAYS, personal=mick.id)) is not None


def test_a_bedroom_kiosk_invites_its_own_person_only(home: Home, nell: Resident) -> None:
    assert invited(home, replace(ALWAYS, personal=nell.id)) == {"Nell"}


def test_with_more_people_than_fit_todays_likely_ones_come_first(home: Home, nell: Resident) -> None:
    began = NOON - timedelta(days=1)
    home.store.records.append_session(Session(SessionId("s"), nell.id, PlaylistId("l"), began))
    people = home.store.residents.all()
    now = NOON.astimezone()
    first = home.likely.first(home.store, people, now, 1)
    assert [one.called for one in first] == ["Nell", "Mick"]
    assert home.likely.first(home.store, people, now, 2) == list(people)
    assert ResidentId(first[0].id) == nell.id
