"""A spoken invitation: sent by staff or family, refused with one sentence, heard only after a press, gone for good."""

from io import BytesIO

import pytest

from kiosk.home.greetings import greeting_of
from kiosk.listening.commands import Begin
from kiosk.people.staff import Role
from kiosk.units import PlayId
from tests.web.conftest import House, picture, voice
from tests.web.test_resident_pages import Playing, pressed


def sent(house: House, sound: bytes, giver: str = "Anne") -> tuple[int, str]:
    """Send a recording as staff; return the answer."""
    form = {"giver": giver, "relation": "daughter", "sound": (BytesIO(sound), "hello.flac")}
    answer = house.staff(Role.LEAD).post(f"/staff/people/{house.person().id}/greeting", form)
    return answer.status_code, answer.text


def test_it_is_written_anew_and_comes_before_the_named_song_at_a_press(house: House) -> None:
    nell = house.person()
    original = voice()
    assert sent(house, original)[0] == 303
    kept = greeting_of(house.home, nell.id)
    assert kept
    assert kept.sound[4:8] == b"ftyp"
    assert original[:4] not in kept.sound
    assert kept.duration == pytest.approx(2000, abs=80)
    assert 0 < kept.gain <= 8  # the tone is softer than -18 LUFS
    page = house.browser().get(f"/resident/{nell.id}").text
    assert "Anne, then <strong>" in page
    silent = Playing(house, house.person("Joe"))
    house.home.sounding = silent
    house.browser().post(f"/resident/{nell.id}/play", {"greeting": kept.id})
    (begun,) = silent.asked
    assert isinstance(begun, Begin)
    first, second, *_ = begun.programme.tracks
    assert (first.spoken, first.performer, first.path.read_bytes()) == (True, "Anne, your daughter", kept.sound)
    assert not second.spoken
    assert f"<strong>{second.title}</strong>" in page


def test_a_press_that_does_not_ask_for_it_plays_music_at_once(house: House) -> None:
    sent(house, voice())
    silent = house.home.sounding = Playing(house, house.person("Joe"))
    house.browser().post(f"/resident/{house.person().id}/play")
    (begun,) = silent.asked
    assert isinstance(begun, Begin)
    assert not any(track.spoken for track in begun.programme.tracks)


def test_while_it_speaks_there_is_nothing_to_like_or_skip(house: House) -> None:
    sent(house, voice())
    nell = house.person()
    kept = greeting_of(house.home, nell.id)
    assert kept
    house.home.sounding = Playing(house, nell, kept.song)
    page = house.browser().get(f"/resident/{nell.id}").text
    assert pressed(page) == {"stop", "softer", "louder"}
    assert house.home.sounding.status().play == PlayId("p")


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (b"", "Choose a recording"),
        (picture(), "This is no recording the kiosk can play"),
        (voice()[:44], "This is no recording the kiosk can play"),
        (voice(22.0), "longer than 20 seconds"),
        (voice(2.0, -200.0), "No voice can be heard"),
    ],
    ids=["nothing", "a picture", "only a head", "too long", "silence"],
)
def test_anything_else_is_refused_with_one_sentence(house: House, sound: bytes, words: str) -> None:
    status, page = sent(house, sound)
    assert status == 400
    assert words in page
    assert greeting_of(house.home, house.person().id) is None
    assert not list(house.home.settings.home.glob("tmp*"))


def test_what_a_relative_sends_is_heard_by_nobody_until_staff_approve_it(house: House) -> None:
    relative, _ = house.relative()
    nell, lead = house.person(), house.staff(Role.LEAD)
    answer = relative.post("/family/words", {"sound": (BytesIO(voice()), "hello.flac")})
    assert answer.status_code == 303
    assert "The staff listen to it before Nell hears it." in relative.get("/family/words").text
    assert greeting_of(house.home, nell.id) is None
    assert "A recording waits" in lead.get(f"/staff/people/{nell.id}").text
    (waiting,) = house.home.store.greetings.of(nell.id)
    assert lead.get(f"/staff/greetings/{waiting.id}/sound").data == waiting.sound
    lead.post(f"/staff/greetings/{waiting.id}", {"do": "approve"})
    heard = greeting_of(house.home, nell.id)
    assert heard
    assert heard.whose == "Pat, your son"


def test_what_is_deleted_is_gone(house: House) -> None:
    sent(house, voice())
    nell, lead = house.person(), house.staff(Role.LEAD)
    (kept,) = house.home.store.greetings.of(nell.id)
    lead.post(f"/staff/greetings/{kept.id}", {"do": "delete"})
    assert house.home.store.greetings.get(kept.id).sound == b""
    assert house.home.store.greetings.of(nell.id) == ()
    assert "then <strong>" not in house.browser().get(f"/resident/{nell.id}").text
