"""Two members of staff at the same page: the second sees what the first kept, the first is told, nobody loses work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from kiosk.home.crossings import Where, as_seen, tell_first
from kiosk.people.crossings import Crossing
from kiosk.people.life_story import Birth, LifeStory
from kiosk.people.residents import Resident
from kiosk.people.staff import StaffMember
from kiosk.units import ResidentId
from kiosk.web.context import acting, for_staff, home
from kiosk.web.staff.entering import inside
from kiosk.web.words import LANGUAGES, TASTES


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/crossings/<crossing>", "read_crossing", read_crossing, methods=["POST"])


@dataclass(frozen=True)
class Whole:
    """One answer of a life story that is kept whole: its field, what it is called, and how to say it."""

    field: str
    about: str
    value: Callable[[LifeStory], object]
    words: Callable[[LifeStory], str]


def _birth_words(birth: Birth | None) -> str:
    if birth is None:
        return "nothing"
    return f"about {birth.year}" if birth.spread else str(birth.day or birth.year)


def _listed(words: Mapping[str, str], chosen: tuple[str, ...]) -> str:
    return ", ".join(words.get(one, one) for one in chosen) or "nothing"


WHOLES: Mapping[str, Whole] = {
    "born": Whole("birth", "when they were born", lambda told: told.birth, lambda told: _birth_words(told.birth)),
    "languages": Whole(
        "languages", "the languages", lambda told: told.languages, lambda told: _listed(LANGUAGES, told.languages)
    ),
    "tastes": Whole(
        "tastes", "the kinds of music", lambda told: told.tastes, lambda told: _listed(TASTES, told.tastes)
    ),
}
"""What one form replaces whole; everything else of a life story is added beside what is there."""


def mark_of(one: Resident, topic: str) -> str:
    """Return a mark of what is kept of a topic now, for its form to bring back."""
    whole = WHOLES.get(topic)
    return as_seen(whole.value(home().store.residents.story(one.id))) if whole else ""


def kept_meanwhile(one: Resident, topic: str) -> str:
    """Return what somebody else kept since this form was opened, in a sentence, and tell them; empty when nothing."""
    whole, seen = WHOLES.get(topic), request.form.get("seen", "")
    if whole is None or not seen or seen == mark_of(one, topic):
        return ""
    words = whole.words(home().store.residents.story(one.id))
    where = Where("stories", one.id, f"{whole.about}, of {one.called}", whole.field)
    first = tell_first(home(), one.id, where, "changing it as well", acting())
    return f"{first.name if first else 'Somebody'} kept: {words}."


def changed_meanwhile(one: Resident, field: str, about: str, kept: object, words: str) -> str:
    """Return what somebody else kept of a part of a person since the form was opened; empty when nothing."""
    seen = request.form.get("seen", "")
    if not seen or seen == as_seen(kept):
        return ""
    where = Where("residents", one.id, f"{about}, of {one.called}", field)
    first = tell_first(home(), one.id, where, "changing it as well", acting())
    return f"{first.name if first else 'Somebody'} kept: {words}."


def unread(member: StaffMember) -> tuple[Crossing, ...]:
    """Return what the person signed in has not read yet, on a page about somebody."""
    about = (request.view_args or {}).get("resident", "")
    return home().store.crossings.unread_by(ResidentId(about), member.id) if about else ()


@for_staff()
def read_crossing(crossing: str) -> ResponseReturnValue:
    """Keep that a crossing was read."""
    home().store.crossings.read(crossing, acting())
    return redirect(inside(request.form.get("then", "")), 303)
