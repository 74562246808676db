from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotFound
from kiosk.store.staff import folded
from kiosk.store.store import Store
from kiosk.units import StaffId
from tests.store import some


def test_a_member_of_staff_comes_back(store: Store) -> None:
    saved = store.staff.save(some.staff(), some.BY)
    assert store.staff.get(saved.id) == saved
    assert store.staff.all() == (saved,)


def test_a_name_is_found_however_it_is_typed(store: Store) -> None:
    saved = store.staff.save(some.staff(name="Zoë Núñez"), some.BY)
    for typed in ("zoe nunez", "ZOË NÚÑEZ", "  Zoe   Nuñez "):
        assert store.staff.by_name(typed) == saved
    assert store.staff.by_name("Zo") is None


def test_of_two_with_one_name_the_active_one_is_meant(store: Store) -> None:
    store.staff.save(replace(some.staff("staff-1"), active=False), some.BY)
    active = store.staff.save(some.staff("staff-2"), some.BY)
    assert store.staff.by_name("sam green") == active


def test_nobody_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="This member of staff"):
        store.staff.get(StaffId("staff-9"))


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert folded(folded(name)) == folded(name)
