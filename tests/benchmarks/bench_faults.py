"""The fault table: what goes wrong, how long it is silent, whether anything stays stuck or a page answers 5xx.

`python -m tests.benchmarks.bench_faults --times 5` tries each fault on a running kiosk with a song on, heard at a sink
of its own, while somebody looks at the first page five times a second; then each kind of broken file between two good
ones. Silence is counted beyond what the fault itself takes away (while there is no speaker nothing can sound) and, for
files, beyond the usual pause between two songs. Nothing here passes or fails.
"""

import argparse
import logging
import os
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kiosk.listening.commands import Begin
from kiosk.listening.programme import Track
from kiosk.listening.state import Settings
from kiosk.listening.status import Phase
from tests.faults.test_kiosk_kill import await_ready, looking_on
from tests.listening.cast import programme, track
from tests.listening.room import vlc_room
from tests.running import RunningKiosk, running_kiosk
from tests.sound.server import SINK, Recorder, SoundServer, runs, sound_server
from tests.sound.tones import ruler, tone, write_encoded, write_wav
from tests.visitor import Follower, Visitor

OUTAGE_S = 3.0
"""How long a speaker or a sound server is away."""
AWAY_AT_MOST_S = 30.0
SECOND_SINK = "headset"


@dataclass
class Row:
    """One fault and what came of it; `stuck` counts the times the music did not come back."""

    fault: str
    silences: list[float] = field(default_factory=list)
    stuck: int = 0
    answers_5xx: int = 0

    def cells(self) -> str:
        """Return the row as Markdown."""
        p50 = f"{statistics.median(self.silences):.2f} s" if self.silences else "–"
        most = f"{max(self.silences):.2f} s" if self.silences else "–"
        tried = len(self.silences) + self.stuck
        return f"| {self.fault} | {tried} | {p50} | {most} | {self.stuck} | {self.answers_5xx} |"


@dataclass(frozen=True)
class Stage:
    """A kiosk whose music is on, the server it sounds at, and the events it sends."""

    kiosk: RunningKiosk
    server: SoundServer
    follower: Follower

    def engines(self) -> list[int]:
        """Return the engine that sounds and its spare, once both are there."""
        until = time.monotonic() + AWAY_AT_MOST_S
        while len(pids := self.kiosk.pids("kiosk.listening.child")) < 2:
            if time.monotonic() > until:
                raise TimeoutError("there is no spare engine")
            time.sleep(0.05)
        return pids


Fault = Callable[[Stage], tuple[float, str]]
"""Does it; returns the moment from which music could sound again, and the sink it should be heard at."""


def engine_killed(stage: Stage) -> tuple[float, str]:
    """Kill the engine that sounds."""
    os.kill(stage.engines()[0], signal.SIGKILL)
    return time.monotonic(), SINK


def engine_hangs(stage: Stage) -> tuple[float, str]:
    """Freeze the engine that sounds: its sound runs dry and it answers nobody (pitfalls V1, V5)."""
    os.kill(stage.engines()[0], signal.SIGSTOP)
    return time.monotonic(), SINK


def both_engines_killed(stage: Stage) -> tuple[float, str]:
    """Kill the engine and its spare at once."""
    for pid in stage.engines():
        os.kill(pid, signal.SIGKILL)
    return time.monotonic(), SINK


def worker_killed(stage: Stage) -> tuple[float, str]:
    """Kill the web worker, and with it the listening thread and both engines."""
    os.kill(stage.kiosk.worker(), signal.SIGKILL)
    return time.monotonic(), SINK


def speaker_unplugged(stage: Stage) -> tuple[float, str]:
    """Take the sink away for a while."""
    stage.server.unload_sink()
    time.sleep(OUTAGE_S)
    stage.server.load_sink()
    return time.monotonic(), SINK


def output_changed(stage: Stage) -> tuple[float, str]:
    """Plug a second output in, then take the first away."""
    stage.server.load_sink(SECOND_SINK)
    stage.server.unload_sink()
    return time.monotonic(), SECOND_SINK


def server_frozen(stage: Stage) -> tuple[float, str]:
    """Freeze the sound server for a while."""
    stage.server.freeze()
    time.sleep(OUTAGE_S)
    stage.server.thaw()
    return time.monotonic(), SINK


def server_killed(stage: Stage) -> tuple[float, str]:
    """Kill the sound server and start it again."""
    stage.server.stop()
    stage.server.start()
    return time.monotonic(), SINK


FAULTS: dict[str, Fault] = {
    "engine killed": engine_killed,
    "engine hangs (frozen)": engine_hangs,
    "engine and spare killed": both_engines_killed,
    "web worker killed": worker_killed,
    "output changed to another": output_changed,
    f"speaker gone for {OUTAGE_S:.0f} s": speaker_unplugged,
    f"sound server frozen for {OUTAGE_S:.0f} s": server_frozen,
    "sound server killed and started again": server_killed,
}


TAKES_THE_SINK = {speaker_unplugged, output_changed, server_killed}
"""Nothing can be recorded at the sink while these happen."""


def strike(stage: Stage, fault: Fault) -> float | None:
    """Let one fault happen in mid-song; return the silence after it, None when music never came back."""
    stage.follower.wait("playing", 20)
    stage.engines()
    time.sleep(2.5)
    if fault not in TAKES_THE_SINK:
        with Recorder(stage.server) as heard:
            return came_back(heard, fault(stage)[0])
    could_sound, sink = fault(stage)
    with Recorder(stage.server, sink) as heard:
        back = came_back(heard, could_sound)
    if sink != SINK:
        stage.server.load_sink()
        stage.server.unload_sink(sink)
    return back


def came_back(heard: Recorder, since: float) -> float | None:
    """Return the seconds of silence until music that lasts, None when it stays away."""
    until, looked_from = since + AWAY_AT_MOST_S, since + 3.5
    while time.monotonic() < until:
        time.sleep(0.1)
        # What a frozen engine had sent ahead still sounds for a moment: only sound that lasts after it counts.
        lasting = [(a, b) for a, b in runs(heard.samples, -60.0, 0.02) if b - a >= 1.0]
        if time.monotonic() > looked_from and lasting and heard.zero + lasting[-1][1] > time.monotonic() - 0.5:
            spans = runs(heard.samples[heard.at(since) :], -60.0, 0.02)
            # What passed before the recorder ran counts as silence: it started after the fault.
            return silence_in(spans) + max(0.0, heard.zero - since)
    return None


def silence_in(spans: list[tuple[float, float]]) -> float:
    """Add up the gaps before and between spans of sound, but for the dips of a window."""
    edges = [0.0, *(edge for span in spans for edge in span)]
    gaps = [b - a for a, b in zip(edges[0::2], edges[1::2], strict=False)]
    return sum(gap for gap in gaps if gap >= 0.04)


def try_faults(stage: Stage, faults: Mapping[str, Fault], times: int) -> Iterator[Row]:
    """Try each fault so many times while somebody looks on."""
    for name, fault in faults.items():
        row = Row(name)
        with looking_on(stage.kiosk) as looks:
            for _ in range(times):
                silence = strike(stage, fault)
                row.stuck += silence is None
                row.silences += [] if silence is None else [silence]
        row.answers_5xx = len(looks.faults("/"))
        yield row


def music_folder(place: Path, seconds: int) -> Path:
    """Make a music folder with one long song, whose pitch tells which second is heard."""
    folder = place / "long song"
    folder.mkdir()
    write_encoded(folder / "Molly Malone.flac", ruler(seconds), "flac")
    return folder


@contextmanager
def music_on(home: Path, server: SoundServer, seconds: int) -> Iterator[Stage]:
    """Run a kiosk on which one long song sounds, from its beginning."""
    folder = music_folder(home.parent, seconds)
    with running_kiosk(home, KIOSK_MEDIA=str(folder)) as kiosk, Follower(kiosk.port) as follower:
        await_ready(kiosk, folder)
        visitor = Visitor(kiosk.port)
        visitor.press(visitor.person("Mick"), "play")
        follower.wait("playing", 20)
        yield Stage(kiosk, server, follower)


def broken_files(folder: Path) -> dict[str, Track]:
    """Return one file of every kind that was found to trouble players, by what is wrong with it."""
    dice = np.random.default_rng(1)
    whole = write_encoded(folder / "whole.mp3", tone(20.0), "libmp3lame").read_bytes()
    noisy = write_encoded(folder / "noise.ogg", 0.1 * dice.standard_normal(44100 * 20).clip(-4, 4), "vorbis")
    hole = bytearray(noisy.read_bytes())
    middle = len(hole) // 2
    hole[middle : middle + 60_000] = bytes(60_000)
    contents = {
        "file is empty": ("empty.mp3", b""),
        "file is text": ("text.mp3", b"this is no music at all\n" * 2000),
        "file is random bytes": ("random.ogg", dice.bytes(200_000)),
        "file is a picture": ("picture.mp3", b"\xff\xd8\xff\xe0" + dice.bytes(5000)),
        "file ends at once": ("cut.mp3", whole[:4000]),
        "file ends after a tenth": ("tenth.mp3", whole[: len(whole) // 10]),
        "hole of 60 KB in an Ogg": ("hole.ogg", bytes(hole)),
        "garbage in the middle of an mp3": (
            "garbage.mp3",
            whole[: len(whole) // 2] + dice.bytes(60_000) + whole[len(whole) // 2 :],
        ),
    }
    for name, content in contents.values():
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "endless.mp3")
    names = {fault: name for fault, (name, _) in contents.items()}
    names |= {"file never delivers (a pipe)": "endless.mp3", "file has vanished": "vanished.mp3"}
    return {fault: track(name, folder / name, duration=20_000) for fault, name in names.items()}


def try_file(server: SoundServer, folder: Path, bad: Track) -> float | None:
    """Play a bad file between two good ones; return the silence beyond the usual pauses, None when stuck."""
    good = track("good", write_wav(folder / "good.wav", tone(2.5)), duration=2500)
    pauses = Settings().pause_s
    with vlc_room(folder, Settings(fade_in_s=0.0)) as room, Recorder(server) as heard:
        room.listening.submit(Begin(programme(good, bad, good)))
        until = time.monotonic() + AWAY_AT_MOST_S + 20
        while room.status.phase is not Phase.ENDED:
            if time.monotonic() > until:
                return None
            time.sleep(0.05)
        played = [play for play in room.plays if play.heard > 0]
    spans = runs(heard.samples, -60.0, 0.02)
    gaps = silence_in([(a - spans[0][0], b - spans[0][0]) for a, b in spans])
    return max(0.0, gaps - pauses * (len(played) - 1))


def five_hundred(folder: Path, server: SoundServer) -> Row:
    """Play a list of 500 broken files: it gives up kindly, and the next list sounds."""
    row = Row("500 broken files in a row")
    bad = [track(f"song {n}", folder / f"{n}.mp3") for n in range(500)]
    for song in bad:
        song.path.write_text("this is no music at all\n" * 10)
    good = track("good", write_wav(folder / "good.wav", tone(5)), duration=5000)
    with vlc_room(folder, Settings(fade_in_s=0.0)) as room, Recorder(server) as heard:
        asked = time.monotonic()
        room.listening.submit(Begin(programme(*bad)))
        room.wait_for_phase(Phase.ENDED, 120)
        room.listening.submit(Begin(programme(good, session="next")))
        back = heard.await_sound(asked, 5)
    row.stuck = int(back is None)
    row.silences = [] if back is None else [back - asked]
    return row


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    logging.disable(logging.WARNING)
    print("| fault | tried | silence p50 | most | stuck | 5xx |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with sound_server(folder) as server:
            with music_on(folder / "home", server, 60 + 20 * times * len(FAULTS)) as stage:
                for row in try_faults(stage, FAULTS, times):
                    print(row.cells(), flush=True)
            (folder / "files").mkdir()
            for fault, bad in broken_files(folder / "files").items():
                waits = [try_file(server, folder / "files", bad) for _ in range(max(1, times // 2))]
                print(Row(fault, [one for one in waits if one is not None], waits.count(None)).cells(), flush=True)
            print(five_hundred(folder / "files", server).cells())


if __name__ == "__main__":
    main()
