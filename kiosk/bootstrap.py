"""Builds everything, in order, and takes it down in reverse: the only place that knows all the parts."""

import gc
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from flask import Flask

from kiosk.care.plays import Play
from kiosk.config import GAZETTEER, MEDIA, Settings, read_settings
from kiosk.home.by_the_clock import ClockWatch
from kiosk.home.copies import CopyMaker
from kiosk.home.home import Home, Sounding
from kiosk.home.library_watch import LibraryWatch, refresh_shelf, set_aside
from kiosk.home.network import network_address
from kiosk.home.room_sound import NOBODY
from kiosk.library.gazetteer import load_places, load_regions
from kiosk.library.packs import load_catalogue
from kiosk.listening.board import Board
from kiosk.listening.commands import Command
from kiosk.listening.engine_process import EngineProcess
from kiosk.listening.listener import Listening
from kiosk.listening.status import Status
from kiosk.serving import ask_restart
from kiosk.store.store import Store
from kiosk.web.app import create_app
from kiosk.web.compiled import read_all

STOP_BUDGET_S = 2.0
RESUME_BUDGET_S = 1.0
RESUME_FILE = "resume"
QUIET_S = 5.0
"""How long the sound and the first page have the processor to themselves before anything is made ready for later."""


def utc_now() -> datetime:
    """Return the present moment; the one clock the product uses."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """The verbs' way to the listening thread."""

    listening: Listening
    board: Board

    def submit(self, command: Command) -> None:
        """Put a command into the queue."""
        self.listening.submit(command)

    def status(self) -> Status:
        """Return what is true now."""
        return self.board.current()


@dataclass(frozen=True)
class NoSound:
    """A desk without a sound, for the command line: commands change nothing, all is quiet."""

    def submit(self, command: Command) -> None:
        """Let the command be."""

    def status(self) -> Status:
        """Return the quiet status."""
        return Status()


def pack_folders(settings: Settings) -> list[Path]:
    """Return where the catalogue's packs lie: those that ship, then the home's own."""
    return [MEDIA / "packs", settings.home / "packs"]


def read_ahead(settings: Settings) -> None:
    """Read the catalogue before a worker is forked, so that one that takes over has it already. Starts nothing."""
    load_catalogue(pack_folders(settings))
    # A collection that walks through every song halts all threads for a tenth of a second, and writes into pages that
    # the worker shares with its parent.
    gc.collect()
    gc.freeze()


def open_home(settings: Settings, sounding: Sounding | None = None, *, lock: bool = True, songs: bool = True) -> Home:
    """Open the home with its songs and its shelf.

    Without `lock`, only to read beside a running kiosk; without `songs`, only for what needs none.
    """
    store = Store.open(settings.home, utc_now, lock=lock)
    catalogue = load_catalogue(pack_folders(settings) if songs else [])
    home = Home(
        settings=settings,
        store=store,
        sounding=sounding or NoSound(),
        catalogue=catalogue,
        places=lambda: load_places(cache=GAZETTEER),
        regions=load_regions(),
        clock=utc_now,
    )
    refresh_shelf(home)
    return home


@dataclass
class Kiosk:
    """The running product: the home, its sound, its library watch, and the app."""

    home: Home
    listening: Listening
    board: Board
    watch: LibraryWatch
    clock: ClockWatch
    copies: CopyMaker
    app: Flask
    stopping: Event
    is_alive: Callable[[], bool] = field(default=lambda: True)

    def start(self, is_alive: Callable[[], bool]) -> None:
        """Start the sound, then the library's background work; event streams end when `is_alive` says no."""
        self.is_alive = is_alive
        resuming = (self.home.settings.home / RESUME_FILE).exists()
        self.clock.start()
        self.listening.start()
        if resuming:  # no page is answered before it can say that the music goes on
            self.board.wait(0, RESUME_BUDGET_S)
        self.watch.start()
        self.copies.start()

    def warm(self) -> Thread:
        """Make ready, in a thread of its own, what the first page or search would wait for; then keep it for good."""
        thread = Thread(target=self._warm, name="warming", daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        read_all(self.app)
        if not self.stopping.wait(QUIET_S):
            self.home.make_ready()
        gc.freeze()

    def stop(self) -> None:
        """Stop in reverse order, within the time a person would wait."""
        self.stopping.set()
        self.copies.stop()
        self.watch.stop()
        self.clock.stop()
        self.listening.stop(STOP_BUDGET_S)
        self.home.store.close()


def build(settings: Settings) -> Kiosk:
    """Build the whole product around one home; starts nothing."""
    home = open_home(settings)
    board = Board()
    listening = Listening(
        engine_factory=lambda report: EngineProcess(settings.engine, report),
        board=board,
        on_play=lambda play: _recorded(home, play),
        on_trouble=lambda sentence, recording: set_aside(home, sentence, recording),
        resume_file=settings.home / RESUME_FILE,
    )
    home.sounding = Desk(listening, board)
    home.tell = board.nudge
    home.restart = lambda: ask_restart(settings.home)
    app = create_app(home, board, secret_key(settings.home), hosts(), listening.healthy)
    kiosk = Kiosk(home, listening, board, LibraryWatch(home), ClockWatch(home), CopyMaker(home), app, Event())
    app.extensions["kiosk_running"] = kiosk
    app.extensions["kiosk_is_alive"] = lambda: kiosk.is_alive() and not kiosk.stopping.is_set()
    return kiosk


def _recorded(home: Home, play: Play) -> None:
    if play.resident != NOBODY:
        home.store.records.append_play(play)


def secret_key(folder: Path) -> bytes:
    """Return the key that signs form tokens, made once and readable by its owner only."""
    path = folder / "form.key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


def hosts() -> list[str]:
    """Return the names the kiosk answers to: its own, and its address on the home's network."""
    names = {"127.0.0.1", "localhost", "[::1]", socket.gethostname(), f"{socket.gethostname()}.local"}
    return sorted(names | {address for address in [network_address()] if address})


def application() -> Flask:
    """Build the product from the environment; called in the worker, after its fork. Starts nothing yet."""
    return build(read_settings(os.environ)).app
