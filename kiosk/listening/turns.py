"""The reducer's steps: how one song begins, waits, ends and gives way to the next. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kiosk.care.plays import Play, WhyEnded
from kiosk.listening.engine import Generation, Order, Reason, Silence, Start
from kiosk.listening.programme import Levels, Programme, Shaping, Track
from kiosk.listening.state import (
    Complain,
    Effect,
    Now,
    OpenPlay,
    RecordPlay,
    ReplaceEngine,
    Resumption,
    State,
    Step,
    Tell,
)
from kiosk.listening.status import Phase, Sound
from kiosk.units import Decibels, PlayId, PositionMs

NOTHING_TO_PLAY = "There is no music in this list that may be played. Please add some songs to it."
ALL_BROKEN = "Many recordings in a row could not be played. Please check that the music folder or drive is connected."
NOT_SILENT = "The music player did not fall silent in time and was replaced."
STOOD_STILL = "The music stood still and the player was replaced."
MOST_GAIN_DB = 20.0
"""What the engine can lift a quiet recording by; the library leaves its peaks 1 dB below full scale."""

UNTIMED: Mapping[str, Any] = {"last_song": False, "sleep_at": None}
"""What a new session, and the end of one, forgets of the clock."""

Steps = tuple[Effect, ...]


def begin(state: State, programme: Programme, now: Now) -> Step:
    """Begin a programme from its first song that may be played; the level is back at its start."""
    fresh = tuple(block for block in state.blocks if now.tick - block.at < state.settings.block_kept_s)
    state = replace(
        state,
        programme=without_blocked(programme, replace(state, blocks=fresh)),
        blocks=fresh,
        index=0,
        plays=programme.plays,
        level=within(programme.levels.start, programme.levels),
        broken=0,
        trouble=state.trouble if state.sound is Sound.NO_OUTPUT else "",
        play=None,
        following=None,
        **UNTIMED,
    )
    if not playable(state):
        return give_up(state, NOTHING_TO_PLAY)
    return start(state, now)


def resume(state: State, past: Resumption, now: Now) -> Step:
    """Go on where the music was, never louder than a session starts (a restart must startle nobody)."""
    levels = past.programme.levels
    state = replace(
        state,
        programme=past.programme,
        index=past.index,
        plays=past.plays,
        level=Decibels(min(within(past.level, levels), within(levels.start, levels))),
        play=past.play,
    )
    if not playable(state):
        return end(state), ()
    return restart(state, now) if past.play else start(state, now)


def start(state: State, now: Now) -> Step:
    """Start the song at `index` as a new play."""
    programme, track = state.programme, track_at(state)
    if programme is None or track is None:
        return end(state), ()
    plays = state.plays + 1
    play = OpenPlay(PlayId(f"{programme.session}-{plays}"), track, now.wall)
    return restart(replace(state, plays=plays, play=play, held_since=None), now)


def restart(state: State, now: Now) -> Step:
    """Hand the open play to the engine, from its last confirmed place."""
    if state.play is None:
        return end(state), ()
    place = state.play.position
    play = replace(state.play, moved_at=now.tick, true_at=now.wall.timestamp(), restarted_at=place, handed=False)
    state = replace(
        state,
        phase=Phase.STARTING,
        generation=Generation(state.generation + 1),
        play=play,
        due=now.tick + state.settings.start_within_s,
        fading=False,
    )
    track, shaping = play.track, state.programme.shaping if state.programme else Shaping()
    order = Start(
        generation=state.generation,
        path=str(track.path),
        gain=Decibels(min(track.gain, MOST_GAIN_DB)),
        level=sounding_level(state),
        start=play.position,
        length=track.duration,
        fade_in_s=state.settings.fade_spoken_s if track.spoken else state.settings.fade_in_s,
        mono=shaping.mono,
        treble=shaping.treble,
    )
    return state, (Tell(order),)


def close(state: State, why: WhyEnded, now: Now) -> tuple[State, Steps]:
    """End the open play and have it recorded."""
    play, programme = state.play, state.programme
    if play is None or programme is None or play.track.spoken:
        return replace(state, play=None, held_since=None), ()
    record = record_of(programme, play, why, max(now.wall, play.started_at), sounding_level(state))
    return replace(state, play=None, held_since=None), (RecordPlay(record),)


def record_of(
    programme: Programme, play: OpenPlay, why: WhyEnded, ended_at: datetime, level: Decibels | None = None
) -> Play:
    """Return the play as it is kept."""
    track = play.track
    return Play(
        id=play.id,
        session=programme.session,
        resident=programme.resident,
        song=track.song,
        recording=track.recording,
        title=track.title,
        performer=track.performer,
        started_at=play.started_at,
        ended_at=ended_at,
        heard=play.heard,
        why_ended=why,
        level=level,
    )


def fade_away(state: State, phase: Phase, seconds: float, now: Now) -> tuple[State, Steps]:
    """Let what sounds fade, in this phase; the engine answers `Silent`."""
    due = now.tick + seconds + state.settings.silent_within_s
    return replace(state, phase=phase, fading=True, due=due), (_silence(state, seconds),)


def fade_sooner(state: State, now: Now) -> Step:
    """Make a fade under way as quick as Stop asks for."""
    seconds = state.settings.fade_stop_s
    due = min(state.due or now.tick, now.tick + seconds + state.settings.silent_within_s)
    return replace(state, due=due), (_silence(state, seconds),)


def hurry(state: State, now: Now) -> Step:
    """Cut a slow fade short, because music waits to follow it; any other fade is quick enough."""
    slow = (
        state.due is not None and state.due - now.tick > state.settings.fade_change_s + state.settings.silent_within_s
    )
    return fade_sooner(state, now) if slow else (state, ())


def give_way(state: State, why: WhyEnded, fade_s: float, now: Now) -> Step:
    """End the present song by a fade; the next one follows after the pause."""
    state, recorded = close(state, why, now)
    state, fading = fade_away(replace(state, index=state.index + 1), Phase.BETWEEN, fade_s, now)
    return state, recorded + fading


def fell_silent(state: State, now: Now) -> Step:
    """Go on after a fade: to the music asked for meanwhile, to the next song, or to quiet."""
    state = replace(state, fading=False, due=None)
    if state.phase is Phase.BETWEEN:
        return pause(state, state.settings.pause_s, now)
    if state.following is not None:
        return begin(state, state.following, now)
    return hush(state), ()


def pause(state: State, seconds: float, now: Now) -> Step:
    """Wait before the song at `index`, or end when there is none."""
    if track_at(state) is None or state.last_song:
        return end(state), ()
    return replace(state, phase=Phase.BETWEEN, fading=False, due=now.tick + seconds), ()


def end(state: State) -> State:
    """Come to the end of the list: the screen invites again."""
    return replace(state, phase=Phase.ENDED, play=None, due=None, fading=False, held_since=None, broken=0, **UNTIMED)


def give_up(state: State, sentence: str) -> Step:
    """End because no music can come, and say so."""
    return replace(end(state), trouble=sentence), (Complain(sentence),)


def hush(state: State) -> State:
    """Forget the programme: nothing sounds and nothing is to come."""
    return replace(
        state,
        phase=Phase.QUIET,
        programme=None,
        play=None,
        due=None,
        fading=False,
        following=None,
        held_since=None,
        broken=0,
        **UNTIMED,
    )


def skip_broken(state: State, reason: Reason, now: Now) -> Step:
    """Leave a recording that cannot be played, a little later each time, so that a bad list cannot spin."""
    play = state.play
    if play is None:
        return pause(state, state.settings.pause_s, now)
    sentence = f"“{play.track.title}” could not be played: {reason}. Please look at it in the library."
    settings, broken = state.settings, state.broken + 1
    state, recorded = close(state, WhyEnded.BROKEN, now)
    state = replace(state, index=state.index + 1, broken=broken, trouble=sentence)
    effects = (*recorded, Complain(sentence, None if play.track.spoken else play.track.recording))
    if broken >= settings.broken_limit:
        state, more = give_up(state, ALL_BROKEN)
    else:
        wait_s = min(settings.broken_pause_s * 2 ** (broken - 1), settings.broken_pause_most_s)
        state, more = pause(state, settings.pause_s if play.heard else wait_s, now)
    return state, effects + more


def stalled(state: State, now: Now) -> Step:
    """Retry a song that stands still once, on a fresh engine; the second time leave it."""
    play = state.play
    if play is None:
        return state, ()
    if play.stalls:
        state, effects = skip_broken(state, Reason.STALLED, now)
        return state, (_silence(state, 0.0), *effects)
    state = replace(
        state,
        play=replace(play, stalls=1, moved_at=now.tick),
        due=now.tick + state.settings.start_within_s,
    )
    return state, (ReplaceEngine(STOOD_STILL),)


def without_blocked(programme: Programme, state: State) -> Programme:
    """Return the programme without the songs blocked for any of its people."""
    blocked = {block.song for block in state.blocks if block.resident in programme.people}
    return replace(programme, tracks=tuple(track for track in programme.tracks if track.song not in blocked))


def playable(state: State) -> bool:
    """Say whether there is a song at `index`."""
    return track_at(state) is not None


def track_at(state: State) -> Track | None:
    """Return the song at `index`, None past the end."""
    tracks = state.programme.tracks if state.programme else ()
    return tracks[state.index] if 0 <= state.index < len(tracks) else None


def sounding_level(state: State) -> Decibels:
    """Return the level that sounds: what was chosen, under the limit of the hour."""
    return Decibels(min(state.level, state.limit, 0.0))


def within(level: float, levels: Levels) -> Decibels:
    """Keep a level between floor and ceiling; the ceiling wins, and nothing is above 0 dB."""
    return Decibels(min(max(level, levels.floor), levels.ceiling, 0.0))


def advanced(play: OpenPlay, position: PositionMs, now: Now) -> OpenPlay:
    """Count newly confirmed music; a jump (a retry that landed elsewhere) is no listening."""
    return replace(play, position=position, true_at=now.wall.timestamp(), moved_at=now.tick)


def _silence(state: State, seconds: float) -> Tell:
    order: Order = Silence(state.generation, seconds)
    return Tell(order)
