"""Invitations, kept: each claimed once, by whoever comes first (reliability D7)."""

from dataclasses import replace
from datetime import datetime

from tinydb import where

from kiosk.errors import NotAllowed, NotFound
from kiosk.people.memories import Invitation
from kiosk.people.staff import Actor
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import InvitationId, ResidentId

INVITATIONS = Kind("invitations", Invitation, lambda invitation: invitation.id, "invitation")


class Invitations:
    """The ways in for relatives."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._database = database
        self._invitations = Documents(database, collections, INVITATIONS)

    def save(self, invitation: Invitation, by: Actor) -> Invitation:
        """Keep an invitation; Conflict when somebody saved it meanwhile. Returns the next revision."""
        return self._invitations.save(collection_for(invitation.resident), invitation, by)

    def get(self, key: InvitationId) -> Invitation:
        """Return one invitation; NotFound when there is none."""
        return self._invitations.get(key)

    def of(self, resident: ResidentId) -> tuple[Invitation, ...]:
        """Return a person's invitations, newest first."""
        found = self._invitations.within(collection_for(resident))
        return tuple(sorted(found, key=lambda invitation: (invitation.made_at, invitation.id), reverse=True))

    def by_token_hash(self, token_hash: str) -> Invitation | None:
        """Return the invitation whose token has this SHA-256, None when there is none; it claims nothing."""
        found = self._invitations.everywhere(where("token_hash") == token_hash)
        return found[0] if found else None

    def claim(self, token_hash: str, now: datetime, by: Actor) -> Invitation:
        """Use an invitation, exactly once however many ask at the same moment; return it as claimed.

        NotFound when no invitation has that token, NotAllowed when it is withdrawn, used or expired.
        """
        with self._database.transaction(by):
            invitation = self.by_token_hash(token_hash)
            if invitation is None:
                raise NotFound("This invitation is not known here. Please ask the home for a new one.")
            _refuse_unusable(invitation, now)
            return self.save(replace(invitation, claimed_at=now), by)


def _refuse_unusable(invitation: Invitation, now: datetime) -> None:
    if invitation.withdrawn:
        raise NotAllowed("This invitation was withdrawn. Please ask the home for a new one.")
    if invitation.claimed_at is not None:
        raise NotAllowed("This invitation was already used. Please ask the home for a new one.")
    if now >= invitation.expires_at:
        raise NotAllowed("This invitation has expired. Please ask the home for a new one.")
