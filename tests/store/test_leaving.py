"""A group is kept once, found by each of its people, and stays with the others when one is erased."""

import json
from dataclasses import replace

import pytest

from kiosk.care.plays import Session
from kiosk.care.session_plans import Ability, Activity, Part, SessionPlan, Step
from kiosk.errors import NotFound
from kiosk.playlists.picks import Purpose
from kiosk.store.check import check
from kiosk.store.store import Store
from kiosk.units import ResidentId, SessionId, SongId
from tests.store import some
from tests.store.test_erasure import traces

OLA = ResidentId("r-ola")


def together() -> Session:
    return replace(some.session(), others=(some.JAN, OLA))


def fill(store: Store) -> None:
    for key in (some.MAEVE, some.JAN, OLA):
        store.residents.save(some.resident(key, key), some.BY)
    store.records.append_session(together())
    store.records.append_session(together())
    store.records.append_play(some.play())
    store.records.append_session(some.session("se-alone"))
    for resident in (None, *together().people):
        store.records.append_tap(some.tap(f"t-{resident}", resident), some.MAEVE)
    store.session_plans.save(plan(), some.BY)


def plan() -> SessionPlan:
    step = Step(Part.MAIN, Activity.SING, 10, (SongId("s-1"),))
    people = together().people
    return SessionPlan(SessionId("se-1"), people, Purpose.GROUP, Ability.READY, (step,), "Sam", some.NOON, shared=True)


def test_a_groups_session_and_plays_are_found_for_each_of_them(store: Store) -> None:
    fill(store)
    for resident in (some.JAN, OLA):
        assert store.records.sessions_of(resident) == (together(),)
        assert store.records.plays_of(resident) == (some.play(),)
    assert len(store.records.sessions_of(some.MAEVE)) == 2
    assert store.records.plays_of_session(SessionId("se-1")) == (some.play(),)


@pytest.mark.parametrize("leaving", [some.MAEVE, some.JAN])
def test_the_others_keep_what_the_group_heard(store: Store, leaving: ResidentId) -> None:
    fill(store)
    store.erase_resident(leaving, some.BY)
    rest = tuple(one for one in together().people if one != leaving)
    for resident in rest:
        kept = next(one for one in store.records.sessions_of(resident) if one.id == "se-1")
        assert kept.people == rest
        (play,) = store.records.plays_of(resident)
        assert play == replace(some.play(), resident=rest[0])
    taps = store.records.taps_of_session(SessionId("se-1"))
    assert {tap.resident for tap in taps} == {None, *rest}
    assert store.session_plans.get(SessionId("se-1")).people == rest
    assert store.records.plays_of(leaving) == ()
    assert traces(store.home, leaving) == []
    assert check(store.home).healthy


def test_an_export_names_nobody_else(store: Store) -> None:
    fill(store)
    told = store.export_resident(some.JAN)
    (session,), (play,) = told["records"]["sessions"], told["records"]["plays"]
    assert (session["id"], session["in_a_group"], play["title"]) == ("se-1", True, "The Parting Glass")
    assert some.MAEVE not in json.dumps(told)


def test_nobody_who_was_erased_joins_a_group(store: Store) -> None:
    fill(store)
    store.erase_resident(OLA, some.BY)
    with pytest.raises(NotFound, match="was erased"):
        store.records.append_session(replace(together(), id=SessionId("se-late")))
    assert len(store.records.sessions_of(some.JAN)) == 1
