"""Invitations open once; memories wait for staff, but "never play it" does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import BadInput, KioskError
from kiosk.home import family, lists
from kiosk.home.family import MemoryWords
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.people.memories import Invitation, Use, Verdict
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


@pytest.fixture
def nora(home: Home, mick: Resident) -> Invitation:
    _, token = family.invite(home, mick.id, "Nora", "sister", SAM)
    return family.claim(home, token)


def test_it_works(home: Home, mick: Resident, nora: Invitation) -> None:
    given = family.give_memory(home, nora, MemoryWords("Danny Boy", "At the station."))
    assert (given.verdict, given.song, given.giver) == (Verdict.WAITING, "danny-boy", "Nora")
    family.decide(home, given.id, Verdict.APPROVED, given.song, given.revision, SAM)
    first = lists.new_draft(home, mick.id, SAM).picks[0]
    assert [reason.words for reason in first.reasons] == ["Named by Nora (sister)", "Nora told its story"]


def test_an_invitation_opens_once(home: Home, mick: Resident) -> None:
    _, token = family.invite(home, mick.id, "Nora", "sister", SAM)
    family.claim(home, token)
    with pytest.raises(KioskError, match="used"):
        family.claim(home, token)


def test_an_invitation_runs_out(home: Home, mick: Resident) -> None:
    _, token = family.invite(home, mick.id, "Nora", "sister", SAM)
    then = home.now() + timedelta(days=family.DAYS, minutes=1)
    home.clock = lambda: then
    with pytest.raises(KioskError, match=r"new one|ran out|expired"):
        family.claim(home, token)


def test_a_made_up_token_opens_nothing(home: Home) -> None:
    with pytest.raises(KioskError):
        family.claim(home, "made-up")


def test_the_token_is_kept_nowhere(home: Home, mick: Resident) -> None:
    made, token = family.invite(home, mick.id, "Nora", "sister", SAM)
    assert token not in repr(home.store.invitations.get(made.id))
    assert all(token.encode() not in file.read_bytes() for file in home.store.home.glob("kiosk.db*"))


def test_never_play_counts_before_anyone_approves_it(home: Home, mick: Resident, nora: Invitation) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    assert "Danny Boy" in [track.title for track in tracks_for(home, mick.id)]
    family.give_memory(home, nora, MemoryWords("danny boy", "", use=Use.NEVER))
    assert "Danny Boy" not in [track.title for track in tracks_for(home, mick.id)]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (MemoryWords("", "story"), "song"),
        (MemoryWords("Danny Boy", ""), "story"),
        (MemoryWords("Danny Boy", "x" * 2001), "story"),
        (MemoryWords("Danny Boy", "story", photo=b"no photo"), "photo"),
    ],
)
def test_what_cannot_be_kept_is_asked_again(home: Home, nora: Invitation, words: MemoryWords, field: str) -> None:
    with pytest.raises(BadInput) as asked:
        family.give_memory(home, nora, words)
    assert asked.value.field == field
    assert home.store.memories.of(nora.resident) == ()


def test_an_invitation_taken_back_takes_no_more(home: Home, nora: Invitation) -> None:
    with pytest.raises(KioskError, match="taken back"):
        family.give_memory(home, replace(nora, withdrawn=True), MemoryWords("Danny Boy", "At the station."))
