"""Starting and stopping the product, as a newcomer does."""

import subprocess
import time
from pathlib import Path

import pytest

from tests.running import KIOSK, copy_home, descendants, running_kiosk, stop

pytestmark = pytest.mark.faults


@pytest.mark.alone
def test_a_second_start_is_quick_and_ctrl_c_leaves_nothing(demo_home: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    with running_kiosk(copy_home(demo_home, tmp_path / "home"), engine="null") as kiosk:
        assert kiosk.health() is not None
        assert time.monotonic() - began < 6  # 3 s on a quiet machine; tests share two cores with a browser
        below = descendants(kiosk.process.pid)
        assert below
        assert stop(kiosk.process) < 3
        assert kiosk.process.returncode == 0
    assert not [pid for pid in below if alive(pid)]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def test_without_a_loudspeaker_it_runs_and_says_so(demo_home: Path, tmp_path: Path) -> None:
    home = copy_home(demo_home, tmp_path / "home")
    with running_kiosk(home, PULSE_SERVER="unix:/nowhere") as kiosk:
        health = kiosk.health()
        assert health is not None
        assert "No sound will be heard" in health["sound_words"]


def test_a_second_kiosk_on_the_same_home_is_refused_in_one_sentence(demo_home: Path, tmp_path: Path) -> None:
    home = copy_home(demo_home, tmp_path / "home")
    with running_kiosk(home, engine="null") as kiosk:
        command = [str(KIOSK), "run"]
        environment = {"KIOSK_HOME": str(home), "KIOSK_PORT": "1", "PATH": "/usr/bin:/bin"}
        second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
        assert second.returncode == 1
        assert second.stderr.count("\n") == 1
        assert kiosk.health() is not None


def test_a_wrong_setting_is_one_sentence(tmp_path: Path) -> None:
    command = [str(KIOSK), "run"]
    for name, value in (("KIOSK_PORT", "door"), ("KIOSK_ENGINE", "organ"), ("KIOSK_MEDIA", "/no/such/folder")):
        environment = {"KIOSK_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", name: value}
        told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
        assert told.returncode == 1
        assert told.stderr.startswith(f"Set {name} to")
