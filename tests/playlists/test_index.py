"""Finding texts by their pieces."""

from kiosk.playlists.index import PieceIndex, pieces

TITLES = ("harbour lights at dawn", "harbour waltz", "the long road home", "rose")


def _nearest(words: str, missing: float = 0.3) -> set[int]:
    index = PieceIndex(TITLES)
    shared, wanted = index.shared(words, budget=1000)
    return index.nearest(shared, wanted, 1, (missing,))


def test_the_text_itself_comes_first() -> None:
    assert [_nearest(title) for title in TITLES] == [{0}, {1}, {2}, {3}]


def test_a_typo_still_finds_it() -> None:
    assert _nearest("harbur wallz") == {1}


def test_nothing_in_common_finds_nothing() -> None:
    assert _nearest("zzz") == set()


def test_rare_pieces_are_read_first_and_whatever_the_budget() -> None:
    shared, _ = PieceIndex(TITLES).shared("harbour rose", budget=0)
    assert set(shared) == {3}


def test_a_low_cost_favours_texts_that_hold_the_words_and_a_high_one_the_reverse() -> None:
    assert _nearest("harbour", missing=0.0) <= {0, 1}
    assert _nearest("rose harbour lights", missing=1.0) == {3}


def test_an_empty_index_answers() -> None:
    shared, wanted = PieceIndex(()).shared("anything", 10)
    assert (shared, wanted) == ({}, 0.0)


def test_pieces_hold_words_consonants_and_trigrams() -> None:
    assert {"=ros", "~rs", "^ro", "os$"} <= pieces("rose")
