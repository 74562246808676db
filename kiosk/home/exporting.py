"""Hands out everything kept, of one person or of the home: tables, JSON, and a bundle for care-record systems."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec

from kiosk.care import fhir
from kiosk.care.plays import Session
from kiosk.care.tables import Table, as_csv, joined, tabled, tabled_plain
from kiosk.home.counting import period
from kiosk.home.home import Home
from kiosk.home.library_wanted import wanted_table
from kiosk.home.papers import note_exported
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor
from kiosk.units import ResidentId

RIGHTS = """\
What is in this file, and what may be done with it
==================================================

tables/*.csv     one table a kind of record: UTF-8, commas, days and moments in local time. In LibreOffice tick
                 "Detect special numbers" so that days are read as days.
everything.json  the same and more as it is kept, with the pictures and the audit trail.
fhir/*.json      one FHIR R4 bundle a person, for care-record systems.

It holds what people told of their lives. Keep it locked away, send it only encrypted, and delete it when it has
served its purpose. Words and pictures that families gave belong to those who gave them: ask before using them
elsewhere.
No music is in it: recordings stay with whoever may play them. recordings.csv says where each came from and under
which terms the home may play it. Playing music where many can hear it may need a licence: in the United Kingdom ask
PPL PRS about the home's own.
"""


def of_person(home: Home, resident: ResidentId, by: Actor) -> bytes:
    """Return a zip with everything kept about one person; noted in the audit trail first."""
    one = home.store.residents.get(resident)
    note_exported(home, "everything kept about one person", by, resident)
    everything = home.store.export_resident(resident)
    return _zipped(home, [one], everything, _tables(home, one, everything))


def of_home(home: Home, by: Actor) -> bytes:
    """Return a zip with everything the home keeps but music; noted in the audit trail first."""
    note_exported(home, "everything the home keeps", by)
    people = home.store.residents.all()
    each = {one.id: home.store.export_resident(one.id) for one in people}
    everything = {"residents": list(each.values()), **_of_the_home(home)}
    by_name: dict[str, list[Table]] = {}
    for table in (table for one in people for table in _tables(home, one, each[one.id])):
        by_name.setdefault(table.name, []).append(table)
    tables = [joined(name, same) for name, same in by_name.items()]
    return _zipped(home, people, everything, [*tables, *_home_tables(home)])


def bundle_of(home: Home, resident: ResidentId, by: Actor) -> bytes:
    """Return one person's FHIR R4 bundle; noted in the audit trail first."""
    note_exported(home, "a FHIR bundle", by, resident)
    return _json(fhir_bundle(home, resident))


def fhir_bundle(home: Home, resident: ResidentId) -> dict[str, Any]:
    """Return one person's records as a FHIR R4 bundle."""
    store = home.store
    told = fhir.Told(
        resident=store.residents.get(resident),
        story=store.residents.story(resident),
        notes=store.records.observations_of(resident),
        goals=store.goals.of(resident),
        lists=store.playlists.of(resident),
        answers=store.interviews.answers_of(resident),
    )
    return fhir.bundle(told, home.now())


def _zipped(home: Home, people: Sequence[Resident], everything: Any, tables: Sequence[Table]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bundle:
        bundle.writestr("READ ME.txt", RIGHTS)
        for table in tables:
            bundle.writestr(f"tables/{table.name}.csv", as_csv(table).encode())
        bundle.writestr("everything.json", _json(everything))
        for one in people:
            name = re.sub(r"[^\w -]", "", one.called)
            bundle.writestr(f"fhir/{name} {one.id}.json", _json(fhir_bundle(home, one.id)))
    return out.getvalue()


def _json(told: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(told))


def _tables(home: Home, one: Resident, everything: Mapping[str, Any]) -> list[Table]:
    """Return the tables of one person: each kind of record by its name, and any newer kind as it is kept."""
    store, records = home.store, period(home, one.id)
    story, lists, goals = store.residents.story(one.id), store.playlists.of(one.id), store.goals.of(one.id)
    kept: dict[str, Sequence[Any]] = {
        "residents": [one],
        "stories": [story],
        "sessions": [_with_late_comers(home, session) for session in records.sessions],
        "plays": records.plays,
        "observations": records.notes,
        "song_marks": records.marks,
        "assents": store.records.assents_of(one.id),
        "playlists": lists,
        "memories": store.memories.of(one.id),
        "answers": store.interviews.answers_of(one.id),
        "recognitions": store.interviews.recognitions_of(one.id),
        "invitations": store.invitations.of(one.id),
        "goals": goals,
        "reviews": store.goals.reviews_of(one.id),
    }
    tables = [tabled(NAMES.get(kind, kind), rows, called=one.called) for kind, rows in kept.items()]
    tables += [tabled(f"life-story-{name}", rows, called=one.called) for name, rows in _parts(story)]
    tables.append(joined("list-songs", [tabled("", each.picks, called=one.called, list=each.id) for each in lists]))
    tables.append(joined("goal-levels", [tabled("", goal.scored, called=one.called, goal=goal.id) for goal in goals]))
    newer = {**everything["documents"], **everything["records"]}
    return tables + [tabled_plain(kind, rows, called=one.called) for kind, rows in newer.items() if kind not in kept]


def _with_late_comers(home: Home, session: Session) -> Session:
    """Return a session with everybody who was in it: a group's own record is from its beginning, and never changed."""
    if not session.others:
        return session
    people = home.store.records.people_of(session)
    return replace(session, others=tuple(one for one in people if one != session.resident))


NAMES = {
    "residents": "people",
    "stories": "life-stories",
    "observations": "notes",
    "song_marks": "marks",
    "assents": "own-say",
    "playlists": "lists",
    "answers": "interview",
    "recognitions": "auditions",
}
"""Kinds of record whose table has a plainer name."""
_PARTS = ("chapters", "songs", "performers", "red_flags", "lifted", "landmarks")


def _parts(story: Any) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the parts of a life story that are records of their own."""
    for name in _PARTS:
        yield name.replace("_", "-"), getattr(story, name)


def _home_tables(home: Home) -> list[Table]:
    rows = tuple((one.name, one.role.value, "yes" if one.active else "no") for one in home.store.staff.all())
    return [
        Table("staff", ("name", "role", "active"), rows),
        tabled("recordings", home.store.recordings.all()),
        wanted_table(home),
    ]


def _of_the_home(home: Home) -> dict[str, Any]:
    """Return what belongs to nobody in particular; never a PIN or a key."""
    return {
        "staff": [{"name": one.name, "role": one.role, "active": one.active} for one in home.store.staff.all()],
        "recordings": home.store.recordings.all(),
        "exported_at": home.now(),
    }
