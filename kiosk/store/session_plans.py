"""Session plans and templates, verses, and what upset somebody, kept."""

from tinydb import where

from kiosk.care.session_plans import SessionPlan, Standing, Template
from kiosk.care.upsets import Upset
from kiosk.care.verses import Verse
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import HOME, Collections, collection_for
from kiosk.units import ResidentId, SessionId

PLAN_TABLE = "session_plans"
PLANS = Kind(PLAN_TABLE, SessionPlan, lambda plan: plan.id, "session")
TEMPLATES = Kind("session_templates", Template, lambda kept: kept.id, "kept plan")
VERSES = Kind("verses", Verse, lambda verse: verse.id, "verse")
UPSETS = Kind("upsets", Upset, lambda upset: upset.id, "note")


class SessionPlans:
    """What sessions followed, and what came out of them beside the taps.

    One person's plan lies with the person; a group's with the home, and is rewritten when one of them is erased.
    """

    def __init__(self, database: Database, collections: Collections) -> None:
        self._plans = Documents(database, collections, PLANS)
        self._templates = Documents(database, collections, TEMPLATES)
        self._verses = Documents(database, collections, VERSES)
        self._upsets = Documents(database, collections, UPSETS)

    def get(self, key: SessionId) -> SessionPlan:
        """Return what a session follows; NotFound when there is none."""
        return self._plans.get(key)

    def find(self, key: SessionId) -> SessionPlan | None:
        """Return what a session follows, None when it follows no plan."""
        return self._plans.find(key)

    def running(self) -> tuple[SessionPlan, ...]:
        """Return the plans of sessions nobody has ended, newest first."""
        found = self._plans.everywhere(where("standing") == Standing.RUNNING.value)
        return tuple(sorted(found, key=lambda plan: (plan.began_at, plan.id), reverse=True))

    def save(self, plan: SessionPlan, by: Actor) -> SessionPlan:
        """Keep a plan; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._plans.save(HOME if plan.shared else collection_for(plan.people[0]), plan, by)

    def templates(self) -> tuple[Template, ...]:
        """Return the kept plans, by name."""
        return tuple(sorted(self._templates.within(HOME), key=lambda kept: (kept.name.casefold(), kept.id)))

    def save_template(self, kept: Template, by: Actor) -> Template:
        """Keep a plan's shape; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._templates.save(HOME, kept, by)

    def verses_of(self, resident: ResidentId) -> tuple[Verse, ...]:
        """Return the verses about a person, newest first."""
        found = self._verses.within(collection_for(resident))
        return tuple(sorted(found, key=lambda verse: (verse.made_at, verse.id), reverse=True))

    def save_verse(self, verse: Verse, by: Actor) -> Verse:
        """Keep a verse with its person; Conflict when it is kept already. Returns the next revision."""
        return self._verses.save(collection_for(verse.resident), verse, by)

    def upset(self, key: str) -> Upset:
        """Return one distress stop; NotFound when there is none."""
        return self._upsets.get(key)

    def find_upset(self, key: str) -> Upset | None:
        """Return one distress stop, None when there is none."""
        return self._upsets.find(key)

    def upsets_of(self, resident: ResidentId) -> tuple[Upset, ...]:
        """Return a person's distress stops, oldest first."""
        return _by_time(self._upsets.within(collection_for(resident)))

    def open_upsets(self) -> tuple[Upset, ...]:
        """Return the distress stops nobody has looked at again, oldest first."""
        return _by_time(self._upsets.everywhere(where("after") == None))  # noqa: E711  TinyDB compares, Python does not

    def save_upset(self, upset: Upset, by: Actor) -> Upset:
        """Keep a distress stop; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._upsets.save(collection_for(upset.resident), upset, by)


def _by_time(upsets: tuple[Upset, ...]) -> tuple[Upset, ...]:
    return tuple(sorted(upsets, key=lambda upset: (upset.at, upset.id)))
