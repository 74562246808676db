"""View-models of a session's pages: everything a template shows, nothing left to compute."""

from dataclasses import dataclass
from math import ceil

from kiosk.care.leading import leads_on
from kiosk.care.observations import Before
from kiosk.care.session_plans import WITHOUT_MUSIC, Ability, SessionPlan
from kiosk.care.session_prompts import prompts
from kiosk.care.session_run import Attending, HalfWay, Run
from kiosk.care.upsets import Reason, Upset
from kiosk.home import calming, leading, running
from kiosk.home.hearing_music import STEP
from kiosk.home.home import Home
from kiosk.listening.status import Status
from kiosk.units import ResidentId, SongId
from kiosk.web.staff.seen import REACTIONS
from kiosk.web.staff.sessions import ABILITIES, PARTS, names
from kiosk.web.words import moment_words

COMING = 3
"""Songs shown ahead."""
AROUSED = {
    Before.WITHDRAWN: "Withdrawn",
    Before.SETTLED: "Settled",
    Before.RESTLESS: "Restless",
    Before.DISTRESSED: "Distressed",
}
HALF_WAYS = {HalfWay.BETTER: "Better", HalfWay.SAME: "The same", HalfWay.WORSE: "Worse"}
WHERE = {
    Attending.EXPECTED: "In the room?",
    Attending.HERE: "Here",
    Attending.LEFT: "Left",
    Attending.NOT_TODAY: "Not today",
}

WAS = WHERE | {Attending.EXPECTED: "In the room", Attending.LEFT: "Left early"}
"""The same, once it is over."""


@dataclass(frozen=True)
class TapButton:
    """One tap: the words, what it sends, whether it is the answer already."""

    label: str
    sends: str
    pressed: bool = False


@dataclass(frozen=True)
class MemberRow:
    """One person of the session: where they are, and one tap for each thing that can be said of them."""

    called: str
    where: str
    gone: bool
    comings: list[TapButton]
    reactions: list[TapButton]


@dataclass(frozen=True)
class UpsetPanel:
    """After a distress stop: who it was, then why, then what comforts them."""

    id: str
    called: str
    song: str
    who: list[TapButton]
    reasons: list[TapButton]
    soothers: tuple[str, ...]
    soothed: TapButton | None
    person: str
    due: str


@dataclass(frozen=True)
class RunPage:
    """View-model of staff/run.html and its fragment."""

    session: str
    id: str
    over: bool
    names: str
    led_by: str
    take_over: TapButton | None
    number: int
    of: int
    part: str
    activity: str
    left: str
    prompts: tuple[str, ...]
    abilities: list[TapButton]
    sounds: bool
    title: str
    performer: str
    song: str
    play: str
    coming: list[str]
    music: list[TapButton]
    stop: TapButton
    states: list[TapButton]
    leads: str
    half_ways: list[TapButton]
    steps: list[TapButton]
    following: TapButton | None
    members: list[MemberRow]
    upset: UpsetPanel | None
    writing: list[tuple[str, str]]


def run_page(home: Home, plan: SessionPlan, viewer: str) -> RunPage:
    """Return a running session as one phone shows it."""
    run, status = running.run(home, plan), home.sounding.status()
    step, sounds = plan.steps[run.step], running.sounds(home, plan.id)
    ability = Ability(run.ability) if run.ability in {*Ability} else plan.ability
    last = run.step + 1 >= len(plan.steps)
    one = plan.people[0] if len(plan.people) == 1 else ""
    return RunPage(
        session=plan.id,
        id=home.new_id(),
        over=plan.ended_at is not None,
        names=names(plan.people),
        led_by=run.led_by,
        take_over=None if run.led_by == viewer else TapButton("Take over", "took over||"),
        number=run.step + 1,
        of=len(plan.steps),
        part=PARTS[step.part],
        activity=step.activity.capitalize(),
        left=_left(home, plan, run),
        prompts=prompts(step.activity, ability),
        abilities=[TapButton(words, f"ability||{key}", key is ability) for key, words in ABILITIES.items()],
        sounds=sounds,
        title=status.title if sounds else "",
        performer=status.performer if sounds else "",
        song=(status.song or "") if sounds else "",
        play=(status.play or "") if sounds else "",
        coming=_titles(home, status.songs[1:] if sounds else leading.songs_now(home, plan, run))[:COMING],
        music=_music(status, sounds=sounds, can_play=bool(step.songs) and step.activity not in WITHOUT_MUSIC),
        stop=TapButton("Stop: someone is upset", f"distress|{one}|"),
        states=[TapButton(words, f"arousal||{key}", run.arousal is key) for key, words in AROUSED.items()],
        leads=_leads(home, plan, run),
        half_ways=_half_ways(home, plan, run),
        steps=[
            TapButton(f"{place + 1}. {other.activity.capitalize()}", f"step||{place}", place == run.step)
            for place, other in enumerate(plan.steps)
        ],
        following=None if last else TapButton(f"Next: {plan.steps[run.step + 1].activity}", f"step||{run.step + 1}"),
        members=[_member(home, person, run, status.song if sounds else None) for person in plan.people],
        upset=_upset(home, plan, run),
        writing=[(person, home.store.residents.get(person).called) for person in run.here],
    )


def _left(home: Home, plan: SessionPlan, run: Run) -> str:
    """Return the time left in this step and in all, in whole minutes."""
    gone = (home.now() - run.step_began).total_seconds() / 60
    here = max(0, ceil(plan.steps[run.step].minutes - gone))
    later = sum(step.minutes for step in plan.steps[run.step + 1 :])
    now = f"{here} min left" if here else "Time for the next step, whenever you like"
    return f"{now}, {here + later} min to the end" if later else now


def _titles(home: Home, songs: tuple[SongId, ...]) -> list[str]:
    return [song.title for song in map(home.song, songs) if song]


def _music(status: Status, *, sounds: bool, can_play: bool) -> list[TapButton]:
    if not sounds:
        return [TapButton("Play music", "play||")] if can_play else []
    softer, louder = (max(status.floor, min(status.ceiling, status.level + by)) for by in (-STEP, STEP))
    return [
        TapButton("Another song", "skip||"),
        TapButton("Again", "again||"),
        TapButton("Softer", f"level||{softer:g}"),
        TapButton("Louder", f"level||{louder:g}"),
        TapButton("Quiet now", "quiet||"),
    ]


def _leads(home: Home, plan: SessionPlan, run: Run) -> str:
    """Say where the music leads, empty when it follows the plan."""
    if leading.led_from(run, plan.steps[run.step]) is None:
        return ""
    if not leads_on(run.half_way):
        return "The music stays where it is: it no longer leads."
    count = len(leading.songs_now(home, plan, run))
    return f"The music starts where they are and leads on over {count} songs."


def _half_ways(home: Home, plan: SessionPlan, run: Run) -> list[TapButton]:
    if not leading.half_way(home, plan, run):
        return []
    return [TapButton(words, f"half-way||{key}") for key, words in HALF_WAYS.items()]


def _member(home: Home, person: ResidentId, run: Run, song: SongId | None) -> MemberRow:
    how = run.attending[person]
    gone = how in {Attending.LEFT, Attending.NOT_TODAY}
    comings = [("Here", "came", Attending.HERE), ("Left", "left", Attending.LEFT)]
    comings += [("Not today", "not today", Attending.NOT_TODAY)]
    said = run.seen.get((person, song)) if song else None
    return MemberRow(
        called=home.store.residents.get(person).called,
        where=WHERE[how],
        gone=gone,
        comings=[TapButton(words, f"{kind}|{person}|", how is value) for words, kind, value in comings],
        reactions=[TapButton(words, f"saw|{person}|{key}", said == key) for key, words in REACTIONS.items()]
        if song and not gone
        else [],
    )


def _upset(home: Home, plan: SessionPlan, run: Run) -> UpsetPanel | None:
    """Return what is still to say about the last distress stop; None once it is said."""
    if not run.upset:
        return None
    stop = run.upset[-1]
    if stop.resident is None:
        who = [TapButton(home.store.residents.get(one).called, f"distress|{one}|") for one in plan.people]
        return UpsetPanel("", "", "", who, [], (), None, "", "")
    kept = [one for one in home.store.session_plans.upsets_of(stop.resident) if one.session == plan.id]
    return _what_to_say(home, kept[-1]) if kept and kept[-1].after is None else None


def _what_to_say(home: Home, upset: Upset) -> UpsetPanel:
    who = upset.resident
    return UpsetPanel(
        id=upset.id,
        called=home.store.residents.get(who).called,
        song=upset.title,
        who=[],
        reasons=[TapButton(key.capitalize(), f"reason|{who}|{key}", upset.reason is key) for key in Reason],
        soothers=calming.soothers(home, who),
        soothed=None if upset.soother else TapButton("We did this", f"soothed|{who}|"),
        person=who,
        due=f"{upset.due.astimezone():%H:%M}",
    )


@dataclass(frozen=True)
class OverPage:
    """View-model of a session's end: what there was."""

    session: str
    names: str
    began: str
    led_by: str
    people: list[tuple[str, str]]
    songs: list[tuple[str, str]]
    upsets: list[str]
    words: str
    writing: list[tuple[str, str]]


def over_page(home: Home, plan: SessionPlan) -> OverPage:
    """Return what there was of a session: who came, what sounded, what was seen."""
    run = running.run(home, plan)
    plays = home.store.records.plays_of_session(plan.id)
    return OverPage(
        session=plan.id,
        names=names(plan.people),
        began=moment_words(plan.began_at),
        led_by=run.led_by,
        people=[(home.store.residents.get(one).called, WAS[how]) for one, how in run.attending.items()],
        songs=[(play.title, _seen_words(home, run, play.song)) for play in plays],
        upsets=[_upset_words(home, one) for person in plan.people for one in _upsets(home, plan, person)],
        words=run.reflection,
        writing=[(one, home.store.residents.get(one).called) for one in run.here],
    )


def _upsets(home: Home, plan: SessionPlan, person: ResidentId) -> list[Upset]:
    return [one for one in home.store.session_plans.upsets_of(person) if one.session == plan.id]


def _seen_words(home: Home, run: Run, song: SongId) -> str:
    said = [(person, value) for (person, about), value in run.seen.items() if about == song]
    return ", ".join(f"{home.store.residents.get(person).called} {value}" for person, value in said)


def _upset_words(home: Home, upset: Upset) -> str:
    called = home.store.residents.get(upset.resident).called
    song = f" during “{upset.title}”" if upset.title else ""
    return f"{called} was upset{song}: {upset.reason or 'why is not noted yet'}."
