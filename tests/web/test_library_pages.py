"""The library's pages: whatever is in the files, staff can read it and answer."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from kiosk.home.library_progress import Stage
from kiosk.home.library_watch import hear_through, list_files
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.recordings import Matched, Recording
from kiosk.units import RecordingId, SongId
from tests.sound.tones import tone, write_wav
from tests.web.conftest import Browser, House, OpenHouse

NASTY = '<script>alert("x")</script> 👩‍🎤 שיר'


@pytest.fixture
def house(open_house: OpenHouse, tmp_path: Path) -> House:
    music = tmp_path / "music"
    music.mkdir()
    write_wav(music / "Molly Malone.wav", tone(2))
    opened = open_house(tmp_path / "home", media=(music,))
    list_files(opened.home)
    hear_through(opened.home)
    return opened


@pytest.fixture
def lead(house: House) -> Browser:
    return house.staff(Role.LEAD)


def doubtful(house: House, **changes: object) -> Recording:
    made = replace(house.home.store.recordings.all()[0], id=RecordingId("doubt"), song=None, matched=Matched.DOUBTFUL)
    one = replace(made, guess=SongId("danny-boy"), missing=False, trouble="", **changes)  # type: ignore[arg-type]
    house.home.store.recordings.keep_listing([one])
    return one


def test_it_works(lead: Browser) -> None:
    page = lead.get("/staff/library")
    assert page.status_code == 200
    assert "Molly Malone" in page.text


def test_a_whole_record_says_that_its_songs_stand_beside_it(house: House, lead: Browser) -> None:
    side = write_wav(house.home.settings.media[0] / "side.wav", tone(3))
    starts = "TRACK 01 AUDIO\nTITLE Heather\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nTITLE Gorse\nINDEX 01 00:01:00"
    side.with_suffix(".cue").write_text(f"FILE side.wav WAVE\n{starts}\n")
    list_files(house.home)
    hear_through(house.home)
    records = lead.get("/staff/library?show=records").text
    assert "Each of its 2 songs is a recording of its own now: “Heather”, “Gorse”." in records
    assert "side.wav" not in lead.get("/staff/library?show=refused").text
    assert all(title in lead.get("/staff/library?show=ready").text for title in ("Heather", "Gorse"))
    assert "side.wav" not in house.staff(Role.MANAGER).get("/staff/settings").text


def test_an_empty_library_says_where_music_goes(open_house: OpenHouse, tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    house = open_house(tmp_path / "home", media=(tmp_path / "music",))
    store = house.home.store.recordings
    with house.home.store._database.transaction(by=SYSTEM) as change:
        change.link.execute("DELETE FROM recordings")
    assert store.all() == ()
    assert str(tmp_path / "music") in house.staff(Role.LEAD).get("/staff/library").text


def test_what_is_in_tags_is_never_markup(house: House, lead: Browser) -> None:
    doubtful(house, title=NASTY, performer=NASTY, album=NASTY)
    for page in ("/staff/library", "/staff/library/review"):
        text = lead.get(page).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_the_work_is_shown_while_it_goes_on(house: House, lead: Browser) -> None:
    house.home.progress.begin(Stage.HEARING, 200)
    house.home.progress.add(50)
    page = lead.get("/staff/library")
    assert "50 of 200 files" in page.text
    assert "data-working" in page.text
    house.home.progress.rest()
    assert "data-working" not in lead.get("/staff/library").text


@pytest.mark.parametrize(("role", "leads_to"), [(Role.CARER, "/staff/library/found"), (Role.LEAD, "/staff/library")])
def test_music_is_found_from_any_page(house: House, role: Role, leads_to: str) -> None:
    browser = house.staff(role)
    for path in ("/staff/people", f"/staff/people/{house.person().id}", "/staff/help"):
        assert f'<form class="seek" method="get" action="{leads_to}"' in browser.get(path).text
    answer = browser.get(f"{leads_to}?find=moly+malon")
    assert answer.status_code == 200
    assert "Molly Malone" in answer.text
    assert 'class="seek"' not in answer.text


def test_nobody_who_is_not_signed_in_and_no_resident_sees_the_search(house: House) -> None:
    for path in ("/", "/staff/sign-in"):
        assert 'class="seek"' not in house.browser().get(path).text


@pytest.mark.parametrize("words", ["zzzzqqqq", "holy mary", "melon"])
def test_words_that_name_nothing_find_nothing_and_one_sentence_says_so(house: House, words: str) -> None:
    page = house.staff(Role.CARER).get(f"/staff/library/found?words={quote(words)}").text
    assert f"The home has nothing that sounds like “{words}”." in page
    assert "Molly Malone" not in page
    assert "Nothing sounds like that." in house.staff(Role.LEAD).get(f"/staff/library?words={quote(words)}").text


def test_a_carer_finds_and_changes_nothing(house: House) -> None:
    carer = house.staff(Role.CARER)
    assert "/staff/library/recording" not in carer.get("/staff/library/found?words=molly").text
    doubtful(house, title=NASTY)
    assert "<script>alert" not in carer.get("/staff/library/found?words=alert+script").text


def test_misspelled_words_find_a_recording(lead: Browser) -> None:
    assert "Molly Malone" in lead.get("/staff/library?words=moly+malon").text


def test_one_tap_answers_and_one_takes_it_back(house: House, lead: Browser) -> None:
    one = doubtful(house)
    assert "Danny Boy" in lead.get("/staff/library/review").text
    kept = lead.post(f"/staff/library/review/{one.id}", {"song": "danny-boy"})
    assert kept.status_code == 303
    assert house.home.store.recordings.get(one.id).song == "danny-boy"
    assert "Kept:" in lead.get(kept.headers["Location"]).text
    lead.post(f"/staff/library/review/{one.id}", {"do": "undo"})
    assert house.home.store.recordings.get(one.id).matched is Matched.DOUBTFUL


def test_a_recording_can_be_listened_to_in_part(house: House, lead: Browser) -> None:
    one = doubtful(house)
    sound = lead.get(f"/staff/library/sound/{one.id}", {"Range": "bytes=0-99"})
    assert (sound.status_code, len(sound.data)) == (206, 100)
    assert sound.headers["Content-Type"].startswith("audio/")
    sound.close()


def test_pages_of_a_large_library(house: House, lead: Browser) -> None:
    one = doubtful(house)
    many = [replace(one, id=RecordingId(f"r{number}"), title=f"Song {number:04}") for number in range(120)]
    house.home.store.recordings.keep_listing(many)
    first = lead.get("/staff/library").text
    assert "Page 1 of 3" in first
    assert "Song 0119" in lead.get("/staff/library?page=99").text


def test_the_wanted_list_comes_as_a_table(lead: Browser) -> None:
    table = lead.get("/staff/library/wanted.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.text.startswith("\ufefftitle,performer")


def test_a_note_on_a_folder_is_kept(house: House, lead: Browser) -> None:
    folder = str(house.home.settings.media[0])
    assert lead.post("/staff/library/rights", {"folder": folder, "source": "Nora's CDs"}).status_code == 303
    assert "Nora&#39;s CDs" in lead.get("/staff/library/rights").text
    refused = lead.post("/staff/library/rights", {"folder": folder, "source": "x" * 300})
    assert refused.status_code == 400
    assert "at most 200 letters" in refused.text


def send(browser: Browser, query: str, body: bytes) -> TestResponse:
    headers = {"X-CSRFToken": browser.form_key(), "Content-Type": "application/octet-stream"}
    return browser.client.post(f"/staff/library/upload?{query}", data=body, headers=headers)


def test_music_sent_in_pieces_joins_the_library(house: House, lead: Browser, tmp_path: Path) -> None:
    body = write_wav(tmp_path / "sent.wav", tone(1, 777)).read_bytes()
    query = f"name=Daisy+Bell.wav&size={len(body)}&modified=1"
    assert send(lead, query, b"").json == {"held": 0, "done": False}
    assert send(lead, f"{query}&offset=0", body[:5000]).json == {"held": 5000, "done": False}
    assert send(lead, query, b"").json == {"held": 5000, "done": False}
    lost = send(lead, f"{query}&offset=0", body[:5000])
    assert (lost.status_code, lost.json["held"] if lost.json else None) == (409, 5000)
    assert send(lead, f"{query}&offset=5000", body[5000:]).json == {"held": len(body), "done": True}
    list_files(house.home)
    assert "Daisy Bell" in {one.title for one in house.home.store.recordings.all() if one.duration == 1000}


def test_what_is_no_music_is_refused_with_a_sentence(lead: Browser) -> None:
    refused = send(lead, "name=../../x.mp3&size=9&offset=0", b"<html>...")
    assert refused.status_code == 400
    assert "is a web page" in refused.text


def test_a_sender_without_the_key_is_refused(lead: Browser) -> None:
    assert lead.client.post("/staff/library/upload?name=a.mp3&size=3", data=b"ID3").status_code == 400


def test_a_recording_is_called_what_staff_say_and_belongs_to_its_year(house: House, lead: Browser) -> None:
    one = house.home.store.recordings.all()[0]
    at = f"/staff/library/recording/{one.id}"
    assert 'value="Molly Malone"' in lead.get(at).text
    kept = lead.post(f"{at}/names", {"title": "Nora's tune", "performer": "Nora", "year": "1951"})
    assert kept.status_code == 303
    told = house.home.store.recordings.get(one.id)
    assert (told.title, told.performer, told.year) == ("Nora's tune", "Nora", 1951)
    wrong = lead.post(f"{at}/names", {"title": "Nora's tune", "year": "next year"})
    assert (wrong.status_code, "for example 1951" in wrong.text) == (400, True)
    assert "Write what it is called" in lead.post(f"{at}/names", {"title": " "}).text


def test_a_doubtful_tempo_is_settled_with_one_tap(house: House, lead: Browser) -> None:
    one = replace(house.home.store.recordings.all()[0], bpm=150.0, bpm_sure=False)
    house.home.store.recordings.keep_listing([one])
    at = f"/staff/library/recording/{one.id}"
    page = lead.get(at).text
    assert "About 150 beats a minute, in doubt." in page
    assert "Rather 75" in page
    assert lead.post(f"{at}/tempo", {"bpm": "75.0"}).status_code == 303
    told = house.home.store.recordings.get(one.id)
    assert (told.bpm, told.bpm_sure) == (75.0, True)
    assert lead.post(f"{at}/tempo", {"bpm": "99"}).status_code == 400
