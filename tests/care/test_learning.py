"""What is learned of a song, from what was seen and said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.learning import current, responses
from kiosk.care.observations import Chip, Distress, Mark, Observation, SongMark
from kiosk.care.plays import Play, WhyEnded
from kiosk.units import DurationMs, ObservationId, PlayId, RecordingId, ResidentId, SessionId, SongId

NOW = datetime(2026, 5, 1, 14, tzinfo=UTC)
PEGGY, DAISY = ResidentId("peggy"), SongId("daisy-bell")


def seen(id_: str, *chips: Chip, song: SongId | None = DAISY, amends: str = "", **more: object) -> Observation:
    note = Observation(ObservationId(id_), PEGGY, "Sam", NOW, chips=chips, song=song, **more)  # type: ignore[arg-type]
    return note if not amends else Observation(**{**vars(note), "amends": ObservationId(amends)})


def mark(kind: Mark) -> SongMark:
    return SongMark(PEGGY, DAISY, kind, "Sam", NOW)


def play(why: WhyEnded) -> Play:
    ids = (PlayId("p"), SessionId("s"), PEGGY, DAISY, RecordingId("r"))
    return Play(*ids, "Daisy Bell", "", NOW, NOW + timedelta(seconds=9), DurationMs(9000), why)


def test_it_works() -> None:
    learned = responses("Peggy", [seen("1", Chip.SANG), seen("2", Chip.SANG)], [], [])[DAISY]
    assert (learned.mean, learned.count, learned.words) == (1.0, 2, ("Peggy sang along twice",))


def test_nobody_watched_is_not_no_response() -> None:
    assert responses("Peggy", [], [], [play(WhyEnded.FINISHED)]) == {}


def test_a_note_without_a_song_says_nothing_of_songs() -> None:
    assert responses("Peggy", [seen("1", Chip.SANG, song=None)], [], []) == {}


def test_the_residents_no_counts_against_a_song() -> None:
    assert responses("Peggy", [], [mark(Mark.NOT_THIS_ONE)], [])[DAISY].mean < 0.2


def test_asking_for_another_is_a_mild_word() -> None:
    assert 0.2 < responses("Peggy", [], [], [play(WhyEnded.ANOTHER)])[DAISY].mean < 0.5


def test_distress_that_stopped_the_music_counts_as_nothing_good() -> None:
    assert responses("Peggy", [seen("1", distress=Distress.STOPPED)], [], [])[DAISY].mean == 0


def test_an_amended_note_counts_once() -> None:
    notes = [seen("1"), seen("2", Chip.SMILED, amends="1")]
    assert [note.id for note in current(notes)] == ["2"]
    assert responses("Peggy", notes, [], [])[DAISY].count == 1


@given(st.lists(st.sampled_from(list(Chip))), st.lists(st.sampled_from(list(Mark))))
def test_it_is_always_bounded(chips: list[Chip], marks: list[Mark]) -> None:
    notes = [seen(str(n), chip) for n, chip in enumerate(chips)]
    for learned in responses("Peggy", notes, [mark(kind) for kind in marks], []).values():
        assert 0 <= learned.mean <= 1
        assert learned.words
