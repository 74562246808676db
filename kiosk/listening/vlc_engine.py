"""Real sound: libVLC behind the engine's deck and outlet. The only module that imports `vlc`.

It runs only in the engine's own process (a fork after libVLC started would kill it silently). Each start
gets a fresh MediaPlayer; gain goes into the equalizer's preamp, which is honoured from the first sample;
callbacks hand a notice over and do nothing else, because libVLC hangs when it is called from them.
"""

import os
import struct
import time
from collections import deque
from math import ceil, floor
from pathlib import Path
from typing import Any

import vlc

from kiosk.errors import EngineFault
from kiosk.listening.deck import Deck, Notice, Noticer
from kiosk.listening.engine import VLC_MISSING, Start
from kiosk.listening.pulse import PulseServer
from kiosk.listening.status import Sound
from kiosk.units import DurationMs, PositionMs

NO_SPEAKER = "No sound can be heard: no speaker was found. Please plug one in and switch it on."
PREAMP_UNITY = 12.0
"""libVLC's preamp setting that changes nothing: its effect is the setting minus 12 dB."""
PREAMP_LOWEST_GAIN = -32.0
PREAMP_HIGHEST_GAIN = 8.0
CUBIC_DB = 60.0
"""The player's volume is cubic in amplitude: ten times as much is 60 dB."""
SHELF = {6: 0.5, 7: 1.0, 8: 1.0, 9: 1.0}
"""The equalizer's bands at 2, 4, 8 and 16 kHz, and what share of a treble lift each takes."""
MONO = "--stereo-mode=7"
WARM_UP_S = 0.2
NOTICES = {
    vlc.EventType.MediaPlayerPlaying: Notice.PLAYING,
    vlc.EventType.MediaPlayerAudioDevice: Notice.DEVICE,
    vlc.EventType.MediaPlayerEndReached: Notice.END,
    vlc.EventType.MediaPlayerEncounteredError: Notice.ERROR,
}


class VlcOutlet:
    """A libVLC instance on PulseAudio or PipeWire when a server answers, else on an ALSA card."""

    sound = Sound.HEARD
    idle_sound = Sound.UNKNOWN
    speed = 1.0

    def __init__(self) -> None:
        self._pulse = PulseServer()
        self._output = ""
        self._instance: Any = None
        self._mono: Any = None
        self._past: deque[Any] = deque(maxlen=4)
        self._choose()
        if self._output:
            self._warm_up()

    @property
    def detail(self) -> str:
        """The player's version and output, for the log."""
        return f"libVLC {vlc.libvlc_get_version().decode()} on {self._output or 'no output'}"

    def trouble(self) -> str:
        """Return '' when a song started now could be heard, else a sentence for staff."""
        self._choose()
        return "" if self._output else NO_SPEAKER

    def carrying(self) -> bool:
        """Say whether sound of this process reaches a speaker; an ALSA card can only be looked for."""
        if self._output == "pulse":
            return bool(self._pulse.own_streams())
        return self._output == "alsa" and _alsa_card()

    def deck(self, order: Start, notice: Noticer) -> Deck:
        """Make a fresh player for this order."""
        deck = VlcDeck(self._mono_instance() if order.mono else self._instance, order, notice)
        # A callback may still run while its player is let go: the last few are kept from the collector.
        self._past.append(deck)
        return deck

    def close(self) -> None:
        """Let libVLC go."""
        self._pulse.close()
        self._release()

    def _mono_instance(self) -> Any:
        """Return the instance that mixes both channels into one: libVLC decides that for a whole instance."""
        if self._mono is None:
            self._mono = _instance(self._output or "dummy", MONO)
        return self._mono

    def _release(self) -> None:
        for instance in (self._instance, self._mono):
            if instance is not None:
                instance.release()
        self._instance = self._mono = None

    def _choose(self) -> None:
        output = self._find_output()
        if self._instance is None or output != self._output:
            self._release()
            self._output = output
            self._instance = _instance(output or "dummy")

    def _find_output(self) -> str:
        if self._pulse.sinks():
            return "pulse"
        return "alsa" if _alsa_card() else ""

    def _warm_up(self) -> None:
        """Play a moment of silence, so that the first tap finds plug-ins and output already loaded."""
        descriptor = os.memfd_create("silence", 0)
        os.write(descriptor, _silence(WARM_UP_S))
        player = self._instance.media_player_new()
        media = self._instance.media_new_path(f"/proc/{os.getpid()}/fd/{descriptor}")
        player.set_media(media)
        media.release()
        player.audio_set_volume(0)
        player.play()
        give_up = time.monotonic() + 3 * WARM_UP_S
        while player.get_state() not in {vlc.State.Ended, vlc.State.Error} and time.monotonic() < give_up:
            time.sleep(0.01)
        player.stop()
        player.release()
        os.close(descriptor)


class VlcDeck:
    """One MediaPlayer for one start of one file."""

    def __init__(self, instance: Any, order: Start, notice: Noticer) -> None:
        self._known_length = order.length
        self._player = instance.media_player_new()
        media = instance.media_new_path(order.path)
        self._player.set_media(media)
        media.release()
        self._set_equalizer(order.gain, order.treble)
        self._lift = 10 ** (max(0.0, order.gain - PREAMP_HIGHEST_GAIN) / CUBIC_DB)
        self._events = self._player.event_manager()
        for kind, meaning in NOTICES.items():
            self._events.event_attach(kind, lambda _event, meaning=meaning: notice(meaning))

    def start(self, volume: int) -> None:
        """Set the volume, then begin."""
        self.set_volume(volume)
        self._player.play()

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0-100; what the preamplifier cannot lift, the output lifts: its scale goes on beyond 100."""
        self._player.audio_set_volume(floor(volume * self._lift))

    def volume(self) -> int:
        """Return the volume libVLC says it has, as it was set, -1 when it cannot tell."""
        heard = int(self._player.audio_get_volume())
        return heard if heard < 0 else ceil(heard / self._lift - 1e-6)

    def seek(self, position: PositionMs, length: DurationMs) -> None:
        """Go to a place by its share of the length: by time, Ogg Vorbis lands elsewhere or ends."""
        self._player.set_position(min(position / length, 0.999))

    def position(self) -> PositionMs:
        """Return the place that sounds now, 0 while unknown.

        By its share of the length, as `seek` counts: libVLC's own time is far off for some mp3 files.
        """
        if self._known_length > 0:
            return PositionMs(max(0, round(float(self._player.get_position()) * self._known_length)))
        return PositionMs(max(0, int(self._player.get_time())))

    def length(self) -> DurationMs:
        """Return the length libVLC found, 0 while unknown."""
        return DurationMs(max(0, int(self._player.get_length())))

    def close(self) -> None:
        """Stop and let go."""
        self._player.stop()
        self._player.release()

    def _set_equalizer(self, gain: float, treble: float) -> None:
        """Set gain and treble before the start: switched on later, the equalizer makes a second of silence."""
        equalizer = vlc.AudioEqualizer()
        for band, share in SHELF.items():
            equalizer.set_amp_at_index(share * treble, band)
        equalizer.set_preamp(PREAMP_UNITY + max(PREAMP_LOWEST_GAIN, min(gain, PREAMP_HIGHEST_GAIN)))
        self._player.set_equalizer(equalizer)
        equalizer.release()


def _instance(output: str, *options: str) -> Any:
    instance = vlc.Instance(["--no-video", "--quiet", "--no-metadata-network-access", f"--aout={output}", *options])
    if instance is None:
        raise EngineFault(VLC_MISSING)
    return instance


def _alsa_card() -> bool:
    return any(Path("/dev/snd").glob("pcmC*D*p"))


def _silence(seconds: float) -> bytes:
    """Return a WAV file of nothing: 44.1 kHz, 16 bit, stereo."""
    data = bytes(4 * int(44100 * seconds))
    format_chunk = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, 44100, 176400, 4, 16)
    data_chunk = struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI4s", b"RIFF", 4 + len(format_chunk) + len(data_chunk), b"WAVE") + format_chunk + data_chunk
