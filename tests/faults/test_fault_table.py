"""A short run of the fault table: each fault of the sound once, on a running kiosk that somebody looks at all the time.

`TIMES=5 pytest -s tests/faults/test_fault_table.py` tries each more often; the whole table, with broken files, is
`python -m tests.benchmarks.bench_faults`.
"""

import os
from pathlib import Path

import pytest

from tests.benchmarks.bench_faults import (
    FAULTS,
    both_engines_killed,
    engine_hangs,
    music_on,
    output_changed,
    server_killed,
    try_faults,
)
from tests.sound.server import sound_server

pytestmark = [pytest.mark.faults, pytest.mark.sound]
TIMES = int(os.environ.get("TIMES", "1"))
SHORT_RUN = {output_changed, engine_hangs, both_engines_killed, server_killed}
"""The others have tests of their own in this folder."""


def test_after_every_fault_the_music_comes_back_and_no_page_answers_with_one(tmp_path: Path) -> None:
    faults = {name: fault for name, fault in FAULTS.items() if fault in SHORT_RUN}
    with sound_server(tmp_path) as server, music_on(tmp_path / "home", server, 60 + 25 * TIMES * len(faults)) as stage:
        rows = list(try_faults(stage, faults, TIMES))
    for row in rows:
        print(row.cells())
    assert [row.fault for row in rows if row.stuck] == []
    assert [row.fault for row in rows if row.answers_5xx] == []
    assert len(rows) == len(SHORT_RUN)
