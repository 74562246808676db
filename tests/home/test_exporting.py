"""Exports: everything is in them, in tables a spreadsheet reads right, and each is in the audit trail."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from fhirclient.models.bundle import Bundle

from kiosk.home import exporting, life, lists, observing
from kiosk.home.home import Home
from kiosk.home.observing import QuickNote
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


@pytest.fixture
def told(home: Home, mick: Resident) -> Resident:
    life.name_song(home, mick.id, "=Danny Boy", life.told(home, "family", "Οὐρανία"), SAM)
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    observing.keep_note(home, mick.id, QuickNote("settled", "2", "-1", "none"), SAM)
    return mick


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    with ZipFile(BytesIO(data)) as bundle:
        return {
            name.removeprefix("tables/").removesuffix(".csv"): list(
                csv.DictReader(StringIO(bundle.read(name).decode("utf-8-sig")))
            )
            for name in bundle.namelist()
            if name.endswith(".csv")
        }


def test_a_persons_tables_hold_what_is_kept(home: Home, told: Resident) -> None:
    found = tables(exporting.of_person(home, told.id, SAM))
    (note,) = found["notes"]
    assert (note["before"], note["took part"], note["mood"]) == ("settled", "2", "-1")
    assert "'=Danny Boy" in {row["words"] for row in found["life-story-songs"]}
    assert "Οὐρανία" in {row["told name"] for row in found["life-story-songs"]}
    assert found["list-songs"][0]["song title"]
    assert {row["called"] for rows in found.values() for row in rows} == {told.called}


def test_every_kind_of_record_has_a_table(home: Home, told: Resident) -> None:
    everything = home.store.export_resident(told.id)
    kinds = {exporting.NAMES.get(kind, kind) for kind in {*everything["documents"], *everything["records"]}}
    assert kinds <= set(tables(exporting.of_person(home, told.id, SAM)))


def test_the_homes_export_holds_everybody_and_no_secret(home: Home, told: Resident) -> None:
    una = life.add_resident(home, "Una", "", SAM)
    data = exporting.of_home(home, SAM)
    assert {row["called"] for row in tables(data)["people"]} == {"Mick", "Una"}
    with ZipFile(BytesIO(data)) as bundle:
        everything = json.loads(bundle.read("everything.json"))
        assert b"pin_hash" not in bundle.read("everything.json")
        assert "licence" in bundle.read("READ ME.txt").decode()
        Bundle(json.loads(bundle.read(f"fhir/Una {una.id}.json")), strict=True)
    assert {one["resident"] for one in everything["residents"]} == {told.id, una.id}


def test_each_export_is_in_the_audit_trail(home: Home, told: Resident) -> None:
    exporting.of_person(home, told.id, SAM)
    exporting.bundle_of(home, told.id, SAM)
    exporting.of_home(home, SAM)
    noted = [one.action for one in home.store.audit.entries(limit=3)]
    assert noted == [
        "exported everything the home keeps",
        "exported a FHIR bundle",
        "exported everything kept about one person",
    ]


def test_the_bundle_is_valid(home: Home, told: Resident) -> None:
    made = json.loads(exporting.bundle_of(home, told.id, SAM))
    assert Bundle(made, strict=True).entry
    seen = [one["resource"] for one in made["entry"] if one["resource"]["resourceType"] == "Observation"]
    assert len(seen) == 1
