"""Templates are compiled once on a machine, and what was compiled is never trusted when anything changed."""

import gc
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from kiosk import bootstrap
from kiosk.playlists.catalogue import Catalogue
from kiosk.web import compiled
from kiosk.web.compiled import Compiled
from tests.web.conftest import House

WORDS = "Good {{ part }}"


def environment(folder: Path, source: str = WORDS) -> Environment:
    return Environment(loader=DictLoader({"a.html": source}), bytecode_cache=Compiled(folder), autoescape=True)


def is_kept(folder: Path, source: str = WORDS) -> bool:
    """Say whether a start that finds this source need not compile it."""
    return Compiled(folder).get_bucket(environment(folder), "a.html", None, source).code is not None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one template compiled into it, not made before it was needed."""
    folder = tmp_path / "share" / "pages"
    assert environment(folder).get_template("a.html").render(part="morning") == "Good morning"
    return folder


def test_what_was_compiled_is_read_at_the_next_start(folder: Path) -> None:
    assert is_kept(folder)
    assert environment(folder).get_template("a.html").render(part="evening") == "Good evening"


def test_a_changed_template_is_compiled_again(folder: Path) -> None:
    changed = "Have a good {{ part }}"
    assert not is_kept(folder, changed)
    assert environment(folder, changed).get_template("a.html").render(part="day") == "Have a good day"


@pytest.mark.parametrize("damage", ["cut short", "a bit turned", "empty"])
def test_a_file_that_did_not_stay_whole_is_compiled_again(folder: Path, damage: str) -> None:
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    turned = whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]
    file.write_bytes({"cut short": whole[:60], "a bit turned": turned, "empty": b""}[damage])
    assert not is_kept(folder)
    assert environment(folder).get_template("a.html").render(part="night") == "Good night"
    assert is_kept(folder)


def test_another_jinja_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "JINJA", b"4.0")
    assert not is_kept(folder)


def test_where_nothing_can_be_written_pages_are_compiled_as_ever(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    unwritable = environment(tmp_path / "a file" / "pages")
    assert unwritable.get_template("a.html").render(part="morning") == "Good morning"


def test_set_up_compiles_every_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "COMPILED", tmp_path)
    compiled.main()
    app = Flask("kiosk.web")
    compiled.prepare(app)
    assert len(list(tmp_path.iterdir())) == compiled.read_all(app) > 90


def test_a_warm_kiosk_has_read_its_pages_and_its_songs(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "QUIET_S", 0.0)
    title = next(iter(house.home.catalogue.songs.values())).title
    house.kiosk.warm().join()
    gc.unfreeze()
    cache = house.kiosk.app.jinja_env.cache
    assert cache
    assert {name for _, name in cache} == set(house.kiosk.app.jinja_env.list_templates())
    house.home.catalogue = Catalogue({})
    assert house.home.finder.find(title).hits, "the index was built only now"


def test_a_kiosk_that_ends_early_makes_nothing_ready(house: House) -> None:
    house.kiosk.stopping.set()
    house.kiosk.warm().join(1)
    gc.unfreeze()
    house.home.catalogue = Catalogue({})
    assert not house.home.finder.find("Daisy Bell").hits
