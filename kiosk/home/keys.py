"""Large physical buttons: which key of a remote or a button box does what one large button of the screen does."""

import re
from collections.abc import Mapping

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.people.staff import Actor

SETTING = "keys"
FUNCTIONS = {
    "play": "Play, and stop",
    "another": "Another song",
    "softer": "Softer",
    "louder": "Louder",
}
MEDIA_KEYS = {
    "play": "MediaPlayPause",
    "another": "MediaTrackNext",
    "softer": "AudioVolumeDown",
    "louder": "AudioVolumeUp",
}
"""What remotes and keyboards send as they are sold."""
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,31}")


def keys(home: Home) -> Mapping[str, str]:
    """Return the key of each function, "" where there is none."""
    kept: dict[str, str] = home.store.settings.get(SETTING, MEDIA_KEYS)
    return {function: kept.get(function, "") for function in FUNCTIONS}


def keep_keys(home: Home, told: Mapping[str, str], by: Actor) -> None:
    """Keep the key of each function. Raises BadInput for what is no key, and for one key with two functions."""
    kept = {function: told.get(function, "").strip() for function in FUNCTIONS}
    for function, key in kept.items():
        if key and not _KEY.fullmatch(key):
            raise BadInput("Tap the box and press the button: its name is written by itself.", function)
        if key and list(kept.values()).count(key) > 1:
            raise BadInput("This button already does something else: press another one.", function)
    home.store.settings.set(SETTING, kept, by)


def keys_for_page(home: Home) -> str:
    """Return the keys as the resident's page takes them: key=function, apart by spaces."""
    return " ".join(f"{key}={function}" for function, key in keys(home).items() if key)
