"""A person's goals: what they are, where each stands, and setting or changing one."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.goals import (
    FEWEST_NOTES,
    TEMPLATES,
    Criterion,
    Goal,
    GoalState,
    Share,
    attainment,
    attainment_at_start,
    often_words,
)
from kiosk.care.summaries import active, goal_shown
from kiosk.errors import KioskError
from kiosk.home import goal_setting
from kiosk.home.counting import sittings_since, start_of
from kiosk.home.crossings import Where, tell_first
from kiosk.home.goal_setting import GoalChanged, GoalWords
from kiosk.home.reviewing import Standing, standing
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.web.charts import Rung, ladder
from kiosk.web.context import acting, for_staff, home, staff
from kiosk.web.forms import Filled, number, status_of, typed
from kiosk.web.staff.people import someone

TARGETS = (20, 40, 60, 80, 90)
WEIGHTS = (("1", "Matters"), ("2", "Matters much"), ("3", "Matters most"))
STARTS = tuple((str(count), f"{count} of 5") for count in range(5))


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/goals"
    bp.add_url_rule(at, "goals", goals)
    bp.add_url_rule(f"{at}/new", "new_goal", new_goal)
    bp.add_url_rule(f"{at}/new", "add_goal", add_goal, methods=["POST"])
    bp.add_url_rule(f"{at}/<goal>", "goal", change)
    bp.add_url_rule(f"{at}/<goal>", "keep_goal", keep_goal, methods=["POST"])
    bp.add_url_rule(f"{at}/<goal>/state", "move_goal", move_goal, methods=["POST"])


@dataclass(frozen=True)
class GoalRow:
    """One goal as it stands: its words, its levels, and the sessions counted since it was set."""

    goal: Goal
    rungs: list[Rung]
    counted: str
    start: str


@for_staff()
def goals(resident: str) -> str:
    """Show what matters to this person and how far it goes; changing is for the therapist."""
    one = someone(resident)
    kept = home().store.goals.of(one.id)
    rows, member = _rows(one, active(kept)), staff()
    return render_template(
        "staff/goals.html",
        person=one,
        rows=rows,
        others=[goal for goal in kept if goal.state is not GoalState.ACTIVE],
        attained=_attained([goal for goal in kept if goal.state is GoalState.ACTIVE], rows),
        standing=standing_words(one, standing(home(), one.id)),
        reviews=list(reversed(home().store.goals.reviews_of(one.id))),
        may_set=bool(member and member.role.includes(Role.THERAPIST)),
        may_read=bool(member and member.role.includes(Role.LEAD)),
    )


def _rows(one: Resident, goals: list[Goal]) -> list[GoalRow]:
    if not goals:
        return []
    since = standing(home(), one.id).since or home().today()
    seen = sittings_since(home(), one.id, start_of(home(), since))
    rows = []
    for goal in goals:
        shown = goal_shown(goal, seen)
        counted = _since(max(goal.set_on, since), shown.share)
        rows.append(GoalRow(goal, ladder(goal, shown.level), counted, _start(goal)))
    return rows


def _since(first: date, share: Share | None) -> str:
    """Say how many sessions since the last review, or since the goal was set."""
    if share is None:
        return "Judged by eye at each review."
    day = f"{first.day} {first:%B %Y}"
    said = f"{share} sessions since {day}."
    return said if share.enough else f"{said} Too few to tell: {FEWEST_NOTES} notes are needed."


def _start(goal: Goal) -> str:
    return f"{goal.baseline} sessions" if goal.baseline else goal.start_words


def _attained(goals: list[Goal], rows: list[GoalRow]) -> str:
    """Return attainment in words beside the raw levels; empty without goals (evidence rule 18)."""
    if not goals:
        return ""
    levels = [next((rung.level for rung in row.rungs if rung.now), None) for row in rows]
    now = attainment(levels, [row.goal.weight for row in rows])
    if now is None:
        return "Goal attainment (T) is shown once every goal has a level."
    start = attainment_at_start(goals)
    return f"Goal attainment T {now:.1f}; at the start {start:.1f}; 50 means that the goals were just reached."


def standing_words(one: Resident, now: Standing) -> str:
    """Return the phase and the next review in a sentence."""
    words = {
        "not begun": f"No music yet with {one.called}.",
        "getting to know": "Getting to know each other: the first one to three sessions.",
        "main weeks": "In the main weeks.",
        "maintenance": "The first year is over: music goes on as it does.",
    }[now.phase]
    if now.due is None:
        return words
    when = f"{now.due.on.day} {now.due.on:%B %Y}"
    if now.due.waits(home().today()):
        return f"{words} The review after {now.due.occasion} waits since {when}."
    return f"{words} Next review after {now.due.occasion}, on {when}."


@for_staff(Role.THERAPIST)
def new_goal(resident: str) -> str:
    """Ask what the goal is about, then show how it is now and ask for the words."""
    about = request.args.get("about", "")
    if not about:
        return render_template("staff/goal_about.html", person=someone(resident), templates=TEMPLATES)
    goal_setting.template(about)
    return _form(someone(resident), about, Filled(), None)


def _form(one: Resident, about: str, form: Filled, goal: Goal | None, now: Goal | None = None) -> str:
    kind = goal_setting.template(about)
    start = goal_setting.start_now(home(), one.id, kind.criterion)
    target = int(form.value("target") or (goal.target if goal else _likely_target(start)))
    return render_template(
        "staff/goal.html",
        person=one,
        kind=kind,
        goal=goal,
        by_eye=kind.criterion is Criterion.BY_EYE,
        start=start,
        words=goal_setting.suggested_words(home(), one.id, about, target or _likely_target(start)),
        targets=[(str(percent), often_words(percent).capitalize()) for percent in TARGETS],
        target=str(target or _likely_target(start)),
        starts=STARTS,
        weights=WEIGHTS,
        form=form,
        now=now,
        revision=shown.revision if (shown := now or goal) else 0,
    )


def _likely_target(start: Share) -> int:
    """Return the first target above how it is now, four of five sessions when nothing is counted (evidence rule 19)."""
    if not start.enough:
        return 80
    return next((target for target in TARGETS if start.fraction * 100 < target), TARGETS[-1])


def _typed() -> GoalWords:
    form = request.form
    return GoalWords(
        template=form.get("template", ""),
        words=form.get("words", ""),
        target=form.get("target", ""),
        start=form.get("baseline", ""),
        start_words=form.get("start_words", ""),
        agreed_by=form.get("agreed_by", ""),
        weight=form.get("weight", "1"),
        levels=tuple(form.get(f"level{place}", "") for place in range(5)),
    )


@for_staff(Role.THERAPIST)
def add_goal(resident: str) -> ResponseReturnValue:
    """Keep a new goal."""
    one, said = someone(resident), _typed()
    try:
        goal_setting.set_goal(home(), one.id, said, acting())
    except KioskError as error:
        if not any(kind.key == said.template for kind in TEMPLATES):
            raise
        return _form(one, said.template, typed(error), None), status_of(error)
    return redirect(url_for("staff.goals", resident=one.id), 303)


@for_staff(Role.THERAPIST)
def change(resident: str, goal: str) -> str:
    """Show a goal's words to change them."""
    kept = home().store.goals.get(goal)
    return _form(someone(resident), kept.template or "own", Filled(), kept)


@for_staff(Role.THERAPIST)
def keep_goal(resident: str, goal: str) -> ResponseReturnValue:
    """Keep a goal's new words; when somebody else changed it meanwhile, show both side by side."""
    one, kept = someone(resident), home().store.goals.get(goal)
    try:
        goal_setting.change_goal(home(), goal, number("revision"), _typed(), acting())
    except GoalChanged as error:
        where = Where("goals", kept.id, f"the goal “{error.now.words}”")
        tell_first(home(), one.id, where, "changing it as well", acting())
        return _form(one, kept.template or "own", typed(error), kept, error.now), status_of(error)
    except KioskError as error:
        return _form(one, kept.template or "own", typed(error), kept), status_of(error)
    return redirect(url_for("staff.goals", resident=one.id), 303)


@for_staff(Role.THERAPIST)
def move_goal(resident: str, goal: str) -> ResponseReturnValue:
    """Rest a goal, end it, or take it up again."""
    state = request.form.get("state", "")
    if state in {*GoalState}:
        goal_setting.move_goal(home(), goal, number("revision"), GoalState(state), acting())
    return redirect(url_for("staff.goals", resident=resident), 303)
