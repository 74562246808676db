"""Somebody comes later to a group that is already listening."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from kiosk.care.session_run import Attending, TapKind
from kiosk.errors import BadInput
from kiosk.home import exporting, joining, life, running
from kiosk.home.home import Home
from kiosk.listening.commands import Begin, Join
from kiosk.people.residents import Resident
from tests.home.conftest import SAM, Desk
from tests.home.test_sessions import Clock, begins, begun, clock, desk, tap

__all__ = ["clock", "desk"]


@pytest.fixture
def walter(home: Home) -> Resident:
    return life.add_resident(home, "Walter", "", SAM)


def test_red_flags_of_who_comes_later_hold_from_that_moment(
    home: Home, desk: Desk, clock: Clock, mick: Resident, nora: Resident, walter: Resident
) -> None:
    plan = begun(home, mick, nora)
    unwanted = plan.steps[0].songs[0]
    song = home.song(unwanted)
    assert song
    life.add_red_flag(home, walter.id, "song", song.title, life.told(home, "family", "Ann"), SAM, unwanted)
    clock.pass_minutes(5)
    joined = joining.join(home, plan.id, walter.id, SAM)
    assert joining.join(home, plan.id, walter.id, SAM) == joined
    (told,) = [one for one in desk.asked if isinstance(one, Join)]
    assert (told.resident, told.blocked) == (walter.id, (unwanted,))
    assert all(unwanted not in step.songs for step in joined.steps)
    assert running.run(home, joined).attending[walter.id] is Attending.HERE
    (came,) = home.store.records.taps_of(walter.id)
    assert (came.kind, came.at) == (TapKind.CAME, clock.now)
    assert [one.id for one in home.store.records.sessions_of(walter.id)] == [plan.id]
    tap(home, joined, TapKind.PLAY)
    sent: Begin = begins(desk)[-1]
    assert walter.id in sent.programme.people
    assert unwanted not in [track.song for track in sent.programme.tracks]


def test_what_is_kept_of_who_came_later_leaves_and_stays_as_of_anybody(
    home: Home, desk: Desk, clock: Clock, mick: Resident, nora: Resident, walter: Resident
) -> None:
    plan = begun(home, mick, nora)
    joining.join(home, plan.id, walter.id, SAM)
    for gone in (mick, nora):
        home.store.erase_resident(gone.id, SAM)
    assert [one.people for one in home.store.records.sessions_of(walter.id)] == [(walter.id,)]
    home.store.erase_resident(walter.id, SAM)
    assert home.store.records.sessions_of(walter.id) == ()


def test_an_export_names_everybody_who_was_there(
    home: Home, desk: Desk, clock: Clock, mick: Resident, nora: Resident, walter: Resident
) -> None:
    plan = begun(home, mick, nora)
    joining.join(home, plan.id, walter.id, SAM)
    with ZipFile(BytesIO(exporting.of_home(home, SAM))) as bundle:
        rows = list(csv.DictReader(StringIO(bundle.read("tables/sessions.csv").decode("utf-8-sig"))))
    assert {row["called"] for row in rows} == {"Mick", "Nora", "Walter"}
    for row in rows:
        assert {row["resident"], *row["others"].split("; ")} == {mick.id, nora.id, walter.id}


def test_nobody_joins_one_persons_music_or_a_session_that_is_over(
    home: Home, desk: Desk, clock: Clock, mick: Resident, nora: Resident, walter: Resident
) -> None:
    alone, group = begun(home, mick, key="one"), begun(home, mick, nora)
    assert [one.called for one in joining.newcomers(home, group)] == ["Walter"]
    assert joining.newcomers(home, alone) == []
    with pytest.raises(BadInput, match="only a group"):
        joining.join(home, alone.id, walter.id, SAM)
    tap(home, group, TapKind.FINISHED)
    with pytest.raises(BadInput, match="over"):
        joining.join(home, group.id, walter.id, SAM)
