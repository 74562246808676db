"""PINs: six fresh digits, never kept as such, and a lock that survives a restart."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.errors import BadInput, LockedOut, NotAllowed
from kiosk.home.home import Home
from kiosk.home.sign_in import add_staff, device_key, fresh_pin, session_of, sign_in, sign_out
from kiosk.people.staff import Role
from kiosk.store.store import Store
from tests.home.conftest import SAM


def other(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


def test_it_works(home: Home) -> None:
    member, pin = add_staff(home, "Ada", Role.CARER, SAM)
    assert (len(pin), pin.isdigit()) == (6, True)
    found, token = sign_in(home, "ada", pin, "kiosk")
    session = session_of(home, token)
    assert found == member
    assert session is not None
    assert session.subject == member.id


def test_neither_pin_nor_token_is_kept(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    _, token = sign_in(home, "Ada", pin, "kiosk")
    kept = b"".join(file.read_bytes() for file in home.store.home.iterdir() if file.is_file())
    assert token.encode() not in kept
    assert pin.encode() not in kept


def test_six_wrong_pins_lock_this_name_on_this_device_only(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            sign_in(home, "Ada", other(pin), "phone 1")
    with pytest.raises(LockedOut) as locked:
        sign_in(home, "Ada", pin, "phone 1")
    assert 0 < locked.value.wait_s <= 30
    assert sign_in(home, "Ada", pin, "phone 2")


def test_the_lock_survives_a_restart(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            sign_in(home, "Ada", other(pin), "phone")
    folder = home.store.home
    home.store.close()
    home.store = Store.open(folder)
    with pytest.raises(LockedOut):
        sign_in(home, "Ada", pin, "phone")


def test_an_unknown_name_is_refused_in_the_same_words(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    with pytest.raises(NotAllowed) as unknown:
        sign_in(home, "Eve", pin, "kiosk")
    with pytest.raises(NotAllowed) as wrong:
        sign_in(home, "Ada", other(pin), "kiosk")
    assert str(unknown.value) == str(wrong.value)


def test_the_shared_screen_locks_after_two_minutes_a_phone_after_twenty(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    tokens = {where: sign_in(home, "Ada", pin, where)[1] for where in ("kiosk", "192.168.1.5")}
    then = home.now() + timedelta(minutes=4)
    home.clock = lambda: then
    assert session_of(home, tokens["kiosk"]) is None
    assert session_of(home, tokens["192.168.1.5"]) is not None


def test_signing_out_ends_it_on_the_server(home: Home) -> None:
    _, pin = add_staff(home, "Ada", Role.CARER, SAM)
    _, token = sign_in(home, "Ada", pin, "kiosk")
    sign_out(home, token)
    assert session_of(home, token) is None


def test_a_new_pin_ends_the_old_one_and_its_sessions(home: Home) -> None:
    member, pin = add_staff(home, "Ada", Role.CARER, SAM)
    _, token = sign_in(home, "Ada", pin, "kiosk")
    fresh = fresh_pin(home, member.id, SAM)
    assert session_of(home, token) is None
    assert sign_in(home, "Ada", fresh, "kiosk")
    if fresh != pin:
        with pytest.raises(NotAllowed):
            sign_in(home, "Ada", pin, "kiosk")


def test_two_people_need_two_names(home: Home) -> None:
    add_staff(home, "Ada", Role.CARER, SAM)
    with pytest.raises(BadInput, match="surname"):
        add_staff(home, "ada", Role.LEAD, SAM)


def test_the_device_key_is_made_once_and_private(tmp_path: Path) -> None:
    assert device_key(tmp_path) == device_key(tmp_path)
    assert (tmp_path / "device.key").stat().st_mode & 0o077 == 0
