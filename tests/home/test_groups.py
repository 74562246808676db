"""A group's list: whose songs the library holds, with everybody's red flags."""

import pytest

from kiosk.errors import BadInput
from kiosk.home import life
from kiosk.home.groups import suggest_for_group
from kiosk.home.home import Home
from kiosk.people.residents import Resident
from tests.home.conftest import SAM


@pytest.fixture
def nora(home: Home) -> Resident:
    person = life.add_resident(home, "Nora", "", SAM)
    life.save_birth(home, person.id, "1942", SAM)
    life.name_song(home, person.id, "Molly Malone", life.told(home, "the person", "Nora"), SAM)
    return person


def titles(home: Home, *people: Resident) -> list[str]:
    return [pick.song.title for pick in suggest_for_group(home, [one.id for one in people]).picks]


def test_it_works(home: Home, mick: Resident, nora: Resident) -> None:
    found = suggest_for_group(home, [mick.id, nora.id])
    whose = {pick.song.title: pick.whose for pick in found.picks}
    assert "Nora" in whose["Molly Malone"]


def test_only_what_the_library_can_play(home: Home, mick: Resident, nora: Resident) -> None:
    assert "Whiskey in the Jar" not in titles(home, mick, nora)


def test_a_red_flag_of_one_counts_for_all(home: Home, mick: Resident, nora: Resident) -> None:
    life.add_red_flag(home, mick.id, "song", "Molly Malone", life.told(home, "staff", "Sam"), SAM)
    assert "Molly Malone" not in titles(home, mick, nora)


def test_one_person_is_no_group(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="between two and eight"):
        suggest_for_group(home, [mick.id, mick.id])
