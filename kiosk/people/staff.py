"""The people who look after the music: staff, their roles, and whoever acts."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.units import StaffId


class Role(StrEnum):
    """What a member of staff may do; each role includes the ones before it."""

    CARER = "carer"
    LEAD = "activity lead"
    THERAPIST = "therapist"
    MANAGER = "manager"

    def includes(self, other: "Role") -> bool:
        """Say whether this role may do what `other` may do."""
        order = list(Role)
        return order.index(self) >= order.index(other)


SENIOR = Role.THERAPIST
"""From here on somebody may lift a red flag (evidence rule 6)."""


@dataclass(frozen=True)
class StaffMember:
    """One member of staff; `pin_hash` is argon2id over the PIN (evidence rule 36).

    `credential` is what they sign reviews with, in their own words; `knows` are the first-use guides they put away.
    """

    id: StaffId
    name: str
    role: Role
    pin_hash: str
    active: bool = True
    credential: str = ""
    knows: tuple[str, ...] = ()
    revision: int = 0


class ActorKind(StrEnum):
    """Who can change something."""

    STAFF = "staff"
    FAMILY = "family"
    RESIDENT = "resident"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Whoever does something, as the audit trail keeps it."""

    kind: ActorKind
    id: str
    name: str


SYSTEM = Actor(ActorKind.SYSTEM, "kiosk", "The kiosk")
