import base64
import json
from dataclasses import replace

import pytest

from kiosk.errors import NotFound
from kiosk.store.store import Store
from tests.store import some


def test_everything_about_one_person_is_in_the_export(store: Store) -> None:
    portrait = store.photos.save(b"portrait")
    store.residents.save(replace(some.resident(), portrait=portrait), some.BY)
    store.residents.save_story(some.story(), some.BY)
    store.playlists.save(some.playlist(), some.BY)
    store.memories.save(some.memory(), some.BY)
    store.records.append_session(some.session())
    store.records.append_play(some.play())
    store.records.append_observation(some.observation())
    store.records.append_mark(some.mark())
    store.records.append_assent(some.assent())
    store.records.append_measure(some.measure())
    store.records.append_tap(some.tap(), some.MAEVE)
    export = json.loads(json.dumps(store.export_resident(some.MAEVE)))
    assert set(export["documents"]) == {"residents", "stories", "playlists", "memories"}
    assert export["documents"]["stories"][0]["chapters"][0]["place"] == "Cork"
    assert {table: len(found) for table, found in export["records"].items()} == {
        "sessions": 1, "plays": 1, "observations": 1, "song_marks": 1, "assents": 1, "measures": 1,
        "session_taps": 1,
    }  # fmt: skip
    assert base64.b64decode(export["photos"][portrait]) == b"portrait"
    assert {line["by_name"] for line in export["audit"]} == {"Sam Green"}


def test_a_spoken_invitation_is_in_it(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    store.greetings.save(some.greeting(), some.BY)
    (kept,) = store.export_resident(some.MAEVE)["documents"]["greetings"]
    assert base64.b64decode(kept["sound"]) == b"a few words"


def test_nobody_else_is_in_it(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    store.residents.save(some.resident(some.JAN, "Jan"), some.BY)
    store.records.append_mark(some.mark(some.JAN))
    assert "Jan" not in json.dumps(store.export_resident(some.MAEVE))
    assert some.JAN not in json.dumps(store.export_resident(some.MAEVE))


def test_it_can_be_made_beside_a_running_kiosk(store: Store) -> None:
    store.residents.save(some.resident(), some.BY)
    with Store.open(store.home, lock=False) as view:
        assert view.export_resident(some.MAEVE)["resident"] == some.MAEVE


def test_nobody_is_a_sentence(store: Store) -> None:
    with pytest.raises(NotFound, match="nothing to export"):
        store.export_resident(some.MAEVE)
