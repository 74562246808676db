"""Brings music in from a USB stick: what lies on it, the folders staff choose, and the copying in the background.

Each recording is copied whole or not at all (`library/copying`), so a stick pulled out leaves nothing half there;
put in again, it goes on where it was, for what is here already is known by its content.
"""

import errno
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from kiosk.errors import BadInput, Conflict, NotFound
from kiosk.home.home import Home
from kiosk.home.library_listing import RIGHTS
from kiosk.home.stick_board import Copying, End
from kiosk.library import refusals
from kiosk.library.copying import CopyDamaged, copy_whole
from kiosk.library.scan import CUE, WORDS
from kiosk.library.sticks import OnStick, Stick, is_there, music_on, plugged_in
from kiosk.library.tags import SAMPLE, File, content_id, name_of
from kiosk.library.uploads import ROOM_LEFT, plain_folder, plain_name
from kiosk.people.staff import Actor
from kiosk.units import RecordingId

FOLDER = "sticks"
"""Below the home's own music: what came from sticks, by stick and day."""
GONE = "The stick is not there any more. Put it in again."
LONGEST_NOTE = 200
_GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ENOMEDIUM})
"""What the system says when a stick is no more there."""


@dataclass(frozen=True)
class Seen:
    """One stick that is plugged in, with its music by folder."""

    stick: Stick
    folders: tuple[OnStick, ...]


def look(home: Home) -> list[Seen]:
    """Return the sticks that are plugged in now."""
    own = (*home.settings.media, home.settings.home)
    return [Seen(one, tuple(music_on(one))) for one in plugged_in(home.settings.sticks, own)]


def begin(home: Home, stick: str, folders: Collection[bytes], whose: str, by: Actor) -> None:
    """Begin to copy the chosen folders of a stick, in the background; `whose` is noted with every recording.

    Raises NotFound when the stick is gone, BadInput when nothing is chosen or there is no room, Conflict while
    another is copied.
    """
    seen = next((one for one in look(home) if str(one.stick.path) == stick), None)
    if seen is None:
        raise NotFound(GONE)
    files = tuple(file for one in seen.folders if one.folder in folders for file in one.files)
    if not files:
        raise BadInput("Choose at least one folder with music.", "folder")
    if len(whose) > LONGEST_NOTE:
        raise BadInput("Write at most 200 letters.", "whose")
    size = sum(file.size for file in files)
    _refuse_without_room(home, size)
    if not home.stick.begin(seen.stick.label, len(files), size):
        raise Conflict("Music is being copied already: wait until that is done.")
    target = home.settings.home / "music" / FOLDER / plain_folder(f"{seen.stick.label} {home.today()}")
    _note_whose(home, target, whose.strip() or f"USB stick {seen.stick.label}", by)
    Thread(target=_Copier(home, seen.stick, target).run, args=(files,), name="stick", daemon=True).start()


def _refuse_without_room(home: Home, size: int) -> None:
    free = shutil.disk_usage(home.settings.home).free - ROOM_LEFT
    if free < size:
        gigabytes = f"{size / 1e9:.1f} GB are chosen and {max(0.0, free / 1e9):.1f} GB are free"
        raise BadInput(f"The kiosk’s disk has no room for this ({gigabytes}): choose fewer folders.", "folder")


def _note_whose(home: Home, target: Path, whose: str, by: Actor) -> None:
    noted = home.store.settings.get(RIGHTS, {})
    home.store.settings.set(RIGHTS, {**noted, str(target): {"source": whose, "licence": ""}}, by)


def stop(home: Home) -> None:
    """Stop the copying after the file at hand; what is here stays."""
    home.stick.stopping.set()


def in_words(now: Copying) -> str:
    """Return how a copying ended, in a sentence or two for staff."""
    here = f"{now.copied} of {now.total} recordings were copied"
    if now.here_already:
        here += f", {now.here_already} were here already"
    whole = f"{here}; each of them is whole."
    return {
        End.NOT_YET: "",
        End.DONE: f"{here}. You may remove the stick.",
        End.PULLED_OUT: f"The stick was pulled out too early. {whole} Put it in again and copy once more: "
        "the kiosk goes on where it was.",
        End.NO_ROOM: f"The kiosk’s disk is full. {whole} Make room, then copy once more. You may remove the stick.",
        End.STOPPED: f"Stopped. {whole} You may remove the stick.",
    }[now.end]


class _Copier:
    """Copies the files of one stick, one after the other."""

    def __init__(self, home: Home, stick: Stick, target: Path) -> None:
        self._home, self._stick, self._target = home, stick, target
        self._board = home.stick
        self._part = home.settings.home / "uploads" / "stick.part"
        self._known: set[RecordingId] = {one.id for one in home.store.recordings.all() if not one.missing}

    def run(self, files: Collection[File]) -> None:
        """Copy them and say how it ended."""
        end = End.DONE
        for file in files:
            end = End.STOPPED if self._board.stopping.is_set() else self._one(file)
            if end is not End.DONE:
                break
        self._board.finish(end)
        self._home.look_again()

    def _one(self, file: File) -> End:
        """Deal with one file; anything but DONE is the end of it all."""
        try:
            self._take(file)
        except BadInput as refused:
            self._board.add(file.size, refused=str(refused))
        except CopyDamaged:
            self._board.add(file.size, refused=refusals.NOT_WHOLE.format(name_of(file.path)))
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                return End.NO_ROOM
            if error.errno in _GONE or not is_there(self._stick.path):
                return End.PULLED_OUT
            self._board.add(file.size, refused=refusals.UNREADABLE.format(name_of(file.path)))
        return End.DONE

    def _take(self, file: File) -> None:
        target = self._place(file)
        with open(file.path, "rb") as opened:  # noqa: PTH123  a path in bytes
            sentence = refusals.by_content(opened.read(SAMPLE))
        if sentence:
            raise BadInput(sentence.format(name_of(file.path)))
        key = content_id(file)
        if key in self._known or _is_there(target, key):
            self._board.add(file.size, here_already=1)
            return
        free = _free(target)
        copy_whole(file.path, free, self._part)
        self._take_words(file, free)
        self._known.add(key)
        self._board.add(file.size, copied=1)

    def _place(self, file: File) -> Path:
        """Return where a file goes: its folders say much about the music, so they are kept."""
        inside = os.path.relpath(file.path, os.fsencode(self._stick.path))
        *folders, name = os.fsdecode(inside).split("/")
        return self._target.joinpath(*map(plain_folder, folders), plain_name(name))

    def _take_words(self, file: File, target: Path) -> None:
        words = target.with_suffix(WORDS.decode())
        if file.words_ns and not words.exists():
            copy_whole(os.path.splitext(file.path)[0] + WORDS, words, self._part)  # noqa: PTH122
        cue = target.with_suffix(CUE.decode())
        if file.cue and not cue.exists():
            copy_whole(file.cue, cue, self._part)


def _is_there(target: Path, key: RecordingId) -> bool:
    """Say whether an earlier copying brought this very file, which no scan has found yet."""
    return target.exists() and content_id(File(os.fsencode(target), target.stat().st_size, 0)) == key


def _free(target: Path) -> Path:
    """Return a name nothing has yet."""
    number, free = 2, target
    while free.exists():
        free, number = target.with_name(f"{target.stem} {number}{target.suffix}"), number + 1
    return free
