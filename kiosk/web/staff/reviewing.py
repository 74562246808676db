"""Reviews: the evidence on one page, a decision below it, signed; and supervision notes, for few eyes."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.care.goals import Criterion
from kiosk.care.reviews import Decision, Evidence, Review
from kiosk.care.summaries import gone_stale, songs_seen, summary, works_best
from kiosk.errors import KioskError, NotFound
from kiosk.home import reviewing
from kiosk.home.reviewing import ReviewWords
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.web import charts
from kiosk.web.context import acting, for_staff, home
from kiosk.web.forms import Filled, status_of, typed
from kiosk.web.staff.goals import standing_words
from kiosk.web.staff.going import counted, too_few
from kiosk.web.staff.people import someone

DECISIONS = (
    ("carry on", "Carry on as it is"),
    ("change", "Change something"),
    ("rest", "Rest for a while"),
    ("stop", "Stop"),
)


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    at = "/people/<resident>"
    bp.add_url_rule(f"{at}/review", "review", review)
    bp.add_url_rule(f"{at}/review", "hold_review", hold_review, methods=["POST"])
    bp.add_url_rule(f"{at}/reviews/<review>", "reviewed", reviewed)
    bp.add_url_rule(f"{at}/supervision", "supervision", supervision)
    bp.add_url_rule(f"{at}/supervision", "keep_supervision", keep_supervision, methods=["POST"])


@for_staff(Role.THERAPIST)
def review(resident: str) -> str:
    """Show what there is to look at since the last review, and ask for a decision; `?amends=` corrects one."""
    return _page(someone(resident), Filled(), request.args.get("amends", ""))


def _page(one: Resident, form: Filled, amends: str) -> str:
    looked = reviewing.to_look_at(home(), one.id)
    corrected = _of(one, amends) if amends else None
    learned = songs_seen(one.called, looked.period)
    return render_template(
        "staff/review.html",
        person=one,
        standing=standing_words(one, reviewing.standing(home(), one.id)),
        looked=looked,
        rows=evidence_rows(corrected.evidence if corrected else looked.evidence),
        too_few=too_few(looked.evidence.well),
        took_part=charts.took_part(one.called, summary(looked.period).seen),
        best=[row.title for row in works_best(learned)],
        stale=[row.title for row in gone_stale(learned)],
        by_eye=[goal for goal in looked.goals if goal.criterion is Criterion.BY_EYE],
        decisions=DECISIONS,
        corrected=corrected,
        signed=corrected.signed.name if corrected else acting().name,
        credential=reviewing.credential_of(home(), acting()),
        form=form,
    )


def evidence_rows(found: Evidence) -> list[dict[str, str]]:
    """Return a review's evidence as rows, each count with what it is a count of."""
    rows = [
        ("Sessions", str(found.sessions)),
        ("Minutes of music", str(found.minutes)),
        ("Sessions with a note", str(found.notes)),
        ("Took part half the time or more, without distress", counted(found.well)),
        ("Any distress", counted(found.distress)),
        ("Stopped for distress", str(found.stops)),
        *((one.words, _level_words(one.level, str(one.share) if one.share else "by eye")) for one in found.goals),
        (
            "Goal attainment T",
            "No T while a goal has no level" if found.attainment is None else f"{found.attainment:.1f}",
        ),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _level_words(level: int | None, share: str) -> str:
    return (
        f"Too few to tell ({share})"
        if level is None
        else f"Level {level:+d} ({share})"
        if level
        else f"Level 0 ({share})"
    )


@for_staff(Role.THERAPIST)
def hold_review(resident: str) -> ResponseReturnValue:
    """Keep a signed review; an error shows the page again as it was filled in."""
    one, form = someone(resident), request.form
    words = ReviewWords(
        decision=form.get("decision", ""),
        why=form.get("why", ""),
        changes=form.get("changes", ""),
        took_part=form.get("took_part", ""),
        name=form.get("signed", ""),
        credential=form.get("credential", ""),
        eye={name.removeprefix("eye-"): value for name, value in form.items() if name.startswith("eye-")},
        amends=form.get("amends", ""),
    )
    try:
        kept = reviewing.hold_review(home(), one.id, words, acting())
    except KioskError as error:
        return _page(one, typed(error), words.amends), status_of(error)
    return redirect(url_for("staff.reviewed", resident=one.id, review=kept.id), 303)


def _of(one: Resident, key: str) -> Review:
    found = home().store.goals.review(key)
    if found.resident != one.id:
        raise NotFound("This review is of somebody else: go back and choose again.")
    return found


@for_staff(Role.LEAD)
def reviewed(resident: str, review: str) -> str:
    """Show one signed review as it was kept."""
    one = someone(resident)
    kept = _of(one, review)
    corrections = [later for later in home().store.goals.reviews_of(one.id) if later.amends == kept.id]
    return render_template(
        "staff/reviewed.html",
        person=one,
        review=kept,
        rows=evidence_rows(kept.evidence),
        decision=dict(DECISIONS)[Decision(kept.decision)],
        too_few=too_few(kept.evidence.well),
        corrections=corrections,
    )


@for_staff(Role.THERAPIST)
def supervision(resident: str) -> str:
    """Show the supervision notes; only therapists and managers come here."""
    return _supervision(someone(resident), Filled())


def _supervision(one: Resident, form: Filled) -> str:
    notes = home().store.goals.supervision_of(one.id)
    return render_template("staff/supervision.html", person=one, notes=notes, form=form)


@for_staff(Role.THERAPIST)
def keep_supervision(resident: str) -> ResponseReturnValue:
    """Keep a supervision note."""
    one = someone(resident)
    try:
        reviewing.supervise(home(), one.id, request.form.get("words", ""), acting())
    except KioskError as error:
        return _supervision(one, typed(error)), status_of(error)
    return redirect(url_for("staff.supervision", resident=one.id), 303)
