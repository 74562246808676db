"""The recovery card on the manager's pages: made, printed, typed back, and only then in use."""

import re

from kiosk.home import recovering
from kiosk.people.staff import SYSTEM, Role
from tests.web.conftest import House
from tests.web.paper.tags import Pdf


def test_a_card_is_made_printed_and_proved(house: House) -> None:
    manager, recovery = house.staff(Role.MANAGER), house.home.store.recovery
    assert "A backup made now is not encrypted" in manager.get("/staff/settings/backups").text
    page = manager.post("/staff/settings/backups/card").text
    words = re.findall(r"<li>([a-z]+)</li>", page)
    assert len(words) == 12
    card = manager.post("/staff/settings/backups/card/paper", {"card": " ".join(words)})
    pdf = Pdf(card.data)
    assert (card.mimetype, pdf.pages(), pdf.faults()) == ("application/pdf", 1, [])
    assert house.home.store.audit.entries()[0].action == "printed a recovery card"
    assert recovery.keys().publics == ()
    wrong = manager.post("/staff/settings/backups/card/words", {"words": " ".join(reversed(words))})
    assert (wrong.status_code, recovery.keys().publics) == (400, ())
    right = manager.post("/staff/settings/backups/card/words", {"words": " ".join(words)})
    assert (right.status_code, len(recovery.keys().publics)) == (303, 1)
    shown = manager.get("/staff/settings/backups").text
    assert "A backup made now is encrypted" in shown
    assert not any(f"<li>{word}</li>" in shown for word in words)


def test_words_that_are_no_cards_are_not_printed(house: House) -> None:
    answer = house.staff(Role.MANAGER).post("/staff/settings/backups/card/paper", {"card": "legal winner"})
    assert answer.status_code == 400
    assert "twelve words" in answer.text


def test_a_groups_key_is_kept_or_refused(house: House) -> None:
    manager, recovery = house.staff(Role.MANAGER), house.home.store.recovery
    refused = manager.post("/staff/settings/backups/group", {"group": "age1nonsense"})
    assert refused.status_code == 400
    assert "copy all of it" in refused.text
    key = recovery.make_card(SYSTEM).public
    assert manager.post("/staff/settings/backups/group", {"group": key}).status_code == 303
    assert recovering.standing(recovery.keys()) == recovering.SEALED_TO_GROUP
    assert manager.post("/staff/settings/backups/group", {"group": ""}).status_code == 303
    assert recovery.keys().group == ""
