"""Lists: drafted by the kiosk, changed and approved by a person."""

import pytest

from kiosk.errors import BadInput, Conflict, NotFound
from kiosk.home import life, lists, observing
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.people.residents import Resident
from kiosk.playlists.picks import Approval, Purpose
from tests.home.conftest import SAM


def titles(home: Home, person: Resident) -> list[str]:
    return [track.title for track in tracks_for(home, person.id)]


def test_it_works(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    split = lists.split(home, draft)
    assert {pick.song.title for pick in split.ready} == {
        "Danny Boy", "Molly Malone", "He'll Have to Go", "Distant Drums", "Catch a Falling Star",
    }  # fmt: skip
    assert "Whiskey in the Jar" in {pick.song.title for pick in split.wanted}
    assert all(pick.reasons for pick in draft.picks)


def test_nothing_plays_that_nobody_approved(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    assert titles(home, mick) == []
    lists.approve(home, draft.id, draft.revision, SAM)
    assert len(titles(home, mick)) == 5


def test_the_draft_is_named_by_who_told_it(home: Home, mick: Resident) -> None:
    who = life.told(home, "family", "his sister Nora")
    life.name_song(home, mick.id, "danny boy", who, SAM)
    first = lists.new_draft(home, mick.id, SAM).picks[0]
    assert (first.song.title, first.reasons[0].words) == ("Danny Boy", "Named by his sister Nora")


def test_songs_move_and_leave(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    first, second = (pick.song for pick in draft.picks[:2])
    moved = lists.move(home, draft.id, second.id, -1, draft.revision, SAM)
    assert [pick.song for pick in moved.picks[:2]] == [second, first]
    left = lists.drop(home, draft.id, first.id, moved.revision, SAM)
    assert first not in [pick.song for pick in left.picks]


def test_two_people_editing_are_both_told(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.drop(home, draft.id, draft.picks[0].song.id, draft.revision, SAM)
    with pytest.raises(Conflict):
        lists.drop(home, draft.id, draft.picks[1].song.id, draft.revision, SAM)


def test_an_approved_list_is_not_edited(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    approved = lists.approve(home, draft.id, draft.revision, SAM)
    with pytest.raises(NotFound):
        lists.drop(home, approved.id, approved.picks[0].song.id, approved.revision, SAM)


def test_approving_retires_the_one_before(home: Home, mick: Resident) -> None:
    for _ in range(2):
        draft = lists.new_draft(home, mick.id, SAM)
        lists.approve(home, draft.id, draft.revision, SAM)
    states = [one.state for one in home.store.playlists.of(mick.id)]
    assert sorted(states) == [Approval.APPROVED, Approval.RETIRED]


def test_an_empty_life_asks_for_something_to_go_on(home: Home) -> None:
    nobody = life.add_resident(home, "Ann", "", SAM)
    home.catalogue = type(home.catalogue)({})
    home.put_on_shelf(type(home.shelf)())
    with pytest.raises(BadInput, match="where and when"):
        lists.new_draft(home, nobody.id, SAM)


def test_a_red_flag_set_later_takes_the_song_out_of_an_approved_list(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    who = life.told(home, "family", "his sister Nora")
    life.add_red_flag(home, mick.id, "song", "Danny Boy", who, SAM)
    life.add_red_flag(home, mick.id, "theme", "war", who, SAM)
    life.add_red_flag(home, mick.id, "performer", "Perry Como", who, SAM)
    assert set(titles(home, mick)) == {"Molly Malone", "He'll Have to Go"}


def test_what_was_seen_makes_the_next_draft_differ_and_say_why(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    last = draft.picks[3].song
    for n in range(2):
        note = observing.keep_note(home, mick.id, observing.QuickNote("settled", "3", "1", "none"), SAM, f"n{n}")
        observing.add_seen(home, note.id, ["sang or hummed"], "", last.id, SAM)
    after = lists.new_draft(home, mick.id, SAM)
    assert after.picks[0].song == last
    assert f"“{last.title}” has a new place: Mick sang along twice" in after.changes


def test_the_wanted_list_is_what_the_library_lacks(home: Home, mick: Resident) -> None:
    lists.new_draft(home, mick.id, SAM)
    wanted = [pick.song.title for pick in lists.wanted_songs(home, mick.id)]
    assert "Whiskey in the Jar" in wanted
    assert "Danny Boy" not in wanted


def test_each_purpose_has_a_list_of_its_own(home: Home, mick: Resident) -> None:
    everyday = lists.new_draft(home, mick.id, SAM)
    calm = lists.new_draft(home, mick.id, SAM, Purpose.CALM)
    assert lists.draft_of(home, mick.id, Purpose.CALM) == calm
    assert lists.draft_of(home, mick.id) == everyday
    lists.approve(home, calm.id, calm.revision, SAM)
    assert lists.draft_of(home, mick.id) == everyday


def test_play_music_plays_everyday_whatever_was_approved_last(home: Home, mick: Resident) -> None:
    for purpose in (Purpose.EVERYDAY, Purpose.EVENING):
        draft = lists.new_draft(home, mick.id, SAM, purpose)
        dropped = draft.picks[0].song.id if purpose is Purpose.EVENING else None
        kept = lists.drop(home, draft.id, dropped, draft.revision, SAM) if dropped else draft
        lists.approve(home, kept.id, kept.revision, SAM)
    assert len(titles(home, mick)) == 5
    assert len(tracks_for(home, mick.id, Purpose.EVENING)) == 4
    assert lists.other_purposes(home, mick.id) == (Purpose.EVENING,)


def test_without_an_everyday_list_the_one_there_is_plays(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM, Purpose.SING_ALONG)
    lists.approve(home, draft.id, draft.revision, SAM)
    assert titles(home, mick)
    assert lists.other_purposes(home, mick.id) == ()


def test_a_red_flag_silences_every_list(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM, Purpose.EVENING)
    lists.approve(home, draft.id, draft.revision, SAM)
    life.add_red_flag(home, mick.id, "song", "Danny Boy", life.told(home, "staff", "Sam"), SAM)
    assert [str(song) for song in lists.blocked_songs(home, mick.id)] == ["danny-boy"]
    assert "Danny Boy" not in titles(home, mick)
