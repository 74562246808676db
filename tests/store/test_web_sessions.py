from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kiosk.store.store import Store
from kiosk.store.web_sessions import SubjectKind, WebSession
from tests.store import some

SESSION = WebSession(
    "c" * 64, SubjectKind.STAFF, "staff-1", some.NOON, some.NOON, some.NOON + timedelta(hours=8), "lounge"
)


def test_a_signed_in_browser_is_known_after_a_restart(home: Path) -> None:
    with Store.open(home) as store:
        store.web_sessions.create(SESSION)
    with Store.open(home) as store:
        assert store.web_sessions.get(SESSION.id_hash, some.NOON) == SESSION


def test_an_unknown_one_is_nobody(store: Store) -> None:
    assert store.web_sessions.get("d" * 64, some.NOON) is None


def test_time_ends_a_session(store: Store) -> None:
    store.web_sessions.create(SESSION)
    assert store.web_sessions.get(SESSION.id_hash, SESSION.expires_at) is None


def test_a_touch_is_kept_but_not_for_every_page(store: Store) -> None:
    store.web_sessions.create(SESSION)
    store.web_sessions.touch(SESSION.id_hash, some.NOON + timedelta(seconds=59))
    assert store.web_sessions.get(SESSION.id_hash, some.NOON) == SESSION
    later = some.NOON + timedelta(seconds=61)
    store.web_sessions.touch(SESSION.id_hash, later)
    assert store.web_sessions.get(SESSION.id_hash, later) == replace(SESSION, last_seen_at=later)


def test_signing_out_ends_one_browser(store: Store) -> None:
    other = store.web_sessions.create(replace(SESSION, id_hash="d" * 64))
    store.web_sessions.create(SESSION)
    store.web_sessions.end(SESSION.id_hash)
    assert store.web_sessions.get(SESSION.id_hash, some.NOON) is None
    assert store.web_sessions.get(other.id_hash, some.NOON) == other


def test_someone_can_be_signed_out_everywhere(store: Store) -> None:
    for number in range(3):
        store.web_sessions.create(replace(SESSION, id_hash=str(number) * 64))
    family = store.web_sessions.create(replace(SESSION, id_hash="f" * 64, kind=SubjectKind.FAMILY))
    assert store.web_sessions.end_all_of(SubjectKind.STAFF, "staff-1") == 3
    assert store.web_sessions.get(family.id_hash, some.NOON) == family


def test_expired_ones_are_swept_when_someone_signs_in(store: Store) -> None:
    store.web_sessions.create(SESSION)
    late = SESSION.expires_at + timedelta(minutes=1)
    store.web_sessions.create(replace(SESSION, id_hash="d" * 64, created_at=late, expires_at=late + timedelta(hours=8)))
    assert store.web_sessions.get(SESSION.id_hash, some.NOON) is None
