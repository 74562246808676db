"""Which of a session's songs play now: the plan's own, or a ramp from where people are (evidence rule 11)."""

from dataclasses import dataclass

from kiosk.care.leading import STARTS, leads_on, led, stays
from kiosk.care.observations import Before
from kiosk.care.session_plans import Activity, Part, SessionPlan, Step
from kiosk.care.session_run import Run
from kiosk.home.groups import tracks_for_all
from kiosk.home.home import Home
from kiosk.home.planning import tempo
from kiosk.listening.commands import Then
from kiosk.listening.programme import Track
from kiosk.playlists.songs import Song
from kiosk.units import SongId

LED = frozenset({Activity.LISTEN, Activity.BREATHE})
"""The receptive steps: who sings or dances chooses the tempo."""
FEWEST = 2
"""With fewer songs of known tempo there is nothing to lead with."""


@dataclass(frozen=True)
class Known:
    """A song of the plan."""

    song: Song


def led_from(run: Run, step: Step) -> Before | None:
    """Return the state the music leads from, None when it follows the plan."""
    if run.arousal in {None, Before.SETTLED} or step.activity not in LED or step.part is Part.REFLECTION:
        return None
    return run.arousal


def songs_now(home: Home, plan: SessionPlan, run: Run) -> tuple[SongId, ...]:
    """Return the songs of the present step, in the order they would play."""
    step = plan.steps[run.step]
    state = led_from(run, step)
    if state is None:
        return step.songs
    pool = [Known(song) for song in map(home.song, _all_songs(plan)) if song]
    ramp = led(pool, state, lambda song: tempo(home, song))
    return tuple(one.song.id for one in ramp) if len(ramp) >= FEWEST else step.songs


def _all_songs(plan: SessionPlan) -> list[SongId]:
    """Return every song of the plan but the closing one, this step's and the others'."""
    return list(dict.fromkeys(song for step in plan.steps if step.part is not Part.REFLECTION for song in step.songs))


def tracks(home: Home, plan: SessionPlan, run: Run) -> tuple[Track, ...]:
    """Return what plays in the present step, behind no red flag of anybody in the session."""
    return tracks_for_all(home, plan.people, songs_now(home, plan, run))


def change_what_comes(home: Home, plan: SessionPlan, run: Run) -> None:
    """Let other songs follow the present one: the rest of the ramp, or near its tempo once leading has stopped."""
    status = home.sounding.status()
    state = led_from(run, plan.steps[run.step])
    if state is None or status.song is None:
        return
    now = home.song(status.song)
    at = (tempo(home, now) if now else None) or STARTS[state]
    heard = {play.song for play in home.store.records.plays_of_session(plan.id)} | {status.song}
    coming = songs_now(home, plan, run) if leads_on(run.half_way) else _near(home, plan, at)
    following = [song for song in coming if song not in heard]
    home.sounding.submit(Then(plan.id, tracks_for_all(home, plan.people, following)))


def _near(home: Home, plan: SessionPlan, at: float) -> tuple[SongId, ...]:
    pool = [Known(song) for song in map(home.song, _all_songs(plan)) if song]
    return tuple(one.song.id for one in stays(pool, at, lambda song: tempo(home, song)))


def half_way(home: Home, plan: SessionPlan, run: Run) -> bool:
    """Say whether it is time for the half-way check: half of a leading step's songs have played."""
    step = plan.steps[run.step]
    if led_from(run, step) is None or run.half_way is not None:
        return False
    coming = songs_now(home, plan, run)
    heard = [play for play in home.store.records.plays_of_session(plan.id) if play.started_at >= run.step_began]
    return len(heard) * 2 >= len(coming) - 1
