"""How long the server takes for every staff page, with six months and with ten years of twelve people's music.

    python -m tests.benchmarks.bench_staff_pages [TIMES] [MONTHS ...]

Asks the whole app, warm as a server's worker is some seconds after its start, for each page TIMES times (20), for the
person with the most notes, signed in as a manager, and prints the median and the 95th percentile in milliseconds,
slowest first; beside them the 95th percentile and the most of the processor time an answer took, which a busy machine
does not change much, and what the very first one took. It never passes or fails.
"""

import math
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

from kiosk.bootstrap import Kiosk, build
from kiosk.care.session_run import Seen, TapKind
from kiosk.config import EngineKind, Settings
from kiosk.home import life, lists, planning, running, sign_in
from kiosk.home.planning import Chosen, Wished
from kiosk.home.running import Given
from kiosk.people.residents import Resident
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.picks import Purpose
from kiosk.store.web_sessions import SubjectKind
from kiosk.units import SessionId
from kiosk.web.context import STAFF_COOKIE
from tests.benchmarks.made_up_home import UNTIL, make_home

TIMES = 20
SKIPPED = {"staff.still_here", "staff.library_sound"}
"""No page, and a file's own bytes."""
FRAGMENT = "what a phone asks for while it runs"


@dataclass(frozen=True)
class Took:
    """One page: its address's pattern, and its times in milliseconds, in order, by the clock and of the processor."""

    page: str
    ms: list[float]
    busy_ms: list[float]
    first_ms: float
    status: int


def p95(took: list[float]) -> float:
    """Return the 95th percentile of times in order: of twenty the nineteenth."""
    return took[math.ceil(0.95 * len(took)) - 1]


def addresses(kiosk: Kiosk, person: Resident) -> Iterator[tuple[str, str]]:
    """Yield every staff page that can be looked at, with an address of it."""
    home = kiosk.home
    known = {
        "resident": person.id,
        "goal": next((goal.id for goal in home.store.goals.of(person.id)), ""),
        "review": next((review.id for review in home.store.goals.reviews_of(person.id)), ""),
        "note": home.store.records.observations_of(person.id)[-1].id,
        "topic": "song",
        "named": home.store.residents.story(person.id).songs[0].id,
        "question": "dances",
        "song": next(iter(home.shelf.recordings)),
        "recording": home.store.recordings.all()[0].id,
    }
    adapter = kiosk.app.url_map.bind("127.0.0.1")
    for rule in kiosk.app.url_map.iter_rules():
        wanted = rule.endpoint.startswith("staff.") and "GET" in (rule.methods or ()) and rule.endpoint not in SKIPPED
        if wanted and rule.arguments <= known.keys():
            values = {name: known[name] for name in rule.arguments}
            yield rule.rule, adapter.build(rule.endpoint, values)
    session = begun(kiosk)
    yield "a group's running session", f"/staff/sessions/{session}"
    yield FRAGMENT, f"/staff/sessions/{session}"
    yield "…/goals/new?about=singing", f"/staff/people/{person.id}/goals/new?about=singing"
    yield "…/seen?page=last", f"/staff/people/{person.id}/seen?page=9999"
    yield "…/going?until=earlier", f"/staff/people/{person.id}/going?until=2026-06-01"


def begun(kiosk: Kiosk) -> SessionId:
    """Begin a session of six people, each with a reaction to each of its songs, and return its id."""
    home = kiosk.home
    who = tuple(one.id for one in home.store.residents.all() if one.takes_part)[:6]
    wished = Wished(who, Purpose.GROUP, 30)
    plan = planning.begin(
        home, Chosen(who, Purpose.GROUP, wished.ability, planning.suggest_plan(home, wished)), SYSTEM, "measured"
    )
    for song in dict.fromkeys(song for step in plan.steps for song in step.songs):
        for person in who:
            saw = Given(f"{song}{person}", TapKind.SAW, resident=person, value=Seen.JOINED, song=song)
            running.tap(home, plan.id, saw, SYSTEM)
    return plan.id


def browser(kiosk: Kiosk) -> FlaskClient:
    """Return a browser that a manager signed in with."""
    manager = next(one for one in kiosk.home.store.staff.all() if one.role is Role.MANAGER)
    token = sign_in.open_session(kiosk.home, SubjectKind.STAFF, manager.id, sign_in.LONGEST, "phone")
    client = kiosk.app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.168.1.50"
    client.set_cookie(STAFF_COOKIE, token)
    return client


def busiest(kiosk: Kiosk) -> Resident:
    """Return whoever has the most notes, with a draft waiting so that its page is full."""
    home = kiosk.home
    person = max(home.store.residents.all(), key=lambda one: home.store.records.observation_count(one.id))
    lists.new_draft(home, person.id, SYSTEM)
    life.name_song(home, person.id, "a song my mother sang", life.told(home, "family", "a daughter"), SYSTEM)
    return person


def measure(kiosk: Kiosk, times: int) -> list[Took]:
    """Ask for every page so many times."""
    client, found = browser(kiosk), []
    for page, address in addresses(kiosk, busiest(kiosk)):
        took, busy, status = [], [], 0
        asked = {"X-Fragment": "run"} if page == FRAGMENT else {}
        began = time.process_time()
        client.get(address, headers=asked).close()
        first = (time.process_time() - began) * 1000
        for _ in range(times):
            began, idle = time.perf_counter(), time.process_time()
            answer = client.get(address, headers=asked)
            took.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - idle) * 1000)
            status = answer.status_code
            answer.close()
        found.append(Took(page, sorted(took), sorted(busy), first, status))
    return sorted(found, key=lambda one: -p95(one.ms))


def main(times: str = str(TIMES), *months: str) -> None:
    """Make the homes, measure, print."""
    for count in map(int, months or ("6", "120")):
        with tempfile.TemporaryDirectory() as folder:
            home = make_home(Path(folder) / "home", count)
            home.store.close()
            kiosk = build(Settings(Path(folder) / "home", engine=EngineKind.NULL, media=(Path(folder),)))
            kiosk.home.clock = lambda: UNTIL
            kiosk.warm().join()
            rows = measure(kiosk, int(times))
            print(f"\n{count} months, {len(rows)} pages, {times} times each, in ms:")
            print(" median     p95 p95 cpu max cpu   first")
            for row in rows:
                took = f"{statistics.median(row.ms):7.1f} {p95(row.ms):7.1f} {p95(row.busy_ms):7.1f} "
                took += f"{row.busy_ms[-1]:7.1f} {row.first_ms:7.1f}"
                print(f"{took}  {row.status}  {row.page}")
            kiosk.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
