"""A real kiosk for tests: the command a newcomer runs, on a home and a port of its own."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KIOSK = Path(sys.executable).with_name("kiosk")
LONGEST_START_S = 240.0
"""A first start listens through the demo songs at the lowest priority: long on a computer busy with other tests."""


def free_port() -> int:
    """Return a port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningKiosk:
    """One `kiosk run --demo`; `pin` is the one it printed."""

    home: Path
    port: int
    pin: str
    process: "subprocess.Popen[str]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def health(self) -> dict[str, Any] | None:
        """Return what /healthz says when it answers 200, else None."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            told: dict[str, Any] = json.loads(answer.read())
            return told if answer.status == 200 else None
        except OSError:
            return None
        finally:
            connection.close()

    def pids(self, words: str) -> list[int]:
        """Return the processes below this kiosk whose command line holds `words`, oldest first."""
        return [pid for pid in descendants(self.process.pid) if words in command_line(pid)]

    def worker(self) -> int:
        """Return the gunicorn worker: the child of the gunicorn master."""
        master = self.pids("gunicorn")[0]
        return next(pid for pid in children(master) if "gunicorn" in command_line(pid))


def children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sorted(int(child) for task in tasks for child in (task / "children").read_text().split())
    except OSError:
        return []


def descendants(pid: int) -> list[int]:
    found = children(pid)
    return found + [one for child in found for one in descendants(child)]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@contextmanager
def running_kiosk(home: Path, engine: str = "vlc", **environment: str) -> Iterator[RunningKiosk]:
    """Run a kiosk until the block ends; a demo home is made when `home` is empty."""
    port = free_port()
    settings = {"KIOSK_HOME": str(home), "KIOSK_PORT": str(port), "KIOSK_ENGINE": engine}
    process = start(settings | environment)
    try:
        yield RunningKiosk(home, port, await_pin(process), process)
    finally:
        stop(process)


def start(settings: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [str(KIOSK), "run", "--demo"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
    )


def await_pin(process: "subprocess.Popen[str]") -> str:
    """Read the terminal until the kiosk says it is ready, and return the PIN it printed."""
    assert process.stdout
    said, pin = [], ""
    until = time.monotonic() + LONGEST_START_S
    while time.monotonic() < until:
        line = process.stdout.readline()
        said.append(line)
        found = re.search(r"PIN (\d{6})", line)
        pin = found[1] if found else pin
        if "Stop with Ctrl-C" in line:
            return pin
        if not line and process.poll() is not None:
            break
    raise AssertionError("the kiosk did not start:\n" + "".join(said))


def stop(process: "subprocess.Popen[str]") -> float:
    """Press Ctrl-C and return how long the end took, in seconds."""
    began = time.monotonic()
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()
    return time.monotonic() - began


def copy_home(made: Path, to: Path) -> Path:
    """Return a copy of a finished home, so that each test changes its own."""
    shutil.copytree(made, to, ignore=shutil.ignore_patterns("lock"))
    return to
