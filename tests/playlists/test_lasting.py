"""What lasts: stale songs rest, and late on one or two songs stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.lasting import key_songs, rests, why_it_rests
from kiosk.playlists.listener import Response
from kiosk.units import SongId

TODAY = date(2026, 5, 20)
STALE = Response(0.5, 8, falls=3, plays=14, last_heard=TODAY)


def failed(count: int) -> dict[SongId, Response]:
    return {SongId(f"failed-{n}"): Response(0.2, 3) for n in range(count)}


def test_it_works() -> None:
    assert rests(STALE, TODAY)
    assert why_it_rests(STALE) == "Played 14 times in a year, and the response fell 3 times in a row: resting for now"


def test_two_falls_are_not_enough() -> None:
    assert not rests(Response(0.5, 8, falls=2, last_heard=TODAY), TODAY)


def test_a_rest_ends_after_two_weeks() -> None:
    assert rests(STALE, TODAY + timedelta(days=13))
    assert not rests(STALE, TODAY + timedelta(days=14))


def test_late_on_the_songs_that_still_work_stay() -> None:
    works = SongId("works")
    assert key_songs({works: Response(0.9, 3), **failed(5)}) == {works}


def test_one_good_day_is_not_enough_to_narrow() -> None:
    assert key_songs({SongId("once"): Response(1.0, 1), **failed(5)}) == frozenset()


def test_it_does_not_narrow_while_others_work_or_little_was_seen() -> None:
    three = {SongId(f"works-{n}"): Response(0.9, 3) for n in range(3)}
    assert key_songs({**three, **failed(9)}) == frozenset()
    assert key_songs({SongId("works"): Response(0.9, 3), **failed(4)}) == frozenset()


@given(st.dictionaries(st.text(max_size=3).map(SongId), st.builds(Response, st.floats(0, 1), st.integers(0, 9))))
def test_narrowing_never_leaves_more_than_two(responses: dict[SongId, Response]) -> None:
    assert len(key_songs(responses)) <= 2
