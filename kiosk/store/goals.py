"""Goals, reviews and supervision notes, kept. What was signed is never changed: a correction is a review of its own."""

from kiosk.care.goals import Goal
from kiosk.care.reviews import Review, SupervisionNote
from kiosk.errors import Conflict
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import ResidentId

GOALS = Kind("goals", Goal, lambda goal: goal.id, "goal")
REVIEWS = Kind("reviews", Review, lambda review: review.id, "review")
SUPERVISION = Kind("supervision", SupervisionNote, lambda note: note.id, "note")


class Goals:
    """Everybody's goals, what reviews decided, and what supervision notes say."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._goals = Documents(database, collections, GOALS)
        self._reviews = Documents(database, collections, REVIEWS)
        self._supervision = Documents(database, collections, SUPERVISION)

    def of(self, resident: ResidentId) -> tuple[Goal, ...]:
        """Return a person's goals, in the order they were set."""
        found = self._goals.within(collection_for(resident))
        return tuple(sorted(found, key=lambda goal: (goal.set_on, goal.id)))

    def get(self, key: str) -> Goal:
        """Return one goal; NotFound when there is none."""
        return self._goals.get(key)

    def save(self, goal: Goal, by: Actor) -> Goal:
        """Keep a goal; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._goals.save(collection_for(goal.resident), goal, by)

    def reviews_of(self, resident: ResidentId) -> tuple[Review, ...]:
        """Return a person's reviews, corrected ones included, oldest first."""
        found = self._reviews.within(collection_for(resident))
        return tuple(sorted(found, key=lambda review: (review.signed.at, review.id)))

    def review(self, key: str) -> Review:
        """Return one review; NotFound when there is none."""
        return self._reviews.get(key)

    def sign(self, review: Review, by: Actor) -> Review:
        """Keep a signed review; Conflict when it is kept already, for what is signed stays as it is."""
        if review.revision:
            raise Conflict("This review is signed: correct it with a new one.")
        return self._reviews.save(collection_for(review.resident), review, by)

    def supervision_of(self, resident: ResidentId) -> tuple[SupervisionNote, ...]:
        """Return a person's supervision notes, newest first."""
        found = self._supervision.within(collection_for(resident))
        return tuple(sorted(found, key=lambda note: (note.signed.at, note.id), reverse=True))

    def keep_supervision(self, note: SupervisionNote, by: Actor) -> SupervisionNote:
        """Keep a supervision note; Conflict when it is kept already."""
        return self._supervision.save(collection_for(note.resident), note, by)
