"""When music upset somebody: the note in two taps, looking again, what comforts them, and who is told."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.upsets import QUESTIONS, After, Reason, Upset
from kiosk.errors import KioskError
from kiosk.home import calming
from kiosk.home.knowing import never
from kiosk.home.resting import rests_until
from kiosk.people.staff import Role, StaffMember
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.words import day_words, moment_words

AFTER = {After.SETTLED: "Settled", After.STILL_UPSET: "Still upset", After.NOT_SEEN: "Could not look"}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people/<resident>/upset", "upset_stop", upset_stop, methods=["POST"])
    bp.add_url_rule("/people/<resident>/soothers", "soothers", soothers)
    bp.add_url_rule("/people/<resident>/soothers", "keep_soothers", keep_soothers, methods=["POST"])
    bp.add_url_rule("/upsets/<upset>", "upset", upset)
    bp.add_url_rule("/upsets/<upset>", "keep_upset", keep_upset, methods=["POST"])
    bp.add_url_rule("/sessions/told", "told_staff", told_staff)
    bp.add_url_rule("/sessions/told", "keep_told_staff", keep_told_staff, methods=["POST"])


@for_staff()
def upset_stop(resident: str) -> ResponseReturnValue:
    """Stop somebody's music because it upset them; the second tap says why."""
    made = calming.stop_for(home(), someone(resident).id, acting(), request.form.get("id", ""))
    return redirect(url_for("staff.upset", upset=made.id), 303)


@for_staff()
def upset(upset: str) -> str:
    """Ask why, offer what comforts the person, and from 20 minutes later how they are."""
    return _upset_page(home().store.session_plans.upset(upset), "")


def _upset_page(kept: Upset, error: str) -> str:
    person = someone(kept.resident)
    until = rests_until(home(), person.id)
    return render_template(
        "staff/upset.html",
        person=person,
        upset=kept,
        when=moment_words(kept.at),
        due=f"{kept.due.astimezone():%H:%M}",
        asks=kept.asks(home().now()) or kept.after is not None,
        reasons=[(one.value, one.value.capitalize()) for one in Reason],
        afters=[(one.value, words) for one, words in AFTER.items()],
        soothers=calming.soothers(home(), person.id),
        never=kept.song in never(home(), person.id).songs,
        rests=day_words(until) if until else "",
        questions=QUESTIONS,
        error=error,
    )


@for_staff()
def keep_upset(upset: str) -> ResponseReturnValue:
    """Keep the reason, or how the person was when somebody looked again."""
    try:
        if "after" in request.form:
            calming.look_again(home(), upset, request.form["after"], acting())
        else:
            calming.say_why(home(), upset, request.form.get("reason", ""), acting())
    except KioskError as error:
        return _upset_page(home().store.session_plans.upset(upset), str(error)), status_of(error)
    return redirect(url_for("staff.upset", upset=upset), 303)


@for_staff()
def soothers(resident: str) -> str:
    """Ask what comforts the person."""
    person = someone(resident)
    kept = "\n".join(calming.soothers(home(), person.id))
    return render_template("staff/soothers.html", person=person, kept=kept, form=Filled())


@for_staff()
def keep_soothers(resident: str) -> ResponseReturnValue:
    """Keep what comforts the person, one thing a line."""
    person = someone(resident)
    try:
        calming.save_soothers(home(), person.id, request.form.get("soothers", ""), acting())
    except KioskError as error:
        return render_template("staff/soothers.html", person=person, kept="", form=typed(error)), status_of(error)
    return redirect(url_for("staff.person", resident=resident), 303)


@for_staff(Role.MANAGER)
def told_staff() -> str:
    """Ask who is told when music upset somebody."""
    return _told_page("")


def _told_page(error: str) -> str:
    members = [member for member in home().store.staff.all() if member.active]
    return render_template(
        "staff/told_staff.html",
        options=[(role.value, f"Every {role}") for role in Role] + [(member.id, member.name) for member in members],
        told=list(calming.told_staff(home())),
        error=error,
    )


@for_staff(Role.MANAGER)
def keep_told_staff() -> ResponseReturnValue:
    """Keep who is told."""
    try:
        calming.name_told(home(), request.form.getlist("told"), acting())
    except KioskError as error:
        return _told_page(str(error)), status_of(error)
    return redirect(url_for("staff.sessions"), 303)


@dataclass(frozen=True)
class UpsetNotice:
    """One line at the top of staff pages, and where it leads."""

    words: str
    href: str
    label: str
    kind: str = "warning"


def upset_notices(member: StaffMember) -> list[UpsetNotice]:
    """Return whom to look at again now, for everyone on duty, and what this member of staff is told of."""
    due = calming.to_look_at(home())
    told = [one for one in calming.told_of(home(), member) if one not in due]
    return [_look(one) for one in due] + [_told(one) for one in told]


def _look(one: Upset) -> UpsetNotice:
    called = someone(one.resident).called
    words = f"{called} was upset at {one.at.astimezone():%H:%M}. How are they now?"
    return UpsetNotice(words, url_for("staff.upset", upset=one.id), f"Look again at {called}")


def _told(one: Upset) -> UpsetNotice:
    called = someone(one.resident).called
    song = f" during “{one.title}”" if one.title else ""
    words = f"{called} was upset at {one.at.astimezone():%H:%M}{song}. The music was stopped."
    return UpsetNotice(words, url_for("staff.upset", upset=one.id), f"See the note on {called}", "info")
