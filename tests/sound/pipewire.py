"""PipeWire with its PulseAudio door, as Raspberry Pi OS and new desktops have it, for the same sound tests.

`KIOSK_SOUND_SERVER=pipewire` makes every sound test use it (Debian: pipewire, pipewire-pulse, wireplumber, dbus).
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.sound.server import SoundServer


class PipeWireServer(SoundServer):
    """One PipeWire, its session manager and its PulseAudio door, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.socket = f"unix:{folder / 'pulse' / 'native'}"

    def start(self) -> None:
        """Start the three, one session bus around them, and a null sink to play to."""
        folder = str(self._folder)
        private = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "XDG_CONFIG_HOME": f"{folder}/config"}
        environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "PULSE_SERVER"}}
        parts = "pipewire & sleep 0.3; wireplumber & sleep 0.3; exec pipewire-pulse"
        self._process = subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", parts],
            env=environment | private,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._await_answer()
        self.load_sink()
        self._await_sink()

    def stop(self) -> None:
        """End all of them."""
        self._signal(signal.SIGCONT)
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def freeze(self) -> None:
        """Stop all of them in mid-work."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, which: signal.Signals) -> None:
        if self._process:
            os.killpg(self._process.pid, which)

    def _await_sink(self) -> None:
        give_up = time.monotonic() + 5
        while time.monotonic() < give_up and "kiosk" not in self.pactl("list", "short", "sinks"):
            time.sleep(0.05)
        self.pactl("set-default-sink", "kiosk")
