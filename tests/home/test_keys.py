"""Which button of a remote does what."""

import pytest

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.keys import keep_keys, keys, keys_for_page
from tests.home.conftest import SAM


def test_media_keys_work_as_delivered(home: Home) -> None:
    assert "MediaPlayPause=play" in keys_for_page(home).split()


def test_learned_keys_take_their_place(home: Home) -> None:
    keep_keys(home, {"play": "F13", "another": "Pad2"}, SAM)
    assert keys(home) == {"play": "F13", "another": "Pad2", "softer": "", "louder": ""}
    assert keys_for_page(home) == "F13=play Pad2=another"


@pytest.mark.parametrize("told", [{"play": "F13", "louder": "F13"}, {"play": 'F" onx='}, {"play": "1 2"}])
def test_one_key_does_one_thing_and_is_a_key(home: Home, told: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        keep_keys(home, told, SAM)
    assert keys(home)["play"] == "MediaPlayPause"
