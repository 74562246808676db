"""Two members of staff change the same thing at once: neither loses work, and both are told."""

import re
from threading import Barrier, Thread

from kiosk.home import life, lists
from kiosk.people.residents import HearsBy
from kiosk.people.staff import SYSTEM, Role
from kiosk.units import ResidentId
from tests.web.conftest import Browser, House

TOLD = "was at the same thing as you"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def both(house: House) -> tuple[Browser, Browser]:
    return house.staff(Role.LEAD), house.staff(Role.MANAGER)


def test_the_life_story(house: House) -> None:
    lead, manager = both(house)
    nell = house.person().id
    form = f"/staff/people/{nell}/story/born"
    seen = [hidden(one.get(form).text, "seen") for one in (lead, manager)]
    assert lead.post(form, {"born": "1941", "seen": seen[0]}).status_code == 303
    crossed = manager.post(form, {"born": "1943", "seen": seen[1]})
    assert crossed.status_code == 409
    assert "The activity lead kept: 1941." in crossed.text
    assert 'value="1943"' in crossed.text
    assert birth(house, nell) == 1941
    page = lead.get(f"/staff/people/{nell}").text
    assert TOLD in page
    assert "when they were born, of Nell" in page
    assert manager.post(form, {"born": "1943", "seen": hidden(crossed.text, "seen")}).status_code == 303
    assert birth(house, nell) == 1943
    assert TOLD not in manager.get(f"/staff/people/{nell}").text
    read = re.search(r'action="(/staff/crossings/[^"]+)"', page)
    assert read
    lead.post(read[1], {"then": f"/staff/people/{nell}"})
    assert TOLD not in lead.get(f"/staff/people/{nell}").text


def birth(house: House, nell: ResidentId) -> int:
    told = house.home.store.residents.story(nell).birth
    assert told
    return told.year


def test_what_is_added_at_once_is_kept_by_both(house: House) -> None:
    """Twenty songs from four hands at the same moment: none is lost."""
    home, nell = house.home, house.person().id
    before, start = len(home.store.residents.story(nell).songs), Barrier(4)

    def tell(who: int) -> None:
        start.wait()
        for number in range(5):
            life.name_song(home, nell, f"Song {who} {number}", life.told(home, "staff", "Sam"), SYSTEM)

    hands = [Thread(target=tell, args=(who,)) for who in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(home.store.residents.story(nell).songs) == before + 20


def test_a_list(house: House) -> None:
    lead, manager = both(house)
    nell = house.person().id
    draft = lists.new_draft(house.home, nell, SYSTEM)
    songs = [pick.song for pick in draft.picks]
    act = {"list": draft.id, "revision": draft.revision, "do": "drop"}
    assert lead.post(f"/staff/people/{nell}/list/change", act | {"song": songs[0].id}).status_code == 303
    crossed = manager.post(f"/staff/people/{nell}/list/change", act | {"song": songs[1].id})
    assert crossed.status_code == 409
    assert "The activity lead changed this list while you looked at it." in crossed.text
    assert f"Leave out “{songs[1].title}” all the same" in crossed.text
    draft_now = crossed.text.partition("What plays until then")[0]
    assert songs[0].title not in re.findall(r'song-name">([^<]+)', draft_now)
    assert TOLD in lead.get(f"/staff/people/{nell}/list").text
    again = act | {"song": songs[1].id, "revision": hidden(crossed.text, "revision")}
    assert manager.post(f"/staff/people/{nell}/list/change", again).status_code == 303
    left = lists.draft_of(house.home, nell)
    assert left
    assert not {songs[0].id, songs[1].id} & {pick.song.id for pick in left.picks}


def test_approving_a_list_that_changed_asks_again(house: House) -> None:
    lead, manager = both(house)
    nell = house.person().id
    draft = lists.new_draft(house.home, nell, SYSTEM)
    act = {"list": draft.id, "revision": draft.revision}
    lead.post(f"/staff/people/{nell}/list/change", act | {"do": "down", "song": draft.picks[0].song.id})
    crossed = manager.post(f"/staff/people/{nell}/list/approve", act)
    assert crossed.status_code == 409
    assert "Approve it all the same" in crossed.text
    assert lists.draft_of(house.home, nell)


def test_a_goal(house: House) -> None:
    """The pages of it are walked in test_goal_pages; here, that the first one is told."""
    therapist, manager = house.staff(Role.THERAPIST), house.staff(Role.MANAGER)
    nell = house.person().id
    words = {"template": "own", "words": "Nell sings", "start_words": "Never.", "agreed_by": "Nell"}
    therapist.post(f"/staff/people/{nell}/goals/new", words)
    (goal,) = house.home.store.goals.of(nell)
    page = f"/staff/people/{nell}/goals/{goal.id}"
    therapist.post(page, words | {"words": "Nell hums", "revision": "1"})
    assert manager.post(page, words | {"words": "Nell dances", "revision": "1"}).status_code == 409
    assert TOLD in therapist.get(f"/staff/people/{nell}/goals").text


def test_how_somebody_hears_and_what_may_be_shown(house: House) -> None:
    lead, manager = both(house)
    nell = house.person().id
    hears, shown = f"/staff/people/{nell}/hearing", f"/staff/people/{nell}/picture"
    seen = [hidden(manager.get(one).text, "seen") for one in (hears, shown)]
    mine = {"start": "-12", "ceiling": "-3", "floor": "-24", "balance": "0", "treble": "3"}
    mine |= {"by": HearsBy.SPEAKER.value, "speed": "100", "lower": "0"}
    assert lead.post(hears, mine | {"mono": "yes", "seen": seen[0]}).status_code == 303
    crossed = manager.post(hears, mine | {"hearing_aids": "yes", "seen": seen[0]})
    assert crossed.status_code == 409
    assert "The activity lead kept:" in crossed.text
    heard = house.home.store.residents.get(nell).hearing
    assert (heard.mono, heard.hearing_aids) == (True, False)
    assert lead.post(shown, {"picture": "yes", "seen": seen[1]}).status_code == 303
    crossed = manager.post(shown, {"memories": "yes", "seen": seen[1]})
    assert (crossed.status_code, "kept: the picture." in crossed.text) == (409, True)
    again = {"memories": "yes", "seen": hidden(crossed.text, "seen")}
    assert manager.post(shown, again).status_code == 303
    assert TOLD in lead.get(f"/staff/people/{nell}").text
