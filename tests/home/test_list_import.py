"""A list from another player becomes a draft."""

import pytest

from kiosk.errors import BadInput
from kiosk.home import life, list_import, lists
from kiosk.home.home import Home
from kiosk.people.life_story import FlagKind
from kiosk.people.residents import Resident
from tests.home.conftest import SAM

LIST = """#EXTM3U
#EXTINF:60,Jim Reeves - Distant Drums
/elsewhere/distant.mp3
#EXTINF:60,Guy Mitchell - Singing the Blues
/elsewhere/blues.mp3
#EXTINF:60,Nobody - A Song That Is Not There
/elsewhere/none.mp3
"""


def test_it_works(home: Home, mick: Resident) -> None:
    brought = list_import.bring_in(home, mick.id, LIST, SAM)
    assert (brought.found, brought.lines, brought.unknown) == (2, 3, ("A Song That Is Not There – Nobody",))
    parts = lists.split(home, brought.draft)
    assert [pick.song.title for pick in parts.ready] == ["Distant Drums"]
    assert [pick.song.title for pick in parts.wanted] == ["Singing the Blues"]
    assert lists.draft_of(home, mick.id) == brought.draft


def test_the_same_list_again_adds_nothing(home: Home, mick: Resident) -> None:
    first = list_import.bring_in(home, mick.id, LIST, SAM)
    again = list_import.bring_in(home, mick.id, LIST, SAM)
    assert [pick.song.id for pick in again.draft.picks] == [pick.song.id for pick in first.draft.picks]


def test_nothing_comes_in_behind_a_red_flag(home: Home, mick: Resident) -> None:
    life.add_red_flag(home, mick.id, FlagKind.PERFORMER, "Jim Reeves", life.told(home, "family", "Nora"), SAM)
    brought = list_import.bring_in(home, mick.id, LIST, SAM)
    assert [pick.song.performer for pick in brought.draft.picks] == ["Guy Mitchell"]


def test_a_list_of_nothing_known_is_refused(home: Home, mick: Resident) -> None:
    with pytest.raises(BadInput, match="None of these songs is known here"):
        list_import.bring_in(home, mick.id, "/x/A Song That Is Not There.mp3\n", SAM)
