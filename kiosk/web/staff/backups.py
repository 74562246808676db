"""Who can open the home's backups: the recovery card, made, printed and proved; and a group's key."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import recovering
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.paper.sheets import recovery_card
from kiosk.web.staff.papers import sent_file, size_asked
from kiosk.web.words import written_moment

SEALED = "A backup made now is encrypted. Only the twelve words of the recovery card open it."
STANDING = {
    recovering.MAKE_ONE: "A backup made now is not encrypted. Make the recovery card, here, once.",
    recovering.SEALED_TO_GROUP: "A backup made now is encrypted, and only the group can open it. Make a card as well.",
    recovering.PROVE_IT: "A backup made now is not encrypted yet. Type the words of the card back, here, once.",
}


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/settings/backups"
    bp.add_url_rule(at, "backups", backups)
    bp.add_url_rule(f"{at}/card", "make_card", make_card, methods=["POST"])
    bp.add_url_rule(f"{at}/card/paper", "print_card", print_card, methods=["POST"])
    bp.add_url_rule(f"{at}/card/words", "prove_card", prove_card, methods=["POST"])
    bp.add_url_rule(f"{at}/group", "keep_group_key", keep_group_key, methods=["POST"])


@for_staff(Role.MANAGER)
def backups() -> str:
    """Show whether backups are encrypted, and what to do once."""
    return _page(Filled())


def _page(form: Filled, words: tuple[str, ...] = ()) -> str:
    keys = home().store.recovery.keys()
    return render_template(
        "staff/backups.html",
        form=form,
        words=words,
        standing=STANDING.get(recovering.standing(keys), SEALED),
        card=bool(keys.card),
        waiting=bool(keys.waiting),
        proved=written_moment(keys.proved_at) if keys.proved_at else "",
        group=keys.group,
    )


@for_staff(Role.MANAGER)
def make_card() -> str:
    """Make a card and show its words, this once."""
    return _page(Filled(), home().store.recovery.make_card(acting()).words)


@for_staff(Role.MANAGER)
def print_card() -> ResponseReturnValue:
    """Send the card as a PDF; its words come from the page that showed them and are kept nowhere."""
    card = request.form.get("card", "")
    if not card:
        return redirect(url_for("staff.backups"), 303)
    words = recovering.words_to_print(home(), card, acting())
    return sent_file(recovery_card(home(), words, size_asked()), "Recovery card.pdf", "application/pdf")


@for_staff(Role.MANAGER)
def prove_card() -> ResponseReturnValue:
    """Take the words as they stand on the printed card; from then on backups are sealed to it."""
    try:
        home().store.recovery.prove_card(request.form.get("words", ""), acting())
    except KioskError as error:
        return _page(Filled(errors=typed(error).errors)), status_of(error)
    return redirect(url_for("staff.backups"), 303)


@for_staff(Role.MANAGER)
def keep_group_key() -> ResponseReturnValue:
    """Keep the public key of a group of homes, or none."""
    try:
        home().store.recovery.set_group(request.form.get("group", ""), acting())
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("staff.backups"), 303)
