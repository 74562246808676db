"""First-use guides are put away by each member of staff for themselves, and stay away."""

from kiosk.home import guiding
from kiosk.home.home import Home
from kiosk.home.sign_in import add_staff
from kiosk.people.staff import Actor, ActorKind, Role
from tests.home.conftest import SAM


def test_a_guide_put_away_stays_away_for_whoever_did(home: Home) -> None:
    tess, kim = (add_staff(home, name, Role.CARER, SAM)[0] for name in ("Tess", "Kim"))
    by = Actor(ActorKind.STAFF, tess.id, tess.name)
    for guide in ("now", "now", "people"):
        guiding.put_away(home, guide, by)
    assert home.store.staff.get(tess.id).knows == ("now", "people")
    assert home.store.staff.get(kim.id).knows == ()
    guiding.show_again(home, by)
    assert home.store.staff.get(tess.id).knows == ()
