"""Settings from the environment, validated once, with a sentence for each that is wrong."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.errors import BadInput

MEDIA = Path(__file__).resolve().parent.parent / "media"
"""What ships with the product: demo songs, catalogue packs, places, artwork."""
GAZETTEER = Path(sys.prefix) / "share" / "kiosk"
"""Where the packed towns lie: beside the installed packages they are made from, made at set-up."""

STICKS = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems mount what is plugged in."""


class EngineKind(StrEnum):
    """Which engine makes the sound."""

    VLC = "vlc"
    NULL = "null"


@dataclass(frozen=True)
class Settings:
    """Where the home keeps its data, where its music lies, on which port it answers.

    `KIOSK_HOME` names the data folder, `KIOSK_PORT` the port, `KIOSK_ENGINE` the engine (`vlc` or
    `null`), `KIOSK_MEDIA` the folder or folders with the home's own music, separated by colons,
    `KIOSK_STICKS` the folders below which USB sticks are mounted.
    """

    home: Path
    port: int = 8080
    engine: EngineKind = EngineKind.VLC
    media: tuple[Path, ...] = (MEDIA / "songs" / "audio",)
    sticks: tuple[Path, ...] = STICKS


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings; raises BadInput naming the variable to mend."""
    home = environment.get("KIOSK_HOME") or str(Path.home() / ".local" / "share" / "kiosk")
    return Settings(
        home=Path(home).expanduser().resolve(),
        port=_port(environment.get("KIOSK_PORT") or "8080"),
        engine=_engine(environment.get("KIOSK_ENGINE") or EngineKind.VLC),
        media=_media(environment.get("KIOSK_MEDIA") or ""),
        sticks=_folders(environment.get("KIOSK_STICKS") or "") or STICKS,
    )


def _port(value: str) -> int:
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise BadInput(f"Set KIOSK_PORT to a number from 1 to 65535, in place of “{value}”.", "KIOSK_PORT")
    return int(value)


def _engine(value: str) -> EngineKind:
    if value not in {*EngineKind}:
        raise BadInput(f"Set KIOSK_ENGINE to vlc or null, in place of “{value}”.", "KIOSK_ENGINE")
    return EngineKind(value)


def _media(value: str) -> tuple[Path, ...]:
    folders = _folders(value)
    missing = next((folder for folder in folders if not folder.is_dir()), None)
    if missing:
        raise BadInput(f"Set KIOSK_MEDIA to a folder that exists: there is no “{missing}”.", "KIOSK_MEDIA")
    return folders or (MEDIA / "songs" / "audio",)


def _folders(value: str) -> tuple[Path, ...]:
    return tuple(Path(folder).expanduser().resolve() for folder in value.split(":") if folder)
