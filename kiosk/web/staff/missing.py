"""Who is being missed this week, as rows of links."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from kiosk.care.summaries import Missed
from kiosk.home.counting import missed_this_week
from kiosk.home.home import Home


@dataclass(frozen=True)
class MissedRow:
    """One person who is being missed: who, what was missing, and since when."""

    title: str
    href: str
    meta: str


def missed_rows(home: Home) -> list[MissedRow]:
    """Return who had hardly any music these seven days, or music that nobody watched."""
    called = {person.id: person.called for person in home.store.residents.all()}
    return [
        MissedRow(called[one.resident], url_for("staff.person", resident=one.resident), _words(one, home.today()))
        for one in missed_this_week(home)
    ]


def _words(one: Missed, today: date) -> str:
    if one.minutes:
        return one.words
    if one.last is None:
        return "No music yet"
    days = (today - one.last).days
    return f"No music for {days} days"
