"""A folder of bad files, odd names and a great crowd: read to the end, each reported, the page usable meanwhile."""

import os
from pathlib import Path
from threading import Thread

import pytest

from kiosk.home.home import Home
from kiosk.home.library_watch import hear_through, list_files
from kiosk.library.refusals import SOUND_FILES, TOO_SHORT
from kiosk.people.staff import Role
from kiosk.playlists.recordings import Recording
from tests.library import bad_folder
from tests.web.conftest import House, OpenHouse

CROWD = 5000


@pytest.fixture
def music(tmp_path: Path) -> Path:
    bad_folder.make(tmp_path / "music")
    return tmp_path / "music"


REAL = tuple(Path(folder) for folder in os.environ.get("KIOSK_GAME_MUSIC", "").split(":") if folder)


@pytest.fixture
def house(open_house: OpenHouse, tmp_path: Path, music: Path) -> House:
    return open_house(tmp_path / "home", media=(music, *REAL))


def by_name(home: Home) -> dict[str, Recording]:
    kept = {one.id: one for one in home.store.recordings.all()}
    return {Path(file.path).name: kept[file.recording] for file in home.store.recordings.files()}


def test_every_file_is_reported_and_none_stops_the_rest(house: House, music: Path) -> None:
    list_files(house.home)
    hear_through(house.home)
    found = by_name(house.home)
    for name, sentence in bad_folder.BAD.items():
        assert found[name].trouble.startswith(f"“{name}” {sentence}"), name
    for name, title in bad_folder.GOOD.items():
        assert (found[name].title, found[name].trouble) == (title, ""), name
        assert found[name].gain is not None
    assert found["caf\udce9.mp3"].title == "No text"
    assert {name for name in found if "(copy)" in name} == {path.name for path in music.rglob("*(copy)*")}
    real = [path.name for folder in REAL for path in folder.rglob("*") if path.suffix in SOUND_FILES]
    assert {found[name].trouble for name in real} <= {"", *(TOO_SHORT.format(name) for name in real)}
    refused = house.staff(Role.LEAD).get("/staff/library?show=refused").text
    assert all(f"“{name}” " in refused for name in bad_folder.BAD)


def test_the_page_stays_usable_beside_five_thousand_files(house: House, music: Path) -> None:
    bad_folder.crowd(music / "crowd", CROWD)
    bad_folder.three_hours(music / "three hours.wav")
    lead, pages = house.staff(Role.LEAD), []
    work = Thread(target=list_files, args=(house.home,))
    work.start()
    while work.is_alive():
        pages.append(lead.get("/staff/library"))
    assert {page.status_code for page in pages} == {200}
    assert any("files" in page.text and "data-working" in page.text for page in pages)
    found = by_name(house.home)
    assert (found["three hours.wav"].duration, found["three hours.wav"].trouble) == (3 * 3_600_000, "")
    assert len(found) > CROWD + len(bad_folder.BAD) + len(bad_folder.GOOD)
