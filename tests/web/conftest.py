"""The whole product in this process, in silence: a small home of two people, and browsers for each role."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from kiosk.bootstrap import Kiosk, build, open_home
from kiosk.config import GAZETTEER, EngineKind, Settings
from kiosk.home import family, life, lists, sign_in
from kiosk.home.home import Home
from kiosk.home.library_watch import hear_through, list_files
from kiosk.library.gazetteer import load_places
from kiosk.people.life_story import Teller
from kiosk.people.memories import Invitation, Verdict
from kiosk.people.residents import Resident, Shows
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.finder import Finder
from kiosk.playlists.songs import Song
from kiosk.store.web_sessions import SubjectKind
from kiosk.web.context import FAMILY_COOKIE, STAFF_COOKIE
from tests.sound.tones import tone, write_encoded, write_wav

HERE = "127.0.0.1"
PHONE = "192.168.1.50"
places = cache(lambda: load_places(cache=GAZETTEER))
"""Reading the gazetteer takes a while: once for all tests of this process, from the towns that set-up packed."""


class Browser:
    """One browser at one address, which puts the key of the kiosk's forms into every form it sends."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client = client
        self.client.environ_base["REMOTE_ADDR"] = address
        self._form_key = ""

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> TestResponse:
        return self.client.get(path, headers=headers)

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.form_key(), **(data or {})}, headers=headers)

    def form_key(self) -> str:
        if not self._form_key:
            found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/staff/sign-in").text)
            assert found
            self._form_key = found[1]
        return self._form_key


@dataclass
class House:
    """A built kiosk, and the PIN of one member of staff of each role."""

    kiosk: Kiosk
    pins: dict[Role, str]

    @property
    def home(self) -> Home:
        return self.kiosk.home

    def person(self, called: str = "Nell") -> Resident:
        return next(one for one in self.home.store.residents.all() if one.called == called)

    def browser(self, address: str = HERE) -> Browser:
        return Browser(self.kiosk.app.test_client(), address)

    def staff(self, role: Role, address: str = PHONE) -> Browser:
        """A browser that is signed in already."""
        member = self.home.store.staff.by_name(name_of(role))
        assert member
        device = "kiosk" if address == HERE else address
        token = sign_in.open_session(self.home, SubjectKind.STAFF, member.id, sign_in.LONGEST, device)
        browser = self.browser(address)
        browser.client.set_cookie(STAFF_COOKIE, token)
        return browser

    def relative(self, of: str = "Nell") -> tuple[Browser, Invitation]:
        """A phone with an invitation that was opened on it."""
        invitation = family.claim(self.home, self.invite(of))
        token = sign_in.open_session(self.home, SubjectKind.FAMILY, invitation.id, sign_in.FAMILY_LONGEST)
        browser = self.browser(PHONE)
        browser.client.set_cookie(FAMILY_COOKIE, token)
        return browser, invitation

    def invite(self, of: str = "Nell") -> str:
        """Make an invitation and return its token."""
        return family.invite(self.home, self.person(of).id, "Pat", "son", SYSTEM)[1]

    def pass_time(self, gone: timedelta) -> None:
        """Let the home's clock run on."""
        before = self.home.clock
        self.home.clock = lambda: before() + gone


@lru_cache(maxsize=4)
def _index(songs: tuple[Song, ...]) -> Finder:
    return Finder(songs)


def index(songs: Iterable[Song]) -> Finder:
    """Indexing the catalogue takes a second, and nothing changes an index: once for the same songs."""
    return _index(tuple(songs))


def name_of(role: Role) -> str:
    return f"The {role}"


@cache
def picture() -> bytes:
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", (64, 48), "#b5532f").save(out, "JPEG")
    return out.getvalue()


@cache
def voice(seconds: float = 2.0, peak_db: float = -20.0) -> bytes:
    """A short recording."""
    with TemporaryDirectory() as folder:
        return write_encoded(Path(folder) / "hello.flac", tone(seconds, 220, peak_db), "flac").read_bytes()


@dataclass(frozen=True)
class Made:
    """A finished home, to be copied."""

    settings: Settings
    pins: dict[Role, str]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Nell and Joe, each with an approved list, a portrait and a family memory with a photo; staff of each role."""
    folder = tmp_path_factory.mktemp("web")
    music = folder / "music"
    music.mkdir()
    for number, title in enumerate(("Molly Malone", "Danny Boy", "Daisy Bell")):
        write_wav(music / f"{title}.wav", tone(3, 440 + 100 * number))
    settings = Settings(folder / "home", engine=EngineKind.NULL, media=(music,))
    home = open_home(settings)
    home.index = index
    list_files(home)
    hear_through(home)
    for called in ("Nell", "Joe"):
        welcome(home, called)
    pins = {role: sign_in.add_staff(home, name_of(role), role, SYSTEM)[1] for role in Role}
    home.store.close()
    return Made(settings, pins)


def welcome(home: Home, called: str) -> None:
    person = life.add_resident(home, called, f"{called} Invented", SYSTEM)
    life.save_portrait(home, person.id, picture(), SYSTEM)
    life.save_shows(home, person.id, Shows(picture=True, memories=True), SYSTEM)
    life.save_birth(home, person.id, "1938", SYSTEM)
    for song in ("Molly Malone", "Danny Boy"):
        life.name_song(home, person.id, song, life.told(home, Teller.PERSON, called), SYSTEM)
    invitation = family.claim(home, family.invite(home, person.id, "Ann", "daughter", SYSTEM)[1])
    words = family.MemoryWords("Molly Malone", f"You sang it to {called}.", photo=picture())
    given = family.give_memory(home, invitation, words)
    family.decide(home, given.id, Verdict.APPROVED, given.song, given.revision, SYSTEM)
    draft = lists.new_draft(home, person.id, SYSTEM)
    lists.approve(home, draft.id, draft.revision, SYSTEM)


class OpenHouse(Protocol):
    """Builds the kiosk around a folder; `media` is where its music lies."""

    def __call__(self, folder: Path, media: tuple[Path, ...] = ()) -> House: ...


@pytest.fixture(scope="module")
def open_house(made: Made) -> Iterator[OpenHouse]:
    """Build the kiosk around a folder, with a copy of the finished home where there is none; nothing is started."""
    houses: list[House] = []

    def open_(folder: Path, media: tuple[Path, ...] = ()) -> House:
        if not (folder / "kiosk.db").exists():
            shutil.copytree(made.settings.home, folder, ignore=shutil.ignore_patterns("lock"), dirs_exist_ok=True)
        kiosk = build(Settings(folder, engine=EngineKind.NULL, media=media or made.settings.media))
        kiosk.home.places = places
        kiosk.home.index = index
        kiosk.home.restart = lambda: None
        houses.append(House(kiosk, made.pins))
        return houses[-1]

    yield open_
    for house in houses:
        house.kiosk.stop()


@pytest.fixture
def house(open_house: OpenHouse, tmp_path: Path) -> House:
    return open_house(tmp_path / "home")
