"""What is learned of a song, from what was seen and said."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.care.learning import current, responses
from kiosk.care.observations import Chip, Distress, Mark, Observation, SongMark
from kiosk.care.plays import Play, WhyEnded
from kiosk.units import DurationMs, ObservationId, PlayId, RecordingId, ResidentId, SessionId, SongId

NOW = datetime(2026, 5, 1, 14, tzinfo=UTC)
PEGGY, DAISY = ResidentId("peggy"), SongId("daisy-bell")


def seen(
    id_: str, *chips: Chip, song: SongId | None = DAISY, amends: str = "", seen_at: datetime = NOW, **more: object
) -> Observation:
    ids = (ObservationId(id_), PEGGY, "Sam", seen_at)
    note = Observation(*ids, chips=chips, song=song, **more)  # type: ignore[arg-type]
    return note if not amends else Observation(**{**vars(note), "amends": ObservationId(amends)})


def mark(kind: Mark) -> SongMark:
    return SongMark(PEGGY, DAISY, kind, "Sam", NOW)


def play(why: WhyEnded, day: int = 1) -> Play:
    ids = (PlayId("p"), SessionId("s"), PEGGY, DAISY, RecordingId("r"))
    began = NOW.replace(day=day)
    return Play(*ids, "Daisy Bell", "", began, began + timedelta(seconds=9), DurationMs(9000), why)


def test_it_works() -> None:
    learned = responses("Peggy", [seen("1", Chip.SANG), seen("2", Chip.SANG)], [], [])[DAISY]
    assert (learned.mean, learned.count, learned.words) == (1.0, 2, ("Peggy sang along twice",))


def test_nobody_watched_is_not_no_response() -> None:
    learned = responses("Peggy", [], [], [play(WhyEnded.FINISHED)])[DAISY]
    assert (learned.mean, learned.count, learned.words, learned.plays) == (0.5, 0, (), 1)


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


def test_what_sounded_is_counted_whoever_watched() -> None:
    plays = [play(WhyEnded.FINISHED, day=day) for day in (3, 9, 5)]
    learned = responses("Peggy", [seen("1", Chip.SANG)], [], plays)[DAISY]
    assert (learned.plays, learned.last_heard) == (3, date(2026, 5, 9))


def test_a_few_seconds_are_no_play() -> None:
    assert responses("Peggy", [], [], [play(WhyEnded.STOPPED)]) == {}


def on_days(*chips: Chip) -> list[Observation]:
    return [seen(str(day), chip, seen_at=NOW + timedelta(days=day)) for day, chip in enumerate(chips)]


def falls(*chips: Chip) -> int:
    return responses("Peggy", on_days(*chips), [], [])[DAISY].falls


def test_falls_in_a_row_are_counted_by_day() -> None:
    assert falls(Chip.SANG, Chip.SMILED, Chip.LOOKED, Chip.RESTLESS) == 3
    assert falls(Chip.SANG, Chip.SMILED, Chip.LOOKED, Chip.SANG) == 0
    assert falls(Chip.RESTLESS, Chip.SANG, Chip.SMILED) == 1
    assert falls(Chip.SANG, Chip.SANG) == 0


RATED = st.lists(st.sampled_from(list(Chip)), min_size=1, max_size=8)


@given(RATED)
def test_learning_is_reversible(chips: list[Chip]) -> None:
    """A note that is amended away leaves nothing behind."""
    notes = on_days(*chips)
    wrong = seen("wrong", Chip.LEFT)
    taken_back = seen("right", amends="wrong", song=None)
    assert responses("Peggy", [*notes, wrong, taken_back], [], []) == responses("Peggy", notes, [], [])


@given(RATED, st.randoms(use_true_random=False))
def test_the_order_notes_arrive_in_changes_nothing(chips: list[Chip], coin: Random) -> None:
    notes = on_days(*chips)
    shuffled = list(notes)
    coin.shuffle(shuffled)
    one, other = (responses("Peggy", each, [], [])[DAISY] for each in (notes, shuffled))
    assert (one.count, one.falls) == (other.count, other.falls)
    assert one.mean == pytest.approx(other.mean)


@given(RATED)
def test_a_good_sign_never_lowers_and_a_bad_one_never_raises(chips: list[Chip]) -> None:
    before = responses("Peggy", on_days(*chips), [], [])[DAISY].mean
    assert responses("Peggy", on_days(*chips, Chip.SANG), [], [])[DAISY].mean >= before - 1e-9
    assert responses("Peggy", on_days(*chips, Chip.LEFT), [], [])[DAISY].mean <= before + 1e-9


@given(RATED)
def test_falls_are_fewer_than_days(chips: list[Chip]) -> None:
    assert 0 <= falls(*chips) < len(chips)
