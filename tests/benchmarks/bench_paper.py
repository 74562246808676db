"""What a page on paper costs: seconds from asking to the PDF, processor seconds and memory of the press.

    python -m tests.benchmarks.bench_paper FOLDER

FOLDER is a made-up home (tests.benchmarks.made_up_home). Prints and never fails on time.
"""

import resource
import sys
import time
from pathlib import Path
from statistics import median

from kiosk.bootstrap import build
from kiosk.config import EngineKind, Settings
from kiosk.home import exporting
from kiosk.people.staff import SYSTEM
from kiosk.web.paper import sheets
from kiosk.web.paper.printing import PaperSize
from tests.benchmarks.made_up_home import UNTIL

TIMES = 3


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(folder: Path) -> None:
    kiosk = build(Settings(folder, engine=EngineKind.NULL))
    home = kiosk.home
    home.clock = lambda: UNTIL
    somebody = next(one.id for one in home.store.residents.all() if home.store.goals.reviews_of(one.id))
    with kiosk.app.app_context():
        for key, sheet in {**sheets.OF_PERSON, **sheets.OF_HOME}.items():
            about = (somebody if key in sheets.OF_PERSON else "", "")
            before, taken = processor(), []
            for _ in range(TIMES):
                began = time.perf_counter()
                size = len(sheets.printed(sheet, home, about, PaperSize.A4))
                taken.append(time.perf_counter() - began)
            used = (processor() - before) / TIMES
            print(f"{key:12} {median(taken):6.2f} s, processor {used:5.2f} s, {size / 1000:6.0f} kB")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"memory of the press at most {most:.0f} MiB")
    began = time.perf_counter()
    size = len(exporting.of_home(home, SYSTEM))
    print(f"export of the home: {size / 1e6:.1f} MB in {time.perf_counter() - began:.2f} s")
    kiosk.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
