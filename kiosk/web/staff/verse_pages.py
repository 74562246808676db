"""Song writing: filling the lines of a simple verse about one's own life, and the page to print."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.verses import LINES
from kiosk.errors import KioskError
from kiosk.home.verse_making import hints, keep_verse, verse
from kiosk.people.residents import Resident
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.words import day_words


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>/verses"
    bp.add_url_rule(at, "verses", verses)
    bp.add_url_rule(at, "make_verse", make_verse, methods=["POST"])
    bp.add_url_rule(f"{at}/<verse>", "verse", one_verse)


@for_staff()
def verses(resident: str) -> str:
    """Show the lines to fill, and the verses there are."""
    return _page(someone(resident), Filled())


def _page(person: Resident, form: Filled) -> str:
    known = hints(home(), person.id)
    made = home().store.session_plans.verses_of(person.id)
    return render_template(
        "staff/verses.html",
        person=person,
        lines=[(line, known.get(line.key, ())) for line in LINES],
        kept=[(one.id, one.lines[0], day_words(one.made_at)) for one in made],
        verse_id=home().new_id(),
        session=request.values.get("session", ""),
        form=form,
    )


@for_staff()
def make_verse(resident: str) -> ResponseReturnValue:
    """Keep the verse in the person's story."""
    person, form = someone(resident), request.form
    said = {line.key: form.get(line.key, "") for line in LINES}
    try:
        made = keep_verse(home(), person.id, said, acting(), form.get("verse_id", ""), form.get("session", ""))
    except KioskError as error:
        return _page(person, typed(error)), status_of(error)
    return redirect(url_for("staff.verse", resident=resident, verse=made.id, session=form.get("session") or None), 303)


@for_staff()
def one_verse(resident: str, verse: str) -> str:
    """Show one verse, large, to read aloud and to print."""
    return _shown(someone(resident), verse)


def _shown(person: Resident, key: str) -> str:
    kept = verse(home(), person.id, key)
    session = request.args.get("session", "")
    return render_template("staff/verse.html", person=person, verse=kept, when=day_words(kept.made_at), session=session)
