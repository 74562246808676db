from pathlib import Path

from kiosk.store.store import Store
from tests.store import some


def test_a_setting_is_there_after_opening_again(home: Path) -> None:
    with Store.open(home) as store:
        store.settings.set("quiet hours", {"from": "21:00", "to": "07:00"}, some.BY)
    with Store.open(home) as store:
        assert store.settings.get("quiet hours") == {"from": "21:00", "to": "07:00"}


def test_what_was_never_set_is_the_default(store: Store) -> None:
    assert store.settings.get("volume", 40) == 40


def test_the_last_value_counts(store: Store) -> None:
    store.settings.set("volume", 40, some.BY)
    store.settings.set("volume", None, some.BY)
    assert store.settings.all() == {"volume": None}


def test_changing_what_was_read_changes_nothing(store: Store) -> None:
    store.settings.set("screens", ["lounge"], some.BY)
    store.settings.get("screens").append("garden")
    assert store.settings.get("screens") == ["lounge"]
