"""What the speaker really plays when a demo resident's music begins: loudness, fades, pauses, no clicks."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.bootstrap import open_home
from kiosk.config import MEDIA, Settings
from kiosk.home.hearing_music import tracks_for
from kiosk.library.loudness import measure
from kiosk.listening.programme import Track
from tests.running import RunningKiosk, copy_home, running_kiosk
from tests.sound.server import RATE, Recorder, Samples, SoundServer, loudness, lufs, runs
from tests.visitor import Follower, Visitor

pytestmark = pytest.mark.sound
SONGS = 3
HEARD_S = 10.0
"""How long each song is left to sound before the next is asked for."""
FADE_IN_S = 3.0
WINDOW_S = 0.25
SILENCE_DB = -75.0
REST_S = 1.0
"""The longest silence within a song."""


@dataclass(frozen=True)
class Song:
    """One song as it was heard: from where to where in the recording, and the file it came from."""

    track: Track
    start: int
    end: int
    asked: int
    heard: Samples

    @property
    def steady(self) -> Samples:
        """The part after the fade-in and before the next song was asked for."""
        return self.heard[round((FADE_IN_S + 0.5) * RATE) : self.asked - self.start]


@dataclass(frozen=True)
class Evening:
    """A whole recording of the speaker and the songs found in it."""

    samples: Samples
    songs: list[Song]


@pytest.fixture(scope="module")
def evening(demo_home: Path, server: SoundServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with running_kiosk(copy_home(demo_home, tmp_path_factory.mktemp("evening") / "home")) as kiosk:
        yield listen_to(kiosk, server)


def listen_to(kiosk: RunningKiosk, server: SoundServer) -> Evening:
    visitor, play = Visitor(kiosk.port), ""
    asked: list[float] = []
    with Follower(kiosk.port) as follower, Recorder(server) as heard:
        page = visitor.person("Mick")
        assert visitor.press(page, "play").status == 303
        for _ in range(SONGS):
            play = follower.wait("playing", after=play)["play"]
            time.sleep(HEARD_S)
            asked.append(time.monotonic())
            visitor.press(page, "another" if len(asked) < SONGS else "stop")
        follower.wait("quiet")
    return found(kiosk.home, heard, asked)


def found(home: Path, heard: Recorder, asked: list[float]) -> Evening:
    """Cut the recording into its songs."""
    samples = heard.samples
    spans = [(round(start * RATE), round(end * RATE)) for start, end in joined(runs(samples, SILENCE_DB, 0.01))]
    assert len(spans) == SONGS, spans
    return Evening(
        samples,
        [
            Song(track, start, end, heard.at(moment), samples[start:end])
            for track, (start, end), moment in zip(tracks(home), spans, asked, strict=False)
        ],
    )


def joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans of sound, where a rest in the music is part of the song."""
    whole: list[tuple[float, float]] = []
    for start, end in spans:
        if whole and start - whole[-1][1] < REST_S:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def tracks(home: Path) -> tuple[Track, ...]:
    """What the kiosk plays for Mick, in order."""
    view = open_home(Settings(home), lock=False)
    try:
        mick = next(one for one in view.store.residents.all() if one.called == "Mick")
        return tracks_for(view, mick.id)
    finally:
        view.store.close()


def decoded(path: Path, seconds: float) -> NDArray[np.float64]:
    """The beginning of a file as one channel."""
    pieces: list[NDArray[np.float64]] = []
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        for frame in container.decode(audio=0):
            pieces += [
                one.to_ndarray().reshape(-1, 2).astype(np.float64).mean(axis=1) for one in resampler.resample(frame)
            ]
            if sum(map(len, pieces)) > seconds * RATE:
                break
    return np.concatenate(pieces)


def loudness_against_the_file(song: Song) -> NDArray[np.float64]:
    """How many dB above its file each quarter of a second was heard, from the first; NaN where the file is quiet."""
    heard, file = song.heard.astype(np.float64).mean(axis=1), decoded(song.track.path, HEARD_S + 4)
    lag = first_sample(heard[4 * RATE : 9 * RATE], file) - 4 * RATE
    heard = np.concatenate([np.zeros(max(0, lag)), heard[max(0, -lag) :]])[: len(file)]
    size = round(WINDOW_S * RATE)
    count = min(len(heard), len(file)) // size
    levels = [
        np.mean(one[: count * size].reshape(count, size) ** 2, axis=1) / 32768**2 + 1e-12 for one in (heard, file)
    ]
    difference: NDArray[np.float64] = 10 * np.log10(levels[0] / levels[1])
    difference[levels[1] < 1e-5] = np.nan
    return difference


def first_sample(piece: NDArray[np.float64], whole: NDArray[np.float64]) -> int:
    """Where in `whole` a piece begins, by correlation."""
    size = 1 << int(np.ceil(np.log2(len(whole) + len(piece))))
    match = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(piece, size)), size)
    return int(np.argmax(match[: len(whole)]))


def test_every_song_is_heard(evening: Evening) -> None:
    for song in evening.songs:
        assert song.track.path.is_relative_to(MEDIA)
        assert np.median(loudness(song.steady)) > -50, song.track.title
        assert len(song.heard) > (HEARD_S - 1) * RATE, song.track.title


def lift(song: Song) -> float:
    """How many dB above its file a song was heard once it had faded in: the same from then to its end."""
    first, last = round((FADE_IN_S + 0.5) / WINDOW_S), round(HEARD_S / WINDOW_S) - 2
    return float(np.nanmedian(loudness_against_the_file(song)[first:last]))


def test_songs_are_equally_loud(evening: Evening) -> None:
    """Each whole song as this speaker plays it; what was heard of each is only its beginning, which may be softer."""
    whole = {song.track.title: round(measure(song.track.path).integrated + lift(song), 2) for song in evening.songs}
    print("integrated loudness of the whole songs:", whole)
    print("of what was heard after the fade-in:", [round(lufs(song.steady), 2) for song in evening.songs])
    assert max(whole.values()) - min(whole.values()) <= 1.5


def test_every_recording_gets_exactly_its_gain(evening: Evening) -> None:
    """So that a song is at -18 LUFS less the level, however quiet its file is (evidence rule 27)."""
    for song in evening.songs:
        print(f"{song.track.title}: heard {lift(song):.2f} dB above its file; its gain is {song.track.gain:.2f} dB")
        assert lift(song) == pytest.approx(song.track.gain - 12, abs=0.7), song.track.title


def test_every_song_fades_in_over_three_seconds(evening: Evening) -> None:
    for song in evening.songs:
        against = loudness_against_the_file(song)
        steps = against - lift(song)
        early, middle, late = (np.nanmean(steps[a:b]) for a, b in ((0, 2), (5, 7), (14, 36)))
        print(f"{song.track.title}: {early:.1f} dB at first, {middle:.1f} dB after 1.5 s, {late:.1f} dB from then on")
        assert early < -9, song.track.title
        assert -9 < middle < -3, song.track.title
        assert abs(late) < 0.7, song.track.title


def test_no_change_of_song_clicks(evening: Evening) -> None:
    ceiling = max(int(np.abs(song.steady.astype(np.int32)).max()) for song in evening.songs)
    for one, other in zip(evening.songs, evening.songs[1:], strict=False):
        change = evening.samples[one.asked : other.start + round(FADE_IN_S * RATE)].astype(np.int32)
        assert np.abs(change).max() <= ceiling
        edge = np.concatenate([one.heard[-RATE // 20 :], other.heard[: RATE // 20]]).astype(np.int32)
        assert np.abs(edge).max() <= 0.1 * ceiling, "a song begins and ends in silence"


def test_between_songs_it_is_quiet_for_two_to_three_seconds(evening: Evening) -> None:
    pauses = [(other.start - one.end) / RATE for one, other in zip(evening.songs, evening.songs[1:], strict=False)]
    print("pauses:", pauses)
    assert all(2.0 <= pause <= 3.2 for pause in pauses)
