from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import Conflict, NotFound
from kiosk.playlists.picks import Approval, Playlist, Purpose
from kiosk.store.store import Store
from kiosk.units import PlaylistId
from tests.store import some


def approve(store: Store, playlist: Playlist, days: int = 0) -> Playlist:
    at = some.NOON + timedelta(days=days)
    return store.playlists.save(replace(playlist, state=Approval.APPROVED, approved_by="Sam", approved_at=at), some.BY)


def test_a_playlist_comes_back_with_its_reasons(store: Store) -> None:
    saved = store.playlists.save(some.playlist(), some.BY)
    assert store.playlists.get(saved.id) == saved
    assert saved == replace(some.playlist(), revision=1)


def test_the_newest_is_listed_first(store: Store) -> None:
    for days, key in enumerate(("p-1", "p-2", "p-3")):
        store.playlists.save(some.playlist(key, days=days), some.BY)
    assert [playlist.id for playlist in store.playlists.of(some.MAEVE)] == ["p-3", "p-2", "p-1"]


def test_a_draft_never_plays(store: Store) -> None:
    store.playlists.save(some.playlist(), some.BY)
    assert store.playlists.approved(some.MAEVE) is None


def test_approving_retires_the_one_before(store: Store) -> None:
    approve(store, some.playlist("p-1"))
    second = approve(store, some.playlist("p-2"), days=1)
    assert store.playlists.approved(some.MAEVE) == second
    assert store.playlists.get(PlaylistId("p-1")).state is Approval.RETIRED


def test_approving_leaves_other_purposes_and_people_alone(store: Store) -> None:
    calm = approve(store, replace(some.playlist("p-1"), purpose=Purpose.CALM))
    jans = approve(store, some.playlist("p-2", resident=some.JAN))
    everyday = approve(store, some.playlist("p-3"), days=1)
    assert store.playlists.approved(some.MAEVE, Purpose.CALM) == calm
    assert store.playlists.approved(some.MAEVE, Purpose.EVERYDAY) == everyday
    assert store.playlists.approved(some.MAEVE) == everyday
    assert store.playlists.approved(some.JAN) == jans


def test_an_approval_that_conflicts_retires_nothing(store: Store) -> None:
    first = approve(store, some.playlist("p-1"))
    draft = store.playlists.save(some.playlist("p-2"), some.BY)
    store.playlists.save(draft, some.BY)
    with pytest.raises(Conflict):
        approve(store, draft)
    assert store.playlists.approved(some.MAEVE) == first


def test_saving_an_approved_list_again_keeps_it_approved(store: Store) -> None:
    first = approve(store, some.playlist())
    again = store.playlists.save(replace(first, changes=("one song fewer",)), some.BY)
    assert store.playlists.approved(some.MAEVE) == again


def test_an_id_belongs_to_one_person(store: Store) -> None:
    store.playlists.save(some.playlist("p-1"), some.BY)
    with pytest.raises(Conflict, match="same id"):
        store.playlists.save(some.playlist("p-1", resident=some.JAN), some.BY)


def test_an_unknown_list_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="This playlist is not kept here"):
        store.playlists.get(PlaylistId("p-9"))
