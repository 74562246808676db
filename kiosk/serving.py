"""Runs the server and keeps it running: one gunicorn, started anew when the home asks for it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from kiosk.config import Settings

CONF = Path(__file__).resolve().parent.parent / "deploy" / "gunicorn.conf.py"
RESTART = "restart-wanted"
"""A file in the home's folder: the server ends, and begins again with the new settings."""
LONGEST_START_S = 60.0
LONGEST_STOP_S = 2.8


@dataclass(frozen=True)
class Health:
    """What `/healthz` said."""

    ok: bool
    words: str


def ask_restart(home: Path) -> None:
    """Ask the running server to end and begin again; called in its worker."""
    (home / RESTART).touch()
    os.kill(os.getppid(), signal.SIGTERM)


def run(settings: Settings, address: Callable[[], str], when_healthy: Callable[[], None]) -> int:
    """Serve until told to stop; return the exit code. `address` is asked anew at each start."""
    (settings.home / RESTART).unlink(missing_ok=True)
    while True:
        code = _serve_once(settings, address(), when_healthy)
        if not (settings.home / RESTART).exists():
            return code
        (settings.home / RESTART).unlink()


def _serve_once(settings: Settings, address: str, when_healthy: Callable[[], None]) -> int:
    server = subprocess.Popen(  # noqa: S603  our own server, from our own settings
        _command(settings, address), env=_environment(settings), start_new_session=True
    )
    before = {sig: signal.signal(sig, _ender(server)) for sig in (signal.SIGINT, signal.SIGTERM)}
    try:
        if _healthy(settings.port, server):
            when_healthy()
        return max(0, server.wait())
    finally:
        for sig, handler in before.items():
            signal.signal(sig, handler)
        end(server)


def _command(settings: Settings, address: str) -> list[str]:
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(CONF)]
    return [*gunicorn, "--bind", f"{address}:{settings.port}", "kiosk.bootstrap:application()"]


def _environment(settings: Settings) -> Mapping[str, str]:
    return os.environ | {
        "KIOSK_HOME": str(settings.home),
        "KIOSK_PORT": str(settings.port),
        "KIOSK_ENGINE": settings.engine,
        "KIOSK_MEDIA": ":".join(map(str, settings.media)),
    }


def _ender(server: "subprocess.Popen[bytes]") -> Callable[[int, FrameType | None], None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.terminate()

    return stop


def end(server: "subprocess.Popen[bytes]") -> None:
    """End a server within three seconds, kindly at first."""
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(LONGEST_STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _healthy(port: int, server: "subprocess.Popen[bytes]") -> bool:
    """Wait until `/healthz` says well, the server ends, or a minute has gone."""
    until = time.monotonic() + LONGEST_START_S
    while server.poll() is None and time.monotonic() < until:
        if health(port).ok:
            return True
        time.sleep(0.05)
    return False


def health(port: int) -> Health:
    """Ask `/healthz` once."""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return Health(answer.status == 200, answer.read().decode())
    except (OSError, HTTPException) as error:
        return Health(ok=False, words=str(error))
    finally:
        connection.close()


def sound_trouble(port: int) -> str:
    """Return the sentence for people when no sound will be heard, empty when it will."""
    answer = health(port)
    try:
        return str(json.loads(answer.words).get("sound_words", ""))
    except ValueError:
        return ""
