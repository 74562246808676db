"""What staff do with the library: answers, notes, and the list of what is wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import BadInput
from kiosk.home import library_arrivals, library_review, library_wanted, lists
from kiosk.home.home import Home
from kiosk.home.library_review import Rights
from kiosk.home.library_watch import refresh_shelf
from kiosk.people.residents import Resident
from kiosk.playlists.recordings import Kind, Matched, Recording
from kiosk.units import Decibels, RecordingId, SongId
from tests.home.conftest import SAM


def doubtful(home: Home, **changes: object) -> Recording:
    song = next(song for song in home.catalogue.songs.values() if song.title == "Maggie")
    made = Recording(RecordingId("doubt"), str(home.settings.media[0] / "magie.mp3"), "Magie", gain=Decibels(-1))
    one = replace(made, guess=song.id, matched=Matched.DOUBTFUL, score=0.8, **changes)  # type: ignore[arg-type]
    home.store.recordings.upsert_many([one])
    return one


def test_it_works(home: Home) -> None:
    one = doubtful(home)
    assert library_review.review_queue(home) == [one]
    assert one.guess
    library_review.answer(home, one.id, one.guess, Kind.PLAIN, SAM)
    assert library_review.review_queue(home) == []
    assert home.shelf.recordings[one.guess].id == one.id


def test_the_guess_is_the_first_choice(home: Home) -> None:
    one = doubtful(home)
    assert library_review.choices(home, one)[0].id == one.guess
    assert len(library_review.choices(home, one)) <= 3


def test_none_of_these_makes_it_a_song_of_its_own(home: Home) -> None:
    library_review.answer(home, doubtful(home).id, None, Kind.PLAIN, SAM)
    assert "file~doubt" in home.shelf.recordings


def test_an_answer_can_be_taken_back(home: Home) -> None:
    one = doubtful(home)
    library_review.answer(home, one.id, one.guess, Kind.PLAIN, SAM)
    library_review.undo(home, one.id, SAM)
    (again,) = library_review.review_queue(home)
    assert (again.guess, again.song) == (one.guess, None)


def test_a_song_that_is_none_is_refused(home: Home) -> None:
    with pytest.raises(BadInput, match="None of these"):
        library_review.answer(home, doubtful(home).id, SongId("no-such-song"), Kind.PLAIN, SAM)


def test_who_answered_is_kept(home: Home) -> None:
    library_review.answer(home, doubtful(home).id, None, Kind.OTHER, SAM)
    assert SAM in {entry.by for entry in home.store.audit.entries() if entry.table == "recordings"}


def test_everything_is_counted(home: Home) -> None:
    doubtful(home)
    home.store.recordings.upsert_many([Recording(RecordingId("bad"), "/x/bad.mp3", "bad", trouble="It is empty.")])
    counted = library_review.counts(home)
    assert (counted.usable, counted.named, counted.doubtful, counted.refused) == (6, 5, 1, 1)


def test_a_note_on_a_folder_is_kept_with_its_recordings(home: Home) -> None:
    one = doubtful(home)
    folder = str(home.settings.media[0])
    assert library_review.note_rights(home, Rights(folder, "Nora's CDs", "licence 12"), SAM) == 1
    assert home.store.recordings.get(one.id).source == "Nora's CDs"
    assert library_review.rights(home) == [Rights(folder, "Nora's CDs", "licence 12")]


def test_a_note_needs_one_of_the_homes_folders(home: Home) -> None:
    with pytest.raises(BadInput):
        library_review.note_rights(home, Rights("/etc", "x"), SAM)


def test_wanted_songs_are_ranked_by_whom_they_are_for(home: Home, mick: Resident) -> None:
    lists.new_draft(home, mick.id, SAM)
    found = library_wanted.wanted(home)
    assert found
    assert all(one.people == ("Mick",) for one in found)
    assert not {one.song.id for one in found} & set(home.shelf.recordings)


def test_the_wanted_list_is_a_table(home: Home, mick: Resident) -> None:
    lists.new_draft(home, mick.id, SAM)
    table = library_wanted.wanted_table(home)
    assert len(table.rows) == len(library_wanted.wanted(home))
    assert {row[4:] for row in table.rows} == {(1, "Mick")}


def test_misspelled_words_find_a_recording(home: Home) -> None:
    found = home.search.find(home.store.recordings.all(), "moly malon")
    assert found[0].title == "Molly Malone"


def test_a_wanted_song_that_arrives_joins_the_list_and_is_told(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    missed = library_arrivals.wanted_now(home)
    assert library_arrivals.note_arrivals(home, missed) == 0
    first = next(one.song for one in library_wanted.wanted(home))
    arrived = Recording(RecordingId("new"), "/music/new.mp3", first.title, gain=Decibels(-1), song=first.id)
    home.store.recordings.upsert_many([arrived])
    refresh_shelf(home)
    assert library_arrivals.note_arrivals(home, missed) == 1
    assert first.id in {pick.song.id for pick in lists.split(home, draft).ready}
    (told,) = library_arrivals.arrivals(home)
    assert (told.title, told.people) == (first.title, ("Mick",))
    now = home.clock()
    home.clock = lambda: now + timedelta(days=15)
    assert library_arrivals.arrivals(home) == []
