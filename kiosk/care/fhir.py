"""One person's records as a FHIR R4 bundle, for care-record systems: plain dictionaries, nothing interpreted.

Every entry says what people saw or agreed in the kiosk's own words; no code is claimed for them but FHIR's own
"activity".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kiosk.care.goals import Goal, GoalState, Level
from kiosk.care.learning import current
from kiosk.care.observations import Distress, Look, Observation, TookPart
from kiosk.people.interview import Answer
from kiosk.people.life_story import LifeStory
from kiosk.people.questions import QUESTIONS
from kiosk.people.residents import Resident
from kiosk.playlists.picks import Approval, Playlist

Resource = dict[str, Any]
VERSION = "4.0.1"
_HL7 = "http://terminology.hl7.org/CodeSystem"
_OWN = "urn:kiosk"
LIFECYCLE = {GoalState.ACTIVE: "active", GoalState.RESTED: "on-hold", GoalState.ENDED: "completed"}
ACHIEVED = {
    Level.LESS: "not-achieved",
    Level.AS_AT_THE_START: "not-achieved",
    Level.REACHED: "achieved",
    Level.MORE: "achieved",
    Level.MUCH_MORE: "achieved",
}


@dataclass(frozen=True)
class Told:
    """What a bundle is made of: everything about one person that another system may want."""

    resident: Resident
    story: LifeStory
    notes: Sequence[Observation]
    goals: Sequence[Goal]
    lists: Sequence[Playlist]
    answers: Sequence[Answer]


def bundle(told: Told, now: datetime) -> Resource:
    """Return the bundle: the person, every note, goal and interview, the plan, and where each came from."""
    made = [person(told), *notes(told), *goals(told), care_plan(told, now), *interviews(told)]
    made += provenance(made, told, now)
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(now),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in made],
    }


def _id(kind: str, key: str) -> str:
    """Return the same id for the same record in every bundle, so that a system can take it twice."""
    return str(uuid5(NAMESPACE_URL, f"{_OWN}:{kind}:{key}"))


def _to(kind: str, key: str) -> Resource:
    return {"reference": f"urn:uuid:{_id(kind, key)}"}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _named(code: str, system: str, words: str) -> Resource:
    return {"coding": [{"system": f"{_HL7}/{system}", "code": code}], "text": words}


def _whom(told: Told) -> Resource:
    return _to("person", told.resident.id) | {"type": "Patient", "display": told.resident.called}


def person(told: Told) -> Resource:
    """Return who it is about."""
    who, birth = told.resident, told.story.birth
    names = [{"use": "usual", "text": who.called}]
    if who.full_name:
        names.insert(0, {"use": "official", "text": who.full_name})
    found: Resource = {
        "resourceType": "Patient",
        "id": _id("person", who.id),
        "identifier": [{"system": f"{_OWN}:resident", "value": who.id}],
        "name": names,
    }
    if birth and (birth.day or not birth.spread):
        found["birthDate"] = birth.day.isoformat() if birth.day else str(birth.year)
    if told.story.languages:
        found["communication"] = [
            {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]}} for code in told.story.languages
        ]
    return found


def notes(told: Told) -> Iterator[Resource]:
    """Yield every note as it stands: one that was corrected later comes once, as amended."""
    for note in current(told.notes):
        yield _note(note, told)


def _note(note: Observation, told: Told) -> Resource:
    found: Resource = {
        "resourceType": "Observation",
        "id": _id("note", note.id),
        "identifier": [{"system": f"{_OWN}:note", "value": note.id}],
        "status": "amended" if note.amends else "final",
        "category": [_named("activity", "observation-category", "Activity")],
        "code": {"text": "What was seen while familiar music was on"},
        "subject": _whom(told),
        "effectiveDateTime": _moment(note.seen_at),
        "performer": [{"display": note.observer or "Somebody"}],
    }
    parts = list(_parts(note))
    if not note.watched:
        found["dataAbsentReason"] = _named("not-performed", "data-absent-reason", "Nobody watched")
    elif parts:
        found["component"] = parts
    else:
        found["dataAbsentReason"] = _named("unknown", "data-absent-reason", "Not answered")
    if note.remark:
        found["note"] = [{"text": note.remark, "time": _moment(note.seen_at)}]
    return found


def _parts(note: Observation) -> Iterator[Resource]:
    """Yield each answer that was given; a missing one is missing, never a nought (evidence rule 15)."""
    if note.before:
        yield _part("Before the music", "valueString", note.before.value)
    if note.took_part is TookPart.ASLEEP:
        yield _part("Took part", "valueString", "asleep")
    elif note.took_part:
        yield _part("Took part, 0 not at all to 3 most of the time", "valueInteger", int(note.took_part.value))
    if note.mood is not None:
        yield _part("Mood compared with the start, -2 much worse to 2 much better", "valueInteger", note.mood)
    if note.distress:
        yield _part("Any distress", "valueString", _DISTRESS[note.distress])
    if note.look is not Look.FIRST:
        yield _part("Whose look", "valueString", note.look.value)
    for chip in note.chips:
        yield _part("Seen", "valueString", chip.value)


_DISTRESS = {
    Distress.NONE: "none",
    Distress.BRIEF: "brief, settled",
    Distress.STOPPED: "the music was stopped",
}


def _part(words: str, kind: str, value: str | int) -> Resource:
    return {"code": {"text": words}, kind: value}


def goals(told: Told) -> Iterator[Resource]:
    """Yield every goal with its five levels in words, and how far it was reached when last scored."""
    for goal in told.goals:
        yield _goal(goal, told)


def _goal(goal: Goal, told: Told) -> Resource:
    found: Resource = {
        "resourceType": "Goal",
        "id": _id("goal", goal.id),
        "identifier": [{"system": f"{_OWN}:goal", "value": goal.id}],
        "lifecycleStatus": LIFECYCLE[goal.state],
        "description": {"text": goal.words},
        "subject": _whom(told),
        "startDate": goal.set_on.isoformat(),
        "target": [{"measure": {"text": goal.criterion.value}, "dueDate": goal.review_on.isoformat()}],
        "expressedBy": {"display": ", ".join(goal.agreed_by) or goal.set_by},
        "note": [{"text": f"Level {level:+d}: {words}"} for level, words in zip(Level, goal.levels, strict=True)],
    }
    if goal.target:
        found["target"][0]["detailQuantity"] = {"value": goal.target, "unit": "% of sessions"}
    if goal.level is not None:
        found["achievementStatus"] = _named(ACHIEVED[goal.level], "goal-achievement", f"Level {goal.level:+d}")
        found["statusDate"] = goal.scored[-1].on.isoformat()
    return found


def care_plan(told: Told, now: datetime) -> Resource:
    """Return the musical care plan: what to play, and what never, as activities that are planned or refused."""
    approved = [one for one in told.lists if one.state is Approval.APPROVED]
    play = [_activity(one.purpose.value, [pick.song.title for pick in one.picks]) for one in approved]
    never = [_refused(f"Never play: {flag.words} ({flag.kind})") for flag in told.story.red_flags]
    found: Resource = {
        "resourceType": "CarePlan",
        "id": _id("plan", told.resident.id),
        "status": "active" if approved else "draft",
        "intent": "plan",
        "title": f"Music for {told.resident.called}",
        "description": "Familiar music as an activity. Approved by staff; what must never play is in it.",
        "subject": _whom(told),
        "created": _moment(now),
        "goal": [_to("goal", goal.id) for goal in told.goals if goal.state is GoalState.ACTIVE],
        "activity": [*play, *never],
    }
    return {key: value for key, value in found.items() if value != []}


def _activity(purpose: str, titles: Sequence[str]) -> Resource:
    words = f"Music, {purpose}: {'; '.join(titles)}"
    return {"detail": {"status": "in-progress", "description": words}}


def _refused(words: str) -> Resource:
    return {"detail": {"status": "in-progress", "doNotPerform": True, "description": words}}


def interviews(told: Told) -> Iterator[Resource]:
    """Yield the life-story interview, one response for each person who told something."""
    said = [one for one in told.answers if one.said and one.question in QUESTIONS]
    for teller in dict.fromkeys((one.told.by, one.told.name) for one in said):
        theirs = [one for one in said if (one.told.by, one.told.name) == teller]
        yield {
            "resourceType": "QuestionnaireResponse",
            "id": _id("interview", f"{told.resident.id}:{teller[0]}:{teller[1]}"),
            "questionnaire": f"{_OWN}:questionnaire:life-story-in-music",
            "status": "completed",
            "subject": _whom(told),
            "authored": _moment(max(one.at for one in theirs)),
            "source": _whom(told) if teller[0] == "the person" else {"display": teller[1] or teller[0]},
            "item": [_item(one) for one in theirs],
        }


def _item(answer: Answer) -> Resource:
    words = [*answer.chosen, *(line.strip() for line in answer.words.splitlines() if line.strip())]
    if answer.when:
        words.append(answer.when)
    asked = QUESTIONS[answer.question].they.format(name="the person")
    found: Resource = {"linkId": answer.question, "text": asked}
    return found | ({"answer": [{"valueString": one} for one in words]} if words else {})


def provenance(made: Sequence[Resource], told: Told, now: datetime) -> Iterator[Resource]:
    """Yield who each record comes from: one entry for each person, with everything of theirs."""
    by_whom: dict[str, list[Resource]] = {}
    for one in made:
        for name in _authors(one, told):
            by_whom.setdefault(name, []).append(one)
    for name, theirs in by_whom.items():
        yield {
            "resourceType": "Provenance",
            "id": _id("provenance", f"{told.resident.id}:{name}"),
            "target": [{"reference": f"urn:uuid:{one['id']}"} for one in theirs],
            "recorded": _moment(now),
            "agent": [{"type": _named("author", "provenance-participant-type", "Author"), "who": {"display": name}}],
        }


def _authors(one: Resource, told: Told) -> Sequence[str]:
    kind = one["resourceType"]
    if kind == "Observation":
        return [one["performer"][0]["display"]]
    if kind == "Goal":
        return [next(goal.set_by for goal in told.goals if _id("goal", goal.id) == one["id"])]
    if kind == "QuestionnaireResponse":
        return [one["source"]["display"]]
    if kind == "CarePlan":
        approvers = [each.approved_by for each in told.lists if each.state is Approval.APPROVED and each.approved_by]
        return list(dict.fromkeys(approvers))
    return []
