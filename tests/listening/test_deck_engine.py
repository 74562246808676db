"""The rules of playing that need an outlet that misbehaves; a clock of its own makes them exact."""

from pathlib import Path

import pytest

from kiosk.listening.deck import Notice
from kiosk.listening.deck_engine import DeckEngine
from kiosk.listening.engine import (
    At,
    Ended,
    Generation,
    NoOutput,
    Ready,
    Reason,
    Report,
    Silence,
    Silent,
    Sounding,
    Start,
    judge_end,
)
from kiosk.listening.null_engine import NullOutlet
from kiosk.listening.status import Sound
from kiosk.units import Decibels, DurationMs, PositionMs
from tests.sound.tones import tone, write_wav


class Desk:
    """The null outlet under a hand-driven clock."""

    def __init__(self, folder: Path) -> None:
        self.time = 0.0
        self.outlet = NullOutlet(clock=self.now)
        self.reports: list[Report] = []
        self.engine = DeckEngine(self.outlet, self.reports.append, lambda: None, self.now)
        self.song = write_wav(folder / "song.wav", tone(30.0))

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.01)):
            self.time += 0.01
            self.engine.advance()

    def start(self, generation: int = 1, at: int = 0) -> None:
        self.engine.perform(order(str(self.song), generation, at))
        self.engine.advance()


def order(path: str = "song", generation: int = 1, start: int = 0) -> Start:
    return Start(Generation(generation), path, Decibels(0), Decibels(0), PositionMs(start), DurationMs(30_000), 3.0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_it_confirms_and_follows_a_song(desk: Desk) -> None:
    desk.start()
    desk.wait(1.0)
    assert [type(report) for report in desk.reports[1:4]] == [Sounding, At, At]


def test_a_player_that_says_it_plays_without_an_output_is_heard_by_nobody(desk: Desk) -> None:
    desk.outlet.carrying = lambda: False  # type: ignore[method-assign]
    desk.start()
    desk.wait(0.9)
    assert not any(isinstance(report, Sounding | NoOutput) for report in desk.reports)
    desk.wait(0.3)
    assert isinstance(desk.reports[-1], NoOutput)


def test_a_speaker_unplugged_in_the_middle_is_noticed_within_a_second_and_a_half(desk: Desk) -> None:
    desk.start()
    desk.wait(5.0)
    desk.outlet.unplug()
    places = sum(isinstance(report, At) for report in desk.reports)
    desk.wait(1.5)
    assert any(isinstance(report, NoOutput) for report in desk.reports)
    assert sum(isinstance(report, At) for report in desk.reports) - places <= 2


def test_while_unplugged_a_start_is_answered_at_once(desk: Desk) -> None:
    desk.outlet.unplug()
    desk.start()
    assert isinstance(desk.reports[-1], NoOutput)


def test_between_songs_a_speaker_that_comes_or_goes_is_told(desk: Desk) -> None:
    desk.engine.greet()
    desk.outlet.unplug()
    desk.wait(6)
    assert [report.sound for report in desk.reports if isinstance(report, Ready)] == [
        Sound.NULL_ENGINE,
        Sound.NO_OUTPUT,
    ]
    desk.outlet.plug_in()
    desk.wait(6)
    assert len(desk.reports) == 3


def test_a_volume_that_changed_behind_our_back_is_set_again(desk: Desk) -> None:
    """PulseAudio may put a new stream back to full volume (pitfall V6)."""
    desk.start()
    desk.wait(4.0)
    song = desk.engine._song
    assert song is not None
    song.deck.set_volume(37)
    desk.wait(0.6)
    assert song.deck.volume() == 100


def test_a_stop_before_anything_sounded_is_silent_at_once(desk: Desk) -> None:
    desk.outlet.carrying = lambda: False  # type: ignore[method-assign]
    desk.start()
    desk.engine.perform(Silence(Generation(1), 2.0))
    assert desk.reports[-1] == Silent(Generation(1))


def test_a_notice_of_an_earlier_song_is_ignored(desk: Desk) -> None:
    desk.start()
    desk.start(generation=2)
    desk.engine._notices.put((Generation(1), Notice.END))
    desk.wait(0.5)
    assert not any(isinstance(report, Ended) for report in desk.reports)
    assert isinstance(desk.reports[-1], At)


@pytest.mark.parametrize(
    ("reached", "length", "sounded", "start", "verdict"),
    [
        (30_000, 30_000, 30_000.0, 0, False),
        (29_500, 30_000, 29_500.0, 0, False),
        (500, 30_000, 500.0, 0, Reason.TOO_SHORT),
        (5_000, 30_000, 5_000.0, 0, Reason.TOO_SHORT),
        (15_000, 30_000, 15_000.0, 0, True),
        (500, 0, 500.0, 0, Reason.TOO_SHORT),
        (5_000, 0, 5_000.0, 0, False),
        (30_000, 30_000, 200.0, 29_800, False),
        (20_200, 30_000, 200.0, 20_000, Reason.TOO_SHORT),
    ],
)
def test_an_end_is_judged(reached: int, length: int, sounded: float, start: int, verdict: Reason | bool) -> None:
    assert judge_end(order(start=start), PositionMs(reached), DurationMs(length), sounded) == verdict
