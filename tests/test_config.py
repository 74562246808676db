"""Settings: read once, each wrong one named in one sentence."""

from pathlib import Path

import pytest

from kiosk.config import MEDIA, EngineKind, read_settings
from kiosk.errors import BadInput


def test_it_works(tmp_path: Path) -> None:
    told = {"KIOSK_HOME": str(tmp_path), "KIOSK_PORT": "9000", "KIOSK_ENGINE": "null", "KIOSK_MEDIA": str(tmp_path)}
    settings = read_settings(told)
    assert (settings.home, settings.port, settings.engine, settings.media) == (
        tmp_path, 9000, EngineKind.NULL, (tmp_path,),
    )  # fmt: skip


def test_without_any_it_uses_the_usual() -> None:
    settings = read_settings({})
    assert (settings.port, settings.engine) == (8080, EngineKind.VLC)
    assert settings.media == (MEDIA / "songs" / "audio",)


def test_several_folders_of_music(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert len(read_settings({"KIOSK_MEDIA": f"{tmp_path}:{tmp_path / 'b'}"}).media) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("KIOSK_PORT", "door"), ("KIOSK_PORT", "70000"), ("KIOSK_ENGINE", "organ"), ("KIOSK_MEDIA", "/no/such/folder")],
)
def test_a_wrong_one_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=f"^Set {name} to .*{value}”") as wrong:
        read_settings({name: value})
    assert wrong.value.field == name
