"""The listening thread with the null engine: commands in, statuses and plays out, whatever the disk does."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.care.plays import WhyEnded
from kiosk.listening.commands import Another, Begin, Stop
from kiosk.listening.null_engine import NullHandle
from kiosk.listening.programme import Track
from kiosk.listening.status import Phase, Sound
from tests.listening.cast import programme, track
from tests.listening.room import null_room
from tests.sound.tones import tone, write_wav


@pytest.fixture
def song(tmp_path: Path) -> Track:
    return track("alpha", write_wav(tmp_path / "alpha.wav", tone(20)), duration=20_000)


def test_a_list_plays_to_its_end(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song, replace(song, song=track("beta").song))))
        playing = room.wait_for_phase(Phase.PLAYING)
        assert (playing.title, playing.sound) == ("Alpha", Sound.NULL_ENGINE)
        room.wait_for_phase(Phase.ENDED)
        room.wait_until(lambda: len(room.plays) == 2)
    assert [play.why_ended for play in room.plays] == [WhyEnded.FINISHED] * 2
    assert all(play.heard > 15_000 for play in room.plays)


def test_it_is_healthy_while_it_runs_and_not_afterwards(tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.wait_until_ready()
    assert "restart the kiosk" in room.listening.healthy()


def test_a_store_that_refuses_never_stops_the_music_and_loses_no_play(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.store_works = False
        room.listening.submit(Begin(programme(song)))
        for _ in range(2):
            room.wait_for_phase(Phase.PLAYING)
            room.listening.submit(Stop())
            room.wait_for_phase(Phase.QUIET)
            room.listening.submit(Begin(programme(song)))
        room.wait_for_phase(Phase.PLAYING)
        assert room.plays == []
        room.store_works = True
        room.wait_until(lambda: len(room.plays) == 2)


def test_a_store_that_hangs_does_not_hold_up_a_stop(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.store_answers.clear()
        for _ in range(2):
            room.listening.submit(Begin(programme(song)))
            room.wait_for_phase(Phase.PLAYING)
            room.listening.submit(Stop())
            room.wait_for_phase(Phase.QUIET, 1.0)
        assert room.plays == []
        room.store_answers.set()
        room.wait_until(lambda: len(room.plays) == 2)


def test_a_resume_file_that_cannot_be_written_does_not_stop_the_music(song: Track, tmp_path: Path) -> None:
    (tmp_path / "resume.new").mkdir()
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song)))
        room.wait_for_phase(Phase.PLAYING)
        assert room.listening.healthy() == ""


def test_after_a_restart_the_music_goes_on(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song)))
        room.wait_for(lambda status: status.position > 5_000)
        before = room.status
    with null_room(tmp_path) as room:
        status = room.wait_for_phase(Phase.PLAYING)
        assert status.play == before.play
        assert status.position >= before.position
        room.listening.submit(Stop())
        room.wait_until(lambda: bool(room.plays))
    assert room.plays[0].heard >= 5_000


def test_after_a_stop_nothing_goes_on(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song)))
        room.wait_for_phase(Phase.PLAYING)
        room.listening.submit(Stop())
        room.wait_for_phase(Phase.QUIET)
    assert not (tmp_path / "resume.json").exists()


def test_a_damaged_resume_file_spoils_nothing(song: Track, tmp_path: Path) -> None:
    (tmp_path / "resume.json").write_text('{"format": 1, "resump')
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(song)))
        room.wait_for_phase(Phase.PLAYING)


def test_unplugged_and_plugged_in_again(song: Track, tmp_path: Path) -> None:
    with null_room(tmp_path, speed=4.0) as room:
        room.listening.submit(Begin(programme(song)))
        room.wait_for(lambda status: status.phase is Phase.PLAYING and status.position > 0)
        assert isinstance(room.engine, NullHandle)
        room.engine.outlet.unplug()
        waiting = room.wait_for(lambda status: status.sound is Sound.NO_OUTPUT)
        assert waiting.trouble
        room.engine.outlet.plug_in()
        assert room.wait_for_phase(Phase.PLAYING).position >= waiting.position


def test_a_tapped_another_is_answered_once(song: Track, tmp_path: Path) -> None:
    songs = [replace(song, song=track(name).song, title=name) for name in ("one", "two", "three")]
    with null_room(tmp_path, speed=1.0) as room:
        room.listening.submit(Begin(programme(*songs)))
        play = room.wait_for_phase(Phase.PLAYING).play
        assert play
        for _ in range(5):
            room.listening.submit(Another(play))
        status = room.wait_for(lambda status: status.phase is Phase.PLAYING and status.play != play)
    assert status.title == "two"


def test_a_fault_in_the_rules_starts_over_and_begin_works(song: Track, tmp_path: Path) -> None:
    """A programme that no rule expects must not take the thread down for good."""
    with null_room(tmp_path) as room:
        room.listening.submit(Begin(programme(replace(song, gain=None))))  # type: ignore[arg-type]
        room.wait_for(lambda status: "start over" in status.trouble)
        room.listening.submit(Begin(programme(song)))
        room.wait_for_phase(Phase.PLAYING)
