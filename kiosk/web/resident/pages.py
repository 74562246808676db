"""Fills the resident's view-models from what is true now."""

from zlib import crc32

from flask import url_for

from kiosk.care.observations import Mark
from kiosk.home.by_the_clock import resting
from kiosk.home.hearing_music import STEP, sounds_for, tracks_for
from kiosk.home.home import Home
from kiosk.listening.status import Phase, Sound, Status
from kiosk.people.memories import Memory, Use, Verdict
from kiosk.people.profile import song_of
from kiosk.people.residents import Resident
from kiosk.units import ResidentId, SongId
from kiosk.web.events import screen
from kiosk.web.resident.model import (
    Button,
    HomePage,
    Link,
    MemoryWords,
    Person,
    PersonPage,
    Picture,
    SongWords,
    Tile,
)

TILES = 4
"""Evidence rule 22: one to four choices."""

STATES = {
    Phase.STARTING: "starting",
    Phase.PLAYING: "playing",
    Phase.BETWEEN: "between",
    Phase.STOPPING: "stopped",
    Phase.ENDED: "ended",
    Phase.QUIET: "inviting",
}


def home_page(home: Home, page: int) -> HomePage:
    """Return the page of people; with more than four, pages turn with one large button."""
    people = [person for person in home.store.residents.all() if person.takes_part]
    pages = max(1, -(-len(people) // TILES))
    shown = people[(page % pages) * TILES :][:TILES]
    status = home.sounding.status()
    buttons: dict[str, Button | Link] = {"staff": Link("staff", "Staff", url_for("staff.start"))}
    if pages > 1:
        buttons["more"] = Link("more", "More people", url_for("resident.everyone", page=(page + 1) % pages))
    if status.resident and sounds_for(status, status.resident):
        buttons["stop"] = stop_button(status.resident)
    return HomePage(
        screen=screen(status),
        question="Who would like some music?",
        people=[_tile(person, status) for person in shown],
        buttons=buttons,
        idle_url=url_for("resident.everyone") if page else None,
    )


def _tile(person: Resident, status: Status) -> Tile:
    return Tile(
        person.called,
        url_for("resident.person", resident=person.id),
        portrait_url(person),
        sounds_for(status, person.id),
    )


def portrait_url(person: Resident) -> str:
    """Return the portrait the person agreed to show, else a drawn one that shows nobody."""
    if person.shows.picture and person.portrait:
        return url_for("pictures.portrait", resident=person.id)
    return url_for("static", filename=f"icons/person-{1 + crc32(person.id.encode()) % 4}.svg")


def person_page(home: Home, person: Resident) -> PersonPage:
    """Return one person's page in the state the sound is in."""
    status = home.sounding.status()
    mine = status.resident == person.id
    state = STATES[status.phase] if mine else "inviting"
    playing = mine and status.phase is Phase.PLAYING
    memory = memory_for(home, person, status.song) if playing and status.song else None
    tracks = () if mine and sounds_for(status, person.id) else tracks_for(home, person.id)
    if state in {"inviting", "ended", "stopped"} and not tracks:
        state = "no_list"
    rest = "" if sounds_for(status, person.id) or state == "no_list" else resting(home, person.id)
    first = tracks[0] if tracks and not rest else None
    words = status if playing else first
    return PersonPage(
        screen=screen(status),
        state="resting" if rest or (status.sound is Sound.UNKNOWN and status.trouble) else state,
        person=Person(person.called),
        picture=_picture(person, status, memory) if playing else Picture(portrait_url(person), person.called),
        song=SongWords(words.title, words.performer) if words else None,
        memory=memory_words(memory) if memory and person.shows.memories else None,
        buttons=_buttons(home, person, status)
        if mine and sounds_for(status, person.id)
        else _quiet(person, state, rest),
        idle_url=None if sounds_for(status, person.id) else url_for("resident.everyone"),
        rest=rest,
    )


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


def _picture(person: Resident, status: Status, memory: Memory | None) -> Picture:
    if memory and memory.photo and person.shows.memories:
        return Picture(url_for("pictures.memory", memory=memory.id), f"A photo from {memory.giver}")
    return Picture(url_for("pictures.cover", song=status.song), "")


def stop_button(resident: ResidentId) -> Button:
    """Return the button that ends the music."""
    return Button("stop", "Stop", url_for("resident.stop", resident=resident))


def _quiet(person: Resident, state: str, rest: str) -> dict[str, Button | Link]:
    everyone: dict[str, Button | Link] = {"everyone": Link("everyone", "Everyone", url_for("resident.everyone"))}
    if state == "no_list" or rest:
        return everyone
    return everyone | {"play": Button("play", "Play music", url_for("resident.play", resident=person.id))}


def _buttons(home: Home, person: Resident, status: Status) -> dict[str, Button | Link]:
    """Return the shelf while music sounds; commands carry the play and level they mean."""
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
    return {button.name: button for button in buttons}


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
