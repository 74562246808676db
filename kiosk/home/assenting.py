"""Keeps the person's own yes or "not today", and acts on it at once."""

from datetime import timedelta

from kiosk.care.assent import Answer, Assent, on_day
from kiosk.home.hearing_music import sounds_for, stop
from kiosk.home.home import Home
from kiosk.units import ResidentId, SessionId

LOOK_BACK = timedelta(days=2)
"""Long enough to hold the whole of today, wherever the home is."""


def assent_today(home: Home, resident: ResidentId) -> Assent | None:
    """Return what the person last answered today; None when they did not."""
    lately = home.store.records.assents_of(resident, home.now() - LOOK_BACK)
    return on_day(lately, home.today(), home.now().astimezone().tzinfo)


def not_today(home: Home, resident: ResidentId) -> bool:
    """Say whether the person has told that they want no music today."""
    said = assent_today(home, resident)
    return said is not None and said.answer is Answer.NOT_TODAY


def keep_assent(
    home: Home, resident: ResidentId, answer: Answer, by: str = "", session: SessionId | None = None
) -> Assent:
    """Keep an answer; "not today" also stops the person's music, kindly; a group's goes on without them.

    `by` is the member of staff who saw it; empty means that the person tapped it themselves. The same
    answer again in the same session, or on the same day, is the one that is kept already. Raises NotFound.
    """
    person = home.store.residents.get(resident)
    said = Assent(resident, answer, home.now(), by or person.called, not by, session)
    before = assent_today(home, resident)
    if before and (before.answer, before.own_say, before.session) == (answer, said.own_say, session):
        said = before
    else:
        home.store.records.append_assent(said)
    status = home.sounding.status()
    if answer is Answer.NOT_TODAY and sounds_for(status, resident) and not status.others:
        stop(home)
    return said
