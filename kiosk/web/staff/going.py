"""How it goes: one person's music in counts and charts, for people who would rather look than read."""

from datetime import date, datetime, timedelta

from flask import Blueprint, render_template, request, url_for

from kiosk.care.agreement import agreement
from kiosk.care.goals import FEWEST_NOTES, Share
from kiosk.care.observations import Chip
from kiosk.care.summaries import Period, Summary, by_week, gone_stale, songs_seen, summary, works_best
from kiosk.home.counting import SHOWN, period, start_of
from kiosk.people.residents import Resident
from kiosk.web import charts
from kiosk.web.context import for_staff, home
from kiosk.web.staff.people import someone

MOST_SONGS = 12


def routes(bp: Blueprint) -> None:
    """Add the pages of this module to the staff blueprint."""
    bp.add_url_rule("/people/<resident>/going", "going", going)


@for_staff()
def going(resident: str) -> str:
    """Show half a year of one person's music; `?until=2026-03-01` shows the half year before that day."""
    one, end = someone(resident), _end(request.args.get("until", ""))
    shown = period(home(), one.id, end - SHOWN).until(end)
    found = summary(shown)
    learned = songs_seen(one.called, shown)
    return render_template(
        "staff/going.html",
        person=one,
        found=found,
        counts=_counts(found),
        chips=_chips(found),
        too_few=too_few(found.well),
        took_part=charts.took_part(one.called, found.seen),
        sessions=charts.sessions(by_week(one.began_at for one in shown.sessions), one.called),
        songs=charts.songs(learned[:MOST_SONGS]),
        best=[row.title for row in works_best(learned)],
        stale=[row.title for row in gone_stale(learned)],
        agreed=agreement(shown.notes),
        earlier=_earlier(one, end, shown),
        days=(_day(end - SHOWN), _day(end - timedelta(days=1))),
    )


def _end(until: str) -> datetime:
    try:
        return start_of(home(), date.fromisoformat(until))
    except ValueError:
        return start_of(home(), home().today() + timedelta(days=1))


def _earlier(one: Resident, end: datetime, shown: Period) -> str:
    """Return where the half year before leads, empty when nothing is older than what is shown."""
    if home().store.records.session_count(one.id) <= len(shown.sessions):
        return ""
    return url_for("staff.going", resident=one.id, until=(end - SHOWN).date().isoformat())


def _day(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.day} {local:%B %Y}"


def too_few(share: Share) -> str:
    """Say that there is too little to go by; empty when there is enough (evidence rule 16)."""
    if share.enough:
        return ""
    notes = f"{share.of} {'note' if share.of == 1 else 'notes'}"
    return f"Too few to tell anything from: {notes}, and {FEWEST_NOTES} are needed."


def counted(share: Share) -> str:
    """Return a share in words, always with what it is a share of."""
    return f"{share.met} of {share.of} sessions" if share.of else "not noted yet"


def _counts(found: Summary) -> list[dict[str, str]]:
    rows = [
        ("Sessions", str(found.sessions)),
        ("Minutes of music", str(found.minutes)),
        ("Sessions with a note", f"{found.notes}; nobody watched {found.nobody_watched}"),
        ("Took part half the time or more", counted(found.took_part)),
        ("… and without any distress", counted(found.well)),
        ("In better spirits than before", counted(found.better_mood)),
        ("Any distress", counted(found.distress)),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _chips(found: Summary) -> list[tuple[str, str]]:
    """Return what else was seen, how often, of how many sessions."""
    return [
        (chip.value.capitalize(), f"{found.chips[chip]} of {found.notes}") for chip in Chip if found.chips.get(chip)
    ]
