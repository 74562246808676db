"""Whether phones on the home's network may reach the kiosk, and at which address."""

from flask import request

from kiosk.home.home import Home
from kiosk.home.network import network_address

SETTING = "network access"


def phones_can_reach(home: Home) -> bool:
    """Say whether a manager turned on access from the home's network."""
    return bool(home.store.settings.get(SETTING, default=False))


def own_address(home: Home) -> str:
    """Return the address to open on a phone; on the kiosk alone while access is off."""
    address = network_address() if phones_can_reach(home) else ""
    return f"http://{address or '127.0.0.1'}:{home.settings.port}" if address else request.host_url.rstrip("/")
