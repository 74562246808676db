"""The people, songs and moments that every listening test plays with; all invented."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.listening.programme import Levels, Programme, Track
from kiosk.listening.state import Now
from kiosk.units import Decibels, DurationMs, PlaylistId, RecordingId, ResidentId, SessionId, SongId

NORA, WALTER = ResidentId("nora"), ResidentId("walter")
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def moment(tick: float) -> Now:
    """The moment `tick` seconds after noon."""
    return Now(tick, NOON + timedelta(seconds=tick))


def track(name: str, path: Path | str = "", gain: float = 0.0, duration: int = 60_000) -> Track:
    """A recording of the song with this name."""
    return Track(
        song=SongId(name),
        recording=RecordingId(f"recording of {name}"),
        path=Path(path or f"/music/{name}.ogg"),
        title=name.title(),
        performer="The Harbour Lights",
        gain=Decibels(gain),
        duration=DurationMs(duration),
    )


def programme(
    *tracks: Track,
    resident: ResidentId = NORA,
    session: str = "monday",
    levels: Levels | None = None,
    others: tuple[ResidentId, ...] = (),
    plays: int = 0,
) -> Programme:
    """A programme for one resident, or for several."""
    return Programme(
        session=SessionId(session),
        resident=resident,
        playlist=PlaylistId(f"everyday of {resident}"),
        tracks=tracks,
        levels=levels or Levels(),
        others=others,
        plays=plays,
    )
