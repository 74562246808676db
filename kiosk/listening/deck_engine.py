"""The rules of playing one song after another, the same for every engine.

A song counts as sounding only when the player says so, an audio device was seen and the output carries
it; without those within a second nobody hears it (libVLC would go on pretending). Volume is set before
the start and again when the device appears (a fresh player otherwise may begin at full volume).
"""

import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from kiosk.listening.deck import Deck, Notice, Outlet
from kiosk.listening.engine import (
    At,
    ChangeLevel,
    Ended,
    Failed,
    Generation,
    NoOutput,
    Order,
    Ready,
    Reason,
    Report,
    Reporter,
    Silence,
    Silent,
    Sounding,
    Start,
    Starting,
    judge_end,
)
from kiosk.listening.mixer import STEP_S, Mixer
from kiosk.listening.status import Sound
from kiosk.units import Decibels, DurationMs, PositionMs

OUTPUT_WITHIN_S = 1.0
"""A player that plays this long without an audio device is heard by nobody."""
WATCH_EVERY_S = 0.5
REPORT_EVERY_S = 0.25
SEEK_WITHIN_S = 1.0
IDLE_S = 5.0
UNHEARD = "No sound can be heard: please check that the speaker is switched on and plugged in."


@dataclass
class _Song:
    """The song on the deck, and what is known of it so far; times are in seconds of the engine's clock."""

    order: Start
    deck: Deck
    mixer: Mixer
    playing_since: float | None = None
    device_seen: bool = False
    seeking_until: float | None = None
    sounding_since: float | None = None
    mixed_at: float = 0.0
    mixed_volume: int = -1
    watched_at: float = 0.0
    unheard: int = 0
    reported_at: float = 0.0
    position: PositionMs = PositionMs(0)


class DeckEngine:
    """An engine over one outlet; see the module for its rules."""

    def __init__(
        self,
        outlet: Outlet,
        report: Reporter,
        wake: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outlet, self._report, self._wake, self._clock = outlet, report, wake, clock
        self._notices: SimpleQueue[tuple[Generation, Notice]] = SimpleQueue()
        self._song: _Song | None = None
        self._greeting: Ready | None = None
        self._greeted_at = clock()

    def greet(self) -> None:
        """Say that the engine is there and whether a song could be heard; again only when that changed."""
        self._greeted_at = self._clock()
        trouble = self._outlet.trouble()
        sound = Sound.NO_OUTPUT if trouble else self._outlet.idle_sound
        greeting = Ready(sound, self._outlet.detail, trouble)
        if greeting != self._greeting:
            self._greeting = greeting
            self._report(greeting)

    def perform(self, order: Order) -> None:
        """Begin to carry out one order; whatever sounded before a `Start` is gone first."""
        match order:
            case Start():
                self._start(order)
            case Silence():
                self._silence(order)
            case ChangeLevel():
                self._change_level(order.level)
            case _:
                pass

    def advance(self) -> float:
        """Do what is due now; return the seconds until something is due again."""
        self._take_notices()
        song, now = self._song, self._clock()
        if song is None:
            if now - self._greeted_at >= IDLE_S:
                self.greet()
            return IDLE_S
        if song.sounding_since is None:
            self._try_to_confirm(song, now)
        if self._song is song and song.sounding_since is not None:
            self._follow(song, now)
        return self._next_due(now)

    def close(self) -> None:
        """Let everything go."""
        self._drop()
        self._outlet.close()

    def _start(self, order: Start) -> None:
        self._drop()
        reason = reason_against(Path(order.path))
        trouble = "" if reason else self._outlet.trouble()
        if reason:
            self._report(Failed(order.generation, reason))
        elif trouble:
            self._report(NoOutput(order.generation, trouble))
        else:
            self._put_on(order)

    def _put_on(self, order: Start) -> None:
        generation = order.generation

        def notice(kind: Notice) -> None:
            self._notices.put((generation, kind))
            self._wake()

        mixer = Mixer.fading_in(order.level, order.fade_in_s)
        song = self._song = _Song(order, self._outlet.deck(order, notice), mixer)
        self._report(Starting(generation))
        song.mixed_at = self._clock()
        song.mixed_volume = 0 if order.start else mixer.volume
        song.deck.start(song.mixed_volume)

    def _silence(self, order: Silence) -> None:
        song = self._song
        if song is None or song.order.generation != order.generation:
            self._report(Silent(order.generation))
        elif song.sounding_since is None or order.fade_s <= 0:
            self._finish(Silent(order.generation))
        else:
            song.mixer.fade_out(order.fade_s)

    def _change_level(self, level: Decibels) -> None:
        if self._song:
            self._song.mixer.glide_to(level)

    def _take_notices(self) -> None:
        while True:
            try:
                generation, kind = self._notices.get_nowait()
            except Empty:
                return
            if self._song and self._song.order.generation == generation:
                self._heed(self._song, kind)

    def _heed(self, song: _Song, kind: Notice) -> None:
        now = self._clock()
        match kind:
            case Notice.PLAYING:
                song.playing_since = song.playing_since or now
            case Notice.DEVICE:
                song.device_seen = True
                song.deck.set_volume(song.mixed_volume)
            case Notice.END:
                self._ended(song, now)
            case Notice.ERROR:
                self._finish(Failed(song.order.generation, Reason.UNREADABLE))

    def _seek(self, song: _Song, now: float) -> None:
        length = _length(song)
        if song.order.start > 0 and length > 0 and song.seeking_until is None:
            song.seeking_until = now + SEEK_WITHIN_S
            song.deck.seek(song.order.start, length)

    def _try_to_confirm(self, song: _Song, now: float) -> None:
        if song.playing_since is None:
            return
        if song.device_seen:
            self._seek(song, now)
        arrived = song.seeking_until is None or song.deck.position() >= song.order.start - 1500
        if song.device_seen and (arrived or now >= (song.seeking_until or 0)) and self._outlet.carrying():
            self._confirm(song, now)
        elif now - song.playing_since > OUTPUT_WITHIN_S + (SEEK_WITHIN_S if song.seeking_until else 0):
            self._finish(NoOutput(song.order.generation, UNHEARD))

    def _confirm(self, song: _Song, now: float) -> None:
        song.sounding_since = song.mixed_at = song.watched_at = song.reported_at = now
        song.position = song.deck.position()
        self._set_volume(song)
        self._report(Sounding(song.order.generation, song.position, self._outlet.sound))

    def _follow(self, song: _Song, now: float) -> None:
        self._mix(song, now)
        if song.mixer.silent:
            self._finish(Silent(song.order.generation))
            return
        if now - song.watched_at >= WATCH_EVERY_S:
            song.watched_at = now
            self._watch(song)
        if self._song is song and now - song.reported_at >= REPORT_EVERY_S / self._outlet.speed:
            song.reported_at = now
            self._report_position(song)

    def _mix(self, song: _Song, now: float) -> None:
        if now - song.mixed_at >= STEP_S:
            song.mixer.advance(now - song.mixed_at)
            song.mixed_at = now
            self._set_volume(song)

    def _set_volume(self, song: _Song) -> None:
        if song.mixer.volume != song.mixed_volume:
            song.mixed_volume = song.mixer.volume
            song.deck.set_volume(song.mixed_volume)

    def _watch(self, song: _Song) -> None:
        song.unheard = 0 if self._outlet.carrying() else song.unheard + 1
        if song.unheard > 1:
            self._finish(NoOutput(song.order.generation, UNHEARD))
        elif song.mixer.settled and song.deck.volume() not in {song.mixed_volume, -1}:
            song.deck.set_volume(song.mixed_volume)

    def _report_position(self, song: _Song) -> None:
        position = song.deck.position()
        if position > song.position and not song.unheard:
            song.position = position
            self._report(At(song.order.generation, position))

    def _ended(self, song: _Song, now: float) -> None:
        generation = song.order.generation
        if song.sounding_since is None:
            self._finish(Failed(generation, _reason_unheard(song)))
            return
        sounded_ms = (now - song.sounding_since) * 1000 * self._outlet.speed
        length = _length(song)
        reached = PositionMs(round(min(song.order.start + sounded_ms, length or sounded_ms)))
        verdict = judge_end(song.order, reached, length, sounded_ms)
        if isinstance(verdict, Reason):
            self._finish(Failed(generation, verdict))
        else:
            self._finish(Ended(generation, reached, verdict))

    def _finish(self, report: Report) -> None:
        self._drop()
        self._report(report)

    def _drop(self) -> None:
        song, self._song = self._song, None
        if song:
            song.deck.close()

    def _next_due(self, now: float) -> float:
        song = self._song
        if song is None:
            return IDLE_S
        if song.sounding_since is None:
            return STEP_S / 2
        due = [song.watched_at + WATCH_EVERY_S, song.reported_at + REPORT_EVERY_S / self._outlet.speed]
        if not song.mixer.settled:
            due.append(song.mixed_at + STEP_S)
        return max(0.001, min(due) - now)


def reason_against(path: Path) -> Reason | None:
    """Return why this file cannot be music, from the folder alone; None when it may be."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return Reason.MISSING
    except OSError:
        return Reason.UNREADABLE
    if not stat.S_ISREG(found.st_mode):
        return Reason.NOT_MUSIC
    return Reason.EMPTY if found.st_size == 0 else None


def _reason_unheard(song: _Song) -> Reason:
    return Reason.TOO_SHORT if song.device_seen else Reason.NOT_MUSIC


def _length(song: _Song) -> DurationMs:
    return song.order.length or song.deck.length()
