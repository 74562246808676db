"""For the manager: who works here, access from phones, and how the kiosk is."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home.library_records import is_whole_record
from kiosk.home.sign_in import add_staff, fresh_pin
from kiosk.people.staff import Role
from kiosk.units import StaffId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.network import SETTING, own_address, phones_can_reach
from kiosk.web.staff.family import qr_code
from kiosk.web.words import sound_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/settings", "settings", settings)
    bp.add_url_rule("/settings/staff", "add_staff", add_member, methods=["POST"])
    bp.add_url_rule("/settings/staff/<member>/pin", "new_pin", new_pin, methods=["POST"])
    bp.add_url_rule("/settings/network", "network", network, methods=["POST"])


@for_staff(Role.MANAGER)
def settings() -> str:
    """Show staff, access, screen and sound."""
    return _page(Filled())


def _page(form: Filled, pin: str = "", whose: str = "") -> str:
    store = home().store
    address = own_address(home()) + "/staff/"
    recordings = store.recordings.all()
    return render_template(
        "staff/settings.html",
        members=store.staff.all(),
        roles=list(Role),
        form=form,
        pin=pin,
        whose=whose,
        reachable=phones_can_reach(home()),
        address=address,
        qr=qr_code(address),
        sound=sound_words(home().sounding.status()),
        ready=len(home().shelf.recordings),
        troubles=[one.trouble for one in recordings if one.trouble and not is_whole_record(one)],
        folders=[str(folder) for folder in home().settings.media],
    )


@for_staff(Role.MANAGER)
def add_member() -> ResponseReturnValue:
    """Add a member of staff and show their PIN, this once."""
    role = request.form.get("role", "")
    try:
        member, pin = add_staff(
            home(), request.form.get("name", ""), Role(role) if role in {*Role} else Role.CARER, acting()
        )
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return _page(Filled(), pin, member.name)


@for_staff(Role.MANAGER)
def new_pin(member: str) -> ResponseReturnValue:
    """Give a member of staff a new PIN and show it, this once."""
    kept = home().store.staff.get(StaffId(member))
    return _page(Filled(), fresh_pin(home(), kept.id, acting()), kept.name)


@for_staff(Role.MANAGER)
def network() -> ResponseReturnValue:
    """Turn access from phones on or off; the server begins again with the new setting."""
    home().store.settings.set(SETTING, request.form.get("access") == "on", acting())
    home().restart()
    return render_template("staff/restarting.html", address=url_for("staff.settings"))
