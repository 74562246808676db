"""The whole loop, walked once by touch: story, list, family, music, observation, a better list."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import KIOSK_SCREEN, PHONE, OpenPage, sign_in
from tests.running import RunningKiosk

pytestmark = pytest.mark.browser


def press(page: Page, name: str) -> None:
    """Press a button of a staff or family page, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).tap()


def follow(page: Page, name: str) -> None:
    """Follow a link of a staff or family page, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).tap()


def tell(page: Page, question: str, **answers: str) -> None:
    """Open one question of the life story, answer it by touch, and keep it."""
    follow(page, question)
    for field, words in answers.items():
        page.locator(f"[name={field}]").first.fill(words)
    press(page, "Keep")


def tap_choice(page: Page, group: str, answer: str) -> None:
    page.get_by_role("group", name=group).get_by_role("radio", name=answer, exact=True).tap()


def test_the_loop_closes(kiosk: RunningKiosk, open_page: OpenPage, tmp_path: Path) -> None:
    staff = open_page(PHONE)
    sign_in(staff, kiosk)
    person = tell_a_life(staff)
    approve_the_first_list(staff)
    family = a_relative_gives_a_memory(staff, open_page(PHONE), tmp_path)
    staff_approve_the_memory(staff, person)
    screen = open_page(KIOSK_SCREEN)
    the_resident_plays_music(screen, kiosk)
    staff_note_what_they_saw(staff, person)
    the_next_draft_has_learned(staff, person)
    never_again_is_at_once(staff, screen, person)
    family.reload()
    expect(family.get_by_text("Shown with the song")).to_be_visible()


def tell_a_life(staff: Page) -> str:
    follow(staff, "Add a person")
    staff.get_by_label("What do they like to be called?").fill("Nell")
    press(staff, "Go on to the life story")
    staff.wait_for_url("**/story")
    person = staff.url.removesuffix("/story")
    tell(staff, "Tell when", born="1930s")
    tell(staff, "Add a place", place="Cork", start="1935", end="1956")
    tell(staff, "Add a place", place="Bradford", start="1956")
    tell(staff, "Add a song", song="Molly Malone", told_name="her son Pat")
    tell(staff, "Add what must never play", never="Abide With Me")
    return person


def approve_the_first_list(staff: Page) -> None:
    follow(staff, "See the music this suggests")
    press(staff, "Suggest music")
    expect(staff.get_by_role("button", name="Approve this list")).to_be_visible()
    songs = staff.locator(".songs .song")
    assert songs.count() >= 10
    assert "Named by her son Pat" in songs.first.inner_text()
    assert "Abide With Me" not in staff.locator("main").inner_text()
    second = songs.nth(1).locator(".song-name").inner_text()
    in_song(staff, 1, "Up")
    expect(staff.locator(".songs .song").first.locator(".song-name")).to_have_text(second)
    in_song(staff, 2, "Leave out")
    in_song(staff, 0, "Down")
    press(staff, "Approve this list")
    expect(staff.get_by_text("Approved by Robin")).to_be_visible()


def in_song(staff: Page, place: int, name: str) -> None:
    with staff.expect_navigation():
        staff.locator(".songs .song").nth(place).get_by_role("button", name=name).tap()


def a_relative_gives_a_memory(staff: Page, phone: Page, tmp_path: Path) -> Page:
    staff.go_back()
    staff.goto(staff.url.split("/list")[0].split("/story")[0] + "/family")
    staff.get_by_label("Their name").fill("Pat")
    staff.locator("[name=relation]").fill("son")
    press(staff, "Make an invitation")
    link = staff.locator(".link-to-copy a").get_attribute("href")
    assert link
    phone.goto(link)
    phone.goto(link)  # looking twice, as a mail scanner does, uses nothing up
    press(phone, "Open the invitation")
    follow(phone, "Tell about a song")
    phone.get_by_label("Which song is it?").fill("Molly Malone")
    phone.get_by_label("What does it bring back?").fill("You sang it to us in the bath.")
    phone.get_by_label("A photo that belongs to it").set_input_files(photo_with_a_place(tmp_path))
    press(phone, "Send it to the home")
    expect(phone.get_by_text("Thank you, Pat")).to_be_visible()
    second = phone.context.browser.new_context(has_touch=True).new_page()  # type: ignore[union-attr]
    second.goto(link)
    press(second, "Open the invitation")
    expect(second.get_by_role("alert")).to_contain_text("used")
    second.context.close()
    return phone


def photo_with_a_place(folder: Path) -> Path:
    picture, out = Image.new("RGB", (1600, 1200), "#b5532f"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    picture.save(out, "JPEG", exif=exif)
    path = folder / "photo.jpg"
    path.write_bytes(out.getvalue())
    return path


def staff_approve_the_memory(staff: Page, person: str) -> None:
    staff.goto(f"{person}/picture")
    staff.get_by_text("Show family memories while a song plays").tap()
    press(staff, "Keep")
    follow(staff, "Family memories")
    follow(staff, "Molly Malone, for Nell")
    press(staff, "Approve")
    staff.goto(f"{person}/list")
    press(staff, "Suggest a new list")
    expect(staff.locator(".songs").first).to_contain_text("You sang it to us in the bath.")
    press(staff, "Approve this list")


def the_resident_plays_music(screen: Page, kiosk: RunningKiosk) -> None:
    screen.goto(kiosk.url)
    screen.get_by_role("link", name="Nell").tap()
    screen.get_by_role("button", name="Play music").tap()
    expect(screen.get_by_role("button", name="Stop")).to_be_visible()
    expect(screen.get_by_role("heading", name="Molly Malone")).to_be_visible(timeout=10_000)
    expect(screen.get_by_text("You sang it to us in the bath.")).to_be_visible()
    for name in ("Another song", "Softer", "Louder", "I like this", "Not this one"):
        expect(screen.get_by_role("button", name=name)).to_be_visible()


def staff_note_what_they_saw(staff: Page, person: str) -> None:
    for _ in range(2):
        staff.goto(f"{person}/now")
        expect(staff.locator(".now-title")).to_have_text("Molly Malone")
        tap_choice(staff, "Before the music", "Withdrawn")
        tap_choice(staff, "Took part", "Most of the time")
        tap_choice(staff, "Mood, compared with before", "Better")
        press(staff, "None")
        expect(staff.get_by_text("The note is saved")).to_be_visible()
        staff.get_by_role("checkbox", name="Sang or hummed").tap()
        press(staff, "Save")


def the_next_draft_has_learned(staff: Page, person: str) -> None:
    staff.goto(f"{person}/list")
    press(staff, "Suggest a new list")
    expect(staff.locator(".songs").first).to_contain_text("Nell sang along twice")
    press(staff, "Approve this list")


def never_again_is_at_once(staff: Page, screen: Page, person: str) -> None:
    staff.goto(f"{person}/now")
    with staff.expect_navigation():
        staff.get_by_role("button", name="Never again").tap()
    expect(screen.get_by_role("heading", name="Molly Malone")).to_be_hidden(timeout=8_000)
    staff.goto(f"{person}/story")
    expect(staff.locator("main")).to_contain_text("This song, in every mode")
    screen.get_by_role("button", name="Stop").tap()
