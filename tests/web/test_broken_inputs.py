"""What people get wrong: each slip is answered by one clear sentence, and nothing that was typed is lost."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.home import lists
from kiosk.home.library_watch import hear_through, list_files
from kiosk.listening.status import Phase
from kiosk.people.staff import SYSTEM, Role
from kiosk.web.network import SETTING
from tests.sound.tones import tone, write_wav
from tests.web.conftest import HERE, PHONE, Browser, House, OpenHouse, name_of

Form = dict[str, Any]


@pytest.fixture(scope="module")
def one_house(open_house: OpenHouse, tmp_path_factory: pytest.TempPathFactory) -> House:
    return open_house(tmp_path_factory.mktemp("broken") / "home")


@pytest.fixture
def house(one_house: House) -> Iterator[House]:
    """The same home for every slip; only its clock is put right again."""
    clock = one_house.home.clock
    yield one_house
    one_house.home.clock = clock


def words(html: str) -> str:
    """What an eye reads of a piece of a page."""
    bare = re.sub(r'<span class="for-ears">.*?</span>', "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def sentences(page: TestResponse) -> set[str]:
    """Everything the page says went wrong: in its summary, beside a question, or as its one notice."""
    summary = re.findall(r'<div class="error-summary".*?<ul>(.*?)</ul>', page.text, re.DOTALL)
    found = [item for one in summary for item in re.findall(r"<li>(.*?)</li>", one, re.DOTALL)]
    found += re.findall(r'<p class="error".*?</p>', page.text, re.DOTALL)
    found += re.findall(r'<div class="notice notice-(?:warning|stop)".*?</div>\s*</div>', page.text, re.DOTALL)
    return {words(one) for one in found}


def the_sentence(page: TestResponse, status: int = 400) -> str:
    """The one sentence of a page that refused something."""
    assert page.status_code == status
    assert "Traceback" not in page.text
    (sentence,) = sentences(page)
    assert sentence.endswith(".")
    assert len(sentence) < 200
    return sentence


def typed(page: TestResponse, field: str) -> str:
    """What stands in a field of the form that came back."""
    area = re.search(rf'<textarea[^>]*name="{field}"[^>]*>(.*?)</textarea>', page.text, re.DOTALL)
    box = re.search(rf'<input[^>]*name="{field}"[^>]*?value="([^"]*)"', page.text, re.DOTALL)
    found = area or box
    assert found, field
    return unescape(found[1])


def chosen(page: TestResponse, field: str) -> list[str]:
    """Which answers of a question are ticked or selected."""
    boxes = re.findall(r"<(?:input|option)[^>]*>", page.text)
    options = re.search(rf'<select[^>]*name="{field}".*?</select>', page.text, re.DOTALL)
    ticked = [box for box in boxes if f'name="{field}"' in box and " checked" in box]
    selected = re.findall(r"<option[^>]* selected>", options[0]) if options else []
    return [re.findall(r'value="([^"]*)"', one)[0] for one in ticked + selected]


def tell(house: House, topic: str, form: Form) -> TestResponse:
    return house.staff(Role.LEAD).post(f"/staff/people/{house.person().id}/story/{topic}", form)


def test_a_birth_year_nobody_can_have(house: House) -> None:
    page = tell(house, "born", {"born": "1850"})
    assert "1850 is not between" in the_sentence(page)
    assert typed(page, "born") == "1850"
    birth = house.home.store.residents.story(house.person().id).birth
    assert birth
    assert birth.year == 1938


def test_chapters_that_overlap(house: House) -> None:
    assert tell(house, "chapter", {"place": "Cork", "start": "1938", "end": "1957"}).status_code == 303
    second = {"place": "Leeds", "start": "1950", "end": "1960", "language": "en", "told_by": "staff"}
    page = tell(house, "chapter", second | {"told_name": "Robin Invented"})
    assert "overlap" in the_sentence(page)
    assert {name: typed(page, name) for name in ("place", "start", "end", "told_name")} == {
        "place": "Leeds",
        "start": "1950",
        "end": "1960",
        "told_name": "Robin Invented",
    }
    assert chosen(page, "language") == ["en"]
    assert chosen(page, "told_by") == ["staff"]
    assert len(house.home.store.residents.story(house.person().id).chapters) == 1


def test_a_place_nobody_knows(house: House) -> None:
    page = tell(house, "chapter", {"place": "Xyzzqwv", "start": "1938", "end": "1957"})
    assert "Xyzzqwv" in the_sentence(page)
    assert typed(page, "start") == "1938"


def test_an_invitation_that_ran_out(house: House) -> None:
    token = house.invite()
    house.pass_time(timedelta(days=8))
    page = house.browser(PHONE).post("/family/invited", {"token": token})
    assert the_sentence(page, 403) == "This invitation has expired. Please ask the home for a new one."


def test_an_invitation_used_twice(house: House) -> None:
    token = house.invite()
    first, second = house.browser(PHONE), house.browser("192.168.1.51")
    assert first.post("/family/invited", {"token": token}).status_code == 303
    page = second.post("/family/invited", {"token": token})
    assert the_sentence(page, 403) == "This invitation was already used. Please ask the home for a new one."
    assert second.get("/family/").status_code == 403
    assert first.get("/family/").status_code == 200


def test_an_invitation_nobody_made(house: House) -> None:
    page = house.browser(PHONE).post("/family/invited", {"token": "made-up"})
    assert "Please ask the home" in the_sentence(page, 404)


def try_pin(browser: Browser, pin: str) -> TestResponse:
    return browser.post("/staff/sign-in", {"name": name_of(Role.CARER), "pin": pin, "then": "/staff/memories"})


def test_six_wrong_pins_lock_this_phone_even_after_a_restart(open_house: OpenHouse, tmp_path: Path) -> None:
    house = open_house(tmp_path / "home")
    right = house.pins[Role.CARER]
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    pages = [try_pin(house.browser(PHONE), wrong) for _ in range(6)]
    assert [page.status_code for page in pages] == [403] * 5 + [429]
    assert "do not belong together" in the_sentence(pages[0], 403)
    assert chosen(pages[0], "name") == [name_of(Role.CARER)]
    assert typed(pages[0], "then") == "/staff/memories"
    assert "Too many wrong PINs" in unescape(pages[5].text)
    house.kiosk.stop()
    again = open_house(tmp_path / "home")
    assert try_pin(again.browser(PHONE), right).status_code == 429, "the right PIN does not open a lock"
    assert try_pin(again.browser("192.168.1.51"), right).status_code == 303, "nobody is locked out elsewhere"
    again.pass_time(timedelta(seconds=31))
    assert try_pin(again.browser(PHONE), right).status_code == 303


def test_the_lock_is_told_in_one_sentence(house: House) -> None:
    phone = house.browser("192.168.1.52")
    for _ in range(5):
        try_pin(phone, "no")
    page = try_pin(phone, "no")
    assert page.status_code == 429
    (words_of_it,) = sentences(page)
    assert words_of_it == "Too many wrong PINs. Please try again in 30 seconds."


def memory(**answers: Any) -> Form:
    return {"song": "Danny Boy", "story": "You hummed it.", "when": "Easter", "where": "Cork", **answers}


def give(house: House, form: Form) -> TestResponse:
    return house.relative()[0].post("/family/memory", form)


def given(house: House) -> int:
    return len(house.home.store.memories.of(house.person().id))


def test_a_photo_that_is_no_photo(house: House) -> None:
    before = given(house)
    page = give(house, memory(photo=(BytesIO(b"this is a letter"), "holiday.jpg"), use="never play it"))
    assert "no photo" in the_sentence(page)
    assert {name: typed(page, name) for name in ("song", "story", "when", "where")} == memory()
    assert chosen(page, "use") == ["never play it"]
    assert given(house) == before


def test_a_portrait_that_is_no_photo(house: House) -> None:
    nell = house.person()
    form = {"photo": (BytesIO(b"\xff\xd8 not really"), "nell.jpg"), "picture": "yes", "memories": "yes"}
    page = house.staff(Role.LEAD).post(f"/staff/people/{nell.id}/picture", form)
    assert "no photo" in the_sentence(page)
    assert house.person().portrait == nell.portrait


def test_a_memory_without_a_song(house: House) -> None:
    page = give(house, memory(song="  "))
    assert "Write the song" in the_sentence(page)
    assert typed(page, "story") == "You hummed it."


def test_a_song_that_nobody_knows_is_offered_no_other(house: House) -> None:
    assert give(house, memory(song="zxqv wkpt")).status_code == 303
    (one,) = (one for one in house.home.store.memories.of(house.person().id) if one.song_words == "zxqv wkpt")
    page = house.staff(Role.LEAD).get(f"/staff/memories/{one.id}").text
    assert "The kiosk knows no song like “zxqv wkpt”" in page
    assert page.count('type="radio"') == 1


def test_a_story_too_long_comes_back_whole(house: House) -> None:
    story = "We sang & danced. " * 120
    page = give(house, memory(story=story))
    assert "at most 2000 letters" in the_sentence(page)
    assert typed(page, "story").strip() == story.strip()
    assert typed(page, "song") == "Danny Boy"


def test_a_named_song_without_words(house: House) -> None:
    page = tell(house, "song", {"song": "", "told_by": "family", "told_name": "Ann"})
    assert "any words" in the_sentence(page)
    assert typed(page, "told_name") == "Ann"


def test_more_than_the_kiosk_takes_at_once(house: House) -> None:
    phone, _ = house.relative()
    page = phone.client.post("/family/memory", environ_overrides={"CONTENT_LENGTH": "20100000"})
    assert "20 MB" in the_sentence(page, 413)


def test_a_note_without_the_tap_before(house: House) -> None:
    nell = house.person()
    page = house.staff(Role.CARER).post(f"/staff/people/{nell.id}/note", {"mood": "1", "took_part": "3"})
    assert the_sentence(page) == "Tap how the person was before the music."
    assert chosen(page, "mood") == ["1"]
    assert chosen(page, "took_part") == ["3"]
    assert house.home.store.records.observations_of(nell.id) == ()


def test_a_list_that_somebody_else_changed_meanwhile(house: House) -> None:
    nell = house.person()
    draft = lists.new_draft(house.home, nell.id, SYSTEM)
    lists.drop(house.home, draft.id, draft.picks[0].song.id, draft.revision, SYSTEM)
    page = house.staff(Role.LEAD).post(
        f"/staff/people/{nell.id}/list/approve", {"list": draft.id, "revision": draft.revision}
    )
    assert the_sentence(page, 409)
    assert lists.draft_of(house.home, nell.id), "nothing was approved that nobody saw"


@pytest.fixture
def library(open_house: OpenHouse, tmp_path: Path) -> tuple[House, Path]:
    """A home whose music lies in a folder of its own."""
    music = tmp_path / "music"
    music.mkdir()
    write_wav(music / "Molly Malone.wav", tone(3))
    house = open_house(tmp_path / "home", media=(music,))
    return house, music


def troubles(house: House) -> list[str]:
    """What Settings says about the library, after it was looked through."""
    list_files(house.home)
    hear_through(house.home)
    page = house.staff(Role.MANAGER).get("/staff/settings")
    assert page.status_code == 200
    card = re.search(r"Sound and library.*?</section>", page.text, re.DOTALL)
    assert card
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", card[0], re.DOTALL)]


def test_a_letter_named_like_music(library: tuple[House, Path]) -> None:
    house, music = library
    (music / "Danny Boy.mp3").write_text("Dear Ann, this is no music at all.\n" * 50)
    (sentence,) = troubles(house)
    assert sentence == "“Danny Boy.mp3” is no music the kiosk can play: copy it again or leave it out."


def test_an_empty_file(library: tuple[House, Path]) -> None:
    house, music = library
    (music / "Danny Boy.mp3").touch()
    (sentence,) = troubles(house)
    assert sentence == "“Danny Boy.mp3” is empty: copy it again from its source."


def test_a_file_that_vanished(library: tuple[House, Path]) -> None:
    house, music = library
    assert troubles(house) == []
    ready = len(house.home.shelf.recordings)
    (music / "Molly Malone.wav").unlink()
    (sentence,) = troubles(house)
    assert "Molly Malone.wav" in sentence
    assert "put it back" in sentence
    assert len(house.home.shelf.recordings) == ready - 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill_up(disk: Path) -> Path:
    room = os.statvfs(disk)
    filler = disk / "somebody-elses-file"
    filler.write_bytes(bytes(room.f_bavail * room.f_frsize))
    return filler


def await_phase(house: House, phase: Phase) -> None:
    until = time.monotonic() + 20
    while house.home.sounding.status().phase is not phase:
        assert time.monotonic() < until, house.home.sounding.status()
        time.sleep(0.02)


def note_until_refused(browser: Browser, address: str) -> tuple[list[str], TestResponse]:
    """Post notes until one is refused; return the ids of those that were acknowledged, and the refusal."""
    kept: list[str] = []
    for number in range(500):
        answer = browser.post(address, {"before": "settled", "mood": "1", "note_id": f"n{number}"})
        if answer.status_code != 303:
            return kept, answer
        kept.append(f"n{number}")
    raise AssertionError("the disk never filled up")


@pytest.mark.faults
def test_a_full_disk_is_told_and_the_music_goes_on(open_house: OpenHouse, small_disk: Path, tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    write_wav(music / "Molly Malone.wav", tone(60))
    house = open_house(small_disk / "home", media=(music,))
    house.home.store.settings.set(SETTING, value=False, by=SYSTEM)
    house.kiosk.start(lambda: True)
    list_files(house.home)
    hear_through(house.home)
    nell = house.person()
    screen, carer = house.browser(HERE), house.staff(Role.CARER)
    assert screen.post(f"/resident/{nell.id}/play").status_code == 303
    await_phase(house, Phase.PLAYING)
    playing = house.home.sounding.status().play

    filler = fill_up(small_disk)
    kept, refusal = note_until_refused(carer, f"/staff/people/{nell.id}/note")
    status = house.home.sounding.status()
    assert (status.phase, status.play) == (Phase.PLAYING, playing)
    assert {seen.id for seen in house.home.store.records.observations_of(nell.id)} == set(kept)
    assert refusal.status_code == 503
    assert "Make room" in " ".join(sentences(refusal))
    assert screen.get(f"/resident/{nell.id}").status_code == 200
    assert screen.get("/").status_code == 200
    house.pass_time(timedelta(seconds=90))
    assert carer.get(f"/staff/people/{nell.id}").status_code == 200, "only looking needs no room"
    assert screen.post(f"/resident/{nell.id}/stop").status_code == 303
    await_phase(house, Phase.QUIET)

    filler.unlink()
    saved = carer.post(f"/staff/people/{nell.id}/note", {"before": "settled", "note_id": "after"})
    assert saved.status_code == 303
