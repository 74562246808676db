"""Damaged documents: never served wrong, and never in the way of the others."""

import random
from pathlib import Path

import pytest

from kiosk.errors import KioskError, StoreUnavailable
from kiosk.store.check import check
from kiosk.store.store import Store
from tests.store import some


def change_on_disk(home: Path, old: bytes, new: bytes) -> None:
    path = home / "kiosk.db"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


@pytest.fixture
def lived_in(home: Path) -> Path:
    with Store.open(home) as store:
        store.residents.save(some.resident(), some.BY)
        store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
        store.residents.save_story(some.story(), some.BY)
        store.records.append_observation(some.observation())
    return home


def test_a_damaged_document_is_left_out_and_the_others_stay(lived_in: Path) -> None:
    change_on_disk(lived_in, b"Maeve Invented", b"Naeve Invented")
    with Store.open(lived_in) as store:
        assert [resident.called for resident in store.residents.all()] == ["Jan"]
        assert "kiosk check" in store.trouble


def test_asking_for_a_damaged_document_says_that_it_is_damaged(lived_in: Path) -> None:
    change_on_disk(lived_in, b"Maeve Invented", b"Naeve Invented")
    with Store.open(lived_in) as store, pytest.raises(StoreUnavailable, match="damaged"):
        store.residents.get(some.MAEVE)


def test_a_damaged_document_is_not_overwritten_as_if_it_were_new(lived_in: Path) -> None:
    change_on_disk(lived_in, b"Maeve Invented", b"Naeve Invented")
    with Store.open(lived_in) as store, pytest.raises(KioskError):
        store.residents.save(some.resident(), some.BY)


def test_flipped_bits_are_never_served_as_data(lived_in: Path) -> None:
    """60 single bits in the file: each is harmless, left out, or refused; none is shown as true."""
    path, bits = lived_in / "kiosk.db", random.Random(1)
    whole = path.read_bytes()
    with Store.open(lived_in) as store:
        people, story = set(store.residents.all()), store.residents.story(some.MAEVE)
        notes = set(store.records.observations_of(some.MAEVE))
    for _ in range(60):
        position = bits.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[position // 8] ^= 1 << (position % 8)
        path.write_bytes(flipped)
        try:
            with Store.open(lived_in, lock=False) as view:
                assert set(view.residents.all()) <= people
                assert set(view.records.observations_of(some.MAEVE)) <= notes
                assert view.residents.story(some.MAEVE).birth in (story.birth, None)
        except StoreUnavailable:
            assert not check(lived_in).healthy
