"""A memory told while a song plays."""

import pytest

from kiosk.errors import BadInput
from kiosk.home.home import Home
from kiosk.home.knowing import listener
from kiosk.home.told_now import keep_told_memory
from kiosk.people.memories import Verdict
from kiosk.people.residents import Resident
from kiosk.playlists.listener import Source
from kiosk.units import SongId
from tests.home.conftest import SAM

DANNY = SongId("danny-boy")


def test_it_is_the_persons_own_and_approved(home: Home, mick: Resident) -> None:
    kept = keep_told_memory(home, mick.id, DANNY, "", "Mam hummed it.", SAM)
    assert (kept.giver, kept.relation, kept.song) == ("Mick", "", DANNY)
    assert (kept.verdict, kept.decided_by) == (Verdict.APPROVED, "Sam")
    assert home.store.memories.of(mick.id) == (kept,)


def test_it_counts_as_named_by_the_person(home: Home, mick: Resident) -> None:
    keep_told_memory(home, mick.id, DANNY, "Danny Boy", "Mam hummed it.", SAM)
    assert listener(home, mick.id).named[DANNY].source is Source.PERSON


def test_it_may_be_about_another_song(home: Home, mick: Resident) -> None:
    kept = keep_told_memory(home, mick.id, DANNY, "Molly Malone", "In the pram.", SAM)
    assert (kept.song_words, kept.song) == ("Molly Malone", "molly-malone")


def test_without_a_song_or_a_story_it_asks(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="which song"):
        keep_told_memory(home, mick.id, None, " ", "Mam hummed it.", SAM)
    with pytest.raises(BadInput, match="what was told"):
        keep_told_memory(home, mick.id, DANNY, "", " ", SAM)
