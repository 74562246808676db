"""Sessions: which are on, planning one in two taps, and plans kept to use again."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.session_plans import Ability, Activity, Part, SessionPlan, Step, Template
from kiosk.care.upsets import QUESTIONS
from kiosk.errors import KioskError
from kiosk.home import planning
from kiosk.home.assenting import not_today
from kiosk.home.planning import Chosen, Wished
from kiosk.home.resting import rests_until
from kiosk.people.staff import Role
from kiosk.playlists.picks import Purpose
from kiosk.playlists.purposes import RULES
from kiosk.units import ResidentId, SongId
from kiosk.web.context import acting, for_staff, home, staff
from kiosk.web.forms import status_of
from kiosk.web.words import day_words, moment_words

LENGTHS = (15, 30, 45)
PARTS = {Part.WARM_UP: "Warm-up", Part.MAIN: "Main part", Part.REFLECTION: "To end"}
ABILITIES = {
    Ability.READY: "Join in readily",
    Ability.WITH_HELP: "Join in with help",
    Ability.BY_BEING_THERE: "Watch, hear and touch",
}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/sessions", "sessions", sessions)
    bp.add_url_rule("/sessions/plan", "plan", plan)
    bp.add_url_rule("/sessions", "begin_session", begin_session, methods=["POST"])
    bp.add_url_rule("/sessions/templates", "keep_template", keep_template, methods=["POST"])


@dataclass(frozen=True)
class Row:
    """One session or kept plan in a list."""

    title: str
    href: str
    meta: str


@for_staff()
def sessions() -> str:
    """Show the sessions that are on, and ask who the next one is for."""
    people = [one for one in home().store.residents.all() if one.takes_part]
    return render_template(
        "staff/sessions.html",
        running=[_running(one) for one in planning.on_now(home())],
        people=[(one.id, one.called) for one in people],
        templates=[(kept.id, f"{kept.name} ({kept.minutes} minutes)") for kept in _templates()],
        may_name=_may_name(),
    )


def _templates() -> tuple[Template, ...]:
    return home().store.session_plans.templates()


def _may_name() -> bool:
    member = staff()
    return member is not None and member.role.includes(Role.MANAGER)


def _running(one: SessionPlan) -> Row:
    when = f"Began {moment_words(one.began_at)}, led by {one.led_by}"
    return Row(names(one.people), url_for("staff.run", session=one.id), when)


def names(people: tuple[ResidentId, ...]) -> str:
    """Return who a session is for, in words."""
    called = [home().store.residents.get(one).called for one in people]
    return called[0] if len(called) == 1 else f"{', '.join(called[:-1])} and {called[-1]}"


@dataclass(frozen=True)
class SongRow:
    """One song of a step, as planned."""

    id: str
    title: str
    performer: str


@dataclass(frozen=True)
class StepRow:
    """One step of a plan, in words."""

    place: int
    key: str
    part: str
    activity: str
    minutes: int
    songs: list[SongRow]


def step_row(place: int, step: Step) -> StepRow:
    """Return a step as pages show it; `key` is what a form sends for it."""
    songs = [song for song in map(home().song, step.songs) if song]
    return StepRow(
        place,
        f"{place}|{step.part}|{step.activity}|{step.minutes}",
        PARTS[step.part],
        step.activity.capitalize(),
        step.minutes,
        [SongRow(song.id, song.title, song.performer) for song in songs],
    )


@for_staff()
def plan() -> ResponseReturnValue:
    """Show the plan for whoever was ticked; one more tap begins it."""
    here = tuple(ResidentId(one) for one in request.args.getlist("who") if one in _everyone())
    purpose = _purpose(request.args.get("purpose", ""), here)
    minutes = request.args.get("minutes", 30, int)
    asked = Wished(here, purpose, minutes, _ability(request.args.get("ability", "")), request.args.get("template", ""))
    try:
        steps, error = planning.suggest_plan(home(), asked), ""
    except KioskError as refusal:
        steps, error = (), str(refusal)
    return _plan_page(asked, steps, error)


def _everyone() -> set[str]:
    return {one.id for one in home().store.residents.all() if one.takes_part}


def _purpose(given: str, people: tuple[ResidentId, ...]) -> Purpose:
    usual = Purpose.GROUP if len(people) > 1 else Purpose.EVERYDAY
    return Purpose(given) if given in {*Purpose} else usual


def _ability(given: str) -> Ability:
    return Ability(given) if given in {*Ability} else Ability.WITH_HELP


def _plan_page(asked: Wished, steps: tuple[Step, ...], error: str, status: int = 200) -> ResponseReturnValue:
    rests = [
        f"Music rests for {home().store.residents.get(one).called} until {day_words(until)}: it was stopped twice "
        f"in a week. Look first: {' '.join(QUESTIONS)}"
        for one in asked.people
        if (until := rests_until(home(), one))
    ]
    today = [home().store.residents.get(one).called for one in asked.people if not_today(home(), one)]
    page = render_template(
        "staff/plan.html",
        who=asked.people,
        names=names(asked.people) if asked.people else "",
        back=asked.people[0] if len(asked.people) == 1 else "",
        purpose=asked.purpose.value,
        purposes=[(one.value, RULES[one].words) for one in Purpose],
        minutes=str(sum(step.minutes for step in steps) if asked.template else asked.minutes),
        lengths=[(str(one), f"{one} minutes") for one in LENGTHS],
        ability=asked.ability.value,
        abilities=[(one.value, words) for one, words in ABILITIES.items()],
        template=asked.template,
        templates=[("", "The usual shape"), *((one.id, one.name) for one in _templates())],
        steps=[step_row(place, step) for place, step in enumerate(steps)],
        session=home().new_id(),
        rests=rests,
        today=", ".join(today),
        kept=request.args.get("kept", ""),
        error=error,
    )
    return page, status


def chosen() -> Chosen:
    """Return the plan as the form sends it: the steps that were left ticked, and their songs."""
    form = request.form
    people = tuple(ResidentId(one) for one in form.getlist("who") if one in _everyone())
    keys = [(key, key.split("|")[0]) for key in form.getlist("step")]
    steps = tuple(step for key, place in keys if (step := _step(key, form.getlist(f"song-{place}"))))
    return Chosen(people, _purpose(form.get("purpose", ""), people), _ability(form.get("ability", "")), steps)


def _step(key: str, songs: list[str]) -> Step | None:
    match key.split("|"):
        case [_, part, activity, minutes] if part in {*Part} and activity in {*Activity} and minutes.isdecimal():
            return Step(Part(part), Activity(activity), min(int(minutes), 60), tuple(map(SongId, songs)))
    return None


@for_staff()
def begin_session() -> ResponseReturnValue:
    """Begin the session as planned: its songs are approved by this tap."""
    made = chosen()
    try:
        begun = planning.begin(home(), made, acting(), request.form.get("session", ""))
    except KioskError as error:
        return _plan_page(_asked(made), made.steps, str(error), status_of(error))
    return redirect(url_for("staff.run", session=begun.id), 303)


def _asked(made: Chosen) -> Wished:
    return Wished(made.people, made.purpose, sum(step.minutes for step in made.steps), made.ability)


@for_staff()
def keep_template() -> ResponseReturnValue:
    """Keep the plan's shape under a name."""
    made = chosen()
    try:
        kept = planning.keep_template(home(), request.form.get("name", ""), made, acting())
    except KioskError as error:
        return _plan_page(_asked(made), made.steps, str(error), status_of(error))
    return redirect(url_for("staff.plan", who=made.people, template=kept.id, kept="yes"), 303)
