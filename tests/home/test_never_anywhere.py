"""What a person should never hear stays away in every mode; so do laments where care is needed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.home import auditioning, life, lists
from kiosk.home.groups import play_for_group, suggest_for_group, tracks_for_all
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.home.interviewing import screen
from kiosk.home.knowing import ease, listener
from kiosk.listening.commands import Begin, Block
from kiosk.people.residents import Resident
from kiosk.people.vulnerability import Seen, Sign
from kiosk.playlists.familiarity import blocked
from kiosk.playlists.picks import Purpose
from kiosk.playlists.purposes import FOR_ONE
from kiosk.playlists.songs import Song
from kiosk.units import SongId
from tests.home.conftest import SAM, Desk

DRUMS = SongId("distant-drums~jim-reeves")
Forbid = Callable[[Home, Resident], None]


def _flag(kind: str, words: str) -> Forbid:
    def forbid(home: Home, person: Resident) -> None:
        life.add_red_flag(home, person.id, kind, words, life.told(home, "family", "his sister"), SAM)

    return forbid


def _screened(home: Home, person: Resident) -> None:
    screen(home, person.id, dict.fromkeys(Sign, Seen.YES), SAM)


FORBIDDEN = [_flag("theme", "war"), _flag("performer", "Jim Reeves"), _flag("song", "Distant Drums"), _screened]


def _approved(home: Home, person: Resident, purpose: Purpose = Purpose.EVERYDAY) -> None:
    draft = lists.new_draft(home, person.id, SAM, purpose)
    lists.approve(home, draft.id, draft.revision, SAM)


@pytest.mark.parametrize("forbid", FORBIDDEN)
def test_it_is_in_no_mode(home: Home, desk: Desk, mick: Resident, nora: Resident, forbid: Forbid) -> None:
    _approved(home, mick)
    assert DRUMS in {track.song for track in tracks_for(home, mick.id)}
    forbid(home, mick)
    assert DRUMS not in {track.song for track in tracks_for(home, mick.id)}
    for purpose in FOR_ONE:
        assert DRUMS not in {pick.song.id for pick in lists.new_draft(home, mick.id, SAM, purpose).picks}
    assert DRUMS not in {song.id for song in auditioning.samples(home, mick.id)}
    people = [mick.id, nora.id]
    assert DRUMS not in {pick.song.id for pick in suggest_for_group(home, people).picks}
    assert DRUMS not in {track.song for track in tracks_for_all(home, people, [DRUMS, SongId("danny-boy")])}


def test_it_leaves_the_sound_at_once(home: Home, desk: Desk, mick: Resident, nora: Resident) -> None:
    play_for_group(home, [mick.id, nora.id], [DRUMS, SongId("danny-boy")], SAM, "tap")
    assert isinstance(desk.asked[0], Begin)
    _flag("theme", "war")(home, nora)
    assert any(isinstance(one, Block) and one.song == DRUMS for one in desk.asked)


def test_a_lament_the_person_asked_for_may_play_in_a_group(home: Home, mick: Resident, nora: Resident) -> None:
    _screened(home, mick)
    life.name_song(home, mick.id, "Distant Drums", life.told(home, "person", "Mick"), SAM)
    assert DRUMS in {track.song for track in tracks_for_all(home, [mick.id, nora.id], [DRUMS])}


def test_a_song_no_pack_holds_is_blocked_by_the_words_it_was_named_by(home: Home, mick: Resident) -> None:
    named = Song(SongId("own~x"), "Evening Star by Perry Como", pack="own")
    _flag("performer", "Perry Como")(home, mick)
    assert blocked(named, listener(home, mick.id))
    _flag("song", "Evening Star")(home, mick)
    assert blocked(replace(named, title="Evening Star by Somebody Else"), listener(home, mick.id))


def test_eyes_and_hands_reach_the_screen(home: Home, mick: Resident) -> None:
    story = home.store.residents.story(mick.id)
    told = replace(story, comfort=replace(story.comfort, sight_and_hands=("hands shake",)))
    home.store.residents.save_story(told, SAM)
    assert ease(home, mick.id).choices == 2
