"""What several kinds of tests share: one demo home, made once, and examples that no clock judges."""

import fcntl
import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.running import running_kiosk

settings.register_profile("kiosk", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("kiosk")


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home as the first `make run` leaves it; copy it before changing it.

    Making it listens through half an hour of music, so all processes of one `deploy/run-tests` share one.
    """
    folder = Path(os.environ.get("TESTS_SHARE") or tmp_path_factory.mktemp("demo"))
    home, finished = folder / "home", folder / "finished"
    with (folder / "making").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not finished.exists():
            with running_kiosk(home, engine="null"):
                pass
            finished.touch()
    return home
