"""The developers' page that shows every colour, macro and resident state with invented people.

Owns no state: the samples below have the same fields as the real view-models, so a template that
renders here renders in the product. It is mounted on the loopback address only.
"""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from kiosk.home.screen_rules import ScreenRules, rules_of
from kiosk.web import charts
from kiosk.web.context import home
from kiosk.web.resident.model import (
    Button,
    Card,
    ChoosePage,
    HomePage,
    Link,
    MemoryWords,
    Person,
    PersonPage,
    Picture,
    SongWords,
    SungWords,
    Tile,
)
from kiosk.web.resident.person import SHELVES, SONGS_ONLY, on_glass
from kiosk.web.screen import touch_of

blueprint = Blueprint("gallery", __name__, url_prefix="/developers/gallery")

TOKENS = Path(__file__).parent / "static" / "css" / "tokens.css"
ICONS = Path(__file__).parent / "templates" / "macros" / "icons.html"


def _icon(name: str) -> str:
    return f"/static/icons/{name}.svg"


def _button(name: str, label: str, **more: Any) -> Button:
    return Button(name, label, url_for("gallery.press", button=name), **more)


def _people(count: int, playing: int | None = None) -> list[Tile]:
    names = ("Peggy", "Mr Okafor", "Winifred", "Stan")
    return [
        Tile(name, url_for("gallery.resident", sample="inviting", who=n), _icon(f"person-{n + 1}"), n == playing)
        for n, name in enumerate(names[:count])
    ]


def _staff() -> dict[str, Button | Link]:
    return {"staff": Link("staff", "Staff", url_for("gallery.index"))}


def _home(sample: str) -> HomePage:
    more = Link("more", "More people", url_for("gallery.resident", sample="home-4", page=1))
    question = "Who would like some music?"
    if sample == "home-staff":
        way: dict[str, Button | Link] = {"go_on": Link("go_on", "For staff: go on", url_for("gallery.index"))}
        return HomePage(sample, question, _people(4), way | _staff())
    if sample == "home-playing":
        stop = _button("stop", "Stop")
        people = [*_people(3, playing=1), replace(_people(4)[3], called="Mrs Featherstonehaugh")]
        return HomePage(sample, question, people, {"stop": stop, "more": more, **_staff()})
    count = int(sample.removeprefix("home-"))
    buttons = _staff() | ({"more": more} if count == 4 else {})
    return HomePage(sample, question, _people(count), buttons)


def _choose(sample: str) -> ChoosePage:
    songs = (("The Galway Shawl", "Margaret Barry"), ("Daisy Bell", ""), (LONG_SONG.title, LONG_SONG.performer))
    cards = [
        Card(_button(f"song-{number}", title, fields={"song": title}), _icon("song"), performer)
        for number, (title, performer) in enumerate((*songs, songs[0]))
    ]
    again = url_for("gallery.resident", sample=sample)
    buttons: dict[str, Button | Link] = {"back": Link("back", "Back", again)}
    buttons["more"] = Link("more", "Other songs", again)
    return ChoosePage(sample, "Which song, Peggy?", cards[: int(sample[-1])], buttons)


def _controls(*, liked: bool = False) -> dict[str, Button | Link]:
    return {
        "stop": _button("stop", "Stop"),
        "another": _button("another", "Another song", fields={"after": "play-7"}),
        "softer": _button("softer", "Softer", fields={"level": "58"}),
        "louder": _button("louder", "Louder", fields={"level": "64"}, enabled=not liked),
        "like": _button("like", "I like this", pressed=liked),
        "not_this": _button("not_this", "Not this one"),
    }


def _spoken() -> dict[str, Button | Link]:
    return {name: one for name, one in _controls().items() if name not in SONGS_ONLY}


PEGGY = PersonPage("sample", "inviting", Person("Peggy"), Picture("/static/icons/person-1.svg", "Peggy"))
SONG = SongWords("The Galway Shawl", "Margaret Barry")
MEMORY = MemoryWords("You sang this to us on the boat to Holyhead, and a man gave you his seat.", "Anne, your daughter")
LONG_SONG = SongWords(
    "Wish Me Luck as You Wave Me Goodbye, with the Saturday Crowd", "The Harbour Street Temperance Band and Chorus"
)
WORDS = SongWords("A few words for you", "Christopher, your eldest grandson")
ASKS = "Where did you dance to this?"
LONG_MEMORY = MemoryWords(
    "Every Friday after the mill we pushed the table back and Dad rolled up the rug. You and Auntie Jean danced until "
    "the neighbours knocked, and then the neighbours came in and danced as well.",
    "Christopher, your eldest grandson",
)


def _person(sample: str, rules: ScreenRules) -> PersonPage:
    play: dict[str, Button | Link] = {"play": _button("play", "Play music")}
    everyone: dict[str, Button | Link] = {
        "everyone": Link("everyone", "Everyone", url_for("gallery.resident", sample="home-4"))
    }
    stop: dict[str, Button | Link] = {"stop": _button("stop", "Stop")}
    offered = play | everyone | {"not_today": _button("not_today", "Not today")}
    offered["choose"] = Link("choose", "Choose a song", url_for("gallery.resident", sample="choose-2"))
    bedroom = {name: one for name, one in offered.items() if name not in {"everyone", "choose"}} | _staff()
    lines = [[0, "Oh, the galway shawl she wore", False], [5000, "was brown as any berry", True]]
    sung = SungWords(json.dumps(lines), 0, 0)
    cover = Picture("/static/icons/song.svg")
    pages = {
        "inviting": replace(PEGGY, song=SONG, buttons=offered),
        "inviting-long": replace(PEGGY, person=Person("Mrs Featherstonehaugh"), song=LONG_SONG, buttons=offered),
        "starting": replace(PEGGY, state="starting", buttons=stop),
        "inviting-voice": replace(PEGGY, song=LONG_SONG, spoken="Christopher", buttons=offered),
        "speaking": replace(PEGGY, state="playing", song=WORDS, buttons=_spoken()),
        "bedroom": replace(PEGGY, song=SONG, picture=Picture(_icon("scene-1")), buttons=bedroom),
        "playing": replace(
            PEGGY, state="playing", song=SONG, memory=MEMORY, picture=cover, buttons=_controls(), asks=ASKS
        ),
        "playing-liked": replace(
            PEGGY, state="playing", song=SONG, memory=MEMORY, picture=cover, buttons=_controls(liked=True)
        ),
        "playing-long": replace(PEGGY, state="playing", song=LONG_SONG, memory=LONG_MEMORY, buttons=_controls()),
        "playing-plain": replace(PEGGY, state="playing", song=SONG, picture=cover, buttons=_controls(), asks=ASKS),
        "playing-sung": replace(
            PEGGY, state="playing", song=SONG, picture=cover, buttons=_controls(), sung=sung, knock=0.1
        ),
        "between": replace(PEGGY, state="between", song=SONG, buttons=_controls()),
        "ended": replace(PEGGY, state="ended", song=SONG, buttons=offered),
        "stopped": replace(PEGGY, state="stopped", buttons=offered),
        "not-today": replace(PEGGY, state="not_today", buttons=play | everyone),
        "resting": replace(PEGGY, state="resting", buttons=play | everyone),
        "no-list": replace(PEGGY, state="no_list", buttons=everyone),
    }
    if sample not in pages:
        abort(404)
    shown = replace(pages[sample], screen=sample)
    return replace(shown, buttons=_on_glass(shown, rules))


def _on_glass(page: PersonPage, rules: ScreenRules) -> dict[str, Button | Link]:
    shelf = request.args.get("shelf", 0, int) % len(SHELVES)
    turned = url_for("gallery.resident", sample=page.screen, shelf=shelf + 1)
    return on_glass(page.buttons, rules.glass, shelf, turned)


HOMES = ("home-1", "home-2", "home-3", "home-4", "home-playing", "home-staff")
CHOICES = ("choose-1", "choose-2", "choose-4")
PEOPLE = (
    "inviting",
    "inviting-long",
    "inviting-voice",
    "speaking",
    "bedroom",
    "starting",
    "playing",
    "playing-liked",
    "playing-long",
    "playing-plain",
    "playing-sung",
    "between",
    "ended",
    "stopped",
    "not-today",
    "resting",
    "no-list",
)


@blueprint.get("/")
def index() -> str:
    """Every token, icon and macro on one page."""
    css = TOKENS.read_text(encoding="utf-8")
    return render_template(
        "gallery/index.html",
        colours=re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css[: css.index(".look-")]),
        pairs=re.findall(r"@pair ([a-z-]+) ([a-z-]+) (\S+) (\S+)", css),
        icons=re.findall(r'^  "([a-z-]+)":', ICONS.read_text(encoding="utf-8"), re.MULTILINE),
        chart=charts.sample_chart(),
        song_lines=charts.SAMPLE_SONGS,
        samples=HOMES + CHOICES + PEOPLE,
        viewer={
            "name": "Maria Lopez",
            "role": "Carer",
            "lock_url": url_for("gallery.press"),
            "switch_url": url_for("gallery.press"),
            "here": "",
        },
        nav=[
            {"label": label, "href": url_for("gallery.index"), "current": label == "People"}
            for label in ("People", "Groups", "Music", "The home")
        ],
    )


@blueprint.get("/resident/<sample>")
def resident(sample: str) -> str:
    """One state of the resident's screen, on the kiosk's own glass; `?look=` shows another look."""
    rules = rules_of(home())
    touch = touch_of(rules, request.args.get("look", ""))
    if sample in HOMES:
        page = _home(sample)
        page = replace(page, people=page.people[: rules.people_at_once])
        return render_template("resident/home.html", page=page, touch=touch)
    if sample in CHOICES:
        choice = _choose(sample)
        choice = replace(choice, cards=choice.cards[: rules.people_at_once])
        return render_template("resident/choose.html", page=choice, touch=touch)
    return render_template("resident/person.html", page=_person(sample, rules), touch=touch)


@blueprint.post("/press")
def press() -> Response:
    """Where the sample buttons lead: nothing happens."""
    return Response(status=204)
