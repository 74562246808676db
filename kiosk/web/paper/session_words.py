"""A session plan on paper: steps in large letters, songs to tick, what to say, and room to write what was seen."""

from dataclasses import dataclass

from kiosk.care.care_plan import never_play
from kiosk.care.session_plans import Activity, Part
from kiosk.care.session_prompts import prompts
from kiosk.home.home import Home
from kiosk.home.planning import Chosen
from kiosk.playlists.purposes import RULES
from kiosk.units import ResidentId

PARTS = {Part.WARM_UP: "Warm-up", Part.MAIN: "Main part", Part.REFLECTION: "To end"}


@dataclass(frozen=True)
class PlannedStep:
    """One step: `songs` are (title, performer)."""

    part: str
    activity: str
    minutes: int
    songs: tuple[tuple[str, str], ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class SessionPage:
    """The page as its template shows it; `people` are (called, what never plays for them)."""

    names: str
    purpose: str
    minutes: int
    people: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[PlannedStep, ...]


def page(home: Home, made: Chosen) -> SessionPage:
    """Return what the template shows."""
    people = tuple(_person(home, one) for one in made.people)
    return SessionPage(
        names=", ".join(called for called, _ in people),
        purpose=RULES[made.purpose].words,
        minutes=sum(step.minutes for step in made.steps),
        people=people,
        steps=tuple(
            PlannedStep(
                PARTS[step.part],
                step.activity.capitalize(),
                step.minutes,
                tuple((song.title, song.performer) for one in step.songs if (song := home.song(one))),
                prompts(Activity(step.activity), made.ability),
            )
            for step in made.steps
        ),
    )


def _person(home: Home, resident: ResidentId) -> tuple[str, tuple[str, ...]]:
    one, story = home.store.residents.get(resident), home.store.residents.story(resident)
    refused = never_play(one.called, story, home.store.memories.of(resident))
    return one.called, tuple(flag.words for flag in refused)
