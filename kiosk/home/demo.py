"""The demo home: three invented residents whose lives differ, told through the same verbs staff use."""

from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.home import life, lists
from kiosk.home.family import MemoryWords, decide, give_memory, invite
from kiosk.home.home import Home
from kiosk.home.library_watch import hear_through, list_files
from kiosk.home.life import ChapterWords
from kiosk.home.sign_in import add_staff, fresh_pin
from kiosk.library.photos import clean_photo
from kiosk.people.life_story import Teller
from kiosk.people.memories import Verdict
from kiosk.people.residents import Resident, Shows
from kiosk.people.staff import SYSTEM, Actor, ActorKind, Role

STAFF_NAME = "Robin"
"""Invented, like everyone in the demo home."""
IS_DEMO = "demo home"
ROBIN = Actor(ActorKind.STAFF, "demo", STAFF_NAME)


@dataclass(frozen=True)
class InventedLife:
    """One invented person: nobody of this name and story is known to us."""

    called: str
    full_name: str
    portrait: str
    born: str
    chapters: tuple[ChapterWords, ...]
    languages: tuple[str, ...]
    relative: tuple[str, str]
    songs: tuple[tuple[str, Teller], ...]
    tastes: tuple[str, ...]
    performers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    memory: MemoryWords = MemoryWords("", "")
    sings: bool = False


PEGGY = InventedLife(
    called="Peggy",
    full_name="Margaret Holdsworth (invented)",
    portrait="peggy",
    born="1938",
    chapters=(ChapterWords("1938", "", "Keighley", "en"),),
    languages=("en",),
    relative=("Anne", "daughter"),
    songs=(
        ("Daisy Bell", Teller.PERSON),
        ("On Ilkla Moor Baht 'at", Teller.FAMILY),
        ("Keep the Home Fires Burning", Teller.FAMILY),
        ("Abide With Me", Teller.PERSON),
    ),
    tastes=("music-hall", "dance-band"),
    performers=("Vera Lynn",),
    never=("Auld Lang Syne",),
    memory=MemoryWords(
        "Daisy Bell",
        "You sang this on the back of Dad's bicycle, all the way down to the canal, and never once held on.",
        "Summers in the fifties",
        "Keighley",
    ),
)
MICK = InventedLife(
    called="Mick",
    full_name="Michael Twomey (invented)",
    portrait="mick",
    born="1934",
    chapters=(ChapterWords("1934", "1957", "Cork", "en"), ChapterWords("1957", "", "Leeds", "en")),
    languages=("en",),
    relative=("Nora", "sister"),
    songs=(
        ("Danny Boy", Teller.PERSON),
        ("Molly Malone", Teller.FAMILY),
        ("It's a Long Way to Tipperary", Teller.PERSON),
        ("The Rakes of Mallow", Teller.FAMILY),
    ),
    tastes=("ceilidh", "country"),
    performers=("Jim Reeves",),
    memory=MemoryWords(
        "Danny Boy",
        "You sang it at the station the morning you left for England. Mam hummed it for a week after.",
        "March 1957",
        "Cork, Kent Station",
    ),
    sings=True,
)
ROSA = InventedLife(
    called="Rosa",
    full_name="Rosaria Esposito (invented)",
    portrait="rosa",
    born="1946",
    chapters=(ChapterWords("1946", "1961", "Naples", "it"), ChapterWords("1961", "", "Bedford, England", "en")),
    languages=("it", "en"),
    relative=("Luca", "son"),
    songs=(
        ("Santa Lucia", Teller.PERSON),
        ("Torna a Surriento", Teller.FAMILY),
        ("Funiculì, funiculà", Teller.PERSON),
    ),
    tastes=("canzone", "opera"),
    memory=MemoryWords(
        "Santa Lucia",
        "You sang this while the sauce was on. We were not allowed to talk until the second verse.",
        "Every Sunday",
        "Our kitchen in Bedford",
    ),
)
LIVES = (PEGGY, MICK, ROSA)


def is_demo(home: Home) -> bool:
    """Say whether this home is the demo."""
    return bool(home.store.settings.get(IS_DEMO, default=False))


def make_demo(home: Home, portraits: Path) -> None:
    """Fill an empty home with the invented people, their lists, and a library listened through."""
    list_files(home)
    hear_through(home)
    note_sources(home)
    for invented in LIVES:
        _welcome(home, invented, portraits)
    add_staff(home, STAFF_NAME, Role.MANAGER, SYSTEM)
    home.store.settings.set(IS_DEMO, value=True, by=SYSTEM)


def note_sources(home: Home) -> None:
    """Keep where the demo recordings come from beside each one."""

    noted = [
        replace(one, source="Rendered by the kiosk's makers from their own note data", licence="CC0 1.0")
        for one in home.store.recordings.all()
        if not one.licence
    ]
    home.store.recordings.upsert_many(noted)


def demo_pin(home: Home) -> str:
    """Return a fresh PIN for the demo's member of staff; the one before no longer counts."""
    member = home.store.staff.by_name(STAFF_NAME)
    return fresh_pin(home, member.id, SYSTEM) if member else ""


def _welcome(home: Home, invented: InventedLife, portraits: Path) -> None:
    person = life.add_resident(home, invented.called, invented.full_name, ROBIN)
    _picture(home, person, portraits / f"{invented.portrait}.jpg", sings=invented.sings)
    life.save_birth(home, person.id, invented.born, ROBIN)
    life.save_languages(home, person.id, invented.languages, ROBIN)
    life.save_tastes(home, person.id, invented.tastes, ROBIN)
    _tell(home, person, invented)
    _remember(home, person, invented)
    draft = lists.new_draft(home, person.id, ROBIN)
    lists.approve(home, draft.id, draft.revision, ROBIN)


def _picture(home: Home, person: Resident, file: Path, *, sings: bool) -> None:
    if file.is_file():
        life.save_portrait(home, person.id, clean_photo(file.read_bytes()), ROBIN)
    life.save_shows(home, person.id, Shows(picture=True, memories=True, words=sings, pad=sings), ROBIN)


def _tell(home: Home, person: Resident, invented: InventedLife) -> None:
    name, relation = invented.relative
    family = life.told(home, Teller.FAMILY, f"{relation} {name}")
    own = life.told(home, Teller.PERSON, invented.called)
    for chapter in invented.chapters:
        life.add_chapter(home, person.id, chapter, own, ROBIN)
    for words, teller in invented.songs:
        life.name_song(home, person.id, words, own if teller is Teller.PERSON else family, ROBIN)
    for performer in invented.performers:
        life.name_performer(home, person.id, performer, family, ROBIN)
    for words in invented.never:
        life.add_red_flag(home, person.id, "song", words, family, ROBIN)


def _remember(home: Home, person: Resident, invented: InventedLife) -> None:
    name, relation = invented.relative
    invitation, _ = invite(home, person.id, name, relation, ROBIN)
    given = give_memory(home, invitation, invented.memory)
    decide(home, given.id, Verdict.APPROVED, given.song, given.revision, ROBIN)
