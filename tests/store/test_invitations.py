from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import KioskError, NotAllowed, NotFound
from kiosk.store.store import Store
from tests.store import some

HASH = "a" * 64
LATER = some.NOON + timedelta(hours=1)


def test_an_invitation_is_claimed_once(store: Store) -> None:
    store.invitations.save(some.invitation(), some.BY)
    claimed = store.invitations.claim(HASH, LATER, some.BY)
    assert claimed.claimed_at == LATER
    assert store.invitations.get(claimed.id) == claimed
    with pytest.raises(NotAllowed, match="already used"):
        store.invitations.claim(HASH, LATER, some.BY)


def test_of_fifty_at_the_same_moment_one_gets_in(store: Store) -> None:
    store.invitations.save(some.invitation(), some.BY)

    def claim(_: int) -> bool:
        try:
            store.invitations.claim(HASH, LATER, some.BY)
        except KioskError:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(claim, range(50))) == 1


def test_looking_at_it_claims_nothing(store: Store) -> None:
    saved = store.invitations.save(some.invitation(), some.BY)
    assert store.invitations.by_token_hash(HASH) == saved
    assert store.invitations.by_token_hash("b" * 64) is None


def test_an_unknown_token_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="not known here"):
        store.invitations.claim(HASH, LATER, some.BY)


def test_an_expired_one_is_refused(store: Store) -> None:
    saved = store.invitations.save(some.invitation(), some.BY)
    with pytest.raises(NotAllowed, match="expired"):
        store.invitations.claim(HASH, saved.expires_at, some.BY)


def test_a_withdrawn_one_is_refused(store: Store) -> None:
    store.invitations.save(replace(some.invitation(), withdrawn=True), some.BY)
    with pytest.raises(NotAllowed, match="withdrawn"):
        store.invitations.claim(HASH, LATER, some.BY)


def test_a_persons_invitations_are_listed(store: Store) -> None:
    saved = store.invitations.save(some.invitation(), some.BY)
    store.invitations.save(some.invitation("i-2", some.JAN, "b" * 64), some.BY)
    assert store.invitations.of(some.MAEVE) == (saved,)
