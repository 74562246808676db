"""Keeps a verse the person made about their own life, and offers words that are known already."""

from collections.abc import Mapping

from kiosk.care.verses import LINES, LONGEST_GAP, Verse, finished
from kiosk.errors import BadInput, NotFound
from kiosk.home.home import Home
from kiosk.people.staff import Actor
from kiosk.units import ResidentId, SessionId

FEWEST_LINES = 2


def hints(home: Home, resident: ResidentId) -> Mapping[str, tuple[str, ...]]:
    """Return words from the life story that may fill a gap, by the line's key."""
    story = home.store.residents.story(resident)
    places = tuple(dict.fromkeys(chapter.label.split(",")[0] for chapter in story.chapters))
    music = tuple(song.words for song in story.songs) + tuple(one.words for one in story.performers)
    return {"place": places, "dance": music[:2]}


def keep_verse(
    home: Home, resident: ResidentId, said: Mapping[str, str], by: Actor, id_: str = "", session: str = ""
) -> Verse:
    """Keep the finished lines as the person's own verse; `id_` makes a form sent twice one verse. Raises BadInput."""
    for line in LINES:
        if len(said.get(line.key, "")) > LONGEST_GAP:
            raise BadInput(f"Say it in at most {LONGEST_GAP} letters.", line.key)
    lines = finished(said)
    if len(lines) < FEWEST_LINES:
        raise BadInput("Fill two lines or more; the others can stay open.", LINES[0].key)
    key = id_ or home.new_id()
    held = next((one for one in home.store.session_plans.verses_of(resident) if one.id == key), None)
    if held:
        return held
    made = Verse(key, resident, lines, by.name, home.now(), SessionId(session) if session else None)
    return home.store.session_plans.save_verse(made, by)


def verse(home: Home, resident: ResidentId, key: str) -> Verse:
    """Return one of the person's verses; NotFound when there is none."""
    found = next((one for one in home.store.session_plans.verses_of(resident) if one.id == key), None)
    if found is None:
        raise NotFound("This verse is not kept here: go back and choose another one.")
    return found
