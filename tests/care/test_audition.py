"""The audition: what to try next, and what it teaches."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.audition import Level, Recognition, audition_playlist, is_audition, next_sample
from kiosk.care.learning import responses
from kiosk.playlists.songs import Song
from kiosk.units import PlaylistId, ResidentId, SongId, Year

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WILL = ResidentId("will")
SONGS = [
    Song(SongId(f"{place}-{year}-{number}"), f"Song {number}", f"Band {place}{year}{number}", Year(year), (place,))
    for place in ("GB", "IE", "IT")
    for year in (1935, 1945, 1955, 1965)
    for number in range(3)
]
BY_ID = {song.id: song for song in SONGS}


def heard(song: SongId, level: Level | None = Level.HALF_KNEW, minute: int = 0) -> Recognition:
    return Recognition(f"h{song}", WILL, song, level, "Robin", NOW + timedelta(minutes=minute))


def sitting(marks: dict[str, Level], count: int) -> list[Song]:
    """Walk a sitting: every sample is marked by where it comes from."""
    found: list[Song] = []
    past: list[Recognition] = []
    for minute in range(count):
        song = next_sample(SONGS, past, BY_ID)
        assert song
        found.append(song)
        past.append(heard(song.id, marks.get(song.regions[0], Level.NOTHING), minute))
    return found


def test_a_sitting_goes_across_times_and_places() -> None:
    tried = sitting({"GB": Level.HALF_KNEW, "IE": Level.HALF_KNEW, "IT": Level.HALF_KNEW}, 6)
    assert len({song.id for song in tried}) == 6
    assert {song.regions[0] for song in tried} == {"GB", "IE", "IT"}
    assert len({song.year for song in tried}) == 4


def test_it_comes_nearer_to_what_was_recognised() -> None:
    tried = sitting({"IT": Level.LIT_UP}, 18)
    assert sum(song.regions[0] == "IT" for song in tried[6:]) > len(tried[6:]) / 2


def test_it_ends_when_all_was_tried() -> None:
    assert next_sample(SONGS, [heard(song.id) for song in SONGS], BY_ID) is None
    assert next_sample([], [], {}) is None


@given(st.permutations(SONGS))
def test_the_order_of_the_shelf_does_not_matter(songs: list[Song]) -> None:
    assert next_sample(songs, [heard(SONGS[0].id)], BY_ID) == next_sample(SONGS, [heard(SONGS[0].id)], BY_ID)


def test_levels_are_ratings_from_nothing_to_all() -> None:
    assert [heard(SONGS[0].id, level).rating for level in Level] == [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert heard(SONGS[0].id, None).rating == 0


def test_what_was_recognised_is_learned() -> None:
    learned = responses("Will", [], [], [], [heard(SongId("a"), Level.LIT_UP), heard(SongId("b"), None)])
    assert learned[SongId("a")].mean == 0.8
    assert learned[SongId("a")].words == ("Will lit up when it was tried once",)
    assert learned[SongId("b")].mean == 0


def test_a_sample_belongs_to_no_list() -> None:
    assert is_audition(audition_playlist("s1"))
    assert not is_audition(PlaylistId("everyday"))
