"""Staff, kept."""

import unicodedata

from kiosk.people.staff import Actor, StaffMember
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import HOME, Collections
from kiosk.units import StaffId

STAFF = Kind("staff", StaffMember, lambda member: member.id, "member of staff")


class Staff:
    """The people who look after the music."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._staff = Documents(database, collections, STAFF)

    def all(self) -> tuple[StaffMember, ...]:
        """Return everyone, active or not, by name."""
        return tuple(sorted(self._staff.within(HOME), key=lambda member: (folded(member.name), member.id)))

    def get(self, key: StaffId) -> StaffMember:
        """Return one member of staff; NotFound when there is none."""
        return self._staff.get(key)

    def by_name(self, name: str) -> StaffMember | None:
        """Return whoever has that name, however it is capitalised or accented; active ones first."""
        wanted = folded(name)
        matches = [member for member in self.all() if folded(member.name) == wanted]
        return max(matches, key=lambda member: member.active, default=None)

    def save(self, member: StaffMember, by: Actor) -> StaffMember:
        """Keep a member of staff; Conflict when somebody saved them meanwhile. Returns the next revision."""
        return self._staff.save(HOME, member, by)


def folded(name: str) -> str:
    """Return a name without case, accents and doubled spaces, for comparing only."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())
