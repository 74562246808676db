"""Runs a session from taps: each is kept once, then moves the music if it is not too late for that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.care.assent import Answer
from kiosk.care.observations import Before
from kiosk.care.session_plans import Ability, SessionPlan, Standing
from kiosk.care.session_run import HalfWay, Run, Seen, Tap, TapKind, run_of, still_wanted
from kiosk.care.upsets import Reason
from kiosk.errors import BadInput
from kiosk.home import calming, leading
from kiosk.home.assenting import keep_assent
from kiosk.home.copies import in_their_way
from kiosk.home.groups import levels_for_all, shaping_for_all, tracks_for_all
from kiosk.home.hearing_music import SOUNDING
from kiosk.home.home import Home
from kiosk.listening.commands import Another, Begin, SetLevel, Stop
from kiosk.listening.programme import Programme, Track
from kiosk.people.staff import Actor
from kiosk.units import Decibels, PlayId, PlaylistId, ResidentId, SessionId, SongId

LONGEST_WORDS = 400
PLAYS_OF_ONE_START = 100
"""Plays are numbered on from one start of music to the next; no start holds more songs than this."""
VALUES: Mapping[TapKind, frozenset[str]] = {
    TapKind.SAW: frozenset(Seen),
    TapKind.AROUSAL: frozenset(Before),
    TapKind.HALF_WAY: frozenset(HalfWay),
    TapKind.ABILITY: frozenset(Ability),
    TapKind.REASON: frozenset(Reason),
}
"""What may be said where only some words are meant."""
ABOUT_SOMEBODY = frozenset(
    {TapKind.CAME, TapKind.LEFT, TapKind.NOT_TODAY, TapKind.SAW, TapKind.REASON, TapKind.SOOTHED}
)


@dataclass(frozen=True)
class Given:
    """A tap as a phone sends it: `age` is how long ago it was made."""

    id: str
    kind: TapKind
    age: timedelta = timedelta(0)
    resident: str = ""
    value: str = ""
    song: str = ""
    play: str = ""


def run(home: Home, plan: SessionPlan) -> Run:
    """Return what is true of a session now."""
    taps = home.store.records.taps_of_session(plan.id)
    return run_of(plan.people, len(plan.steps), plan.began_at, plan.led_by, taps)


def sounds(home: Home, session: SessionId) -> bool:
    """Say whether this session's music is on."""
    status = home.sounding.status()
    return status.session == session and status.phase in SOUNDING


def tap(home: Home, session: SessionId, given: Given, by: Actor) -> Tap:
    """Keep a tap, once however often it is sent, and act on it; durable on return. Raises BadInput, NotFound."""
    plan = home.store.session_plans.get(session)
    held = home.store.records.find_tap(given.id)
    if held:
        return held
    made = _tap(home, plan, given, by)
    with home.store.together(by):
        home.store.records.append_tap(made, plan.people[0])
        _keep_with_it(home, plan, made, by)
    _move_the_music(home, home.store.session_plans.get(session), made)
    home.tell()
    return made


def _tap(home: Home, plan: SessionPlan, given: Given, by: Actor) -> Tap:
    whom = ResidentId(given.resident) if given.resident else None
    if whom is not None and whom not in plan.people:
        raise BadInput("This person is not in the session: begin one with everyone who is there.")
    if given.kind in ABOUT_SOMEBODY and whom is None:
        raise BadInput("Tap the person it is about.")
    if given.kind in VALUES and given.value not in VALUES[given.kind]:
        raise BadInput("Tap one of the answers on the page.")
    now = home.now()
    song = given.song or (_song_of_the_stop(home, plan) if given.kind is TapKind.DISTRESS and whom else "")
    return Tap(
        id=given.id or home.new_id(),
        session=plan.id,
        kind=given.kind,
        at=max(plan.began_at, now - max(given.age, timedelta(0))),
        kept_at=now,
        by=by.name,
        resident=whom,
        value=given.value.strip()[:LONGEST_WORDS],
        song=SongId(song) if song else None,
        play=PlayId(given.play) if given.play else None,
    )


def _song_of_the_stop(home: Home, plan: SessionPlan) -> str:
    """Return what sounded when somebody pressed Stop, before saying whom it upset."""
    stops = [one for one in home.store.records.taps_of_session(plan.id) if one.kind is TapKind.DISTRESS]
    return (stops[-1].song or "") if stops and stops[-1].resident is None else ""


def _keep_with_it(home: Home, plan: SessionPlan, made: Tap, by: Actor) -> None:
    """Keep what a tap means beside itself, in the same transaction."""
    if made.kind is TapKind.NOT_TODAY and made.resident:
        keep_assent(home, made.resident, Answer.NOT_TODAY, by.name, plan.id)
    if made.kind is TapKind.CAME and made.resident:
        keep_assent(home, made.resident, Answer.YES, by.name, plan.id)
    if made.kind in {TapKind.DISTRESS, TapKind.REASON, TapKind.SOOTHED}:
        calming.keep_upset(home, made, by)
    if made.kind is TapKind.FINISHED and plan.standing is Standing.RUNNING:
        ended = replace(plan, standing=Standing.FINISHED, ended_at=made.at)
        home.store.session_plans.save(ended, by)


def _move_the_music(home: Home, plan: SessionPlan, made: Tap) -> None:
    if made.kind in {TapKind.DISTRESS, TapKind.QUIET, TapKind.FINISHED}:
        _stop(home, made)
    elif made.fresh and made.kind in _MOVES:
        _MOVES[made.kind](home, plan, made)


def _stop(home: Home, made: Tap) -> None:
    """Stop the session's music; a stop that comes late still counts unless it was put on again since."""
    taps = home.store.records.taps_of_session(made.session)
    if sounds(home, made.session) and still_wanted(made, taps):
        home.sounding.submit(Stop())


def _play(home: Home, plan: SessionPlan, made: Tap) -> None:
    """Put the present step's music on; a second tap changes nothing."""
    if not sounds(home, plan.id):
        _begin(home, plan, leading.tracks(home, plan, run(home, plan)), made)


def _again(home: Home, plan: SessionPlan, made: Tap) -> None:
    """Play the present song again, then go on from it."""
    status = home.sounding.status()
    if sounds(home, plan.id) and (made.play is None or status.play == made.play):
        _begin(home, plan, tracks_for_all(home, plan.people, status.songs), made)


def _begin(home: Home, plan: SessionPlan, tracks: tuple[Track, ...], made: Tap) -> None:
    if not tracks:
        return
    starts = {TapKind.PLAY, TapKind.AGAIN}
    before = sum(one.kind in starts for one in home.store.records.taps_of_session(plan.id))
    if len(plan.people) == 1:
        tracks = in_their_way(home, home.store.residents.get(plan.people[0]).hearing, tracks)
    programme = Programme(
        plan.id,
        plan.people[0],
        PlaylistId(f"plan~{made.id}"),
        tracks,
        levels_for_all(home, plan.people),
        plan.people[1:],
        before * PLAYS_OF_ONE_START,
        shaping_for_all(home, plan.people),
    )
    home.sounding.submit(Begin(programme))


def _skip(home: Home, plan: SessionPlan, made: Tap) -> None:
    if made.play and sounds(home, plan.id):
        home.sounding.submit(Another(made.play))


def _level(home: Home, plan: SessionPlan, made: Tap) -> None:
    try:
        home.sounding.submit(SetLevel(plan.id, Decibels(float(made.value))))
    except ValueError:
        return


def _step(home: Home, plan: SessionPlan, _: Tap) -> None:
    """Let the music of the step before fade; the next one waits for its own tap."""
    if sounds(home, plan.id):
        home.sounding.submit(Stop())


def _lead(home: Home, plan: SessionPlan, _: Tap) -> None:
    """Change what comes after the present song: lead from where they are, or stop leading."""
    if sounds(home, plan.id):
        leading.change_what_comes(home, plan, run(home, plan))


_MOVES: Mapping[TapKind, Callable[[Home, SessionPlan, Tap], None]] = {
    TapKind.PLAY: _play,
    TapKind.AGAIN: _again,
    TapKind.SKIP: _skip,
    TapKind.LEVEL: _level,
    TapKind.STEP: _step,
    TapKind.AROUSAL: _lead,
    TapKind.HALF_WAY: _lead,
}
