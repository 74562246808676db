"""Phones reach the kiosk only after a manager says so; turning it on begins the server anew and loses nothing."""

import time
from pathlib import Path

import pytest

from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.visitor import Follower, Visitor

pytestmark = pytest.mark.faults

EVERYWHERE, HERE_ONLY = "00000000", "0100007F"


def listening_on(port: int) -> set[str]:
    """Return the addresses this port listens on, as the kernel writes them."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}


def await_listening(kiosk: RunningKiosk, address: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if listening_on(kiosk.port) == {address} and kiosk.health():
            return
        time.sleep(0.05)
    raise AssertionError(listening_on(kiosk.port))


def test_access_from_phones_is_a_managers_decision(demo_home: Path, tmp_path: Path) -> None:
    with running_kiosk(copy_home(demo_home, tmp_path / "home"), engine="null") as kiosk:
        assert listening_on(kiosk.port) == {HERE_ONLY}
        robin = Visitor(kiosk.port)
        robin.sign_in("Robin", kiosk.pin)
        with Follower(kiosk.port) as follower:
            robin.press(robin.person("Peggy"), "play")
            before = follower.wait("playing")
            assert robin.post("/staff/settings/network", {"access": "on"}).status == 200
            await_listening(kiosk, EVERYWHERE)
            after = follower.wait("playing", timeout_s=15)
            assert after["song"] == before["song"]
        assert "Devices on the home" in robin.get("/staff/settings").text
        robin.post("/staff/settings/network", {"access": "off"})
        await_listening(kiosk, HERE_ONLY)
