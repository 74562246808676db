from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import LockedOut
from kiosk.store.attempts import LONGEST_WAIT_S, wait_after
from kiosk.store.store import Store
from tests.store import some

HERE, SAM = "lounge", "staff-1"


def guess_wrongly(store: Store, times: int, now: datetime = some.NOON) -> None:
    for _ in range(times):
        store.attempts.failed(HERE, SAM, now)


def test_five_wrong_pins_mean_half_a_minute(store: Store) -> None:
    guess_wrongly(store, 4)
    assert store.attempts.wait_s(HERE, SAM, some.NOON) == 0
    assert store.attempts.failed(HERE, SAM, some.NOON) == 30
    assert store.attempts.wait_s(HERE, SAM, some.NOON + timedelta(seconds=29)) == 1
    assert store.attempts.wait_s(HERE, SAM, some.NOON + timedelta(seconds=30)) == 0


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(failures) for failures in range(4, 12)] == [0, 30, 60, 120, 240, 480, 900, 900]


@given(st.integers(0, 10_000))
def test_more_failures_never_mean_a_shorter_wait(failures: int) -> None:
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT_S


def test_the_count_survives_a_restart(home: Path) -> None:
    with Store.open(home) as store:
        guess_wrongly(store, 5)
    with Store.open(home) as store:
        assert store.attempts.wait_s(HERE, SAM, some.NOON) == 30


def test_another_device_and_another_account_are_free(store: Store) -> None:
    guess_wrongly(store, 9)
    assert store.attempts.wait_s("bedroom", SAM, some.NOON) == 0
    assert store.attempts.wait_s(HERE, "staff-2", some.NOON) == 0


def test_the_right_pin_forgets_the_count(store: Store) -> None:
    guess_wrongly(store, 4)
    store.attempts.succeeded(HERE, SAM)
    guess_wrongly(store, 4)
    assert store.attempts.wait_s(HERE, SAM, some.NOON) == 0


def test_a_day_later_the_count_is_forgotten(store: Store) -> None:
    guess_wrongly(store, 12)
    tomorrow = some.NOON + timedelta(days=1, seconds=1)
    assert store.attempts.failed(HERE, SAM, tomorrow) == 0


def test_a_clock_set_back_does_not_lengthen_the_wait(store: Store) -> None:
    guess_wrongly(store, 5)
    assert store.attempts.wait_s(HERE, SAM, some.NOON - timedelta(days=300)) == 30


def test_the_sentence_says_how_long(store: Store) -> None:
    guess_wrongly(store, 7)
    with pytest.raises(LockedOut, match="try again in 2 minutes") as caught:
        store.attempts.start_try(HERE, SAM, some.NOON)
    assert caught.value.wait_s == 120


def test_a_try_while_waiting_does_not_lengthen_the_wait(store: Store) -> None:
    guess_wrongly(store, 5)
    for _ in range(20):
        with pytest.raises(LockedOut):
            store.attempts.start_try(HERE, SAM, some.NOON)
    assert store.attempts.wait_s(HERE, SAM, some.NOON) == 30


def test_many_tries_at_once_are_still_five(store: Store) -> None:
    def guess(_: int) -> bool:
        try:
            store.attempts.start_try(HERE, SAM, some.NOON)
        except LockedOut:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(guess, range(64))) == 5


def test_guessing_all_day_gives_fewer_than_110_tries(store: Store) -> None:
    now, end, tries = some.NOON, some.NOON + timedelta(days=1), 0
    while now < end:
        tries += 1
        now += timedelta(seconds=store.attempts.failed(HERE, SAM, now))
    assert tries < 110
