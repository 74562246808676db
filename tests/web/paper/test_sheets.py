"""Every page on paper: made once on each paper, read as a screen reader reads it, and read for its words."""

import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from kiosk.care.goals import Level, Share
from kiosk.care.observations import Observation, TookPart
from kiosk.care.reviews import Decision, Evidence, GoalShown, Review, Signature
from kiosk.errors import PaperTrouble
from kiosk.home import life
from kiosk.people.life_story import Comfort
from kiosk.people.staff import SYSTEM
from kiosk.units import ObservationId, ResidentId
from kiosk.web.paper import press, printing, sheets
from kiosk.web.paper.printing import PaperSize
from tests.web.conftest import House, OpenHouse
from tests.web.paper.tags import POINTS, Pdf

AFTER = datetime(2026, 4, 13, 10, tzinfo=UTC)
"""The day after the review was signed."""
EVERY = [*(("person", key) for key in sheets.OF_PERSON), *(("home", key) for key in sheets.OF_HOME)]


@dataclass
class Press:
    """Makes each page once, for all tests of this module, in this process to save the library's start."""

    house: House

    def __post_init__(self) -> None:
        self.made = cache(self._made)

    def _made(self, about: str, key: str, size: PaperSize) -> bytes:
        sheet = {"person": sheets.OF_PERSON, "home": sheets.OF_HOME}[about][key]
        with self.house.kiosk.app.app_context():
            whom = self.house.person().id if about == "person" else ""
            job = {"html": sheet.html(self.house.home, whom, ""), "size": size.value, "pages": sheet.pages}
        return press.printed(job)

    def words(self, about: str, key: str) -> str:
        data = self.made(about, key, PaperSize.A4)
        told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
        return " ".join(told.stdout.decode().split())


@pytest.fixture(scope="module")
def pages(open_house: OpenHouse, tmp_path_factory: pytest.TempPathFactory) -> Press:
    house = open_house(tmp_path_factory.mktemp("paper") / "home")
    nell, home = house.person(), house.home
    who = life.told(home, "family", "Ann")
    life.add_red_flag(home, nell.id, "performer", "The Unwelcome Five", who, SYSTEM)
    story = replace(
        home.store.residents.story(nell.id),
        comfort=Comfort(hard_times=("towards evening",), soothers=("Hold her left hand and hum",)),
    )
    home.store.residents.save_story(replace(story, languages=("pl",)), SYSTEM)
    home.store.residents.save(replace(home.store.residents.get(nell.id), full_name="Nela Żółć Ἑλένη Ольга"), SYSTEM)
    home.store.goals.sign(reviewed(nell.id), SYSTEM)
    for day in (datetime(2026, 3, 2, 10, tzinfo=UTC), datetime(2026, 4, 11, 10, tzinfo=UTC), AFTER):
        seen = Observation(ObservationId(f"{day}"), nell.id, "Sam", day, took_part=TookPart.ABOUT_HALF)
        home.store.records.append_observation(seen)
    return Press(house)


def reviewed(resident: ResidentId) -> Review:
    goals = (
        GoalShown("g1", "Nell sings along, in at least 3 of 5 sessions", Level.MORE, Share(8, 10), 2),
        GoalShown("g2", "Nell rests better", None, Share(1, 3)),
    )
    seen = Evidence(12, 10, 190, Share(8, 10), Share(1, 3), goals, None, 1)
    days = date(2026, 3, 1), date(2026, 4, 12)
    signed = Signature("Tess", datetime(2026, 4, 12, 12, tzinfo=UTC), "Registered music therapist")
    return Review(
        "r1",
        resident,
        "6 weeks",
        *days,
        seen,
        Decision.CHANGE,
        "Afternoons are loud.",
        ("Nell", "Ann"),
        signed,
        "Mornings.",
    )


@pytest.mark.parametrize(("about", "key"), EVERY)
def test_a_screen_reader_can_read_it(pages: Press, about: str, key: str) -> None:
    pdf = Pdf(pages.made(about, key, PaperSize.A4))
    assert pdf.faults() == []
    assert pdf.size() == POINTS["A4"]
    assert {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"} <= pdf.fonts()


def test_headers_head_columns_or_rows(pages: Press) -> None:
    heads = [tag.scope for tag in Pdf(pages.made("home", "inspection", PaperSize.A4)).tags if tag.kind == "TH"]
    assert heads[0] == "/Row", "a figure's name heads its row"
    assert heads.count("/Column") > 10
    levels = [tag.scope for tag in Pdf(pages.made("person", "review", PaperSize.A4)).tags if tag.kind == "TH"]
    assert levels == ["/Row"] * 6 + ["/Column"] * 6 + ["/Row"] * 2


def test_the_foot_stands_on_the_page(pages: Press) -> None:
    assert "Review of the music of Nell, 1 March 2026 to 12 April 2026. 1 of" in pages.words("person", "review")


def test_a_review_shows_each_session_it_looked_at(pages: Press) -> None:
    pdf = Pdf(pages.made("person", "review", PaperSize.A4))
    (drawing,) = [tag.alt for tag in pdf.tags if tag.kind == "Figure"]
    assert drawing.startswith("How much Nell took part: 2 sessions were noted. Too few to tell anything: 5 are needed.")
    words = pages.words("person", "review")
    assert drawing.partition(": ")[2] in words
    assert "2 March 2026" in words, "the day of the first point"
    assert "13 April 2026" not in words, "a session after the signature"


@pytest.mark.parametrize("size", PaperSize)
def test_the_plan_and_the_card_are_one_page_on_either_paper(pages: Press, size: PaperSize) -> None:
    plan = Pdf(pages.made("person", "care-plan", size))
    assert (plan.pages(), plan.size()) == (1, POINTS[size])


def test_the_plan_says_all_that_a_stranger_needs(pages: Press) -> None:
    words = pages.words("person", "care-plan")
    for told in (
        "The Unwelcome Five (performer, told by Ann)",
        "Molly Malone",
        "Named by Nell",
        "Start half an hour before a hard time: towards evening",
        "60 to 65 dB",
        "Stop the music at once",
        "You sang it to Nell.",
        "too few to tell",
        "Speaks Polish",
        "What comforts Nell: Hold her left hand and hum.",
    ):
        assert told in words
    assert "Nela Żółć Ἑλένη Ольга" in words


def test_a_review_says_what_was_decided_and_what_it_rests_on(pages: Press) -> None:
    words = pages.words("person", "review")
    for told in (
        "Change something",
        "What will change: Mornings.",
        "8 of 10",
        "1 of 3, too few notes to tell",
        "counts 2 times",
        "No T while a goal has no level",
        "Tess, Registered music therapist, 12 April 2026",
    ):
        assert told in words


def test_the_portrait_has_words(pages: Press) -> None:
    pictures = [tag.alt for tag in Pdf(pages.made("person", "care-plan", PaperSize.A4)).tags if tag.kind == "Figure"]
    assert pictures == ["Portrait of Nell"]


def test_what_can_be_spared_goes_only_from_a_page_that_must_fit() -> None:
    html = f"<html lang=en><title>t</title><h1>A</h1><p class=spare-1>{'long ' * 3000}</p><p>kept</p></html>"
    short, whole = (Pdf(press.printed({"html": html, "size": "A4", "pages": most})) for most in (1, 0))
    assert short.pages() == 1
    assert whole.pages() > 1


def test_colour_carries_nothing() -> None:
    """On a black-and-white printer every word stays dark on light: no page has letters paler than a mid grey."""
    styles = (Path(printing.__file__).parent.parent / "static" / "css" / "paper.css").read_text()
    assert "background" not in styles
    used = {word for word in ("--ink", "--ink-soft", "--line") if f"color: var({word})" in styles}
    assert used == {"--ink", "--ink-soft"}


def test_a_failed_page_is_one_sentence() -> None:
    with pytest.raises(PaperTrouble, match="could not be made"):
        printing.pdf('<html lang="en"><img alt="" src="https://elsewhere.example/a.png"></html>', PaperSize.A4)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "LONGEST_S", 0.01)
    with pytest.raises(PaperTrouble, match="took too long"):
        printing.pdf("<html></html>", PaperSize.A4)
