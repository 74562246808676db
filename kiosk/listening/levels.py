"""The reducer's steps about loudness: one press, and the limit of the hour. Pure."""

from dataclasses import replace
from math import isfinite

from kiosk.listening.commands import Limit, SetLevel
from kiosk.listening.engine import ChangeLevel
from kiosk.listening.state import State, Step, Tell
from kiosk.listening.status import Phase
from kiosk.listening.turns import sounding_level, within
from kiosk.units import Decibels


def set_level(state: State, command: SetLevel) -> Step:
    """Go to the level asked for, at most one press away; nothing while it is silent (evidence rule 28)."""
    programme = state.programme
    wrong = programme is None or programme.session != command.session or not isfinite(command.level)
    if wrong or programme is None or state.phase is not Phase.PLAYING:
        return state, ()
    step, present = state.settings.step, sounding_level(state)
    one_press = min(max(command.level, present - step), present + step)
    level = Decibels(min(within(one_press, programme.levels), state.limit))
    if level == present:
        return state, ()
    return replace(state, level=level), (Tell(ChangeLevel(level)),)


def fit(state: State) -> Step:
    """Bring what was chosen within what everybody bears, at once: somebody came who bears less."""
    if state.programme is None:
        return state, ()
    before = sounding_level(state)
    state = replace(state, level=within(state.level, state.programme.levels))
    after = sounding_level(state)
    heard = state.phase in {Phase.STARTING, Phase.PLAYING} and after != before
    return state, ((Tell(ChangeLevel(after)),) if heard else ())


def limit(state: State, command: Limit) -> Step:
    """Take the limit of the hour: what sounds glides under it, and back to what was chosen when it lifts."""
    if not isfinite(command.level):
        return state, ()
    before = sounding_level(state)
    state = replace(state, limit=Decibels(min(command.level, 0.0)))
    after = sounding_level(state)
    heard = state.phase in {Phase.STARTING, Phase.PLAYING} and after != before
    return state, ((Tell(ChangeLevel(after)),) if heard else ())
