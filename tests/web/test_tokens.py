"""The look keeps its promises: contrast, matte surfaces, nothing written in place, millimetres on glass."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

WEB = Path(__file__).parents[2] / "kiosk" / "web"
STATIC = WEB / "static"
TEMPLATES = WEB / "templates"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^(:root|\.look-[a-z]+) \{(.*?)^\}", TOKENS, re.DOTALL | re.MULTILINE))
NAMED = {block: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", words)) for block, words in BLOCKS.items()}
COLOURS: dict[str, str] = NAMED[":root"]
LOOKS = {block: {**COLOURS, **named} for block, named in NAMED.items()}
"""Each look names its own colours; what it does not name it has from the light one."""
PAIRS: list[tuple[str, str, str, str]] = re.findall(r"@pair ([a-z-]+) ([a-z-]+) ([\d.]+) (\w+)", TOKENS)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1, as the accessibility guidelines define it."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def templates(under: str = "") -> list[Path]:
    return sorted((TEMPLATES / under).rglob("*.html"))


def resident_css() -> str:
    return "".join((STATIC / "css" / name).read_text(encoding="utf-8") for name in ("resident.css", "glass.css"))


def static_urls(text: str) -> set[str]:
    return set(re.findall(r"/static/((?:css|js|icons)/[\w.-]+)", text))


def environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.globals["csrf_field"] = lambda: Markup('<input type="hidden" name="csrf_token" value="k">')
    return made


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("letters", "surface", "least", "where"), PAIRS)
def test_every_pair_is_readable(letters: str, surface: str, least: str, where: str, look: str) -> None:
    assert where != "resident" or float(least) >= 7
    if look == ":root" or where == "resident":
        assert contrast(LOOKS[look][letters], LOOKS[look][surface]) >= float(least)


def test_there_are_three_looks_and_each_names_only_colours_the_first_one_has() -> None:
    assert set(LOOKS) == {":root", ".look-evening", ".look-contrast"}
    assert all(named.keys() <= COLOURS.keys() for named in NAMED.values())


def test_resident_letters_use_only_measured_colours() -> None:
    css = resident_css()
    letters = set(re.findall(r"[^-]color: var\(--([a-z-]+)\)", css))
    measured = {letters for letters, _, _, where in PAIRS if where == "resident"}
    assert letters
    assert letters <= measured


def test_no_surface_is_pure_white() -> None:
    assert all(luminance(colour) < 0.97 for look in LOOKS.values() for colour in look.values())


def test_colours_are_named_in_one_file_only() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        if sheet.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", sheet.read_text(encoding="utf-8")), sheet.name


def test_every_name_in_the_style_sheets_exists() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        known = set(re.findall(r"--([a-z0-9-]+):", TOKENS + resident_css() + css))
        assert set(re.findall(r"var\(--([a-z0-9-]+)\)", css)) <= known, sheet.name


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_templates_write_no_style_or_script_in_place(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", words)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", words))


def test_every_linked_file_exists() -> None:
    sources = [*templates(), *(STATIC / "css").glob("*.css"), WEB / "gallery.py"]
    for source in sources:
        for url in static_urls(source.read_text(encoding="utf-8")):
            assert (STATIC / url).is_file(), f"{source.name} links {url}"


def test_resident_script_is_small_and_quiet() -> None:
    scripts = [STATIC / "js" / f"{name}.js" for name in ("touch", "resident", "along")]
    assert 0 < sum(script.stat().st_size for script in scripts) < 20_000
    assert not any("alert(" in script.read_text(encoding="utf-8") for script in scripts)


def test_resident_sizes_are_in_millimetres() -> None:
    css = resident_css()
    assert "--letters: max(calc(8.6 * var(--mm))" in css
    assert not re.search(r"font-size: [\d.]+(px|rem|pt)", css)
    assert not re.search(r"animation|transition|box-shadow|text-shadow|font-style: italic", css)


def test_big_button_is_a_form_that_works_without_script() -> None:
    template = environment().from_string(
        '{% from "macros/resident.html" import big_button %}{{ big_button(b, "heart", "plum") }}'
    )
    button = {
        "name": "like",
        "label": "I like this",
        "action": "/like",
        "fields": {"play": "p<1>"},
        "pressed": True,
        "enabled": False,
    }
    page = template.render(b=button)
    assert '<form class="slot slot-like" method="post" action="/like">' in page
    assert 'name="play" value="p&lt;1&gt;"' in page
    assert 'name="csrf_token"' in page
    assert 'aria-pressed="true" aria-disabled="true"' in page


def test_field_ties_hint_and_error_to_its_input() -> None:
    template = environment().from_string(
        '{% import "macros/forms.html" as forms %}'
        '{{ forms.field("born", "Born", hint="A guess", error="Write a year.") }}'
    )
    page = template.render()
    assert 'aria-describedby="hint-born error-born" aria-invalid="true"' in page
    assert 'for="field-born"' in page
    assert 'id="field-born"' in page
