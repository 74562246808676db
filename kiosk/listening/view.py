"""What the reducer's state means for a screen, and for the resume file. Pure."""

from dataclasses import replace

from kiosk.listening.programme import Levels
from kiosk.listening.state import Resumption, State
from kiosk.listening.status import Phase, Status
from kiosk.listening.turns import sounding_level, track_at
from kiosk.units import Decibels, PositionMs

DRIFT_S = 0.75
"""A screen that counts the seconds itself is told again only when it would be wrong by more than this."""


def status_of(state: State) -> Status:
    """Return the whole truth for every screen; between songs it names the one that comes next."""
    programme, play = state.programme, state.play
    coming = track_at(state) if state.phase is Phase.BETWEEN else None
    track = play.track if play else coming
    levels = programme.levels if programme else Levels()
    return Status(
        phase=state.phase,
        session=programme.session if programme else None,
        resident=programme.resident if programme else None,
        play=play.id if play else None,
        song=track.song if track else None,
        title=track.title if track else "",
        performer=track.performer if track else "",
        position=play.position if play else PositionMs(0),
        at_s=play.true_at if play else 0.0,
        duration=track.duration if track else Status().duration,
        level=sounding_level(state),
        floor=levels.floor,
        ceiling=Decibels(min(levels.ceiling, state.limit)),
        sound=state.sound,
        trouble=state.trouble,
        others=programme.others if programme else (),
        songs=tuple(one.song for one in programme.tracks[state.index :]) if programme else (),
    )


def worth_telling(old: Status, new: Status) -> bool:
    """Say whether a screen showing `old`, and counting on by itself, would be wrong."""
    if replace(old, version=0, position=new.position, at_s=new.at_s) != new:
        return True
    if new.phase is not Phase.PLAYING:
        return old.position != new.position
    expected_ms = old.position + (new.at_s - old.at_s) * 1000
    return abs(new.position - expected_ms) > DRIFT_S * 1000


def resumption_of(state: State) -> Resumption | None:
    """Return what to go on with after a restart; None when nothing was to sound."""
    if state.programme is None or state.phase not in {Phase.STARTING, Phase.PLAYING, Phase.BETWEEN}:
        return None
    return Resumption(state.programme, state.index, state.plays, state.level, state.play)
