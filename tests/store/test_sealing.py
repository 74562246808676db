"""Sealed backups: what opens them, what does not, and that nothing readable is left lying about."""

import io
import random
from itertools import pairwise
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BadInput, StoreUnavailable
from kiosk.store import sealing
from kiosk.store.check import check
from kiosk.store.restore import restore
from kiosk.store.store import Store
from tests.store import some
from tests.store.test_erasure import fill, traces

KNOWN = "legal winner thank year wave sausage worth useful legal winner thank yellow"
"""The second test vector of BIP-39."""


@pytest.fixture
def lived_in(store: Store) -> Store:
    fill(store)
    return store


def proved(store: Store) -> str:
    words = " ".join(store.recovery.make_card(some.BY).words)
    store.recovery.prove_card(words, some.BY)
    return words


def state(store: Store) -> tuple[object, ...]:
    people = [one.id for one in store.residents.all()]
    kept = [
        {k: v for k, v in store.export_resident(one).items() if k not in {"exported_at", "audit"}} for one in people
    ]
    return kept, store.settings.all(), store.audit.entries(limit=1000), store.staff.all(), store.photos.all()


def test_a_known_card_has_a_known_key() -> None:
    """Should this ever change, old cards would no longer open their backups."""
    assert sealing.public_of(KNOWN) == "age1vazel5sedcyvh9zg7rkdax2qk8akkqyq8d4v5lue0v7j67mlsq0quplgq9"


@given(st.binary(min_size=32, max_size=32))
def test_keys_are_written_as_age_writes_them(secret: bytes) -> None:
    key = sealing.bech32("age-secret-key-", secret).upper()
    assert str(pyrage.x25519.Identity.from_str(key)) == key


def test_every_card_is_new_and_four_letters_are_enough() -> None:
    cards = [sealing.new_card() for _ in range(20)]
    assert len({card.words for card in cards}) == 20
    for card in cards:
        assert sealing.public_of(", ".join(word[:4].upper() for word in card.words)) == card.public


@pytest.mark.parametrize("words", ["", "legal", KNOWN.replace("yellow", "zoo"), KNOWN + " zoo", "x" * 50])
def test_words_that_are_no_cards_are_a_sentence(words: str) -> None:
    with pytest.raises(BadInput, match="twelve words of a recovery card"):
        sealing.public_of(words)


def test_a_backup_without_a_card_is_as_before(lived_in: Store, tmp_path: Path) -> None:
    lived_in.recovery.make_card(some.BY)
    report = lived_in.backup(tmp_path / "b")
    assert not report.sealed
    assert not sealing.is_sealed(report.path)


def test_a_sealed_backup_gives_a_fresh_home_the_same_state(lived_in: Store, tmp_path: Path) -> None:
    words = proved(lived_in)
    before = state(lived_in)
    report = lived_in.backup(tmp_path / "b")
    assert report.sealed
    assert b"Maeve" not in report.path.read_bytes()
    restore(report.path, tmp_path / "new", key=lambda: words)
    with Store.open(tmp_path / "new") as new:
        kept, settings, entries, staff, photos = state(new)
        assert (kept, settings, staff, photos) == (before[0], before[1], before[3], before[4])
        assert entries[1:] == before[2]  # type: ignore[index]
        assert new.recovery.keys() == lived_in.recovery.keys()
    assert check(tmp_path / "new").healthy


def test_the_group_can_open_it_as_well(lived_in: Store, tmp_path: Path) -> None:
    proved(lived_in)
    group = pyrage.x25519.Identity.generate()
    lived_in.recovery.set_group(str(group.to_public()), some.BY)
    report = lived_in.backup(tmp_path / "b")
    restore(report.path, tmp_path / "new", key=lambda: str(group))
    with Store.open(tmp_path / "new") as new:
        assert new.residents.all() == lived_in.residents.all()


def test_the_words_of_another_card_change_nothing(lived_in: Store, tmp_path: Path) -> None:
    proved(lived_in)
    report = lived_in.backup(tmp_path / "b")
    other = " ".join(sealing.new_card().words)
    with pytest.raises(BadInput, match="do not open this backup"):
        restore(report.path, tmp_path / "new", key=lambda: other)
    with pytest.raises(BadInput, match="twelve words"):
        restore(report.path, tmp_path / "new", key=lambda: "one two three")
    with pytest.raises(BadInput, match="have the twelve words"):
        restore(report.path, tmp_path / "new")
    assert not (tmp_path / "new" / "kiosk.db").exists()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["lock"]


def test_any_damage_is_noticed(lived_in: Store, tmp_path: Path) -> None:
    words = proved(lived_in)
    whole = lived_in.backup(tmp_path / "b").path.read_bytes()
    chance = random.Random(7)
    places = [0, 30, 200, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(12))]
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        (tmp_path / "b").write_bytes(damaged)
        with pytest.raises(BadInput):
            restore(tmp_path / "b", tmp_path / "new", key=lambda: words)
    for length in (1, 25, len(whole) // 2, len(whole) - 1):
        (tmp_path / "b").write_bytes(whole[:length])
        with pytest.raises(BadInput):
            restore(tmp_path / "b", tmp_path / "new", key=lambda: words)


def test_nothing_readable_is_left_beside_the_backup_or_at_home(lived_in: Store, tmp_path: Path) -> None:
    proved(lived_in)
    stick = tmp_path / "stick"
    stick.mkdir()
    before = {path.name for path in lived_in.home.iterdir()}
    lived_in.backup(stick / "b")
    assert [path.name for path in stick.iterdir()] == ["b"]
    assert {path.name for path in lived_in.home.iterdir()} == before
    assert traces(stick) == []


def test_a_sealed_backup_that_cannot_be_read_back_is_none(tmp_path: Path) -> None:
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(size)[:-1]

    with pytest.raises(OSError, match=r"."):
        sealing.seal(lambda file: file.write(b"all" * 9), Torn(), [sealing.new_card().public], tmp_path)


def test_a_card_counts_only_when_its_words_came_back(lived_in: Store) -> None:
    first = proved(lived_in)
    newer = " ".join(lived_in.recovery.make_card(some.BY).words)
    assert lived_in.recovery.keys().publics == (sealing.public_of(first),)
    with pytest.raises(BadInput, match="card before"):
        lived_in.recovery.prove_card(first, some.BY)
    with pytest.raises(BadInput, match="another card"):
        lived_in.recovery.prove_card(KNOWN, some.BY)
    lived_in.recovery.prove_card(newer, some.BY)
    assert lived_in.recovery.keys().publics == (sealing.public_of(newer),)
    lived_in.recovery.prove_card(newer, some.BY)


def test_no_words_are_ever_kept(lived_in: Store) -> None:
    words = proved(lived_in)
    everything = b"".join(path.read_bytes() for path in lived_in.home.rglob("*") if path.is_file())
    pairs = [f"{one}{between}{two}" for one, two in pairwise(words.split()) for between in (" ", '","', '", "')]
    assert [pair for pair in pairs if pair.encode() in everything] == []


@pytest.mark.parametrize("key", ["age1", "AGE-SECRET-KEY-1", "age1" + "q" * 58])
def test_what_is_no_groups_key_is_a_sentence(lived_in: Store, key: str) -> None:
    with pytest.raises(BadInput, match="age1"):
        lived_in.recovery.set_group(key, some.BY)


def test_a_place_that_cannot_be_written_is_still_a_sentence(lived_in: Store, tmp_path: Path) -> None:
    proved(lived_in)
    with pytest.raises(StoreUnavailable, match="Choose another place"):
        lived_in.backup(tmp_path / "no" / "b")
