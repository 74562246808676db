"""Somebody comes to a group's session while it runs: their red flags hold from that moment (evidence rule 33)."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.care.assent import Answer
from kiosk.care.session_plans import SessionPlan, Standing
from kiosk.care.session_run import Tap, TapKind
from kiosk.errors import BadInput
from kiosk.home.assenting import keep_assent
from kiosk.home.groups import in_the_room, levels_for_all
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.listening.commands import Join
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor
from kiosk.playlists.familiarity import blocked, spares
from kiosk.units import ResidentId, SessionId, SongId


def newcomers(home: Home, plan: SessionPlan) -> list[Resident]:
    """Return who could still come: people who take part and are not in it; nobody in one person's own session."""
    if not plan.shared:
        return []
    return [one for one in home.store.residents.all() if one.takes_part and one.id not in plan.people]


def join(home: Home, session: SessionId, resident: ResidentId, by: Actor) -> SessionPlan:
    """Take somebody into a running group; durable on return, twice is once. Raises BadInput and NotFound.

    Songs that must not play for them leave the plan and the music at once, the one that sounds too.
    """
    plan, person = home.store.session_plans.get(session), home.store.residents.get(resident)
    if resident in plan.people:
        return plan
    if plan.standing is not Standing.RUNNING:
        raise BadInput("This session is over: begin a new one.", "who")
    if not plan.shared or not person.takes_part:
        raise BadInput("Only somebody who takes part can join, and only a group: begin a new session.", "who")
    people = in_the_room((*plan.people, resident))
    unwanted = _unwanted(home, plan, resident)
    with home.store.together(by):
        joined = home.store.session_plans.save(_with(plan, people, unwanted), by)
        home.store.records.join_session(session, resident, by)
        now = home.now()
        came = Tap(home.new_id(), session, TapKind.CAME, now, now, by.name, resident)
        home.store.records.append_tap(came, plan.people[0])
        keep_assent(home, resident, Answer.YES, by.name, session)
    home.sounding.submit(Join(session, resident, unwanted, levels_for_all(home, people)))
    home.tell()
    return joined


def _unwanted(home: Home, plan: SessionPlan, resident: ResidentId) -> tuple[SongId, ...]:
    """Return what of the plan, and of what is on, must not play for a person."""
    person, status = guarded(home, resident), home.sounding.status()
    named: Iterable[SongId] = (song for step in plan.steps for song in step.songs)
    queued = status.songs if status.session == plan.id else ()
    known = [song for song in map(home.song, dict.fromkeys((*named, *queued))) if song]
    return tuple(song.id for song in known if blocked(song, person) or spares(song, person))


def _with(plan: SessionPlan, people: tuple[ResidentId, ...], unwanted: tuple[SongId, ...]) -> SessionPlan:
    steps = [replace(step, songs=tuple(one for one in step.songs if one not in unwanted)) for step in plan.steps]
    return replace(plan, people=people, steps=tuple(steps))
