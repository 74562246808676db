"""How alike two phrases are."""

from kiosk.playlists.matching import Phrases, ShortPhrases, in_any_order, performer_parts, title_parts


def test_the_same_phrase_is_fully_alike() -> None:
    phrases = Phrases([(7, title_parts("harbour lights"))])
    assert phrases.likeness("harburlits") == {7: 1.0}


def test_a_part_of_a_title_counts_by_its_length() -> None:
    parts = dict(title_parts("harbour lights at dawn"))
    assert parts["harbur"] < parts["harburlitsat"] < 1.0


def test_parts_end_at_word_edges() -> None:
    assert not any("raft" in text and "draft" not in text for text, _ in title_parts("the draft left"))


def test_a_surname_stands_for_a_name() -> None:
    assert dict(performer_parts("mara vinlund"))["vinlund"] > 0.9


def test_words_in_another_order_are_the_same() -> None:
    assert in_any_order("lights harbour") == in_any_order("harbour lights")


def test_slips_count_a_swap_once() -> None:
    phrases = Phrases([(1, (("rose", 1.0),))])
    assert phrases.slips("rsoe")[1] == 0.75


def test_nothing_asked_is_like_nothing() -> None:
    phrases = Phrases([(1, title_parts("rose"))])
    assert (phrases.likeness(""), phrases.slips("")) == ({}, {})


def test_short_titles_are_found_through_two_slips() -> None:
    assert ShortPhrases(["candle", "harbour lights at dawn"]).nearest("cadnel") == [0]
