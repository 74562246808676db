"""Fills the view-model of one person's page, in the state the sound is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from flask import url_for

from kiosk.care.observations import Mark
from kiosk.home.assenting import not_today
from kiosk.home.by_the_clock import resting
from kiosk.home.greetings import greeting_of
from kiosk.home.hearing_music import STEP, sounds_for, tracks_for
from kiosk.home.home import Home
from kiosk.home.screen_rules import Glass, ScreenRules
from kiosk.listening.status import Phase, Sound, Status
from kiosk.people.companion import About, question
from kiosk.people.greetings import Greeting, is_greeting
from kiosk.people.memories import Memory, Use, Verdict
from kiosk.people.profile import song_of
from kiosk.people.residents import Resident
from kiosk.units import SongId
from kiosk.web.events import screen
from kiosk.web.resident.model import Button, Link, MemoryWords, Person, PersonPage, Picture, SongWords
from kiosk.web.resident.pages import Buttons, portrait_url, staff_way, stop_button
from kiosk.web.resident.singing import sung_words

STATES: Mapping[Phase, str] = {
    Phase.STARTING: "starting",
    Phase.PLAYING: "playing",
    Phase.BETWEEN: "between",
    Phase.STOPPING: "stopped",
    Phase.ENDED: "ended",
    Phase.QUIET: "inviting",
}
SHELVES = (("another", "like"), ("softer", "louder"), ("not_this",))
"""What stands beside Stop on a glass that cannot hold all six: the same button always in the same place."""


NO_ROOM = frozenset({"not_today", "choose"})
"""What a small glass leaves out rather than making everything smaller."""


SONGS_ONLY = frozenset({"another", "like", "not_this"})
"""What nobody asks of a spoken invitation: it is over in a moment, and no song."""


@dataclass(frozen=True)
class Asked:
    """What the address asks to see: which part of a small shelf, and whether staff asked for their way out."""

    shelf: int = 0
    staff: bool = False


def person_page(home: Home, rules: ScreenRules, person: Resident, asked: Asked = Asked()) -> PersonPage:
    """Return one person's page in the state the sound is in."""
    status = home.sounding.status()
    mine = status.resident == person.id
    state = STATES[status.phase] if mine else "inviting"
    sounding = sounds_for(status, person.id)
    playing = mine and status.phase is Phase.PLAYING
    memory = memory_for(home, person, status.song) if playing and status.song else None
    tracks = () if sounding else tracks_for(home, person.id)
    if state in {"inviting", "ended", "stopped"} and not tracks:
        state = "no_list"
    elif not sounding and not_today(home, person.id):
        state = "not_today"
    rest = "" if sounding or state == "no_list" else resting(home, person.id)
    first = tracks[0] if tracks and not rest else None
    words = status if playing else first
    greeting = greeting_of(home, person.id) if first and state == "inviting" else None
    speaking = is_greeting(status.song)
    shown = memory if person.shows.memories else None
    offered = "no_list" if rest else state
    sounds = _sounding(home, rules, person, status, asked) if sounding else {}
    return PersonPage(
        screen=screen(status),
        state="resting" if rest or (status.sound is Sound.UNKNOWN and status.trouble) else state,
        person=Person(person.called),
        picture=_picture(status, shown) if playing and not speaking else _portrait(person),
        song=SongWords(words.title, words.performer) if words else None,
        memory=memory_words(shown) if shown else None,
        buttons=sounds or _quiet(rules, person, offered, asked, greeting),
        idle_url=_idle_url(person, asked, sounding=sounding),
        rest=rest,
        asks=question(_about(home, person, status.song, shown)) if playing and status.song and not speaking else "",
        sung=sung_words(home, status) if playing and person.shows.words else None,
        knock=_knock(status) if playing and person.shows.pad and not speaking else 0.0,
        beat_ms=_beat_ms(home, person, status.song) if playing and status.song and person.shows.pad else 0,
        spoken=greeting.giver if greeting else "",
    )


def _knock(status: Status) -> float:
    """Return how loud tapping along is (amplitude, 0 to 1): a quarter of the music's own level, never more."""
    return round(0.25 * 10 ** (min(0.0, status.level) / 20), 4)


def _beat_ms(home: Home, person: Resident, song: SongId) -> int:
    """Return how long a beat of the song lasts, 0 when its tempo is in doubt or it plays slower than it was counted."""
    recording = home.shelf.recordings.get(song)
    known = recording is not None and recording.bpm_sure and person.hearing.pace_of(song).speed == 100
    return round(60_000 / recording.bpm) if recording and recording.bpm and known else 0


def _idle_url(person: Resident, asked: Asked, *, sounding: bool) -> str | None:
    if not sounding:
        return url_for("resident.invite")
    return url_for("resident.person", resident=person.id) if asked.shelf else None


def memory_for(home: Home, person: Resident, song: SongId | None) -> Memory | None:
    """Return the approved family memory that belongs to a song, the newest first."""
    return next(
        (
            memory
            for memory in home.store.memories.of(person.id)
            if memory.verdict is Verdict.APPROVED and memory.use is Use.PLAY and song_of(memory) == song
        ),
        None,
    )


def memory_words(memory: Memory) -> MemoryWords:
    """Return a memory as the person's own screen shows it: the words, and whose they are."""
    who = f"{memory.giver}, your {memory.relation}" if memory.relation else memory.giver
    return MemoryWords(memory.story, who)


def _about(home: Home, person: Resident, key: SongId, memory: Memory | None) -> About:
    song = home.song(key)
    return About(
        themes=song.themes if song else (),
        year=song.year if song else None,
        memory_place=memory.where_words if memory else "",
        chapters=home.store.residents.story(person.id).chapters,
    )


def _portrait(person: Resident) -> Picture:
    """Return the portrait the person agreed to show, else a calm drawn scene."""
    if person.shows.picture and person.portrait:
        return Picture(portrait_url(person), person.called)
    return Picture(url_for("static", filename=f"icons/scene-{1 + crc32(person.id.encode()) % 2}.svg"))


def _picture(status: Status, memory: Memory | None) -> Picture:
    if memory and memory.photo:
        return Picture(url_for("pictures.memory", memory=memory.id), f"A photo from {memory.giver}")
    return Picture(url_for("pictures.cover", song=status.song), "")


def _quiet(rules: ScreenRules, person: Resident, state: str, asked: Asked, greeting: Greeting | None = None) -> Buttons:
    """Return what is offered while no music plays; a bedroom kiosk has no way to other people."""
    if rules.personal:
        shown = staff_way(url_for("resident.everyone", staff=1), asked=asked.staff)
    else:
        shown = {"everyone": Link("everyone", "Everyone", url_for("resident.everyone"))}
    if state == "no_list":
        return shown
    words: dict[str, str] = {"greeting": greeting.id} if greeting else {}
    shown["play"] = Button("play", "Play music", url_for("resident.play", resident=person.id), words)
    if state not in {"resting", "not_today"}:
        shown["not_today"] = Button("not_today", "Not today", url_for("resident.not_today", resident=person.id))
    if state != "resting" and not asked.staff and rules.choices > 1:
        shown["choose"] = Link("choose", "Choose a song", url_for("resident.choose", resident=person.id))
    return on_glass(shown, rules.glass)


def _sounding(home: Home, rules: ScreenRules, person: Resident, status: Status, asked: Asked) -> Buttons:
    """Return the shelf while music sounds: all six buttons, or on a smaller glass Stop and two others at a time."""
    shelf = asked.shelf % len(SHELVES)
    turned = url_for("resident.person", resident=person.id, shelf=(shelf + 1) % len(SHELVES))
    return on_glass(_six(home, person, status), rules.glass, shelf, turned)


def on_glass(buttons: Buttons, glass: Glass, shelf: int = 0, turned: str = "") -> Buttons:
    """Return what stands on this glass: of the six, those of one part of the shelf; `turned` leads to the next part."""
    if glass is Glass.SMALL:
        buttons = {name: one for name, one in buttons.items() if name not in NO_ROOM}
    if glass is Glass.LARGE or "stop" not in buttons:
        return buttons
    chosen: Buttons = {name: buttons[name] for name in ("stop", *SHELVES[shelf % len(SHELVES)]) if name in buttons}
    return chosen | {"others": Link("others", "Others", turned)}


def _six(home: Home, person: Resident, status: Status) -> Buttons:
    """Return all six; commands carry the play and level they mean."""
    about = {"play": status.play or "", "song": status.song or "", "after": status.play or ""}
    settled = status.phase is Phase.PLAYING
    buttons = [
        stop_button(person.id),
        Button("another", "Another song", url_for("resident.another", resident=person.id), about, enabled=settled),
        level_button("softer", person, status),
        level_button("louder", person, status),
        Button(
            "like",
            "I like this",
            url_for("resident.like", resident=person.id),
            about,
            pressed=_liked(home, person, status),
            enabled=settled,
        ),
        Button("not_this", "Not this one", url_for("resident.not_this", resident=person.id), about, enabled=settled),
    ]
    spoken = SONGS_ONLY if is_greeting(status.song) else frozenset()
    return {button.name: button for button in buttons if button.name not in spoken}


def level_button(name: str, person: Resident, status: Status) -> Button:
    """Return "softer" or "louder": one step from the level there is."""
    step = STEP if name == "louder" else -STEP
    level = max(status.floor, min(status.ceiling, status.level + step))
    fields = {"session": status.session or "", "level": f"{level:g}"}
    action = url_for("resident.level", resident=person.id)
    return Button(name, name.capitalize(), action, fields, enabled=level != status.level)


def _liked(home: Home, person: Resident, status: Status) -> bool:
    marks = home.store.records.marks_of(person.id)
    return any(mark.play == status.play and mark.mark is Mark.LIKES and mark.own_say for mark in marks)
