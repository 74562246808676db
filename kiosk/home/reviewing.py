"""Holds reviews: shows what there is to look at, keeps what was decided, and gives each goal its level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.care.goals import Criterion, Goal, GoalState, Level, Scored, attainment
from kiosk.care.phases import Due, Phase, next_review, phase
from kiosk.care.reviews import Decision, Evidence, GoalShown, Review, Signature, SupervisionNote, checked, current
from kiosk.care.sittings import sittings
from kiosk.care.summaries import Period, active, evidence, goal_shown
from kiosk.errors import BadInput
from kiosk.home.counting import period, start_of
from kiosk.home.home import Home
from kiosk.people.staff import Actor
from kiosk.units import ResidentId, StaffId

LONGEST_NAME = 200
LONGEST_NOTE = 4000
AFTER: Mapping[Decision, GoalState] = {
    Decision.CARRY_ON: GoalState.ACTIVE,
    Decision.CHANGE: GoalState.ACTIVE,
    Decision.REST: GoalState.RESTED,
    Decision.STOP: GoalState.ENDED,
}
"""What a decision does to the goals being worked on."""


@dataclass(frozen=True)
class Standing:
    """Where a person's music stands: the phase, the next review, and since when the present period runs."""

    phase: Phase
    due: Due | None
    since: date | None


@dataclass(frozen=True)
class ReviewWords:
    """A review as it was filled in; `eye` holds levels by goal id, for goals judged by eye."""

    decision: str = ""
    why: str = ""
    changes: str = ""
    took_part: str = ""
    name: str = ""
    credential: str = ""
    eye: Mapping[str, str] | None = None
    amends: str = ""


def standing(home: Home, resident: ResidentId) -> Standing:
    """Return where a person's music stands today."""
    goals = home.store.goals.of(resident)
    start = min((goal.set_on for goal in goals), default=None)
    held = [review.until for review in current(home.store.goals.reviews_of(resident))]
    now = phase(home.store.records.session_count(resident), start, held)
    due = next_review(start, held) if start and active(goals) else None
    return Standing(now, due, max(held, default=start))


@dataclass(frozen=True)
class Looked:
    """What a review looks at: the period, its counts, and the goals with their levels."""

    since: date
    until: date
    period: Period
    evidence: Evidence
    goals: Sequence[Goal]


def to_look_at(home: Home, resident: ResidentId, eye: Mapping[str, str] | None = None) -> Looked:
    """Return the evidence since the last review, or since the goals were set; goals by eye with the levels given."""
    since = standing(home, resident).since or home.today()
    found = period(home, resident, start_of(home, since))
    goals = active(home.store.goals.of(resident))
    seen = sittings(found.notes, found.reactions)
    shown = {goal.id: _by_eye(goal_shown(goal, seen), goal, eye or {}) for goal in goals}
    attained = attainment([one.level for one in shown.values()], [goal.weight for goal in goals])
    return Looked(since, home.today(), found, evidence(found, goals, shown, attained), goals)


def _by_eye(shown: GoalShown, goal: Goal, eye: Mapping[str, str]) -> GoalShown:
    said = eye.get(goal.id, "")
    if goal.criterion is not Criterion.BY_EYE or said not in {"-2", "-1", "0", "1", "2"}:
        return shown
    return replace(shown, level=Level(int(said)))


def hold_review(home: Home, resident: ResidentId, words: ReviewWords, by: Actor) -> Review:
    """Keep a signed review, give each goal its level, and let the decision act on the goals: all of it or nothing."""
    looked = to_look_at(home, resident, words.eye)
    review = checked(_review(home, resident, looked, words))
    with home.store.together(by):
        kept = home.store.goals.sign(review, by)
        for goal in looked.goals:
            home.store.goals.save(_after(goal, kept), by)
        _remember_credential(home, by, words.credential)
    return kept


def _review(home: Home, resident: ResidentId, looked: Looked, words: ReviewWords) -> Review:
    if words.decision not in {*Decision}:
        raise BadInput("Say what was decided.", "decision")
    due = standing(home, resident).due
    amended = home.store.goals.review(words.amends) if words.amends else None
    return Review(
        id=home.new_id(),
        resident=resident,
        occasion=amended.occasion if amended else due.occasion if due and due.waits(home.today()) else "in between",
        since=amended.since if amended else looked.since,
        until=amended.until if amended else looked.until,
        evidence=amended.evidence if amended else looked.evidence,
        decision=Decision(words.decision),
        why=words.why.strip(),
        took_part=tuple(name for part in words.took_part.split(",") if (name := " ".join(part.split()))),
        signed=Signature(words.name.strip()[:LONGEST_NAME], home.now(), words.credential.strip()[:LONGEST_NAME]),
        changes=words.changes.strip(),
        amends=words.amends or None,
    )


def _after(goal: Goal, review: Review) -> Goal:
    """Return a goal after a review: its level, when it is looked at again, and whether it goes on."""
    shown = next((one for one in review.evidence.goals if one.goal == goal.id), None)
    scored = goal.scored
    if shown and shown.level is not None and not review.amends:
        scored = (*scored, Scored(shown.level, review.until, review.signed.name, shown.share))
    again = next_review(goal.set_on, [review.until]).on
    return replace(goal, scored=scored, state=AFTER[review.decision], review_on=again)


def _remember_credential(home: Home, by: Actor, credential: str) -> None:
    """Keep the credential somebody signed with, so that it need not be typed again."""
    member = next((one for one in home.store.staff.all() if one.id == by.id), None)
    said = credential.strip()[:LONGEST_NAME]
    if member and said and said != member.credential:
        home.store.staff.save(replace(member, credential=said), by)


def credential_of(home: Home, by: Actor) -> str:
    """Return the credential somebody signed with last, empty when none."""
    return home.store.staff.get(StaffId(by.id)).credential


def supervise(home: Home, resident: ResidentId, words: str, by: Actor, review: str = "") -> SupervisionNote:
    """Keep a supervision note, signed."""
    said = words.strip()
    if not said:
        raise BadInput("Write the note.", "words")
    if len(said) > LONGEST_NOTE:
        raise BadInput(f"Say it in at most {LONGEST_NOTE} letters.", "words")
    signed = Signature(by.name, home.now(), credential_of(home, by))
    note = SupervisionNote(home.new_id(), resident, said, signed, review or None)
    return home.store.goals.keep_supervision(note, by)
