"""The reducer's steps while no speaker can be heard: wait with the song kept at its place, then give up. Pure."""

from dataclasses import replace

from kiosk.care.plays import WhyEnded
from kiosk.listening import turns
from kiosk.listening.state import Complain, Now, State, Step
from kiosk.listening.status import Phase, Sound

SPEAKER_MISSING = "The music stopped waiting for a speaker. Please check the speaker, then press play again."


def hold(state: State, sentence: str, now: Now) -> Step:
    """Wait for a speaker with the song kept at its place; only confirmed music counts as playing."""
    first = state.held_since is None
    state = replace(
        state,
        phase=Phase.STARTING,
        sound=Sound.NO_OUTPUT,
        trouble=sentence,
        held_since=now.tick if first else state.held_since,
        due=now.tick + state.settings.probe_every_s,
    )
    return state, ((Complain(sentence),) if first else ())


def probe(state: State, now: Now) -> Step:
    """Try again to be heard; after `hold_for_s` give up, so that music never starts in an empty room."""
    if state.held_since is not None and now.tick - state.held_since > state.settings.hold_for_s:
        state, recorded = turns.close(state, WhyEnded.CUT_OFF, now)
        state, ended = turns.give_up(state, SPEAKER_MISSING)
        return state, recorded + ended
    return turns.restart(state, now)
