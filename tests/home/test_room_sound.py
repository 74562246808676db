"""The room is measured once; from then on levels are decibels at the chair, whoever's music it is."""

from dataclasses import replace

import pytest

from kiosk.errors import BadInput
from kiosk.home import life, room_sound
from kiosk.home.home import Home
from kiosk.listening.commands import Begin
from kiosk.people.residents import Hearing, Resident
from kiosk.units import Decibels
from tests.home.asked import Asked
from tests.home.conftest import SAM


def test_before_a_measurement_the_kiosk_knows_nothing_of_the_room(home: Home) -> None:
    assert room_sound.room(home).offset is None


def test_a_reading_of_the_test_tone_moves_everybodys_levels(home: Home, mick: Resident) -> None:
    assert room_sound.levels(home, mick).start == -12.0
    room_sound.keep_reading(home, 70.0, SAM)
    assert room_sound.levels(home, mick).start == -20.0
    assert room_sound.room(home).measured_by == "Sam"


def test_raising_the_most_is_kept_with_who_did_it_and_stops_at_80(home: Home) -> None:
    room_sound.keep_reading(home, 80.0, SAM)
    room_sound.keep_cap(home, 80.0, SAM)
    assert (room_sound.room(home).cap, room_sound.room(home).cap_by) == (80.0, "Sam")
    assert room_sound.room(home).offset == 92.0
    with pytest.raises(BadInput):
        room_sound.keep_cap(home, 80.5, SAM)


def test_the_tone_is_levelled_like_music_and_is_nobodys_record(home: Home) -> None:
    asked = Asked.of(home)
    room_sound.play_tone(home)
    (begun,) = asked.commands
    assert isinstance(begun, Begin)
    (tone,) = begun.programme.tracks
    assert tone.path.stat().st_size > 100_000
    assert tone.duration == pytest.approx(30_000, abs=100)
    assert begun.programme.levels.start == begun.programme.levels.ceiling == -12.0
    assert begun.programme.resident == room_sound.NOBODY


def test_a_treble_lift_takes_its_room_from_the_top_and_rests_with_hearing_aids(home: Home, mick: Resident) -> None:
    clearer = Hearing(treble=Decibels(6.0), start=Decibels(0.0), mono=True)
    person = life.save_hearing(home, mick.id, clearer, SAM)
    assert room_sound.levels(home, person).start == -6.0
    assert room_sound.shaping(clearer).treble == 6.0
    assert room_sound.shaping(clearer).mono
    aided = replace(clearer, hearing_aids=True)
    assert room_sound.shaping(aided).treble == 0.0
    assert room_sound.levels(home, life.save_hearing(home, mick.id, aided, SAM)).start == 0.0
