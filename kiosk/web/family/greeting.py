"""A relative sends a few spoken words; staff listen to them before the person hears them."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.errors import KioskError
from kiosk.home import greetings
from kiosk.people.greetings import LONGEST_S
from kiosk.web.context import for_family, home
from kiosk.web.family.guest import called, guest
from kiosk.web.forms import Filled, file_sent, status_of, typed


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the family blueprint."""
    bp.add_url_rule("/words", "words", words)
    bp.add_url_rule("/words", "give_words", give_words, methods=["POST"])


@for_family
def words() -> str:
    """Ask for a short recording."""
    return _page(Filled())


def _page(form: Filled) -> str:
    who = guest()
    given = [one for one in home().store.greetings.of(who.resident) if one.invitation == who.id]
    return render_template("family/words.html", person=called(who), form=form, given=given, longest_s=LONGEST_S)


@for_family
def give_words() -> ResponseReturnValue:
    """Keep the recording for staff to listen to."""
    try:
        greetings.give_from_family(home(), guest(), file_sent("sound"))
    except KioskError as error:
        return _page(typed(error)), status_of(error)
    return redirect(url_for("family.words"), 303)
