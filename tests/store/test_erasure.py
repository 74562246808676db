"""Erased means erased: from every answer, and from the raw bytes of every file."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import NotFound
from kiosk.people.staff import Actor, ActorKind
from kiosk.store import erasure
from kiosk.store.check import check
from kiosk.store.files import HomeFiles
from kiosk.store.store import Store
from kiosk.store.web_sessions import SubjectKind, WebSession
from kiosk.units import PhotoId
from tests.store import some

MARKER = "ZANZIBAR-7731"
ANNE = Actor(ActorKind.FAMILY, "i-1", f"Anne {MARKER}")
PORTRAIT, SNAPSHOT, OLD_PORTRAIT = b"portrait " + MARKER.encode(), b"snap " + MARKER.encode(), MARKER.encode()


def traces(home: Path, marker: str = MARKER) -> list[str]:
    """Return the files below `home` whose raw bytes still hold the marker."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in files if marker.encode() in path.read_bytes() or marker in path.name]


def fill(store: Store) -> None:
    """Give Maeve something of everything, with the marker in it, and Jan a little."""
    first = store.residents.save(replace(some.resident(), portrait=store.photos.save(OLD_PORTRAIT)), some.BY)
    store.residents.save(replace(first, full_name=MARKER, portrait=store.photos.save(PORTRAIT)), some.BY)
    store.residents.save_story(replace(some.story(), tastes=(MARKER,)), ANNE)
    for number in range(20):
        store.playlists.save(replace(some.playlist(f"p-{number}"), changes=(MARKER * 50,)), some.BY)
    store.memories.save(replace(some.memory(), story=MARKER, photo=store.photos.save(SNAPSHOT)), ANNE)
    store.greetings.save(replace(some.greeting(), giver=MARKER, sound=MARKER.encode()), some.BY)
    store.files.greeting.write_bytes(MARKER.encode())
    store.invitations.save(replace(some.invitation(), relative=MARKER), some.BY)
    store.records.append_session(some.session())
    store.records.append_play(replace(some.play(), title=MARKER))
    for number in range(300):
        store.records.append_observation(some.observation(f"o-{number}", remark=f"{MARKER} {number}"))
    store.records.append_mark(replace(some.mark(), by=MARKER))
    store.records.append_assent(some.assent(by=MARKER))
    store.records.append_measure(replace(some.measure(), by=MARKER))
    store.goals.save(replace(some.goal(), words=MARKER), some.BY)
    store.goals.sign(replace(some.review(), why=MARKER), some.BY)
    store.goals.keep_supervision(replace(some.supervision(), words=MARKER), some.BY)
    store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
    store.records.append_observation(some.observation("o-jan", some.JAN))


def test_nothing_is_answered_and_no_byte_is_left(store: Store) -> None:
    fill(store)
    assert traces(store.home)
    report = store.erase_resident(some.MAEVE, some.BY)
    assert (report.documents, report.records, report.photos) == (28, 305, 3)
    assert traces(store.home) == []
    with pytest.raises(NotFound):
        store.residents.get(some.MAEVE)
    assert store.records.observations_of(some.MAEVE) == ()
    assert store.playlists.of(some.MAEVE) == ()
    assert store.photos.all() == ()


def test_no_byte_is_left_in_a_home_that_ran_for_a_while(home: Path) -> None:
    for _ in range(2):
        with Store.open(home) as store:
            if not store.residents.all():
                fill(store)
    with Store.open(home) as store:
        store.erase_resident(some.MAEVE, some.BY)
        assert traces(home) == []
    assert traces(home) == []


def test_other_people_stay(store: Store) -> None:
    fill(store)
    store.erase_resident(some.MAEVE, some.BY)
    assert [resident.called for resident in store.residents.all()] == ["Jan"]
    assert len(store.records.observations_of(some.JAN)) == 1
    assert check(store.home).healthy


def test_the_audit_trail_stays_whole_and_names_nobody(store: Store) -> None:
    fill(store)
    store.erase_resident(some.MAEVE, some.BY)
    assert store.audit.verify() == ()
    newest = store.audit.entries()[0]
    assert (newest.action, newest.by, newest.resident, newest.document) == ("erased one person", some.BY, None, "")
    assert store.audit.entries(some.MAEVE) == ()
    assert some.MAEVE not in repr(store.audit.entries())


def test_the_id_itself_is_gone(store: Store) -> None:
    fill(store)
    store.erase_resident(some.MAEVE, some.BY)
    assert traces(store.home, some.MAEVE) == []


def test_late_pages_bring_nobody_back(store: Store) -> None:
    fill(store)
    read = store.residents.get(some.MAEVE)
    store.erase_resident(some.MAEVE, some.BY)
    for late in (
        lambda: store.residents.save(some.resident(), some.BY),
        lambda: store.residents.save(read, some.BY),
        lambda: store.records.append_observation(some.observation("o-late")),
    ):
        with pytest.raises(NotFound, match="was erased"):
            late()


def test_relatives_are_signed_out(store: Store) -> None:
    fill(store)
    session = WebSession("c" * 64, SubjectKind.FAMILY, "i-1", some.NOON, some.NOON, some.NOON.replace(year=2030))
    store.web_sessions.create(session)
    store.erase_resident(some.MAEVE, some.BY)
    assert store.web_sessions.get(session.id_hash, some.NOON) is None


def test_a_photo_that_someone_else_shows_stays(store: Store) -> None:
    shared = store.photos.save(b"both of them")
    store.residents.save(replace(some.resident(), portrait=shared), some.BY)
    store.residents.save(replace(some.resident(some.JAN, "Jan"), portrait=shared), some.BY)
    assert store.erase_resident(some.MAEVE, some.BY).photos == 0
    assert store.photos.read(shared) == b"both of them"


def test_a_photo_just_sent_by_somebody_else_stays(store: Store) -> None:
    fill(store)
    fresh = store.photos.save(b"its memory comes in a moment")
    store.erase_resident(some.MAEVE, some.BY)
    assert store.photos.all() == (fresh,)


def test_an_erasure_cut_off_half_way_is_finished_at_the_next_start(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        database = store._database
        with database.transaction(some.BY) as change:
            pictures = {PhotoId(key) for key in store.photos.all()}
            erasure._remove(change, some.MAEVE)
            erasure._leave_tombstone(change, database, some.MAEVE, pictures)
        assert traces(home)
    with Store.open(home):
        assert traces(home) == []
    assert HomeFiles(home).erasures.exists()


def test_copies_kept_by_upgrades_go_too(store: Store) -> None:
    fill(store)
    (store.home / "kiosk-v0.db").write_text(MARKER)
    store.erase_resident(some.MAEVE, some.BY)
    assert traces(store.home) == []


def test_copies_a_person_has_to_remove_are_named(store: Store) -> None:
    fill(store)
    aside = store.home / "before-restore-2026-11-01"
    aside.mkdir()
    assert store.erase_resident(some.MAEVE, some.BY).copies == (aside,)


def test_nobody_is_a_sentence_and_leaves_no_trace(store: Store) -> None:
    with pytest.raises(NotFound, match="nothing to erase"):
        store.erase_resident(some.MAEVE, some.BY)
    assert store.audit.entries() == ()
    assert not HomeFiles(store.home).erasures.exists()


def test_erasing_while_others_look_is_finished_later(store: Store) -> None:
    fill(store)
    store.erase_resident(some.MAEVE, some.BY)
    assert erasure.finish(store._database, store.photos) == 0
