"""A private PulseAudio with a null sink, and a recorder that hears exactly what a speaker would."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import av.filter
import numpy as np
from numpy.typing import NDArray

RATE = 44100
SINK = "kiosk"
Samples = NDArray[np.int16]


class SoundServer:
    """One PulseAudio on a socket of its own; `environment` leads clients to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.socket = f"unix:{folder / 'native'}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"PULSE_SERVER": self.socket}

    def start(self) -> None:
        (self._folder / "home").mkdir(exist_ok=True)
        private = {"HOME": str(self._folder / "home"), "XDG_RUNTIME_DIR": str(self._folder)}
        hidden = {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "PULSE_SERVER"}}
        modules = (
            f"module-native-protocol-unix socket={self._folder / 'native'} auth-anonymous=1",
            f"module-null-sink {self._sink_arguments}",
        )
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        command += ["--disable-shm=yes", "--realtime=no", "--high-priority=no", "--log-level=error"]
        command += [word for module in modules for word in ("-L", module)]
        self._process = subprocess.Popen(
            command, env=environment | private | hidden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._await_answer()

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def pactl(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, timeout=5, check=True
        )
        return done.stdout.strip()

    def unload_sink(self, sink: str = SINK) -> None:
        for line in self.pactl("list", "short", "modules").splitlines():
            if "module-null-sink" in line and f"sink_name={sink} " in line:
                self.pactl("unload-module", line.split()[0])

    def load_sink(self, sink: str = SINK) -> None:
        self.pactl("load-module", "module-null-sink", *self._sink_arguments.replace(SINK, sink).split())

    def streams(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.pactl("-f", "json", "list", "sink-inputs") or "[]")
        return found

    @property
    def _sink_arguments(self) -> str:
        return f"sink_name={SINK} rate={RATE} channels=2 format=s16le"

    def _await_answer(self) -> None:
        give_up = time.monotonic() + 5
        while time.monotonic() < give_up:
            if (
                subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, check=False).returncode
                == 0
            ):
                return
            time.sleep(0.02)
        raise TimeoutError("PulseAudio did not start")


def _kind() -> type[SoundServer]:
    if os.environ.get("KIOSK_SOUND_SERVER") != "pipewire":
        return SoundServer
    from tests.sound.pipewire import PipeWireServer

    return PipeWireServer


@contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    """Run a private server and lead this process, and the children it starts, to it."""
    server = _kind()(folder)
    before = os.environ.get("PULSE_SERVER")
    server.start()
    os.environ["PULSE_SERVER"] = server.socket
    try:
        yield server
    finally:
        os.environ.pop("PULSE_SERVER")
        if before is not None:
            os.environ["PULSE_SERVER"] = before
        server.stop()


class Recorder:
    """Records the sink's monitor: `with Recorder(server) as heard: ...`, then `heard.samples`.

    `heard.zero` is the `time.monotonic()` of sample 0, so `heard.at(moment)` is a place in the samples.
    """

    def __init__(self, server: SoundServer, sink: str = SINK) -> None:
        self._server, self._sink = server, sink
        self._chunks: list[tuple[float, bytes]] = []
        self._flowing = threading.Event()
        self._moved = threading.Condition()

    def __enter__(self) -> "Recorder":
        command = ["parec", "-d", f"{self._sink}.monitor", "--raw", "--format=s16le"]
        command += [f"--rate={RATE}", "--channels=2", "--latency-msec=20"]
        self._process = subprocess.Popen(command, env=self._server.environment, stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._flowing.wait(5), "the monitor delivers nothing"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        time.sleep(0.15)
        self._process.terminate()
        self._process.wait()
        self._thread.join(2)
        assert self._process.stdout
        self._process.stdout.close()

    @property
    def samples(self) -> Samples:
        """Everything heard so far, one row a sample, two channels."""
        return np.frombuffer(b"".join(chunk for _, chunk in list(self._chunks)), "<i2").reshape(-1, 2)

    @property
    def zero(self) -> float:
        """The moment of sample 0: the least delayed chunk tells it best."""
        count, best = 0, float("inf")
        for arrived, chunk in list(self._chunks):
            count += len(chunk) // 4
            best = min(best, arrived - count / RATE)
        return best

    def at(self, moment: float) -> int:
        """Return the sample that sounded at this `time.monotonic()`."""
        return max(0, round((moment - self.zero) * RATE))

    def await_sound(self, since: float, timeout_s: float, level_db: float = -60.0) -> float | None:
        """Return the moment of the first sound after `since`, waiting for it; None when it stays silent."""
        give_up = time.monotonic() + timeout_s
        while time.monotonic() < give_up:
            with self._moved:
                self._moved.wait(0.05)
            start = self.at(since)
            loud = np.flatnonzero(loudness(self.samples[start:], 0.005) > level_db)
            if len(loud):
                return self.zero + start / RATE + float(loud[0]) * 0.005
        return None

    def _read(self) -> None:
        assert self._process.stdout
        while chunk := os.read(self._process.stdout.fileno(), 65536):
            # A read may end in the middle of a sample only at the very end.
            self._chunks.append((time.monotonic(), chunk[: len(chunk) // 4 * 4]))
            self._flowing.set()
            with self._moved:
                self._moved.notify_all()


def rms_db(samples: Samples) -> float:
    """Return the level in dB relative to a full square wave."""
    if not len(samples):
        return -120.0
    return float(10 * np.log10(np.mean((samples.astype(np.float64) / 32768) ** 2) + 1e-12))


def loudness(samples: Samples, window_s: float = 0.05) -> NDArray[np.float64]:
    """Return the level of every window, in dB."""
    size = int(window_s * RATE)
    count = len(samples) // size
    windows = samples[: count * size].astype(np.float64).reshape(count, size * 2) / 32768
    levels: NDArray[np.float64] = 10 * np.log10(np.mean(windows**2, axis=1) + 1e-12) if count else np.zeros(0)
    return levels


def runs(samples: Samples, level_db: float = -60.0, window_s: float = 0.005) -> list[tuple[float, float]]:
    """Return the spans that sound, as (start, end) in seconds from sample 0."""
    loud = np.concatenate([[0], (loudness(samples, window_s) > level_db).astype(int), [0]])
    edges = np.flatnonzero(np.diff(loud))
    return [(a * window_s, b * window_s) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def frequency(samples: Samples) -> float:
    """Return the strongest frequency, in Hz."""
    mono = samples[:, 0].astype(np.float64) * np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(mono, 8 * len(mono)))
    return float(np.argmax(spectrum) * RATE / (8 * len(mono)))


def lufs(samples: Samples) -> float:
    """Return the integrated loudness by EBU R 128, in LUFS."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="s16", layout="stereo", time_base=Fraction(1, RATE))
    meter, end = graph.add("ebur128", "framelog=verbose:metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(end)
    graph.configure()
    size, measured = RATE // 10, -70.0
    for start in range(0, len(samples) - size + 1, size):
        piece = np.ascontiguousarray(samples[start : start + size]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), start
        graph.push(frame)
        measured = float(graph.pull().metadata.get("lavfi.r128.I", measured))
    return measured
