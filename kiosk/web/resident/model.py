"""View-models of the resident's pages: everything a template shows, nothing left to compute."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Touch:
    """What the shell of every page carries: the touch rules (evidence rule 23), the glass and the look.

    `mm` is CSS pixels per millimetre; `rules` changes when the screen was set up anew, and the page begins again.
    """

    mm: float = 3.8
    repeat_ms: int = 800
    hold_ms: int = 3000
    slop_mm: float = 10
    reach_mm: float = 3
    idle_s: int = 60
    glass: str = "large"
    look: str = "light"
    low: bool = False
    rules: str = ""
    keys: str = ""


@dataclass(frozen=True)
class Button:
    """One big button that posts `fields` to `action`; `pressed` None means it is no yes-or-no button."""

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
class SongWords:
    """What sounds, or comes next."""

    title: str
    performer: str


@dataclass(frozen=True)
class MemoryWords:
    """A family's words about a song, and whose they are ("Anne, your daughter")."""

    words: str
    who: str


@dataclass(frozen=True)
class SungWords:
    """Words to sing: lines as JSON [[ms, words, called], ...], and where the song was at `at_ms` (wall clock)."""

    lines: str
    position_ms: int
    at_ms: int


@dataclass(frozen=True)
class Card:
    """One song to choose: what is seen of it, and the button it is."""

    button: Button
    picture_url: str
    performer: str


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
class ChoosePage:
    """View-model of resident/choose.html."""

    screen: str
    question: str
    cards: list[Card]
    buttons: dict[str, Button | Link]
    idle_url: str | None = None


@dataclass(frozen=True)
class PersonPage:
    """View-model of resident/person.html."""

    screen: str
    state: str
    person: Person
    picture: Picture
    song: SongWords | None = None
    memory: MemoryWords | None = None
    buttons: dict[str, Button | Link] = field(default_factory=dict)
    idle_url: str | None = None
    rest: str = ""
    asks: str = ""
    sung: SungWords | None = None
    knock: float = 0.0
    beat_ms: int = 0
    spoken: str = ""
