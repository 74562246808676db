"""The FHIR R4 bundle, read by a library that knows R4 and refuses what does not belong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhirclient.models.bundle import Bundle
from fhirclient.models.fhirabstractbase import FHIRValidationError
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care import fhir
from kiosk.care.goals import Criterion, Goal, GoalState, Level, Scored, Share, level_words
from kiosk.care.observations import Before, Chip, Distress, Observation, TookPart
from kiosk.people.interview import Answer, AnswerKind
from kiosk.people.life_story import Birth, FlagKind, LifeStory, RedFlag, Teller, Told
from kiosk.people.residents import Resident
from kiosk.playlists.picks import Approval, Pick, Playlist, Purpose
from kiosk.playlists.songs import Song
from kiosk.units import ObservationId, PlaylistId, ResidentId, SongId, Year
from tests.care.made import MAEVE, NOON, note, second

NOW = datetime(2026, 11, 29, 14, 0, tzinfo=UTC)
ANNE = Told(Teller.FAMILY, "her daughter Anne", date(2026, 3, 1))
GOAL = Goal(
    "g1",
    MAEVE,
    "Maeve sings, in at least 4 of 5 sessions",
    Criterion.SANG,
    80,
    Share(2, 5),
    level_words(80, Criterion.SANG, Share(2, 5)),
    ("Maeve", "her daughter Anne"),
    "Jo",
    date(2026, 3, 1),
    date(2026, 4, 12),
    scored=(Scored(Level.REACHED, date(2026, 4, 12), "Jo", Share(8, 10)),),
)
LIST = Playlist(
    PlaylistId("p1"), MAEVE, Purpose.EVERYDAY, (Pick(Song(SongId("danny"), "Danny Boy"), 0.9),), NOON,
    state=Approval.APPROVED, approved_by="Jo", approved_at=NOON,
)  # fmt: skip
ANSWERS = (
    Answer("a1", MAEVE, "dances", AnswerKind.TOLD, ANNE, NOON, "The Mecca\nThe Palais"),
    Answer("a2", MAEVE, "hard-times", AnswerKind.TOLD, Told(Teller.PERSON, "", ANNE.on), NOON, chosen=("night",)),
    Answer("a3", MAEVE, "later", AnswerKind.DONT_KNOW, ANNE, NOON),
)
TOLD = fhir.Told(
    Resident(MAEVE, "Maeve", "Μαίβη Ni Bhriain"),
    LifeStory(
        MAEVE,
        Birth(Year(1938), day=date(1938, 5, 3)),
        languages=("ga", "en"),
        red_flags=(RedFlag("f", FlagKind.SONG, "Auld Lang Syne", ANNE),),
    ),
    (
        note(1, chips=(Chip.SANG, Chip.SMILED), remark="She sang all of it."),
        note(2, "asleep", None, None),
        replace(note(3, None, None, None), watched=False),
        note(4, None, None, None),
        replace(note(1, "3"), id=ObservationId("n1b"), amends=ObservationId("n1")),
        second(2),
    ),
    (GOAL, replace(GOAL, id="g2", criterion=Criterion.BY_EYE, target=0, state=GoalState.ENDED, scored=())),
    (LIST,),
    ANSWERS,
)


def read(told: fhir.Told) -> dict[str, Any]:
    made = fhir.bundle(told, NOW)
    Bundle(made, strict=True)
    return made


def of(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in made["entry"] if one["resource"]["resourceType"] == kind]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "reference" else references(value)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


def test_it_knows_a_bad_bundle_when_it_sees_one() -> None:
    for broken in ({"resourceType": "Observation"}, {"resourceType": "Goal", "lifecycleStatus": 3}):
        with pytest.raises(FHIRValidationError):
            Bundle({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": broken}]}, strict=True)


def test_it_is_valid_and_holds_all_six_kinds() -> None:
    kinds = {one["resource"]["resourceType"] for one in read(TOLD)["entry"]}
    assert kinds == {"Patient", "Observation", "Goal", "CarePlan", "QuestionnaireResponse", "Provenance"}


def test_everything_it_points_at_is_in_it() -> None:
    made = read(TOLD)
    assert set(references(made)) <= {one["fullUrl"] for one in made["entry"]}
    ids = [one["fullUrl"] for one in made["entry"]]
    assert len(ids) == len(set(ids))


def test_a_corrected_note_comes_once_and_a_missing_answer_is_missing() -> None:
    seen = of(read(TOLD), "Observation")
    assert [one["status"] for one in seen].count("amended") == 1
    absent = [one["dataAbsentReason"]["text"] for one in seen if "dataAbsentReason" in one]
    assert sorted(absent) == ["Nobody watched", "Not answered"]
    assert all(("component" in one) != ("dataAbsentReason" in one) for one in seen)


def test_codes_are_those_of_r4() -> None:
    made = read(TOLD)
    assert {one["status"] for one in of(made, "Observation")} <= {"final", "amended"}
    assert {one["lifecycleStatus"] for one in of(made, "Goal")} == {"active", "completed"}
    codes = {c["code"] for one in of(made, "Goal") for c in one.get("achievementStatus", {}).get("coding", ())}
    assert codes == {"achieved"}
    assert set(fhir.ACHIEVED) == {*Level}
    assert {*fhir.ACHIEVED.values()} <= {"achieved", "not-achieved", "no-change", "in-progress", "sustaining"}
    assert set(fhir.LIFECYCLE) == {*GoalState}
    (plan,) = of(made, "CarePlan")
    assert (plan["status"], plan["intent"]) == ("active", "plan")
    assert {one["detail"]["status"] for one in plan["activity"]} == {"in-progress"}


def test_what_never_plays_is_refused_in_the_plan() -> None:
    (plan,) = of(read(TOLD), "CarePlan")
    refused = [one["detail"]["description"] for one in plan["activity"] if one["detail"].get("doNotPerform")]
    assert refused == ["Never play: Auld Lang Syne (song)"]


def test_each_teller_and_author_is_named() -> None:
    made = read(TOLD)
    assert [one["source"]["display"] for one in of(made, "QuestionnaireResponse")] == ["her daughter Anne", "Maeve"]
    who = {one["agent"][0]["who"]["display"] for one in of(made, "Provenance")}
    assert who == {"Sam", "Jo", "her daughter Anne", "Maeve"}


def test_the_same_records_have_the_same_ids() -> None:
    first, again = (fhir.bundle(TOLD, now) for now in (NOW, NOW.replace(year=2027)))
    assert [one["fullUrl"] for one in first["entry"]] == [one["fullUrl"] for one in again["entry"]]


def test_somebody_of_whom_nothing_is_known_yet_is_valid() -> None:
    nobody = ResidentId("new")
    made = read(fhir.Told(Resident(nobody, "Una"), LifeStory(nobody), (), (), (), ()))
    assert len(of(made, "Patient")) == 1


@given(
    st.builds(
        Observation,
        id=st.text(min_size=1).map(ObservationId),
        resident=st.just(MAEVE),
        observer=st.text(),
        seen_at=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
        before=st.none() | st.sampled_from(Before),
        took_part=st.none() | st.sampled_from(TookPart),
        mood=st.none() | st.integers(-2, 2),
        distress=st.none() | st.sampled_from(Distress),
        chips=st.lists(st.sampled_from(Chip), unique=True).map(tuple),
        remark=st.text(),
        watched=st.booleans(),
    )
)
def test_any_note_is_valid(seen: Observation) -> None:
    read(replace(TOLD, notes=(seen,)))
