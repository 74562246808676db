"""Fills the view-models of the pages that offer a choice: of people, and of songs."""

from zlib import crc32

from flask import url_for

from kiosk.home.hearing_music import sounds_for, tracks_for
from kiosk.home.home import Home
from kiosk.home.knowing import ease
from kiosk.home.screen_rules import ScreenRules
from kiosk.listening.programme import Track
from kiosk.listening.status import Status
from kiosk.people.residents import Resident
from kiosk.units import ResidentId
from kiosk.web.events import screen
from kiosk.web.resident.model import Button, Card, ChoosePage, HomePage, Link, Tile

Buttons = dict[str, Button | Link]


def home_page(home: Home, rules: ScreenRules, page: int, *, staff: bool = False) -> HomePage:
    """Return the page of people; with more than fit, pages turn with one large button, today's likely people first."""
    taking_part = [person for person in home.store.residents.all() if person.takes_part]
    at_once = rules.people_at_once
    people = home.likely.first(home.store, taking_part, home.now().astimezone(), at_once)
    pages = max(1, -(-len(people) // at_once))
    page %= pages
    status = home.sounding.status()
    buttons: Buttons = staff_way(url_for("resident.everyone", page=page, staff=1), asked=staff)
    if pages > 1 and not staff:
        buttons["more"] = Link("more", "More people", url_for("resident.everyone", page=(page + 1) % pages))
    if status.resident and sounds_for(status, status.resident):
        buttons["stop"] = stop_button(status.resident)
    return HomePage(
        screen=screen(status),
        question="Who would like some music?",
        people=[_tile(person, status) for person in people[page * at_once :][:at_once]],
        buttons=buttons,
        idle_url=None if "stop" in buttons and not page else url_for("resident.invite"),
    )


def staff_way(asks_url: str, *, asked: bool) -> Buttons:
    """Return the way out for staff: one press asks, another elsewhere leads to the PIN (evidence rule 26)."""
    way: Buttons = {"staff": Link("staff", "Staff", asks_url)}
    return way | ({"go_on": Link("go_on", "For staff: go on", url_for("staff.start"))} if asked else {})


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


def stop_button(resident: ResidentId) -> Button:
    """Return Stop."""
    return Button("stop", "Stop", url_for("resident.stop", resident=resident))


def choose_page(home: Home, rules: ScreenRules, person: Resident, page: int) -> ChoosePage:
    """Return a few songs of the person's list to choose from; pages turn with one large button (evidence rule 22)."""
    tracks = tracks_for(home, person.id)
    at_once = min(rules.choices, rules.people_at_once, ease(home, person.id).choices)
    pages = max(1, -(-len(tracks) // at_once))
    page %= pages
    buttons: Buttons = {"back": Link("back", "Back", url_for("resident.person", resident=person.id))}
    if pages > 1:
        turned = url_for("resident.choose", resident=person.id, page=(page + 1) % pages)
        buttons["more"] = Link("more", "Other songs", turned)
    return ChoosePage(
        screen=screen(home.sounding.status()),
        question=f"Which song, {person.called}?",
        cards=[_card(person, track) for track in tracks[page * at_once :][:at_once]],
        buttons=buttons,
        idle_url=url_for("resident.invite"),
    )


def _card(person: Resident, track: Track) -> Card:
    action = url_for("resident.play", resident=person.id)
    button = Button(f"song-{track.song}", track.title, action, {"song": track.song})
    return Card(button, url_for("pictures.cover", song=track.song), track.performer)
