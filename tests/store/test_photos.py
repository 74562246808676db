import hashlib

import pytest

from kiosk.errors import NotFound, StoreUnavailable
from kiosk.store.store import Store
from kiosk.units import PhotoId

JPEG = b"\xff\xd8 a made-up picture"


def test_a_photo_comes_back_under_the_hash_of_its_bytes(store: Store) -> None:
    key = store.photos.save(JPEG)
    assert key == hashlib.sha256(JPEG).hexdigest()
    assert store.photos.read(key) == JPEG
    assert store.photos.all() == (key,)


def test_the_same_photo_is_kept_once(store: Store) -> None:
    assert store.photos.save(JPEG) == store.photos.save(JPEG)
    assert len(store.photos.all()) == 1


def test_no_temporary_file_stays(store: Store) -> None:
    store.photos.save(JPEG)
    assert len(list((store.home / "photos").iterdir())) == 1


def test_an_unknown_photo_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="not kept here"):
        store.photos.read(PhotoId("0" * 64))


@pytest.mark.parametrize("name", ["../kiosk", "", "a" * 63, "A" * 64, "a" * 64 + "\n", f"../photos/{'a' * 64}"])
def test_what_is_no_photos_id_leads_nowhere(store: Store, name: str) -> None:
    with pytest.raises(NotFound):
        store.photos.read(PhotoId(name))


def test_every_flipped_bit_is_found(store: Store) -> None:
    key = store.photos.save(JPEG)
    path = store.photos.path(key)
    for position in range(len(JPEG)):
        damaged = bytearray(JPEG)
        damaged[position] ^= 1 << (position % 8)
        path.write_bytes(damaged)
        with pytest.raises(StoreUnavailable, match="damaged"):
            store.photos.read(key)
    assert "kiosk check" in store.trouble


def test_saving_a_damaged_photo_again_mends_it(store: Store) -> None:
    key = store.photos.save(JPEG)
    store.photos.path(key).write_bytes(b"torn")
    assert store.photos.save(JPEG) == key
    assert store.photos.read(key) == JPEG
