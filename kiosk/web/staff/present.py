"""Says to staff when somebody should stay while music is on, how that stands, and what the person said today."""

from datetime import date

from kiosk.care.assent import Answer, Assent
from kiosk.people.residents import Resident
from kiosk.people.vulnerability import Screening


def why_present(screening: Screening | None) -> str:
    """Return why staff stay present, empty when nothing asks for it (evidence rule 12)."""
    if screening is None or not screening.careful:
        return ""
    return f"Reason: {', '.join(screening.signs)}. Nothing mournful, 15 minutes on the first day; stop at any distress."


def said_today(assent: Assent | None, person: Resident) -> str:
    """Return that the person wants no music today, and at what time they said so; empty when they did not."""
    if assent is None or assent.answer is not Answer.NOT_TODAY:
        return ""
    whose = f"{person.called} said “not today”" if assent.own_say else f"{assent.by} noted “not today”"
    return f"{whose} at {assent.at.astimezone():%H:%M}. The screen invites {person.called} again tomorrow."


def standing(screening: Screening | None, today: date) -> str:
    """Return in a sentence how carefully music is offered, and when to look again."""
    if screening is None:
        return "Three questions decide how carefully music is offered. Not answered yet."
    words = {"low": "No special care.", "moderate": "More care.", "high": "Much care."}[screening.band]
    day = screening.review
    again = "It is time to ask again." if screening.due(today) else f"Ask again on {day.day} {day:%B %Y}."
    return f"{words} {again}"
