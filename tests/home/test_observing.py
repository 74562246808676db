"""Observations: kept at once, twice is once, corrected by amending."""

import pytest

from kiosk.care.observations import Before, Mark, TookPart
from kiosk.errors import BadInput
from kiosk.home import lists, observing
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.home.observing import MarkedSong, QuickNote
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


def test_it_works(home: Home, mick: Resident) -> None:
    note = observing.keep_note(home, mick.id, QuickNote("withdrawn", "2", "1", "none"), SAM)
    kept = home.store.records.observation(note.id)
    assert (kept.before, kept.took_part, kept.mood, kept.observer) == (
        Before.WITHDRAWN, TookPart.ABOUT_HALF, 1, "Sam",
    )  # fmt: skip


def test_the_tap_before_is_asked_for(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput) as asked:
        observing.keep_note(home, mick.id, QuickNote("", "2", "1", "none"), SAM)
    assert asked.value.field == "before"


def test_what_was_not_answered_stays_missing(home: Home, mick: Resident) -> None:
    note = observing.keep_note(home, mick.id, QuickNote("settled"), SAM)
    assert (note.took_part, note.mood, note.distress) == (None, None, None)


def test_asleep_is_not_zero(home: Home, mick: Resident) -> None:
    assert observing.keep_note(home, mick.id, QuickNote("settled", "asleep"), SAM).took_part is TookPart.ASLEEP


def test_a_note_sent_twice_is_kept_once(home: Home, mick: Resident) -> None:
    for _ in range(2):
        observing.keep_note(home, mick.id, QuickNote("settled", "1", "0", "none"), SAM, "note-1")
    assert len(home.store.records.observations_of(mick.id)) == 1


def test_more_is_an_amendment_and_the_first_note_stays(home: Home, mick: Resident) -> None:
    note = observing.keep_note(home, mick.id, QuickNote("settled"), SAM)
    more = observing.add_seen(home, note.id, ["smiled", "nonsense"], " He hummed. ", None, SAM)
    assert (more.amends, [str(chip) for chip in more.chips], more.remark) == (note.id, ["smiled"], "He hummed.")
    assert home.store.records.observation(note.id) == note


def test_never_again_is_a_red_flag_at_once(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    song = draft.picks[0].song
    observing.mark_song(home, mick.id, MarkedSong(song.id, song.title), Mark.NEVER_AGAIN, SAM)
    assert song.id not in [track.song for track in tracks_for(home, mick.id)]
    assert home.store.residents.story(mick.id).red_flags[0].song == song.id
    assert song.id not in [pick.song.id for pick in lists.new_draft(home, mick.id, SAM).picks]
