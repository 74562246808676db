"""Music from a USB stick: seen, chosen, copied whole; pulled out half-way it leaves nothing half there."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.errors import BadInput, Conflict, NotFound
from kiosk.home import stick_import
from kiosk.home.home import Home
from kiosk.home.library_watch import list_files
from kiosk.home.lyrics import words_to_sing
from kiosk.home.stick_board import Copying, End, StickBoard
from kiosk.library.scan import walk
from kiosk.library.sticks import plugged_in
from tests.home.conftest import SAM
from tests.library.stick import FatStick, fat_stick
from tests.sound.tones import tone, write_wav

MANY = 120


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    (tmp_path / "music").mkdir()
    settings = Settings(home=tmp_path / "home", media=(tmp_path / "music",), sticks=(tmp_path / "media",))
    opened = open_home(settings, songs=False)
    yield opened
    opened.store.close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "Nora’s CDs" / "Disc 1").mkdir(parents=True)
    write_wav(folder / "beside.wav", tone(1, 300))
    write_wav(folder / "Nora’s CDs" / "Disc 1" / "Söng one.wav", tone(1, 400))
    (folder / "Nora’s CDs" / "Disc 1" / "Söng one.lrc").write_text("[00:00.50]La la\n")
    write_wav(folder / "Nora’s CDs" / "Disc 1" / "Second song.wav", tone(1, 500))
    (folder / "Nora’s CDs" / "page.mp3").write_text("<html>no music</html>")
    (folder / "Holiday").mkdir()
    (folder / "Holiday" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


@pytest.fixture
def stick(tmp_path: Path, content: Path) -> Iterator[FatStick]:
    with fat_stick(tmp_path, content, tmp_path / "media") as plugged:
        yield plugged


def await_true(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.005)


def ended(home: Home) -> Copying:
    await_true(lambda: bool((now := home.stick.now()) and now.end is not End.NOT_YET))
    now = home.stick.now()
    assert now
    return now


def copied(home: Home) -> list[str]:
    return sorted(Path(file.path.decode()).name for file in walk([home.settings.home / "music"]))


def test_it_works(home: Home, stick: FatStick) -> None:
    (seen,) = stick_import.look(home)
    assert seen.stick.label == "NORA"
    assert [(one.label, len(one.files)) for one in seen.folders] == [("Nora’s CDs", 3), ("", 1)]
    stick_import.begin(home, str(stick.place), {seen.folders[0].folder}, "Nora, daughter", SAM)
    now = ended(home)
    assert (now.end, now.copied, len(now.refused)) == (End.DONE, 2, 1)
    assert "is a web page" in now.refused[0]
    assert stick_import.in_words(now).endswith("You may remove the stick.")
    assert copied(home) == ["Second song.wav", "Söng one.wav"]
    list_files(home)
    found = {one.title: one for one in home.store.recordings.all()}
    assert {one.source for one in found.values()} == {"Nora, daughter"}
    assert "/Nora’s CDs/Disc 1/" in found["Second song"].path
    assert words_to_sing(home, found["Söng one"].id)[0].words == "La la"


def test_what_is_here_already_is_not_copied_again(home: Home, stick: FatStick) -> None:
    (seen,) = stick_import.look(home)
    every = {one.folder for one in seen.folders}
    stick_import.begin(home, str(stick.place), every, "", SAM)
    assert ended(home).copied == 3
    stick_import.begin(home, str(stick.place), every, "", SAM)
    now = ended(home)
    assert (now.copied, now.here_already) == (0, 3)
    assert len(copied(home)) == 3


def test_pulled_out_half_way_leaves_nothing_half_there(home: Home, tmp_path: Path) -> None:
    content = tmp_path / "many"
    content.mkdir()
    for number in range(MANY):
        write_wav(content / f"{number:03}.wav", tone(1, 200 + number))
    with fat_stick(tmp_path, content, tmp_path / "media") as stick:
        stick_import.begin(home, str(stick.place), {b""}, "", SAM)
        await_true(lambda: bool((now := home.stick.now()) and now.copied >= 5))
        stick.pull_out()
        now = ended(home)
    assert now.end is End.PULLED_OUT
    assert 5 <= now.copied < MANY
    assert "was pulled out too early" in stick_import.in_words(now)
    assert not list((home.settings.home / "uploads").iterdir())
    whole = {path.name: path.read_bytes() for path in content.iterdir()}
    there = list((home.settings.home / "music").rglob("*.wav"))
    assert len(there) == now.copied
    assert all(path.read_bytes() == whole[path.name] for path in there)
    assert stick_import.look(home) == []
    with fat_stick(tmp_path, content, tmp_path / "media again") as stick:
        home.settings = Settings(home.settings.home, sticks=(tmp_path / "media again",))
        stick_import.begin(home, str(stick.place), {b""}, "", SAM)
        again = ended(home)
    assert (again.end, again.copied, again.here_already) == (End.DONE, MANY - now.copied, now.copied)


def test_a_stick_that_has_gone_and_an_empty_choice_are_refused(home: Home, stick: FatStick) -> None:
    with pytest.raises(BadInput, match="Choose at least one folder"):
        stick_import.begin(home, str(stick.place), set(), "", SAM)
    stick.pull_out()
    with pytest.raises(NotFound, match="not there any more"):
        stick_import.begin(home, str(stick.place), {b""}, "", SAM)


def test_only_one_copying_at_a_time(home: Home, stick: FatStick) -> None:
    assert home.stick.begin("OTHER", 1, 1)
    with pytest.raises(Conflict, match="wait until that is done"):
        stick_import.begin(home, str(stick.place), {b""}, "", SAM)


def test_the_time_left_follows_the_bytes() -> None:
    seconds = iter([0.0, 10.0])
    board = StickBoard(lambda: next(seconds))
    board.begin("NORA", 3, 400)
    board.add(100, copied=1)
    now = board.now()
    assert now
    assert (now.done, now.seconds_left) == (1, 30.0)


def test_what_is_no_disk_is_no_stick(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "30 27 0:27 / /proc rw - proc proc rw\n31 27 0:28 / /media/not\\040there rw - vfat /dev/sdb1 rw\n"
        "32 27 0:29 / /mnt/memory rw - tmpfs tmpfs rw\n"
    )
    assert plugged_in([Path("/media"), Path("/mnt"), Path("/")], mounts=mounts) == []
