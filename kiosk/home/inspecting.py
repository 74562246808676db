"""Gathers a month of the whole home for an inspection."""

from collections import Counter

from kiosk.care.inspection import Inspection, Month, PersonMonth, Told, person_month
from kiosk.home.counting import period
from kiosk.home.home import Home
from kiosk.people.residents import Resident


def inspection(home: Home, month: Month) -> Inspection:
    """Return one month of the home, everybody in it."""
    people = tuple(_person(home, one, month) for one in home.store.residents.all())
    return Inspection(
        month=month,
        people=people,
        staff=tuple(f"{one.name}, {one.role}" for one in home.store.staff.all() if one.active),
        trail=tuple(sorted(_trail(home, month).items(), key=lambda line: (-line[1], line[0]))),
        trail_faults=home.store.audit.verify(),
    )


def _person(home: Home, one: Resident, month: Month) -> PersonMonth:
    store = home.store
    since, _ = month.moments(None)
    told = Told(
        one,
        store.residents.story(one.id),
        period(home, one.id, since),
        store.playlists.of(one.id),
        store.memories.of(one.id),
        store.records.assents_of(one.id, since),
        store.session_plans.upsets_of(one.id),
    )
    return person_month(told, month)


def _trail(home: Home, month: Month) -> Counter[tuple[str, str]]:
    """Count what was done in the month, by the part it was done to, empty for a note, and the trail's own word."""
    counted: Counter[tuple[str, str]] = Counter()
    for (action, table), count in home.store.audit.counted(*month.moments(None)).items():
        counted[table, action.split()[0] if table else action] += count
    return counted
