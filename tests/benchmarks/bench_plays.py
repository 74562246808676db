"""Ten thousand plays in one engine: does it hold more memory, threads or files after them than before?

`python -m tests.benchmarks.bench_plays --plays 10000` starts song after song in one engine, five codecs in turn,
each until it is confirmed at a sink of its own, and prints what the process holds. Pitfall V10:
players made per song may grow; the kiosk takes a fresh engine every few hundred songs.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from kiosk.listening.deck_engine import DeckEngine
from kiosk.listening.engine import Generation, NoOutput, Report, Silence, Sounding, Start
from kiosk.listening.vlc_engine import VlcOutlet
from kiosk.units import Decibels, DurationMs, PositionMs
from tests.sound.server import sound_server
from tests.sound.tones import tone, write_encoded

KINDS = (("mp3", "libmp3lame"), ("ogg", "vorbis"), ("flac", "flac"), ("m4a", "aac"), ("opus", "libopus"))
CONFIRMED_WITHIN_S = 5.0


def held() -> tuple[float, int, int]:
    """Return MiB of memory, threads and open files of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    threads = len(list(Path("/proc/self/task").iterdir()))
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, threads, len(list(Path("/proc/self/fd").iterdir()))


def play(engine: DeckEngine, reports: list[Report], path: Path, number: int) -> bool:
    """Start one song and wait until it is confirmed; say whether it was."""
    reports.clear()
    order = Start(Generation(number), str(path), Decibels(0), Decibels(-12), PositionMs(0), DurationMs(6000), 3.0)
    engine.perform(order)
    until = time.monotonic() + CONFIRMED_WITHIN_S
    while time.monotonic() < until:
        time.sleep(min(engine.advance(), 0.005))
        if any(isinstance(report, Sounding) for report in reports):
            return True
        if any(isinstance(report, NoOutput) for report in reports):
            return False
    return False


def main() -> None:
    """Play and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plays", type=int, default=10_000)
    plays = parser.parse_args().plays
    with tempfile.TemporaryDirectory() as place, sound_server(Path(place)):
        songs = [write_encoded(Path(place) / f"tone.{ending}", tone(6.0), codec) for ending, codec in KINDS]
        reports: list[Report] = []
        engine = DeckEngine(VlcOutlet(), reports.append, lambda: None)
        print("| plays | MiB | threads | open files | unconfirmed |\n|---|---|---|---|---|")
        unconfirmed = 0
        for number in range(1, plays + 1):
            unconfirmed += not play(engine, reports, songs[number % len(songs)], number)
            if number in {100, plays} or number % max(1, plays // 10) == 0:
                memory, threads, files = held()
                print(f"| {number} | {memory:.1f} | {threads} | {files} | {unconfirmed} |", flush=True)
        engine.perform(Silence(Generation(plays), 0.0))
        engine.close()


if __name__ == "__main__":
    main()
