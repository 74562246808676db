from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import NotFound
from kiosk.playlists.recordings import Recording
from kiosk.store.recordings import KnownFile
from kiosk.store.store import Store
from kiosk.units import Decibels, RecordingId, SongId
from tests.store import some


def test_a_scan_is_there_after_opening_again(home: Path) -> None:
    scanned = [some.recording(number) for number in range(2000)]
    with Store.open(home) as store:
        assert store.recordings.upsert_many(scanned) == 2000
    with Store.open(home) as store:
        assert store.recordings.all() == tuple(scanned)


def test_one_recording_comes_back_by_its_id(store: Store) -> None:
    store.recordings.upsert_many([some.recording()])
    assert store.recordings.get(RecordingId("rec-1")) == some.recording()
    with pytest.raises(NotFound, match="Scan the music again"):
        store.recordings.get(RecordingId("rec-9"))


def test_what_is_learnt_later_replaces_what_was_known(store: Store) -> None:
    store.recordings.upsert_many([some.recording()])
    louder = replace(some.recording(), gain=Decibels(3.5), song=SongId("s-2"))
    store.recordings.upsert_many([louder], some.BY)
    assert store.recordings.all() == (louder,)
    assert store.recordings.of_song(SongId("s-1")) == ()


def test_a_song_has_its_recordings(store: Store) -> None:
    unmatched = some.recording(3, song=None)
    store.recordings.upsert_many([some.recording(2), some.recording(1), unmatched])
    assert store.recordings.of_song(SongId("s-1")) == (some.recording(1), some.recording(2))


def test_an_unchanged_file_need_not_be_read_again(store: Store) -> None:
    known = some.recording()
    store.recordings.upsert_many([known])
    assert store.recordings.by_path_stat(known.path, known.size, known.modified_ns) == known
    assert store.recordings.by_path_stat(known.path, known.size, known.modified_ns + 1) is None
    assert store.recordings.by_path_stat(known.path, known.size + 1, known.modified_ns) is None
    assert store.recordings.by_path_stat("/elsewhere", known.size, known.modified_ns) is None


def test_the_same_music_twice_is_two_files_and_one_recording(store: Store) -> None:
    first = some.recording()
    second = replace(first, path="/music/copy.ogg")
    store.recordings.upsert_many([first, second])
    assert len(store.recordings.all()) == 1
    assert store.recordings.files() == (
        KnownFile(first.path, first.size, first.modified_ns, first.id),
        KnownFile("/music/copy.ogg", first.size, first.modified_ns, first.id),
    )


def test_files_that_are_gone_can_be_forgotten(store: Store) -> None:
    store.recordings.upsert_many([some.recording()])
    assert store.recordings.forget_files([some.recording().path, "/never/there"]) == 1
    assert store.recordings.files() == ()
    assert len(store.recordings.all()) == 1


def test_a_damaged_row_is_left_out_until_the_next_scan(home: Path) -> None:
    with Store.open(home) as store:
        store.recordings.upsert_many([some.recording(1), some.recording(2)])
    path = home / "kiosk.db"
    path.write_bytes(path.read_bytes().replace(b'"title":"Song 2"', b'"title":"Song 3"'))
    with Store.open(home) as store:
        assert store.recordings.all() == (some.recording(1),)
        assert "kiosk check" in store.trouble
        store.recordings.upsert_many([some.recording(2)])
        assert len(store.recordings.all()) == 2


def test_nothing_scanned_writes_nothing(store: Store) -> None:
    assert store.recordings.upsert_many([]) == 0
    assert store.audit.entries() == ()


def test_a_whole_scan_is_one_line_in_the_audit_trail(store: Store) -> None:
    scanned: list[Recording] = [some.recording(number) for number in range(50)]
    store.recordings.upsert_many(scanned, some.BY)
    assert [entry.action for entry in store.audit.entries()] == ["listed 50"]
