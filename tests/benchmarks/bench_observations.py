"""How long it takes to keep a quick note durably, with many notes kept already.

    python -m tests.benchmarks.bench_observations [HELD] [NOTES]

Fills a home with HELD notes (1,000,000) of a hundred people in a few large transactions, then keeps NOTES (1,000)
more, one at a time, each on the disk before the next, and prints the 50th, 95th and 99th percentile in
milliseconds; also of the whole verb behind the note's last tap. It never passes or fails.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.bootstrap import open_home
from kiosk.care.observations import Before, Chip, Distress, Observation, TookPart
from kiosk.config import EngineKind, Settings
from kiosk.home import life, observing
from kiosk.home.observing import QuickNote
from kiosk.people.staff import SYSTEM, Actor, ActorKind
from kiosk.store.store import Store
from kiosk.units import ObservationId, ResidentId, SessionId

FIRST = datetime(2016, 1, 1, tzinfo=UTC)
PEOPLE = 100
AT_ONCE = 20_000
SAM = Actor(ActorKind.STAFF, "sam", "Sam")


def note(number: int, resident: ResidentId) -> Observation:
    """One note like any other."""
    return Observation(
        ObservationId(f"n-{number}"), resident, "Sam Iqbal", FIRST + timedelta(minutes=5 * number),
        SessionId(f"s-{number}"), Before.SETTLED, TookPart.MOST, 1, Distress.NONE, (Chip.SANG, Chip.SMILED),
        remark="Hummed from the second line on.",
    )  # fmt: skip


def fill(store: Store, people: list[ResidentId], count: int) -> None:
    """Keep so many notes, thousands in a transaction."""
    for start in range(0, count, AT_ONCE):
        with store.together(SYSTEM):
            for number in range(start, min(count, start + AT_ONCE)):
                store.records.append_observation(note(number, people[number % len(people)]))


def times(keep: Callable[[int], object], count: int) -> list[float]:
    """Return how long each of so many notes took, in milliseconds, in order."""
    return sorted(_each(keep, count))


def _each(keep: Callable[[int], object], count: int) -> Iterator[float]:
    for number in range(count):
        began = time.perf_counter()
        keep(number)
        yield (time.perf_counter() - began) * 1000


def report(what: str, ms: list[float]) -> str:
    """Return the percentiles in words."""
    at = {part: ms[min(len(ms) - 1, round(part / 100 * len(ms)))] for part in (50, 95, 99)}
    return f"{what}: " + ", ".join(f"p{part} {value:.2f} ms" for part, value in at.items()) + f" (max {ms[-1]:.2f})"


def main(held: str = "1000000", notes: str = "1000") -> None:
    """Fill, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "home", engine=EngineKind.NULL, media=())
        home = open_home(settings, songs=False)
        people = [life.add_resident(home, f"Person {number}", "", SYSTEM).id for number in range(PEOPLE)]
        began = time.perf_counter()
        fill(home.store, people, int(held))
        home.store.close()  # a million notes are not kept in a minute: empty the log, as the years would
        home = open_home(settings, songs=False)
        size = (home.store.home / "kiosk.db").stat().st_size / 1e6
        print(f"{held} notes kept in {time.perf_counter() - began:.0f} s, {size:.0f} MB")
        first = int(held)
        append = home.store.records.append_observation
        print(
            report("one row", times(lambda number: append(note(first + number, people[number % PEOPLE])), int(notes)))
        )
        taps = QuickNote("settled", "2", "1", "none")
        keep = times(lambda number: observing.keep_note(home, people[number % PEOPLE], taps, SAM), int(notes))
        print(report("the whole tap", keep))
        home.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
