"""A home as its verbs see it: the store, the sound, the songs, and the clock, built by `bootstrap`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import token_hex
from threading import Lock
from typing import Protocol

from kiosk.config import Settings
from kiosk.home.library_progress import ProgressBoard
from kiosk.home.library_search import LibrarySearch
from kiosk.home.likely import LikelyToday
from kiosk.home.stick_board import StickBoard
from kiosk.listening.commands import Command
from kiosk.listening.status import Status
from kiosk.playlists.catalogue import Catalogue
from kiosk.playlists.finder import Finder
from kiosk.playlists.places import Places
from kiosk.playlists.recordings import Recording
from kiosk.playlists.regions import Regions
from kiosk.playlists.songs import SOUND, Song
from kiosk.playlists.stock import Stock
from kiosk.store.store import Store
from kiosk.units import SongId


class Sounding(Protocol):
    """What verbs need of the listening thread: ask, and see what is true now."""

    def submit(self, command: Command) -> None:
        """Put a command into the one queue; never waits for the sound."""

    def status(self) -> Status:
        """Return what is true right now."""


@dataclass(frozen=True)
class Shelf:
    """The home's library seen as songs: which recording plays a song, and songs no pack holds."""

    recordings: Mapping[SongId, Recording] = field(default_factory=dict)
    own_songs: tuple[Song, ...] = ()


@dataclass
class Home:
    """Everything the verbs work on. `places` is asked for late: a gazetteer takes a moment to read.

    `index` makes songs findable; it takes a second for the whole catalogue.
    """

    settings: Settings
    store: Store
    sounding: Sounding
    catalogue: Catalogue
    places: Callable[[], Places]
    regions: Regions
    clock: Callable[[], datetime]
    shelf: Shelf = field(default_factory=Shelf)
    restart: Callable[[], None] = lambda: None
    look_again: Callable[[], None] = lambda: None
    make_copies: Callable[[], None] = lambda: None
    tell: Callable[[], None] = lambda: None
    progress: ProgressBoard = field(default_factory=ProgressBoard)
    search: LibrarySearch = field(default_factory=LibrarySearch)
    stick: StickBoard = field(default_factory=StickBoard)
    likely: LikelyToday = field(default_factory=LikelyToday)
    index: Callable[[Iterable[Song]], Finder] = Finder
    _finder: Finder | None = None
    _stock: Stock | None = None
    _stocked: Catalogue | None = None
    _building: Lock = field(default_factory=Lock)

    @property
    def finder(self) -> Finder:
        """Return the index of every song the home could mean; built when first asked for."""
        with self._building:
            if self._finder is None:
                self._finder = self.index(self.songs())
            return self._finder

    @property
    def stock(self) -> Stock:
        """Return every song the home could mean, made ready for drafting; built when first asked for."""
        with self._building:
            if self._stock is None or self._stocked is not self.catalogue:
                self._stock, self._stocked = Stock.of(one for one in self.songs() if one.genre != SOUND), self.catalogue
            return self._stock

    def make_ready(self) -> None:
        """Build the stock and the index before anybody asks for them."""
        _ = self.stock, self.finder

    def put_on_shelf(self, shelf: Shelf) -> None:
        """Take a new shelf; songs no pack holds can be found from now on."""
        with self._building:
            if shelf.own_songs != self.shelf.own_songs:
                self._finder = self._stock = None
            self.shelf = shelf

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return self.clock()

    def today(self) -> date:
        """Return today's date where the home is."""
        return self.clock().astimezone().date()

    def new_id(self) -> str:
        """Return an id nothing else has."""
        return token_hex(8)

    def songs(self) -> list[Song]:
        """Return every song the home could mean: the catalogue's, and its own recordings'."""
        return [*self.catalogue.songs.values(), *self.shelf.own_songs]

    def song(self, song: SongId) -> Song | None:
        """Return a song by id, None when neither catalogue nor library holds it."""
        found = self.catalogue.songs.get(song)
        return found or next((own for own in self.shelf.own_songs if own.id == song), None)
