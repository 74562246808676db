"""Decides what sounds next: `reduce(state, happened)` returns the new state and the effects it asks for.

Pure: no clock, no files, no threads. Commands, the engine's reports and ticks come through one queue, so
there is one order of things. PLAYING is entered on the engine's confirmation and in no other way.
"""

from dataclasses import replace

from kiosk.care.plays import WhyEnded
from kiosk.listening import endings, levels, speaker, turns
from kiosk.listening.commands import Another, Begin, Block, Join, LastSong, Limit, SetLevel, SleepAfter, Stop, Then
from kiosk.listening.engine import (
    At,
    Ended,
    Failed,
    Lost,
    NoOutput,
    Ready,
    Reason,
    Silent,
    Sounding,
    Starting,
    Unusable,
)
from kiosk.listening.state import Blocked, Complain, Happened, Now, ReplaceEngine, Resume, State, Step, Tick
from kiosk.listening.status import Phase, Sound
from kiosk.units import DurationMs, PositionMs

SOUNDING = frozenset({Phase.STARTING, Phase.PLAYING})
HEARD_AT_ONCE_MS = 30_000
"""A confirmed place further ahead than this is a jump, not listening."""

SongReport = Starting | Sounding | At | Ended | Failed | NoOutput | Silent


def reduce(state: State, happened: Happened) -> Step:
    """Return the state after what happened, and what is to be done."""
    now, what = happened.now, happened.what
    step: Step = state, ()
    match what:
        case Tick():
            step = _tick(state, now)
        case Begin() | Stop() | Another() | SetLevel() | Block() | Then() | Join():
            step = _command(state, what, now)
        case Limit() | LastSong() | SleepAfter():
            step = _clock_command(state, what, now)
        case Resume() if state.phase is Phase.QUIET:
            step = turns.resume(state, what.resumption, now)
        case Lost() | Ready() | Unusable():
            step = _engine_news(state, what, now)
        case Starting() | Sounding() | At() | Ended() | Failed() | NoOutput() | Silent():
            # A late report of an earlier song says nothing about this one.
            step = _report(state, what, now) if what.generation == state.generation else step
        case _:
            pass
    return step


def _engine_news(state: State, news: Lost | Ready | Unusable, now: Now) -> Step:
    match news:
        case Lost():
            return _lost(state, news, now)
        case Ready():
            return _ready(state, news, now), ()
        case Unusable(sentence):
            return replace(state, trouble=sentence), (Complain(sentence),)


def _ready(state: State, ready: Ready, now: Now) -> State:
    trouble = ready.trouble or ("" if state.sound is Sound.NO_OUTPUT else state.trouble)
    state = replace(state, sound=ready.sound, trouble=trouble)
    if state.phase is Phase.STARTING and state.held_since is None:
        # The engine was still waking up: only now can it begin with the song.
        state = replace(state, due=now.tick + state.settings.start_within_s)
    return state


def _command(state: State, command: Begin | Stop | Another | SetLevel | Block | Then | Join, now: Now) -> Step:
    match command:
        case Begin():
            return _begin(state, command, now)
        case Stop():
            return _stop(state, command, now)
        case Another():
            return _another(state, command, now)
        case SetLevel():
            return levels.set_level(state, command)
        case Block():
            return _block(state, command, now)
        case Then() | Join():
            return _change(state, command, now)


def _clock_command(state: State, command: Limit | LastSong | SleepAfter, now: Now) -> Step:
    match command:
        case Limit():
            return levels.limit(state, command)
        case LastSong():
            return endings.last_song(state, command)
        case SleepAfter():
            return endings.sleep_after(state, command, now)


def _begin(state: State, command: Begin, now: Now) -> Step:
    wanted, present = command.programme, state.programme
    if state.phase in {Phase.QUIET, Phase.ENDED}:
        return turns.begin(state, wanted, now)
    if state.phase is Phase.STOPPING:
        return turns.hurry(replace(state, following=wanted), now)
    if present and (present.people, present.playlist) == (wanted.people, wanted.playlist):
        return state, ()
    if state.phase is Phase.BETWEEN and not state.fading:
        return turns.begin(state, wanted, now)
    state = replace(state, following=wanted)
    if state.fading:
        return replace(state, phase=Phase.STOPPING), ()
    state, recorded = turns.close(state, WhyEnded.REPLACED, now)
    state, fading = turns.fade_away(state, Phase.STOPPING, state.settings.fade_change_s, now)
    return state, recorded + fading


def _stop(state: State, command: Stop, now: Now) -> Step:
    state = replace(state, following=None)
    if state.fading:
        return turns.fade_sooner(replace(state, phase=Phase.STOPPING), now)
    if state.phase not in SOUNDING:
        return turns.hush(state), ()
    state, recorded = turns.close(state, command.why, now)
    state, fading = turns.fade_away(state, Phase.STOPPING, state.settings.fade_stop_s, now)
    return state, recorded + fading


def _another(state: State, command: Another, now: Now) -> Step:
    if state.play is None or state.play.id != command.after:
        return state, ()
    return turns.give_way(state, command.why, state.settings.fade_change_s, now)


def _block(state: State, command: Block, now: Now) -> Step:
    blocked = Blocked(command.resident, command.song, now.tick)
    others = tuple(b for b in state.blocks if (b.resident, b.song) != (command.resident, command.song))
    state = replace(state, blocks=(*others, blocked))
    if state.programme is None or command.resident not in state.programme.people:
        return state, ()
    sounding = state.play is not None and state.play.track.song == command.song
    before = sum(track.song == command.song for track in state.programme.tracks[: max(0, state.index)])
    state = replace(state, programme=turns.without_blocked(state.programme, state), index=state.index - before)
    if sounding:
        # The song has left the list, so the next one already stands at its index.
        state = replace(state, index=state.index - 1)
        return turns.give_way(state, WhyEnded.NEVER_AGAIN, state.settings.fade_stop_s, now)
    return state, ()


def _change(state: State, command: Then | Join, now: Now) -> Step:
    return _join(state, command, now) if isinstance(command, Join) else (_then(state, command), ())


def _join(state: State, command: Join, now: Now) -> Step:
    programme = state.programme
    if programme is None or programme.session != command.session or command.resident in programme.people:
        return state, ()
    together = replace(programme, others=(*programme.others, command.resident), levels=command.levels)
    state, effects = levels.fit(replace(state, programme=together))
    sounding = state.play.track.song if state.play else None
    # What sounds goes last: its turn ends with it, and the place in the list has to be right by then.
    for song in sorted(command.blocked, key=lambda one: one == sounding):
        state, more = _block(state, Block(command.resident, song), now)
        effects += more
    return state, effects


def _then(state: State, command: Then) -> State:
    programme = state.programme
    if programme is None or programme.session != command.session or state.phase not in {*SOUNDING, Phase.BETWEEN}:
        return state
    stays = state.index if state.phase is Phase.BETWEEN else state.index + 1
    changed = replace(programme, tracks=(*programme.tracks[:stays], *command.tracks))
    return replace(state, programme=turns.without_blocked(changed, state))


def _report(state: State, report: SongReport, now: Now) -> Step:
    if state.fading:
        # During a fade an end, a failure or a lost speaker all mean the same: it is silent.
        over = isinstance(report, Silent | Ended | Failed | NoOutput)
        return turns.fell_silent(state, now) if over else (state, ())
    if state.phase not in SOUNDING or state.play is None:
        return state, ()
    return _song_report(state, report, now)


def _song_report(state: State, report: SongReport, now: Now) -> Step:
    step: Step = state, ()
    match report:
        case Starting():
            step = replace(state, play=replace(state.play, handed=True)) if state.play else state, ()
        case Sounding():
            step = _sounding(state, report, now), ()
        case At():
            step = _moved(state, report.position, now), ()
        case Ended():
            step = _ended(state, report, now)
        case Failed():
            step = turns.skip_broken(state, report.reason, now)
        case NoOutput():
            step = speaker.hold(state, report.sentence, now)
        case Silent():
            pass
    return step


def _sounding(state: State, report: Sounding, now: Now) -> State:
    if state.play is None or state.phase is not Phase.STARTING:
        return state
    play = replace(turns.advanced(state.play, report.position, now), handed=True)
    if not play.confirmed:
        play = replace(play, confirmed=True, started_at=now.wall)
    return replace(
        state,
        phase=Phase.PLAYING,
        play=play,
        due=None,
        sound=report.sound,
        trouble="",
        held_since=None,
        broken=0,
    )


def _moved(state: State, position: PositionMs, now: Now) -> State:
    play = state.play
    if play is None or state.phase is not Phase.PLAYING or position <= play.position:
        return state
    gained = position - play.position
    heard = DurationMs(play.heard + (gained if gained <= HEARD_AT_ONCE_MS else 0))
    play = replace(turns.advanced(play, position, now), heard=heard)
    if position - play.restarted_at >= state.settings.steady_after:
        play = replace(play, crashes=0, stalls=0)
    return replace(state, play=play)


def _ended(state: State, report: Ended, now: Now) -> Step:
    state = _moved(state, report.position, now)
    play = state.play
    if play is None or not play.confirmed:
        return turns.skip_broken(state, Reason.TOO_SHORT, now)
    complaint = (
        Complain(f"“{play.track.title}” ends before its time: its file is damaged.", play.track.recording)
        if report.early
        else None
    )
    state, recorded = turns.close(state, WhyEnded.FINISHED, now)
    state, more = turns.pause(replace(state, index=state.index + 1), state.settings.pause_s, now)
    return state, recorded + ((complaint,) if complaint else ()) + more


def _lost(state: State, lost: Lost, now: Now) -> Step:
    complaint = Complain(lost.sentence)
    if state.fading:
        state, effects = turns.fell_silent(state, now)
        return state, (complaint, *effects)
    play = state.play
    if play is None or state.phase not in SOUNDING:
        return state, (complaint,)
    if play.handed and play.crashes >= state.settings.crashes_per_song and state.held_since is None:
        state, effects = turns.skip_broken(state, Reason.CRASHED, now)
    else:
        # An engine that never opened the file cannot have been ended by it.
        state = replace(state, play=replace(play, crashes=play.crashes + play.handed))
        state, effects = turns.restart(state, now)
    return state, (complaint, *effects)


def _tick(state: State, now: Now) -> Step:
    if state.sleep_at is not None and now.tick >= state.sleep_at:
        return endings.fall_asleep(state, now)
    if state.phase is Phase.PLAYING and state.play is not None:
        still = now.tick - state.play.moved_at >= state.settings.stall_after_s
        return turns.stalled(state, now) if still else (state, ())
    return _due(state, now) if state.due is not None and now.tick >= state.due else (state, ())


def _due(state: State, now: Now) -> Step:
    """Go on now that the present wait is over."""
    if state.fading:
        state, effects = turns.fell_silent(state, now)
        # The replacement comes first: whatever follows must reach the fresh engine.
        return state, (ReplaceEngine(turns.NOT_SILENT), *effects)
    if state.phase is Phase.BETWEEN:
        return turns.start(state, now)
    if state.phase is Phase.STARTING:
        return speaker.probe(state, now) if state.held_since is not None else turns.stalled(state, now)
    return state, ()
