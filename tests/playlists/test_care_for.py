"""More care with music, where it could upset."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.care_for import FIRST_SESSION, Care, careful, is_gentle, offered
from kiosk.playlists.picks import Pick, Reason, Term
from kiosk.playlists.songs import Song
from kiosk.units import SongId

GENTLE = Care(gentle=True)


def pick(number: int = 0, *terms: Term, themes: tuple[str, ...] = (), familiarity: int = 4, score: float = 0.5) -> Pick:
    song = Song(SongId(f"s{number}"), f"Song {number}", themes=themes, familiarity=familiarity)
    return Pick(song, score, tuple(Reason(term, 0.1, "because") for term in terms or (Term.AGE,)))


def test_without_a_reason_nothing_changes() -> None:
    picks = [pick(1, themes=("loss",)), pick(2, Term.FAME)]
    assert careful(picks, Care(short=True), 1) == tuple(picks)


def test_laments_are_left_out_unless_named() -> None:
    assert not is_gentle(pick(themes=("loss",)))
    assert not is_gentle(pick(themes=("love", "war")))
    assert not is_gentle(pick(0, Term.RESPONSE, themes=("war",)))
    assert is_gentle(pick(0, Term.NAMED, themes=("war",)))
    assert is_gentle(pick(0, Term.MEMORY, themes=("loss",)))


def test_no_song_is_on_trial() -> None:
    assert not is_gentle(pick(0, Term.FAME))
    assert not is_gentle(pick(familiarity=1))
    assert is_gentle(pick(0, Term.RESPONSE, familiarity=1))


def test_the_first_session_is_short_and_keeps_the_best() -> None:
    picks = [pick(number, score=number / 10) for number in range(10)]
    kept = careful(picks, Care(gentle=True, short=True), 14)
    assert [one.song.id for one in kept] == ["s5", "s6", "s7", "s8", "s9"]
    assert len(careful(picks, Care(gentle=True, short=True).later(), 14)) == 10


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), max_size=20), st.booleans(), st.integers(1, 14))
def test_a_careful_list_is_gentle_short_and_in_order(songs: list[tuple[bool, float]], short: bool, count: int) -> None:
    picks = [pick(n, themes=("loss",) if sad else (), score=score) for n, (sad, score) in enumerate(songs)]
    kept = careful(picks, Care(gentle=True, short=short), count)
    assert all(is_gentle(one) for one in kept)
    assert len(kept) <= (min(count, FIRST_SESSION) if short else count)
    assert [one.song.id for one in kept] == [one.song.id for one in picks if one in kept]


def test_more_is_drafted_where_some_is_left_out() -> None:
    assert GENTLE.draws(14) > 14
    assert Care().draws(14) == 14


def test_an_approved_list_leaves_out_laments_nobody_asked_for() -> None:
    picks = [pick(1, Term.NAMED, themes=("loss",)), pick(2, themes=("war",)), pick(3, Term.FAME)]
    assert [one.song.id for one in offered(picks, GENTLE)] == ["s1", "s3"]
    assert offered(picks, Care()) == tuple(picks)


def test_the_first_day_of_an_approved_list_is_short() -> None:
    picks = [pick(number) for number in range(9)]
    assert offered(picks, Care(gentle=True, short=True)) == tuple(picks[:FIRST_SESSION])
