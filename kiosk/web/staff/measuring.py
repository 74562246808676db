"""Published instruments: the Observed Emotion Rating Scale in full with its attribution, of others a typed total."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.measures import ATTRIBUTION, HOW_LONG, Emotion, Instrument, Measure, checked
from kiosk.errors import KioskError
from kiosk.people.staff import Role
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.people import someone
from kiosk.web.words import day_words

EMOTIONS = {emotion: emotion.name.lower() for emotion in Emotion}
TOTALS = tuple(one for one in Instrument if one is not Instrument.OERS)
LONGEST_REMARK = 200


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people/<resident>/measures", "measures", measures)
    bp.add_url_rule("/people/<resident>/measures", "keep_measure", keep_measure, methods=["POST"])


@for_staff(Role.LEAD)
def measures(resident: str) -> str:
    """Show what was filled in, and the forms; `?form=total` for a total."""
    return _page(resident, Filled())


def _page(resident: str, form: Filled) -> str:
    person = someone(resident)
    kept = reversed(home().store.records.measures_of(person.id))
    return render_template(
        "staff/measures.html",
        person=person,
        rows=[
            [day_words(measure.at), measure.name or measure.instrument, _words(measure), measure.by] for measure in kept
        ],
        total=request.values.get("form") == "total",
        emotions=EMOTIONS,
        how_long=[(str(rating), words) for rating, words in HOW_LONG.items()],
        totals=[(one.value, one.value) for one in TOTALS],
        attribution=ATTRIBUTION,
        form=form,
    )


def _words(measure: Measure) -> str:
    if measure.ratings is None:
        return f"total {measure.total:g}"
    return "; ".join(f"{emotion}: {HOW_LONG[rating].lower()}" for emotion, rating in measure.ratings.items())


@for_staff(Role.LEAD)
def keep_measure(resident: str) -> ResponseReturnValue:
    """Keep a filled-in instrument."""
    one = someone(resident)
    try:
        home().store.records.append_measure(checked(_measure(one.id)))
    except KioskError as error:
        return _page(resident, typed(error)), status_of(error)
    return redirect(url_for("staff.measures", resident=one.id), 303)


def _measure(resident: str) -> Measure:
    form, one = request.form, someone(resident)
    name = form.get("instrument", "")
    if form.get("form") == "total":
        kind = Instrument(name) if name in {*TOTALS} else Instrument.OTHER
        return Measure(
            home().new_id(), one.id, kind, acting().name, home().now(), total=form.get("total", None, float),
            name=form.get("name", "").strip()[:LONGEST_REMARK] if kind is Instrument.OTHER else "",
        )  # fmt: skip
    ratings = {emotion: form.get(key, 0, int) for emotion, key in EMOTIONS.items()}
    return Measure(home().new_id(), one.id, Instrument.OERS, acting().name, home().now(), ratings)
