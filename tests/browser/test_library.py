"""The library by touch in a real Chromium: a USB stick from plugging in to "you may remove it"."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk.library.scan import walk
from tests.browser.conftest import PHONE, OpenPage, sign_in
from tests.browser.looking import Listener, violations
from tests.library.stick import fat_stick
from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.sound.tones import tone, write_wav

pytestmark = pytest.mark.browser
MANY = 150
SENT = 200


@pytest.fixture(scope="module")
def kiosk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKiosk]:
    folder = tmp_path_factory.mktemp("library")
    (folder / "media").mkdir()
    sticks = {"KIOSK_STICKS": str(folder / "media")}
    with running_kiosk(copy_home(demo_home, folder / "home"), engine="null", **sticks) as running:
        yield running


@pytest.fixture
def staff(open_page: OpenPage, kiosk: RunningKiosk) -> Iterator[Page]:
    page = open_page(PHONE)
    listener = Listener(page)
    sign_in(page, kiosk)
    yield page
    assert [said for said in listener.complaints if "/library/upload" not in said] == []


def await_true(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def from_sticks(kiosk: RunningKiosk) -> int:
    return sum(1 for _ in walk([kiosk.home / "music" / "sticks"]))


def test_a_stick_is_brought_in_by_touch_and_one_pulled_out_leaves_nothing_half(
    staff: Page, kiosk: RunningKiosk, tmp_path: Path
) -> None:
    media, content = kiosk.home.parent / "media", tmp_path / "content"
    (content / "Nora’s CDs").mkdir(parents=True)
    (content / "Holiday songs").mkdir()
    for number in range(MANY):
        write_wav(content / "Nora’s CDs" / f"Song number {number:03}.wav", tone(0.6, 200 + number))
    write_wav(content / "Holiday songs" / "Sunny day.wav", tone(2, 660))
    (content / "Holiday songs" / "Not music.mp3").write_text("<html>")
    staff.goto(f"{kiosk.url}/staff/library")
    staff.get_by_role("link", name="Music from a stick").tap()
    expect(staff.get_by_text("Put the stick into the kiosk.")).to_be_visible()
    with fat_stick(tmp_path, content, media) as stick:
        expect(staff.get_by_role("heading", name="NORA")).to_be_visible(timeout=20_000)
        assert violations(staff) == []
        staff.get_by_label("Holiday songs").tap()
        staff.get_by_label("Whose music is it?").fill("Nora, daughter of Mick")
        staff.get_by_role("button", name="Copy the music").tap()
        await_true(lambda: from_sticks(kiosk) >= 3)
        stick.pull_out()
        expect(staff.get_by_text("The stick was pulled out too early.")).to_be_visible(timeout=20_000)
        assert violations(staff) == []
    assert 3 <= from_sticks(kiosk) < MANY
    assert not (kiosk.home / "uploads" / "stick.part").exists()
    with fat_stick(tmp_path, content, media):
        expect(staff.get_by_role("heading", name="NORA")).to_be_visible(timeout=20_000)
        staff.get_by_role("button", name="Copy the music").tap()
        expect(staff.get_by_text("You may remove the stick.")).to_be_visible(timeout=60_000)
        expect(staff.get_by_text("is a web page")).to_be_visible()
    assert from_sticks(kiosk) == MANY + 1


def test_two_hundred_files_are_sent_in_one_go_over_a_connection_that_breaks(
    staff: Page, kiosk: RunningKiosk, tmp_path: Path
) -> None:
    files = [write_wav(tmp_path / f"Sent {number:03}.wav", tone(0.6, 900 + number)) for number in range(SENT)]
    (tmp_path / "page.mp3").write_text("<html>")
    staff.goto(f"{kiosk.url}/staff/library")
    staff.set_input_files("#field-files", [*map(str, files), str(tmp_path / "page.mp3")])
    await_true(lambda: sent(kiosk) >= SENT // 10)
    staff.context.set_offline(True)
    expect(staff.get_by_text("The connection is lost.")).to_be_visible()
    staff.context.set_offline(False)
    expect(staff.get_by_text(f"{SENT} of {SENT + 1} files are here.")).to_be_visible(timeout=120_000)
    expect(staff.get_by_text("is a web page")).to_be_visible()
    assert sent(kiosk) == SENT


def sent(kiosk: RunningKiosk) -> int:
    return sum(1 for file in walk([kiosk.home / "music"]) if b"/sticks/" not in file.path)


def test_what_is_far_too_large_is_refused_and_the_kiosk_stays_small(staff: Page, kiosk: RunningKiosk) -> None:
    staff.goto(f"{kiosk.url}/staff/library")
    before = peak_mib(kiosk.worker())
    told = staff.evaluate(SEND, ["name=film.mp3&size=2000000000&offset=0", 0])
    assert "is larger than 500 MB" in told["sentence"]
    staff.evaluate(SEND, ["name=song.mp3&size=80000000&offset=0", 80_000_000])
    assert peak_mib(kiosk.worker()) - before < 40
    staff.goto("about:blank")


SEND = """async ([query, bytes]) => {
  const zone = document.querySelector("[data-upload]");
  const headers = { "X-CSRFToken": zone.dataset.key, "Content-Type": "application/octet-stream" };
  try {
    const body = new Blob([new Uint8Array(bytes)]);
    return await (await fetch(`${zone.dataset.upload}?${query}`, { method: "POST", headers, body })).json();
  } catch {
    return {};
  }
}"""


def peak_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
