"""`kiosk ...`: the commands, each a few lines over the same verbs as the pages."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from kiosk import serving
from kiosk.bootstrap import open_home
from kiosk.config import GAZETTEER, MEDIA, Settings, read_settings
from kiosk.errors import AlreadyRunning, BadInput, KioskError
from kiosk.home import demo
from kiosk.home.home import Home
from kiosk.home.library_report import in_words, list_for_players, report, scanned
from kiosk.home.library_terminal import shown_on
from kiosk.home.recovering import backup_words, card_in_words
from kiosk.home.sign_in import add_staff
from kiosk.home.supposing import Supposed, suppose
from kiosk.library.gazetteer import load_places, load_regions
from kiosk.library.packs import load_catalogue
from kiosk.library.tables import read_table
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.arranging import ranked
from kiosk.playlists.builder import Wish, draft
from kiosk.playlists.finder import Finder
from kiosk.playlists.finder_rows import answers, songs_from_rows
from kiosk.playlists.picks import Pick
from kiosk.playlists.places import place_dict
from kiosk.playlists.region_words import NAMES
from kiosk.store import check as checking
from kiosk.store.restore import restore
from kiosk.units import ResidentId
from kiosk.web.network import SETTING


def main(arguments: list[str] | None = None) -> int:
    """Run one command; a KioskError becomes its one sentence and exit code 1."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options, read_settings(os.environ)) or 0)
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="kiosk", description="A reminiscence music kiosk for care homes.")
    commands = top.add_subparsers(required=True, metavar="command")
    add = _adder(commands)
    add("run", run, "serve the home until Ctrl-C", ("--demo", {"action": "store_true"}))
    add("new-home", new_home, "begin a real home", ("--manager", {"required": True, "metavar": "NAME"}))
    add(
        "suggest",
        suggest,
        "suggest songs for a life",
        ("--born", {"required": True}),
        ("--lived", {"action": "append", "default": []}),
        ("--language", {"action": "append", "default": []}),
        ("--likes", {"action": "append", "default": []}),
        ("--never", {"action": "append", "default": []}),
        ("--count", {"type": int, "default": 25}),
        ("--in-library", {"action": "store_true"}),
        ("--seed", {"type": int, "default": 0}),
        JSON,
    )
    add(
        "find",
        find,
        "find a song from half-remembered words",
        ("words", {"nargs": "*"}),
        ("--songs", {"type": Path}),
        ("--queries", {"type": Path}),
        ("--count", {"type": int, "default": 5}),
        JSON,
    )
    add("place", place, "understand a place", ("words", {"nargs": "+"}), ("--year", {"type": int}), JSON)
    add("catalogue", catalogue, "list every song that ships", JSON)
    add("packs", packs, "say what is wrong with lines of the packs")
    add("scan", scan, "list the recordings below a folder", ("folder", {"type": Path}), ("--analyse", _FLAG), JSON)
    add("library", library, "say what the library holds", ("--list", {}), ("--kind", {"default": "m3u8"}), JSON)
    add("backup", backup, "write a backup", ("file", {"type": Path}))
    add("restore", restore_home, "restore a backup into the home", ("file", {"type": Path}), ("--words", {}))
    add("recovery-card", recovery_card, "make the card that opens backups", ("--check", {"nargs": "+"}))
    add("check", check, "check the home")
    add("export", export, "everything about one resident, as JSON", ("resident", {}))
    add("erase", erase, "erase a resident for good", ("resident", {}))
    return top


_FLAG: dict[str, Any] = {"action": "store_true"}
JSON = ("--json", _FLAG)
Command = Callable[[argparse.Namespace, Settings], int | None]


def _adder(commands: Any) -> Callable[..., None]:
    def add(name: str, command: Command, words: str, *options: tuple[str, dict[str, Any]]) -> None:
        one = commands.add_parser(name, help=words, description=words)
        for flag, how in options:
            one.add_argument(flag, **how)
        one.set_defaults(command=command)

    return add


def _say(thing: Mapping[str, Any], as_json: bool, words: str) -> None:  # noqa: FBT001  the flag as it was typed
    print(json.dumps(thing, ensure_ascii=False) if as_json else words)


@contextmanager
def _home(settings: Settings, *, lock: bool = True, songs: bool = True) -> Iterator[Home]:
    home = open_home(settings, lock=lock, songs=songs)
    try:
        yield home
    finally:
        home.store.close()


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the home; with `--demo`, make the demo home first when there is none."""
    if serving.health(settings.port).ok:
        raise AlreadyRunning(f"A kiosk runs already at http://127.0.0.1:{settings.port}/ : open it, or stop it first.")
    with _home(settings, songs=False) as home:
        empty = not home.store.staff.all()
    if options.demo and empty:
        print("Making the demo home: listening through its music once …", flush=True)
        with _home(settings) as home:
            demo.make_demo(home, MEDIA / "portraits")
    with _home(settings, songs=False) as home:
        pin = demo.demo_pin(home) if demo.is_demo(home) else ""
    return serving.run(settings, lambda: _address(settings), lambda: _ready(settings, pin))


def _address(settings: Settings) -> str:
    """Return where to listen: this machine only, until a manager turned on access from phones."""
    with _home(settings, songs=False) as home:
        open_to_phones = bool(home.store.settings.get(SETTING, default=False))
    return "0.0.0.0" if open_to_phones else "127.0.0.1"  # noqa: S104  only after a manager's decision


def _ready(settings: Settings, pin: str) -> None:
    print(f"\nThe kiosk is ready:  http://127.0.0.1:{settings.port}/", flush=True)
    print(f"Staff pages:         http://127.0.0.1:{settings.port}/staff/")
    if pin:
        print(f"Sign in as:          {demo.STAFF_NAME}, PIN {pin}   (demo home; a fresh PIN at every start)")
    trouble = serving.sound_trouble(settings.port)
    if trouble:
        print(f"Sound:               {trouble}")
    print("Stop with Ctrl-C.", flush=True)


def new_home(options: argparse.Namespace, settings: Settings) -> None:
    """Begin a real home with its first manager."""
    with _home(settings, songs=False) as home:
        member, pin = add_staff(home, options.manager, Role.MANAGER, SYSTEM)
        print(f"{member.name} can sign in with PIN {pin}. Write it down now: it is shown this once.")


def suggest(options: argparse.Namespace, settings: Settings) -> None:
    """Print suggestions for a life told on the command line, one a line."""
    library = None
    songs = load_catalogue([MEDIA / "packs"]).songs
    if options.in_library:
        with _home(settings, lock=False) as home:
            library = frozenset(home.shelf.recordings)
    told = Supposed(options.born, options.lived, options.language, options.likes, options.never)
    regions = load_regions()
    person = suppose(told, load_places(cache=GAZETTEER), regions, Finder(songs.values()))
    picks = draft(person, songs.values(), Wish(options.count, library, options.seed), NAMES)
    for rank, pick in enumerate(ranked(picks), 1):
        _say(_pick(rank, pick), options.json, f"{rank:3} {pick.song.title} – {pick.song.performer or 'traditional'}")


def _pick(rank: int, pick: Pick) -> dict[str, Any]:
    song = pick.song
    return {
        "rank": rank,
        "title": song.title,
        "artist": song.performer,
        "year": song.year,
        "regions": list(song.regions),
        "score": round(pick.score, 4),
        "reasons": [reason.words for reason in pick.reasons],
    }


def find(options: argparse.Namespace, settings: Settings) -> None:
    """Print, for each query, the songs it could mean, best first, and whether that is sure."""
    if not options.words and not options.queries:
        raise BadInput("Write the words you remember, for example: kiosk find the one about the bicycle for two.")
    asked = {"query_id": "", "query": " ".join(options.words)}
    queries = read_table(options.queries) if options.queries else [asked]
    for told, answer in answers(_finder(options), queries, options.count):
        words = "\n".join(f"{hit.song.title} – {hit.song.performer}" for hit in answer.hits) or "Nothing found."
        _say(told, options.json or bool(options.queries and options.songs), words)


def _finder(options: argparse.Namespace) -> Finder:
    if options.songs:
        return Finder(songs_from_rows(read_table(options.songs)))
    return Finder(load_catalogue([MEDIA / "packs"]).songs.values())


def place(options: argparse.Namespace, settings: Settings) -> None:
    """Print how a place is understood, or what to choose from."""
    understood = load_places(cache=GAZETTEER).understand(" ".join(options.words), options.year)
    words = understood.label if understood.sure else "Which one: " + "; ".join(understood.ask)
    _say(place_dict(understood), options.json, words)


def catalogue(options: argparse.Namespace, settings: Settings) -> None:
    """Print every song that ships, one a line."""
    for song in load_catalogue([MEDIA / "packs"]).songs.values():
        told = {"title": song.title, "artist": song.performer, "year": song.year, "regions": list(song.regions)}
        more = {"language": song.language, "genre": song.genre, "pack": song.pack}
        _say({**told, **more}, options.json, f"{song.title} – {song.performer} ({song.year})")


def packs(options: argparse.Namespace, settings: Settings) -> int:
    """Print what is wrong with lines of the packs; exit code 1 when anything is."""
    read = load_catalogue([MEDIA / "packs", settings.home / "packs"])
    for problem in read.problems:
        print(f"{problem.pack}.csv, line {problem.line}: {problem.words}")
    print(f"{len(read.songs)} songs, {len(read.problems)} lines to mend.")
    return 1 if read.problems else 0


def scan(options: argparse.Namespace, settings: Settings) -> None:
    """List every recording below a folder."""
    with _home(settings) as home:
        with shown_on(sys.stderr, home.progress):
            told = scanned(home, options.folder, hear=options.analyse)
        _say(told, options.json, "\n".join([f"{told['recordings']} recordings", *told["troubles"], *told["records"]]))


def library(options: argparse.Namespace, settings: Settings) -> None:
    """Print what the library holds and lacks; with `--list RESIDENT`, that person's list for another player."""
    with _home(settings, lock=False) as home:
        words = list_for_players(home, ResidentId(options.list), options.kind) if options.list else in_words(home)
        _say(report(home), options.json, words)


def backup(options: argparse.Namespace, settings: Settings) -> None:
    """Write one file with everything but the music."""
    with _home(settings, lock=False, songs=False) as home:
        report = home.store.backup(options.file)
        print("\n".join(backup_words(report, home.store.recovery.keys())))


def recovery_card(options: argparse.Namespace, settings: Settings) -> None:
    """Make a recovery card and print its words, or check the words of the one there is."""
    with _home(settings, songs=False) as home:
        print("\n".join(card_in_words(home, options.check or [])))


def restore_home(options: argparse.Namespace, settings: Settings) -> None:
    """Restore a backup; the home that was there is set aside, not deleted."""
    report = restore(options.file, settings.home, key=lambda: options.words or _asked_words())
    aside = f" The home that was there is now in {report.set_aside}." if report.set_aside else ""
    print(f"Restored {report.home}.{aside}")


def _asked_words() -> str:
    """Ask for the words of the recovery card; read from standard input also when nobody sits there."""
    print("The twelve words of the recovery card: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline()


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Say in words whether everything kept is whole."""
    report = checking.check(settings.home)
    print("\n".join(report.words))
    return 0 if report.healthy else 1


def export(options: argparse.Namespace, settings: Settings) -> None:
    """Print everything kept about one resident."""
    with _home(settings, lock=False, songs=False) as home:
        told = home.store.export_resident(ResidentId(options.resident))
        print(msgspec.json.format(msgspec.json.encode(told)).decode())


def erase(options: argparse.Namespace, settings: Settings) -> None:
    """Erase a resident for good."""
    with _home(settings, songs=False) as home:
        report = home.store.erase_resident(ResidentId(options.resident), SYSTEM)
        print(f"Erased: {report.documents} documents, {report.records} records, {report.photos} photos.")
        for copy in report.copies:
            print(f"An older copy still holds this person: {copy}")
