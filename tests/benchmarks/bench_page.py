"""How heavy and how quick the resident's page is, beside another music client measured the same way.

`python -m tests.benchmarks.bench_page` opens each in a real Chromium with an empty cache, at 1280 x 800, twenty times:
bytes on the wire without pictures, bytes of script once unpacked, requests, and the time to the first paint. Of our own
server it also takes the time for a page and for a part of one, over 400 requests.

The other clients are installed from their package into a folder of their own, and served as the files they are: what
their server would still have to send is not counted. Without a network they are left out with a word.
"""

import statistics
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, KIOSK_SCREEN
from tests.running import RunningKiosk, running_kiosk
from tests.visitor import Visitor

TIMES = 20
REQUESTS = 400
OTHERS = {
    "Mopidy-MusicBox-Webclient": "mopidy_musicbox_webclient/static",
    "Mopidy-Iris": "mopidy_iris/static",
}
MOUNTED = {"Mopidy-MusicBox-Webclient": "musicbox_webclient", "Mopidy-Iris": "iris"}
"""The name each expects to be found under."""
FIRST_PAINT = """async () => {
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  for (let n = 0; n < 300 && !painted(); n += 1) await new Promise((done) => setTimeout(done, 10));
  return painted() ? painted().startTime : null;
}"""


@dataclass(frozen=True)
class Weight:
    """One page opened once: bytes sent without pictures, bytes of script unpacked, requests, first paint (ms)."""

    sent: int
    script: int
    requests: int
    paint_ms: float | None


def weigh(browser: Browser, url: str) -> Weight:
    """Open a page with nothing in the cache."""
    context = browser.new_context(viewport=KIOSK_SCREEN, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    network = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sent: dict[str, int] = {}
    unpacked: dict[str, int] = {}
    network.on("Network.responseReceived", lambda one: kinds.__setitem__(one["requestId"], one["type"]))
    network.on("Network.dataReceived", lambda one: _add(unpacked, one["requestId"], one["dataLength"]))
    network.on("Network.loadingFinished", lambda one: sent.__setitem__(one["requestId"], one["encodedDataLength"]))
    network.send("Network.enable")
    page.goto(url, wait_until="load")
    paint = page.evaluate(FIRST_PAINT)
    page.wait_for_timeout(500)
    context.close()
    pictures = {key for key, kind in kinds.items() if kind == "Image"}
    script = sum(unpacked.get(key, 0) for key, kind in kinds.items() if kind == "Script")
    return Weight(sum(size for key, size in sent.items() if key not in pictures), script, len(kinds), paint)


def _add(sizes: dict[str, int], key: str, more: int) -> None:
    sizes[key] = sizes.get(key, 0) + more


def weighed(browser: Browser, name: str, url: str) -> str:
    """Return one line about a page."""
    found = [weigh(browser, url) for _ in range(TIMES)]
    paints = sorted(one.paint_ms for one in found if one.paint_ms is not None)
    p50, p95 = (f"{paints[round(share * (len(paints) - 1))]:.0f}" if paints else "-" for share in (0.5, 0.95))
    one = found[-1]
    return (
        f"{name:34}{one.sent / 1000:8.1f} kB sent {one.script / 1000:8.1f} kB script {one.requests:4} requests   "
        f"first paint p50 {p50} ms, p95 {p95} ms"
    )


def server_times(kiosk: RunningKiosk, path: str, headers: dict[str, str]) -> str:
    """Return how long the server takes for a page, over one connection."""
    connection = HTTPConnection("127.0.0.1", kiosk.port)
    took = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
        took.append((time.perf_counter() - began) * 1000)
    connection.close()
    took.sort()
    return f"p50 {statistics.median(took):.1f} ms, p95 {took[round(0.95 * len(took)) - 1]:.1f} ms"


@contextmanager
def other_client(name: str, folder: Path) -> Iterator[str | None]:
    """Install a client into a folder and serve its files; None when it cannot be had."""
    target = folder / name
    venv.create(target, with_pip=True)
    command = [str(target / "bin" / "pip"), "install", "--quiet", "--no-deps", name]
    subprocess.run(command, check=False, capture_output=True)
    static = next(target.glob(f"lib/python*/site-packages/{OTHERS[name]}"), None)
    if static is None:
        yield None
        return
    served = target / "served"
    served.mkdir()
    (served / MOUNTED[name]).symlink_to(static)
    files = partial(QuietFiles, directory=str(served))
    server = ThreadingHTTPServer(("127.0.0.1", 0), files)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{MOUNTED[name]}/"
    server.shutdown()
    server.server_close()


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has in the library
        """Say nothing."""


def main() -> None:
    """Measure all and print the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder) / "home", engine="null") as kiosk,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        mick = Visitor(kiosk.port).person("Mick")
        Visitor(kiosk.port).press(mick, "play")
        for name, path in (("everyone", "/"), ("one person, while a song plays", mick)):
            print(weighed(chromium, name, f"{kiosk.url}{path}"))
            print(f"{'':34}whole page {server_times(kiosk, path, {})}", end="; ")
            print(f"its part {server_times(kiosk, path, {'X-Fragment': 'main'})}")
        for name in OTHERS:
            with other_client(name, Path(folder)) as url:
                print(weighed(chromium, name, url) if url else f"{name}: not to be had here")
        chromium.close()


if __name__ == "__main__":
    main()
