"""This machine's address on the home's network."""

import socket


def network_address() -> str:
    """Return the address other devices at home would use, empty when there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
