"""The reducer's steps that end a session by the clock: the last song, and a timer that fades. Pure."""

from dataclasses import replace

from kiosk.care.plays import WhyEnded
from kiosk.listening import turns
from kiosk.listening.commands import LastSong, SleepAfter
from kiosk.listening.state import Now, State, Step
from kiosk.listening.status import Phase


def last_song(state: State, command: LastSong) -> Step:
    """Let nothing follow the song that sounds; between songs this is the end."""
    if state.programme is None or state.programme.session != command.session:
        return state, ()
    if state.phase is Phase.BETWEEN and not state.fading:
        return turns.end(state), ()
    sounding = state.phase in {Phase.STARTING, Phase.PLAYING, Phase.BETWEEN}
    return (replace(state, last_song=True) if sounding else state), ()


def sleep_after(state: State, command: SleepAfter, now: Now) -> Step:
    """Set the moment at which the fade begins, so that it is silent when the time is over."""
    if state.programme is None or state.programme.session != command.session:
        return state, ()
    wait_s = max(0.0, command.seconds - state.settings.fade_sleep_s)
    return replace(state, sleep_at=now.tick + wait_s if command.seconds > 0 else None), ()


def fall_asleep(state: State, now: Now) -> Step:
    """Fade slowly to silence; the session is over."""
    state = replace(state, sleep_at=None)
    if state.fading:
        return replace(state, last_song=True), ()
    if state.phase not in {Phase.STARTING, Phase.PLAYING}:
        return turns.hush(state), ()
    state, recorded = turns.close(state, WhyEnded.BY_THE_CLOCK, now)
    state, fading = turns.fade_away(state, Phase.STOPPING, state.settings.fade_sleep_s, now)
    return state, recorded + fading
