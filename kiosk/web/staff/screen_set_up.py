"""For the manager: the resident's screen, from the size of its glass to the hours it invites."""

from dataclasses import asdict

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home.screen_rules import Glass, Look, keep_rules, rules_of
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.screen import touch_of

HELD = {
    Glass.LARGE: "all six buttons",
    Glass.MIDDLE: "four buttons at once",
    Glass.SMALL: "four buttons at once",
}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/settings/screen", "screen", screen)
    bp.add_url_rule("/settings/screen", "keep_screen", keep_screen, methods=["POST"])


@for_staff(Role.MANAGER)
def screen() -> str:
    """Ask for the glass, with a ruler to hold a bank card against, and for all the rest."""
    return _page(Filled())


def _page(form: Filled) -> str:
    rules = rules_of(home())
    people = [(one.id, one.called) for one in home().store.residents.all() if one.takes_part]
    return render_template(
        "staff/screen.html",
        form=form,
        kept={name: str(value) for name, value in asdict(rules).items()},
        rules=rules,
        touch=touch_of(rules),
        held=HELD[rules.glass],
        looks=[(look.value, look.value.capitalize()) for look in Look],
        counts=[(str(count), str(count)) for count in range(1, 5)],
        people=[("", "Everyone: a shared room"), *people],
    )


@for_staff(Role.MANAGER)
def keep_screen() -> ResponseReturnValue:
    """Keep what was typed; the resident's screen takes it up by itself."""
    try:
        keep_rules(home(), request.form, acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.screen"), 303)
