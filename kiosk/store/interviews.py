"""What people answered in interviews, and what a person recognised in auditions, kept."""

from kiosk.care.audition import Recognition
from kiosk.people.interview import Answer
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import ResidentId

ANSWERS = Kind("answers", Answer, lambda answer: answer.id, "answer")
RECOGNITIONS = Kind("recognitions", Recognition, lambda heard: heard.id, "mark")


class Interviews:
    """Everybody's answers, and the marks given in auditions."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._answers = Documents(database, collections, ANSWERS)
        self._recognitions = Documents(database, collections, RECOGNITIONS)

    def answers_of(self, resident: ResidentId) -> tuple[Answer, ...]:
        """Return all answers about a person, oldest first."""
        found = self._answers.within(collection_for(resident))
        return tuple(sorted(found, key=lambda answer: (answer.at, answer.id)))

    def answer(self, resident: ResidentId, key: str) -> Answer | None:
        """Return one answer about this person, None when there is none."""
        found = self._answers.find(key)
        return found if found and found.resident == resident else None

    def save_answer(self, answer: Answer, by: Actor) -> Answer:
        """Keep an answer; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._answers.save(collection_for(answer.resident), answer, by)

    def recognitions_of(self, resident: ResidentId) -> tuple[Recognition, ...]:
        """Return what was seen when a person heard samples, oldest first."""
        found = self._recognitions.within(collection_for(resident))
        return tuple(sorted(found, key=lambda heard: (heard.at, heard.id)))

    def save_recognition(self, heard: Recognition, by: Actor) -> Recognition:
        """Keep what was seen; Conflict when it is kept already. Returns the next revision."""
        return self._recognitions.save(collection_for(heard.resident), heard, by)
