"""Notes, plays and marks made up for tests, one line each."""

from datetime import UTC, datetime, timedelta

from kiosk.care.observations import Chip, Distress, Look, Observation, TookPart
from kiosk.care.plays import Play, WhyEnded
from kiosk.units import DurationMs, ObservationId, PlayId, RecordingId, ResidentId, SessionId, SongId

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MAEVE = ResidentId("maeve")


def note(
    number: int,
    took_part: str | None = "2",
    distress: str | None = "none",
    mood: int | None = 0,
    chips: tuple[Chip, ...] = (),
    **more: object,
) -> Observation:
    """One first look, on a day of its own and in a session of its own."""
    made: dict[str, object] = {
        "id": ObservationId(f"n{number}"),
        "resident": MAEVE,
        "observer": "Sam",
        "seen_at": NOON + timedelta(days=number),
        "session": SessionId(f"s{number}"),
        "took_part": None if took_part is None else TookPart(took_part),
        "distress": None if distress is None else Distress(distress),
        "mood": mood,
        "chips": chips,
    }
    return Observation(**(made | more))  # type: ignore[arg-type]


def second(number: int, took_part: str | None = "2") -> Observation:
    """A second observer's note beside the first of the same number."""
    return note(
        number, took_part, id=ObservationId(f"n{number}-2"), look=Look.SECOND, beside=ObservationId(f"n{number}")
    )


def play(
    song: str = "danny", number: int = 0, heard_s: int = 180, why: WhyEnded = WhyEnded.FINISHED, session: str = ""
) -> Play:
    """One song that sounded."""
    began = NOON + timedelta(days=number)
    return Play(
        PlayId(f"p-{song}-{number}"),
        SessionId(session or f"s{number}"),
        MAEVE,
        SongId(song),
        RecordingId(f"r-{song}"),
        song.title(),
        "",
        began,
        began + timedelta(seconds=heard_s),
        DurationMs(heard_s * 1000),
        why,
    )
