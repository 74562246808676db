"""Plans a session from what is known of the people in the room, begins it, and keeps plans to use again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.care.plays import Session
from kiosk.care.session_plans import (
    Ability,
    Choice,
    SessionPlan,
    Step,
    Template,
    filled,
    shape,
    within,
    without_songs,
)
from kiosk.errors import BadInput, NotFound
from kiosk.home.groups import in_the_room
from kiosk.home.home import Home
from kiosk.home.knowing import listener
from kiosk.home.lists import allowed, approved_for, split, suggest
from kiosk.people.staff import Actor
from kiosk.playlists.groups import together
from kiosk.playlists.picks import Purpose
from kiosk.playlists.ramps import bpm_of
from kiosk.playlists.songs import Song
from kiosk.units import PlaylistId, ResidentId, SessionId

MOST_SONGS = 16
"""Songs to choose from: enough for 45 minutes."""
LONGEST_NAME = 60
FORGOTTEN = timedelta(hours=12)
"""A session that began longer ago is not on any more, whether or not anybody ended it."""


@dataclass(frozen=True)
class Wished:
    """What a plan is asked for; a template's name gives its shape instead of the purpose and length."""

    people: tuple[ResidentId, ...]
    purpose: Purpose
    minutes: int
    ability: Ability = Ability.WITH_HELP
    template: str = ""


def people_of(residents: Sequence[ResidentId]) -> tuple[ResidentId, ...]:
    """Return everyone a session is for; BadInput for nobody, or for more than a group."""
    people = tuple(dict.fromkeys(residents))
    if not people:
        raise BadInput("Tick who is in the room.", "who")
    return people if len(people) == 1 else in_the_room(people)


def suggest_plan(home: Home, wished: Wished) -> tuple[Step, ...]:
    """Return the steps of a session, filled in with songs that may play for everyone there.

    Raises BadInput when nobody is ticked, or no song suits all of them.
    """
    people = people_of(wished.people)
    found = choices(home, people, wished.purpose)
    if not found:
        raise BadInput("The library has no song that suits all of them: add recordings, or tick fewer people.", "who")
    return filled(_shape(home, wished, people), found)


def _shape(home: Home, wished: Wished, people: Sequence[ResidentId]) -> tuple[Step, ...]:
    if wished.template:
        return template(home, wished.template).steps
    members = [listener(home, resident) for resident in people]
    first_careful = any(one.care.gentle and one.care.short for one in members)
    return shape(wished.purpose, within(wished.minutes, first_careful=first_careful))


def choices(home: Home, people: Sequence[ResidentId], purpose: Purpose) -> tuple[Choice, ...]:
    """Return songs of the library that may play for everyone, best first."""
    songs = _songs_for_one(home, people[0], purpose) if len(people) == 1 else _songs_for_all(home, people)
    return tuple(Choice(song.id, tempo(home, song)) for song in songs)


def _songs_for_one(home: Home, resident: ResidentId, purpose: Purpose) -> list[Song]:
    """Return what somebody approved for this purpose, else what would be suggested."""
    person = listener(home, resident)
    approved = approved_for(home, resident, purpose) or approved_for(home, resident)
    picks = allowed(split(home, approved).ready, person) if approved else suggest(home, person, purpose)
    ready = [pick for pick in picks if pick.song.id in home.shelf.recordings]
    return [pick.song for pick in sorted(ready, key=lambda pick: -pick.score)]


def _songs_for_all(home: Home, people: Sequence[ResidentId]) -> list[Song]:
    """Return a group's songs: the one most of them know best begins, the next best ends (evidence rule 34)."""
    members = [listener(home, resident) for resident in people]
    songs = [song for one in home.shelf.recordings if (song := home.stock.by_id.get(one))]
    picks = list(together(members, songs, home.today(), MOST_SONGS).picks)
    if len(picks) > 2:
        best = sorted(picks, key=lambda pick: -pick.mean)[:2]
        picks = [*best, *(pick for pick in picks if pick not in best)]
    return [pick.song for pick in picks]


def tempo(home: Home, song: Song) -> float | None:
    """Return a song's tempo in beats a minute as it is felt, None when nobody knows."""
    recording = home.shelf.recordings.get(song.id)
    return bpm_of(song, {song.id: recording.bpm} if recording and recording.bpm else {})


@dataclass(frozen=True)
class Chosen:
    """A plan as staff saw it and changed it: beginning it approves its songs."""

    people: tuple[ResidentId, ...]
    purpose: Purpose
    ability: Ability
    steps: tuple[Step, ...]


def begin(home: Home, chosen: Chosen, by: Actor, id_: str = "") -> SessionPlan:
    """Begin a session: from now on anyone on duty can run it. `id_` makes a tap sent twice the same session."""
    people = people_of(chosen.people)
    if not chosen.steps:
        raise BadInput("Keep at least one step of the plan.", "step")
    key = SessionId(id_ or home.new_id())
    held = home.store.session_plans.find(key)
    if held:
        return held
    plan = SessionPlan(
        key,
        people,
        chosen.purpose,
        chosen.ability,
        chosen.steps,
        by.name,
        home.now(),
        shared=len(people) > 1,
    )
    session = Session(key, people[0], PlaylistId(f"plan~{key}"), plan.began_at, people[1:], by.name)
    with home.store.together(by):
        home.store.records.append_session(session)
        return home.store.session_plans.save(plan, by)


def on_now(home: Home) -> tuple[SessionPlan, ...]:
    """Return the sessions nobody has ended, newest first; one from the day before was forgotten, not left on."""
    return tuple(plan for plan in home.store.session_plans.running() if home.now() - plan.began_at <= FORGOTTEN)


def keep_template(home: Home, name: str, chosen: Chosen, by: Actor) -> Template:
    """Keep a plan's shape under a name, to be used again for anyone; the same name replaces the one before."""
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME:
        raise BadInput(f"Give the plan a short name, at most {LONGEST_NAME} letters.", "name")
    if not chosen.steps:
        raise BadInput("Keep at least one step of the plan.", "step")
    steps = without_songs(chosen.steps)
    made = Template(home.new_id(), said, chosen.purpose, chosen.ability, steps, by.name, home.now())
    kept_ones = home.store.session_plans.templates()
    same = next((kept for kept in kept_ones if kept.name.casefold() == said.casefold()), None)
    return home.store.session_plans.save_template(
        replace(made, id=same.id, revision=same.revision) if same else made, by
    )


def template(home: Home, key: str) -> Template:
    """Return a kept plan; NotFound when there is none."""
    found = next((kept for kept in home.store.session_plans.templates() if kept.id == key), None)
    if found is None:
        raise NotFound("This plan is not kept any more: choose another one.")
    return found
