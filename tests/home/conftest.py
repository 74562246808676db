"""A small home with a handful of songs, recordings on its shelf, and one member of staff."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kiosk.bootstrap import open_home
from kiosk.config import Settings
from kiosk.home import life
from kiosk.home.home import Home
from kiosk.home.library_watch import refresh_shelf
from kiosk.listening.commands import Begin, Command
from kiosk.listening.status import Phase, Status
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor, ActorKind
from kiosk.playlists.catalogue import read_catalogue
from kiosk.playlists.recordings import Recording
from kiosk.units import Decibels, DurationMs, RecordingId

SAM = Actor(ActorKind.STAFF, "sam", "Sam")
PACK = """title,performer,year,regions,language,genre,themes,energy,tempo,also,familiarity,sure
Danny Boy,,1913,IE GB US,en,traditional,farewell,1,slow,Londonderry Air,4,sure
Molly Malone,,1900,IE GB,en,traditional,,2,moderate,Cockles and Mussels,4,sure
Whiskey in the Jar,The Dubliners,1968,IE GB,en,ballad,,3,fast,,4,sure
Maggie,Foster & Allen,1983,IE,en,ballad,love,1,slow,,3,sure
Distant Drums,Jim Reeves,1966,US GB IE,en,country,war,1,slow,,4,sure
He'll Have to Go,Jim Reeves,1960,US GB IE,en,country,love,1,slow,,4,sure
Singing the Blues,Guy Mitchell,1956,US GB IE,en,pop,,3,moderate,,4,sure
Singing the Blues,Tommy Steele,1957,GB IE,en,rock-and-roll,,3,moderate,,3,sure
The Wild Colonial Boy,,1900,IE AU,en,traditional,,2,moderate,,3,sure
Catch a Falling Star,Perry Como,1958,US GB IE,en,pop,,2,moderate,,3,sure
"""
ON_THE_SHELF = ("Danny Boy", "Molly Malone", "He'll Have to Go", "Distant Drums", "Catch a Falling Star")


@dataclass
class Desk:
    """Keeps what was asked of the sound, and says what the last programme would."""

    asked: list[Command] = field(default_factory=list)
    now: Status = field(default_factory=Status)

    def submit(self, command: Command) -> None:
        self.asked.append(command)
        if isinstance(command, Begin):
            wanted = command.programme
            songs = tuple(track.song for track in wanted.tracks)
            self.now = Status(
                phase=Phase.PLAYING, session=wanted.session, resident=wanted.resident, others=wanted.others, songs=songs
            )

    def status(self) -> Status:
        return self.now


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    opened = open_home(Settings(home=tmp_path / "home", media=(tmp_path,)), songs=False)
    opened.catalogue = read_catalogue([("small", PACK.splitlines())])
    opened.store.recordings.upsert_many([recording(opened, title) for title in ON_THE_SHELF])
    refresh_shelf(opened)
    yield opened
    opened.store.close()


def recording(home: Home, title: str) -> Recording:
    song = next(song for song in home.catalogue.songs.values() if song.title == title)
    made = Recording(
        RecordingId(f"r-{song.id}"), f"/music/{title}.opus", title, song.performer, duration=DurationMs(60_000)
    )
    return replace(made, gain=Decibels(-2.0), song=song.id)


@pytest.fixture
def mick(home: Home) -> Resident:
    person = life.add_resident(home, "Mick", "", SAM)
    life.save_birth(home, person.id, "1940", SAM)
    life.save_languages(home, person.id, ["en"], SAM)
    told = life.told(home, "family", "his sister Nora")
    life.add_chapter(home, person.id, life.ChapterWords("1940", "", "Cork", "en"), told, SAM)
    return home.store.residents.get(person.id)


@pytest.fixture
def nora(home: Home) -> Resident:
    person = life.add_resident(home, "Nora", "", SAM)
    life.save_birth(home, person.id, "1942", SAM)
    life.name_song(home, person.id, "Molly Malone", life.told(home, "the person", "Nora"), SAM)
    return person


@pytest.fixture
def desk(home: Home) -> Desk:
    home.sounding = desk = Desk()
    return desk
