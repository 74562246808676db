"""Every page that can be had on paper: what it is called, who may print it, and how it is made."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from kiosk.care.inspection import read_month
from kiosk.home import papers
from kiosk.home.home import Home
from kiosk.home.inspecting import inspection
from kiosk.home.library_wanted import wanted
from kiosk.home.planning import Chosen
from kiosk.people.staff import Role
from kiosk.units import ResidentId
from kiosk.web.paper import inspection_words, plan_words, review_words, session_words
from kiosk.web.paper.printing import PaperSize, pdf
from kiosk.web.words import performer_and_year, written_day


@dataclass(frozen=True)
class Sheet:
    """One kind of page. `html` makes it of the home, the person it is about, and a detail: the month, or the review.

    `pages` is the most it may have, 0 for as many as it needs.
    """

    title: str
    about: str
    role: Role
    html: Callable[[Home, str, str], str]
    pages: int = 0


def filled(template: str, **words: object) -> str:
    """Return a page on paper, filled in; it stands alone, so nothing of the screen's surroundings goes in."""
    return current_app.jinja_env.get_template(template).render(**words)


def _care_plan(home: Home, resident: str, _: str) -> str:
    plan = papers.plan_of(home, ResidentId(resident))
    page = plan_words.page(home, plan)
    title = f"Musical care plan for {plan.called}"
    return filled("paper/care_plan.html", title=title, foot=f"{title}. {page.made}", page=page)


def _wanted(home: Home, _: str, __: str) -> str:
    made = written_day(home.today())
    rows = [(one.song.title, performer_and_year(one.song), ", ".join(one.people)) for one in wanted(home)]
    return filled("paper/wanted.html", title="Wanted songs", foot=f"Wanted songs, {made}.", rows=rows, made=made)


def _inspection(home: Home, _: str, month: str) -> str:
    page = inspection_words.page(inspection(home, read_month(month, home.today())))
    title = f"Music in {page.month}, for inspection"
    return filled("paper/inspection.html", title=title, foot=f"{title}. Made {written_day(home.today())}.", page=page)


def _quick_card(_: Home, __: str, ___: str) -> str:
    title = "Quick card for staff"
    return filled("paper/quick_card.html", title=title, foot="Keep this card beside the kiosk. It names nobody.")


def _review(home: Home, resident: str, key: str) -> str:
    page = review_words.page(home, review_words.chosen(home, ResidentId(resident), key))
    title = f"Review of the music of {page.called}, {page.span}"
    picture = "data:image/svg+xml;base64," + b64encode(filled("paper/run_chart.svg", view=page.chart).encode()).decode()
    return filled("paper/review.html", title=title, foot=f"{title}.", page=page, picture=picture)


def session_plan(home: Home, made: Chosen, size: PaperSize) -> bytes:
    """Return a session plan as a PDF, as it was chosen."""
    page = session_words.page(home, made)
    title = f"Session plan for {page.names}"
    foot = f"{title}. Printed {written_day(home.today())}."
    return pdf(filled("paper/session_plan.html", title=title, foot=foot, page=page), size, 1)


def recovery_card(home: Home, words: tuple[str, ...], size: PaperSize) -> bytes:
    """Return a recovery card as a PDF; its words are nowhere but on it."""
    title, made = "Recovery card", written_day(home.today())
    foot = "Whoever holds this card and a backup can read everything in it."
    return pdf(filled("paper/recovery_card.html", title=title, foot=foot, words=words, made=made), size, 1)


OF_PERSON = {
    "care-plan": Sheet(
        "Musical care plan",
        "One page that travels with the person: what to play, when, how loud, never, and if upset.",
        Role.CARER,
        _care_plan,
        pages=1,
    ),
    "review": Sheet("Review report", "The newest signed review, with its goals and counts.", Role.LEAD, _review),
}

OF_HOME = {
    "quick-card": Sheet(
        "Quick card", "One page to keep beside the kiosk: music in one minute.", Role.CARER, _quick_card, 1
    ),
    "wanted": Sheet("Wanted songs", "A list to take to shops and families.", Role.LEAD, _wanted),
    "inspection": Sheet("Inspection evidence", "One month, person by person.", Role.MANAGER, _inspection),
}


def printed(sheet: Sheet, home: Home, about: tuple[str, str], size: PaperSize) -> bytes:
    """Return the PDF of one page; `about` is the person's id and the detail, either may be empty."""
    return pdf(sheet.html(home, *about), size, sheet.pages)
