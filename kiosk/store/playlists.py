"""Playlists, kept: drafts, the approved one of each purpose, and the retired ones before it."""

from dataclasses import replace

from tinydb import where

from kiosk.people.staff import Actor
from kiosk.playlists.picks import Approval, Playlist, Purpose
from kiosk.store.database import Database
from kiosk.store.documents import Documents, Kind
from kiosk.store.tinydb_storage import Collections, collection_for
from kiosk.units import PlaylistId, ResidentId

PLAYLISTS = Kind("playlists", Playlist, lambda playlist: playlist.id, "playlist")


class Playlists:
    """Everybody's playlists."""

    def __init__(self, database: Database, collections: Collections) -> None:
        self._database = database
        self._playlists = Documents(database, collections, PLAYLISTS)

    def of(self, resident: ResidentId) -> tuple[Playlist, ...]:
        """Return a person's playlists, newest first."""
        found = self._playlists.within(collection_for(resident))
        return tuple(sorted(found, key=lambda playlist: (playlist.made_at, playlist.id), reverse=True))

    def get(self, key: PlaylistId) -> Playlist:
        """Return one playlist; NotFound when there is none."""
        return self._playlists.get(key)

    def save(self, playlist: Playlist, by: Actor) -> Playlist:
        """Keep a playlist; Conflict when somebody saved it meanwhile. Returns the next revision.

        An approved one retires the person's other approved ones of the same purpose, in the same transaction.
        """
        with self._database.transaction(by):
            if playlist.state is Approval.APPROVED:
                self._retire_others(playlist, by)
            return self._playlists.save(collection_for(playlist.resident), playlist, by)

    def _retire_others(self, approved: Playlist, by: Actor) -> None:
        for other in self._approved_of(approved.resident):
            if other.purpose is approved.purpose and other.id != approved.id:
                retired = replace(other, state=Approval.RETIRED)
                self._playlists.save(collection_for(other.resident), retired, by)

    def _approved_of(self, resident: ResidentId) -> tuple[Playlist, ...]:
        return self._playlists.within(collection_for(resident), where("state") == Approval.APPROVED.value)

    def approved(self, resident: ResidentId, purpose: Purpose | None = None) -> Playlist | None:
        """Return the person's newest approved playlist, of `purpose` when given; None when there is none."""
        wanted = [each for each in self._approved_of(resident) if purpose in (None, each.purpose)]
        return max(wanted, key=lambda playlist: playlist.approved_at or playlist.made_at, default=None)
