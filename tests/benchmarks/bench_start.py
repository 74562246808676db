"""From a command's arrival to sound at the speaker: this kiosk, MPD and Mopidy, in turn, at one sink, with one file.

`python -m tests.benchmarks.bench_start --times 50` starts all three (those that are not installed are left out:
`apt-get install mpd mpc mopidy mopidy-mpd`) and asks each in turn to play, hears the first sound at the sink's monitor,
stops it and waits for silence. The kiosk is asked over HTTP, as its page does: the answer waits until the session is on
the disk, and the song fades in. The others are asked as their clients do (`mpc play`), and over an open connection,
without the start of a program. The others sound at full level at once; the kiosk fades in from 26 dB below.
"""

import argparse
import json
import logging
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.bench_faults import music_folder
from tests.benchmarks.bench_taps import await_silence
from tests.faults.test_kiosk_kill import await_ready
from tests.running import free_port, running_kiosk
from tests.sound.server import Recorder, SoundServer, sound_server
from tests.visitor import Visitor

READY_WITHIN_S = 30.0
SOUND_DB = -85.0
"""Between songs the sink is digital silence, so a few steps of the last bit are sound already."""


@dataclass
class Player:
    """One thing that plays: how it is asked, how it is stopped, and the seconds each time took."""

    name: str
    play: Callable[[], None]
    stop: Callable[[], None]
    waits: list[float] = field(default_factory=list)
    silent: int = 0

    def listen(self, heard: Recorder) -> None:
        """Ask once, and note how long the first sound took."""
        await_silence(heard)
        asked = time.monotonic()
        self.play()
        sound = heard.await_sound(asked, 3.0, SOUND_DB)
        if sound is None:
            self.silent += 1
        else:
            self.waits.append(sound - asked)
        time.sleep(0.3)
        self.stop()

    def row(self) -> str:
        """Return the figures as Markdown, in milliseconds."""
        ordered = sorted(1000 * wait for wait in self.waits)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        figures = f"{statistics.median(ordered):.0f} | {p95:.0f} | {ordered[-1]:.0f}"
        return f"| {self.name} | {len(ordered)} | {figures} | {self.silent} |"


class Connection:
    """One open connection in MPD's language."""

    def __init__(self, port: int) -> None:
        until = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._lines = self._socket.makefile("rb")
        self._lines.readline()

    def ask(self, command: str) -> None:
        """Send one command and wait until it was taken; raises RuntimeError when it was refused."""
        self._socket.sendall(f"{command}\n".encode())
        while not (line := self._lines.readline()).startswith(b"OK"):
            if not line or line.startswith(b"ACK"):
                raise RuntimeError(f"{command}: {line.decode()}")


@contextmanager
def kiosk_player(folder: Path, music: Path) -> Iterator[list[Player]]:
    """Run this kiosk; play and stop are the forms of its page, sent over HTTP."""
    with running_kiosk(folder / "home", KIOSK_MEDIA=str(music)) as kiosk:
        await_ready(kiosk, music)
        visitor = Visitor(kiosk.port)
        page = visitor.person("Mick")
        # The key of the forms is fetched before anything is measured.
        visitor.post(f"{page}/stop", {})
        yield [
            Player(
                "kiosk, form over HTTP",
                lambda: _ask(visitor, f"{page}/play"),
                lambda: _ask(visitor, f"{page}/stop"),
            )
        ]


def _ask(visitor: Visitor, path: str) -> None:
    answer = visitor.post(path, {})
    if answer.status != 303:
        raise RuntimeError(f"{path}: {answer.status}")


@contextmanager
def mpd_players(folder: Path, music: Path, server: SoundServer) -> Iterator[list[Player]]:
    """Run MPD with the same folder; asked by `mpc play`, and over a connection that is open already."""
    place, port = folder / "mpd", free_port()
    place.mkdir()
    (place / "mpd.conf").write_text(
        f'music_directory "{music}"\ndb_file "{place}/db"\nstate_file "{place}/state"\nbind_to_address "127.0.0.1"\n'
        f'port "{port}"\nzeroconf_enabled "no"\n'
        f'audio_output {{\n type "pulse"\n name "p"\n server "{server.socket}"\n}}\n'
    )
    with _daemon(["mpd", "--no-daemon", str(place / "mpd.conf")]):
        connection = Connection(port)
        subprocess.run(["mpc", "-q", "--wait", "update"], env=_mpc(port), check=True, capture_output=True)
        connection.ask(f'add "{next(music.iterdir()).name}"')
        yield _both("MPD", port, connection)


@contextmanager
def mopidy_players(folder: Path, music: Path, server: SoundServer) -> Iterator[list[Player]]:
    """Run Mopidy with the same file; asked in MPD's language, which its own clients speak too."""
    place, port = folder / "mopidy", free_port()
    place.mkdir()
    (place / "mopidy.conf").write_text(
        f"[core]\ncache_dir={place}/cache\nconfig_dir={place}/config\ndata_dir={place}/data\n"
        f"[file]\nenabled=true\nmedia_dirs={music}\n[m3u]\nenabled=false\n[local]\nenabled=false\n"
        f"[audio]\noutput=pulsesink server={server.socket}\n[http]\nenabled=false\n"
        f"[mpd]\nenabled=true\nhostname=127.0.0.1\nport={port}\nzeroconf=\n[softwaremixer]\nenabled=true\n"
    )
    with _daemon(["mopidy", "--config", str(place / "mopidy.conf")]):
        connection = Connection(port)
        connection.ask(f"add {json.dumps(next(music.iterdir()).as_uri())}")
        yield _both("Mopidy", port, connection)


def _both(name: str, port: int, connection: Connection) -> list[Player]:
    def mpc() -> None:
        subprocess.run(["mpc", "-q", "play"], env=_mpc(port), check=True)

    def stop() -> None:
        connection.ask("stop")

    return [
        Player(f"{name}, `mpc play`", mpc, stop),
        Player(f"{name}, open connection", lambda: connection.ask("play 0"), stop),
    ]


def _mpc(port: int) -> dict[str, str]:
    return {**os.environ, "MPD_HOST": "127.0.0.1", "MPD_PORT": str(port)}


@contextmanager
def _daemon(command: list[str]) -> Iterator[None]:
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        running.terminate()
        running.wait(10)


def main() -> None:
    """Measure all that are installed, in turn, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50)
    times = parser.parse_args().times
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        server = stack.enter_context(sound_server(folder))
        music = music_folder(folder, 60)
        players = stack.enter_context(kiosk_player(folder, music))
        if shutil.which("mpd") and shutil.which("mpc"):
            players += stack.enter_context(mpd_players(folder, music, server))
        if shutil.which("mopidy"):
            players += stack.enter_context(mopidy_players(folder, music, server))
        heard = stack.enter_context(Recorder(server))
        for _ in range(times):
            for player in players:
                player.listen(heard)
        print("| asked | times | p50 ms | p95 ms | most ms | silent |\n|---|---|---|---|---|---|")
        for player in players:
            print(player.row())


if __name__ == "__main__":
    main()
