"""The developers' page that shows every colour, macro and resident state with invented people.

Owns no state: the samples below have the same fields as the real view-models, so a template that
renders here renders in the product. It is mounted on the loopback address only.
"""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for

blueprint = Blueprint("gallery", __name__, url_prefix="/developers/gallery")

TOKENS = Path(__file__).parent / "static" / "css" / "tokens.css"
ICONS = Path(__file__).parent / "templates" / "macros" / "icons.html"


@dataclass(frozen=True)
class Touch:
    """Settings of the touch rules (evidence rule 23); `mm` is CSS pixels per millimetre."""

    mm: float = 3.8
    repeat_ms: int = 800
    hold_ms: int = 3000
    slop_mm: float = 10
    reach_mm: float = 3
    idle_s: int = 60


@dataclass(frozen=True)
class Button:
    """One big button that posts `fields` to `action`."""

    name: str
    label: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    pressed: bool | None = None
    enabled: bool = True


@dataclass(frozen=True)
class Link:
    """One big button that leads to another page."""

    name: str
    label: str
    href: str


@dataclass(frozen=True)
class Tile:
    """A person on the first page."""

    called: str
    href: str
    picture_url: str
    playing: bool = False


@dataclass(frozen=True)
class Person:
    """Whose music it is."""

    called: str


@dataclass(frozen=True)
class Picture:
    """What may be shown, chosen by the view."""

    url: str
    alt: str = ""


@dataclass(frozen=True)
class Song:
    """What sounds, or comes next."""

    title: str
    performer: str


@dataclass(frozen=True)
class Memory:
    """A family's words about a song."""

    words: str
    who: str


@dataclass(frozen=True)
class HomePage:
    """View-model of resident/home.html."""

    screen: str
    question: str
    people: list[Tile]
    buttons: dict[str, Button | Link]
    empty: str = "No one is set up yet. Ask a member of staff to begin."
    idle_url: str | None = None


@dataclass(frozen=True)
class PersonPage:
    """View-model of resident/person.html."""

    screen: str
    state: str
    person: Person
    picture: Picture
    song: Song | None = None
    memory: Memory | None = None
    buttons: dict[str, Button | Link] = field(default_factory=dict)
    idle_url: str | None = None


def _icon(name: str) -> str:
    return f"/static/icons/{name}.svg"


def _button(name: str, label: str, **more: Any) -> Button:
    return Button(name, label, url_for("gallery.press"), **more)


def _people(count: int, playing: int | None = None) -> list[Tile]:
    names = ("Peggy", "Mr Okafor", "Winifred", "Stan")
    return [
        Tile(name, url_for("gallery.resident", sample="inviting"), _icon(f"person-{n + 1}"), n == playing)
        for n, name in enumerate(names[:count])
    ]


def _staff() -> dict[str, Button | Link]:
    return {"staff": Link("staff", "Staff", url_for("gallery.index"))}


def _home(sample: str) -> HomePage:
    more = Link("more", "More people", url_for("gallery.resident", sample="home-4"))
    question = "Who would like some music?"
    if sample == "home-playing":
        stop = _button("stop", "Stop")
        return HomePage(sample, question, _people(4, playing=1), {"stop": stop, "more": more, **_staff()})
    count = int(sample.removeprefix("home-"))
    buttons = _staff() | ({"more": more} if count == 4 else {})
    return HomePage(sample, question, _people(count), buttons)


def _controls(*, liked: bool = False) -> dict[str, Button | Link]:
    return {
        "stop": _button("stop", "Stop"),
        "another": _button("another", "Another song", fields={"after": "play-7"}),
        "softer": _button("softer", "Softer", fields={"level": "58"}),
        "louder": _button("louder", "Louder", fields={"level": "64"}, enabled=not liked),
        "like": _button("like", "I like this", pressed=liked),
        "not_this": _button("not_this", "Not this one"),
    }


PEGGY = PersonPage("sample", "inviting", Person("Peggy"), Picture("/static/icons/person-1.svg", "Peggy"))
SONG = Song("The Galway Shawl", "Margaret Barry")
MEMORY = Memory("You sang this to us on the boat to Holyhead, and a man gave you his seat.", "Anne, your daughter")
LONG_SONG = Song(
    "Wish Me Luck as You Wave Me Goodbye, with the Saturday Crowd", "The Harbour Street Temperance Band and Chorus"
)
LONG_MEMORY = Memory(
    "Every Friday after the mill we pushed the table back and Dad rolled up the rug. You and Auntie Jean danced until "
    "the neighbours knocked, and then the neighbours came in and danced as well.",
    "Christopher, your eldest grandson",
)


def _person(sample: str) -> PersonPage:
    play: dict[str, Button | Link] = {"play": _button("play", "Play music")}
    everyone: dict[str, Button | Link] = {
        "everyone": Link("everyone", "Everyone", url_for("gallery.resident", sample="home-4"))
    }
    stop: dict[str, Button | Link] = {"stop": _button("stop", "Stop")}
    cover = Picture("/static/icons/song.svg")
    pages = {
        "inviting": replace(PEGGY, song=SONG, buttons=play | everyone),
        "starting": replace(PEGGY, state="starting", buttons=stop),
        "playing": replace(PEGGY, state="playing", song=SONG, memory=MEMORY, picture=cover, buttons=_controls()),
        "playing-liked": replace(
            PEGGY, state="playing", song=SONG, memory=MEMORY, picture=cover, buttons=_controls(liked=True)
        ),
        "playing-long": replace(PEGGY, state="playing", song=LONG_SONG, memory=LONG_MEMORY, buttons=_controls()),
        "playing-plain": replace(PEGGY, state="playing", song=SONG, picture=cover, buttons=_controls()),
        "between": replace(PEGGY, state="between", song=SONG, buttons=_controls()),
        "ended": replace(PEGGY, state="ended", song=SONG, buttons=play | everyone),
        "stopped": replace(PEGGY, state="stopped", buttons=play | everyone),
        "resting": replace(PEGGY, state="resting", buttons=play | everyone),
        "no-list": replace(PEGGY, state="no_list", buttons=everyone),
    }
    if sample not in pages:
        abort(404)
    return replace(pages[sample], screen=sample)


HOMES = ("home-1", "home-2", "home-3", "home-4", "home-playing")
PEOPLE = (
    "inviting",
    "starting",
    "playing",
    "playing-liked",
    "playing-long",
    "playing-plain",
    "between",
    "ended",
    "stopped",
    "resting",
    "no-list",
)


@blueprint.get("/")
def index() -> str:
    """Every token, icon and macro on one page."""
    css = TOKENS.read_text(encoding="utf-8")
    return render_template(
        "gallery/index.html",
        colours=re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css),
        pairs=re.findall(r"@pair (\S+) (\S+) (\S+) (\S+)", css),
        icons=re.findall(r'^  "([a-z-]+)":', ICONS.read_text(encoding="utf-8"), re.MULTILINE),
        samples=HOMES + PEOPLE,
    )


@blueprint.get("/resident/<sample>")
def resident(sample: str) -> str:
    """One state of the resident's screen."""
    if sample in HOMES:
        return render_template("resident/home.html", page=_home(sample), touch=Touch())
    return render_template("resident/person.html", page=_person(sample), touch=Touch())


@blueprint.post("/press")
def press() -> Response:
    """Where the sample buttons lead: nothing happens."""
    return Response(status=204)
