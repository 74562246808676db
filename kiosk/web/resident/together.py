"""The shared screen while a group listens: everyone's music, nobody's name, nothing private unless it was agreed."""

from flask import url_for

from kiosk.home.hearing_music import SOUNDING
from kiosk.home.home import Home
from kiosk.home.screen_rules import ScreenRules
from kiosk.listening.status import Phase, Status
from kiosk.people.memories import Memory
from kiosk.people.residents import Resident
from kiosk.web.events import screen
from kiosk.web.resident.model import Button, MemoryWords, Person, PersonPage, Picture, SongWords
from kiosk.web.resident.pages import Buttons, staff_way, stop_button
from kiosk.web.resident.person import STATES, Asked, level_button, memory_for, on_glass

EVERYONE = Person("everyone")


def group_sounds(status: Status) -> bool:
    """Say whether several people listen together just now."""
    return bool(status.others) and status.phase in SOUNDING


def group_page(home: Home, rules: ScreenRules, status: Status, asked: Asked) -> PersonPage:
    """Return the page of the group that listens."""
    playing = status.phase is Phase.PLAYING
    memory = _agreed_memory(home, status) if playing else None
    return PersonPage(
        screen=screen(status),
        state=STATES[status.phase],
        person=EVERYONE,
        picture=_picture(status, memory),
        song=SongWords(status.title, status.performer) if status.title else None,
        memory=_words(*memory) if memory else None,
        buttons=_buttons(home, rules, status, asked),
    )


def _agreed_memory(home: Home, status: Status) -> tuple[Memory, Resident] | None:
    """Return a memory of this song whose person agreed to show it on the shared screen, and that person."""
    people = [home.store.residents.get(resident) for resident in status.people]
    found = [(memory_for(home, one, status.song), one) for one in people if one.shows.memories and status.song]
    return next(((memory, one) for memory, one in found if memory), None)


def _words(memory: Memory, person: Resident) -> MemoryWords:
    """Return a memory so that nobody in the room takes it for their own."""
    who = f"{memory.giver}, {person.called}’s {memory.relation}" if memory.relation else memory.giver
    return MemoryWords(memory.story, who)


def _picture(status: Status, memory: tuple[Memory, Resident] | None) -> Picture:
    if memory and memory[0].photo:
        return Picture(url_for("pictures.memory", memory=memory[0].id), f"A photo from {memory[0].giver}")
    if status.phase is Phase.PLAYING and status.song:
        return Picture(url_for("pictures.cover", song=status.song), "")
    return Picture(url_for("static", filename="icons/song.svg"), "")


def _buttons(home: Home, rules: ScreenRules, status: Status, asked: Asked) -> Buttons:
    """Return what a group can press; whose liking it would be nobody can tell, so staff note that."""
    first = home.store.residents.get(status.people[0])
    url = url_for("resident.another", resident=first.id)
    after = {"after": status.play or ""}
    found = [
        stop_button(first.id),
        Button("another", "Another song", url, after, enabled=status.phase is Phase.PLAYING),
        level_button("softer", first, status),
        level_button("louder", first, status),
    ]
    turned = url_for("resident.everyone", shelf=asked.shelf + 1)
    shelf = on_glass({one.name: one for one in found}, rules.glass, asked.shelf, turned)
    return shelf | staff_way(url_for("resident.everyone", staff=1), asked=asked.staff)
