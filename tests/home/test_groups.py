"""A group's list: whose songs the library holds, with everybody's red flags."""

from dataclasses import replace

import pytest

from kiosk.errors import BadInput
from kiosk.home import life
from kiosk.home.groups import play_for_group, shaping_for_all, suggest_for_group
from kiosk.home.home import Home
from kiosk.listening.commands import Begin, Block
from kiosk.listening.programme import Shaping
from kiosk.people.residents import Hearing, Resident
from kiosk.units import Decibels, SongId
from tests.home.conftest import SAM, Desk


def titles(home: Home, *people: Resident) -> list[str]:
    return [pick.song.title for pick in suggest_for_group(home, [one.id for one in people]).picks]


def test_it_works(home: Home, mick: Resident, nora: Resident) -> None:
    found = suggest_for_group(home, [mick.id, nora.id])
    whose = {pick.song.title: pick.whose for pick in found.picks}
    assert "Nora" in whose["Molly Malone"]


def test_only_what_the_library_can_play(home: Home, mick: Resident, nora: Resident) -> None:
    assert "Whiskey in the Jar" not in titles(home, mick, nora)


def test_a_red_flag_of_one_counts_for_all(home: Home, mick: Resident, nora: Resident) -> None:
    life.add_red_flag(home, mick.id, "song", "Molly Malone", life.told(home, "staff", "Sam"), SAM)
    assert "Molly Malone" not in titles(home, mick, nora)


def test_one_person_is_no_group(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="between two and eight"):
        suggest_for_group(home, [mick.id, mick.id])


def songs_for(home: Home, *people: Resident) -> list[SongId]:
    return [pick.song.id for pick in suggest_for_group(home, [one.id for one in people]).picks]


def test_a_group_is_one_session_found_for_each_of_them(home: Home, desk: Desk, mick: Resident, nora: Resident) -> None:
    songs = songs_for(home, mick, nora)
    session = play_for_group(home, [mick.id, nora.id], songs, SAM, "tap")
    assert home.store.records.sessions_of(mick.id) == home.store.records.sessions_of(nora.id) == (session,)
    assert (session.people, session.begun_by) == ((mick.id, nora.id), "Sam")
    (begun,) = desk.asked
    assert isinstance(begun, Begin)
    assert begun.programme.people == (mick.id, nora.id)
    assert {track.song for track in begun.programme.tracks} == set(songs)


def test_a_tap_sent_twice_begins_once(home: Home, desk: Desk, mick: Resident, nora: Resident) -> None:
    for _ in range(2):
        play_for_group(home, [mick.id, nora.id], songs_for(home, mick, nora), SAM, "tap")
    assert len(desk.asked) == len(home.store.records.sessions_of(nora.id)) == 1


def test_what_was_flagged_since_it_was_seen_does_not_play(
    home: Home, desk: Desk, mick: Resident, nora: Resident
) -> None:
    songs = songs_for(home, mick, nora)
    flagged = home.song(songs[0])
    assert flagged
    life.add_red_flag(home, nora.id, "song", flagged.title, life.told(home, "staff", "Sam"), SAM)
    play_for_group(home, [mick.id, nora.id], songs, SAM)
    begun = desk.asked[-1]
    assert isinstance(begun, Begin)
    assert songs[0] not in {track.song for track in begun.programme.tracks}
    with pytest.raises(BadInput, match="ask for new ones"):
        play_for_group(home, [mick.id, nora.id], songs[:1], SAM)


def test_a_red_flag_of_any_member_reaches_the_sound_at_once(
    home: Home, desk: Desk, mick: Resident, nora: Resident
) -> None:
    songs = songs_for(home, mick, nora)
    play_for_group(home, [mick.id, nora.id], songs, SAM)
    flagged = home.song(songs[1])
    assert flagged
    life.add_red_flag(home, nora.id, "song", flagged.title, life.told(home, "staff", "Sam"), SAM)
    assert Block(nora.id, songs[1]) in desk.asked


def test_a_group_is_never_louder_than_the_most_sensitive_of_them_bears(
    home: Home, desk: Desk, mick: Resident, nora: Resident
) -> None:
    life.save_hearing(home, nora.id, replace(nora.hearing, start=Decibels(-20.0), ceiling=Decibels(-9.0)), SAM)
    play_for_group(home, [mick.id, nora.id], songs_for(home, mick, nora), SAM)
    begun = desk.asked[-1]
    assert isinstance(begun, Begin)
    assert (begun.programme.levels.start, begun.programme.levels.ceiling) == (-20.0, -9.0)


def test_in_a_group_one_channel_is_for_all_and_nobody_elses_treble(home: Home, mick: Resident, nora: Resident) -> None:
    life.save_hearing(home, mick.id, Hearing(mono=True, treble=Decibels(6.0)), SAM)
    assert shaping_for_all(home, [mick.id]) == Shaping(mono=True, treble=Decibels(6.0))
    assert shaping_for_all(home, [nora.id, mick.id]) == Shaping(mono=True)
