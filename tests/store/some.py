"""Ready-made people, lists and notes for the store's tests; all of them invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.care.assent import Answer, Assent
from kiosk.care.goals import Criterion, Goal, Share, level_words
from kiosk.care.measures import Emotion, Instrument, Measure
from kiosk.care.observations import Chip, Mark, Observation, SongMark
from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.care.reviews import Decision, Evidence, Review, Signature, SupervisionNote
from kiosk.care.session_run import Tap, TapKind
from kiosk.people.greetings import Greeting
from kiosk.people.life_story import Birth, Chapter, LifeStory, Teller, Told
from kiosk.people.memories import Invitation, Memory, Verdict
from kiosk.people.residents import Resident
from kiosk.people.staff import Actor, ActorKind, Role, StaffMember
from kiosk.playlists.picks import Pick, Playlist, Purpose, Reason, Term
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import (
    Decibels,
    DurationMs,
    GreetingId,
    InvitationId,
    MemoryId,
    ObservationId,
    PlayId,
    PlaylistId,
    RecordingId,
    ResidentId,
    SessionId,
    SongId,
    StaffId,
    Year,
)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BY = Actor(ActorKind.STAFF, "staff-1", "Sam Green")
MAEVE = ResidentId("r-maeve")
JAN = ResidentId("r-jan")


def resident(key: ResidentId = MAEVE, called: str = "Maeve") -> Resident:
    return Resident(key, called, full_name=f"{called} Invented")


def story(key: ResidentId = MAEVE) -> LifeStory:
    told = Told(Teller.FAMILY, "her daughter Anne", date(2026, 11, 1))
    cork = Chapter("c1", Year(1938), Year(1957), "Cork", "Cork, Ireland", "IE", (("ie", 1.0),), told)
    return LifeStory(key, Birth(Year(1938)), (cork,), languages=("en", "ga"))


def song(key: str = "s-1") -> Song:
    return Song(SongId(key), "The Parting Glass", year=Year(1770), regions=("ie", "gb"))


def playlist(key: str = "p-1", resident: ResidentId = MAEVE, days: int = 0, songs: int = 3) -> Playlist:
    reason = Reason(Term.PLACE, 0.3, "heard everywhere in Cork")
    picks = tuple(Pick(song(f"s-{number}"), 0.8, (reason,)) for number in range(songs))
    return Playlist(PlaylistId(key), resident, Purpose.EVERYDAY, picks, NOON + timedelta(days=days))


def memory(key: str = "m-1", resident: ResidentId = MAEVE, days: int = 0) -> Memory:
    given_at = NOON + timedelta(days=days)
    return Memory(MemoryId(key), resident, "Anne", "daughter", "that glass song", "She sang it.", given_at)


def invitation(key: str = "i-1", resident: ResidentId = MAEVE, token_hash: str = "a" * 64) -> Invitation:
    return Invitation(
        InvitationId(key), resident, "Anne", "daughter", token_hash, "staff-1", NOON, NOON + timedelta(days=7)
    )


def greeting(key: str = "g-1", resident: ResidentId = MAEVE) -> Greeting:
    sound = b"a few words"
    return Greeting(
        GreetingId(key), resident, "Anne", "daughter", sound, Decibels(-2.0), DurationMs(4000), NOON, Verdict.APPROVED
    )


def staff(key: str = "staff-1", name: str = "Sam Green", role: Role = Role.CARER) -> StaffMember:
    return StaffMember(StaffId(key), name, role, "$argon2id$made-up")


def session(key: str = "se-1", resident: ResidentId = MAEVE) -> Session:
    return Session(SessionId(key), resident, PlaylistId("p-1"), NOON)


def play(key: str = "pl-1", resident: ResidentId = MAEVE, minutes: int = 0) -> Play:
    started = NOON + timedelta(minutes=minutes)
    return Play(
        PlayId(key),
        SessionId("se-1"),
        resident,
        SongId("s-1"),
        RecordingId("rec-1"),
        "The Parting Glass",
        "",
        started,
        started + timedelta(minutes=3),
        DurationMs(180_000),
        WhyEnded.FINISHED,
    )


def observation(
    key: str = "o-1", resident: ResidentId = MAEVE, minutes: int = 0, remark: str = "hummed along"
) -> Observation:
    seen_at = NOON + timedelta(minutes=minutes)
    return Observation(
        ObservationId(key),
        resident,
        "Sam",
        seen_at,
        SessionId("se-1"),
        mood=1,
        chips=(Chip.SANG, Chip.SMILED),
        remark=remark,
    )


def tap(key: str = "t-1", resident: ResidentId | None = MAEVE, kind: TapKind = TapKind.CAME) -> Tap:
    return Tap(key, SessionId("se-1"), kind, NOON, NOON, "Sam", resident)


def mark(resident: ResidentId = MAEVE, minutes: int = 0) -> SongMark:
    at = NOON + timedelta(minutes=minutes)
    return SongMark(resident, SongId("s-1"), Mark.LIKES, "Maeve", at, own_say=True, session=SessionId("se-1"))


def assent(resident: ResidentId = MAEVE, by: str = "Maeve") -> Assent:
    return Assent(resident, Answer.NOT_TODAY, NOON, by)


def recording(number: int = 1, song: str | None = "s-1") -> Recording:
    made = Recording(RecordingId(f"rec-{number}"), f"/music/{number:05}.ogg", f"Song {number}")
    return replace(made, size=1000 + number, modified_ns=number, song=SongId(song) if song else None)


def measure(key: str = "me-1", resident: ResidentId = MAEVE) -> Measure:
    return Measure(key, resident, Instrument.OERS, "Sam", NOON, dict.fromkeys(Emotion, 2))


def goal(key: str = "g-1", resident: ResidentId = MAEVE) -> Goal:
    start, day = Share(1, 5), NOON.date()
    return Goal(
        key, resident, "Maeve sings along", Criterion.SANG, 60, start, level_words(60, Criterion.SANG, start),
        ("Maeve",), "Tess", day, day + timedelta(days=42),
    )  # fmt: skip


def review(key: str = "v-1", resident: ResidentId = MAEVE, days: int = 0) -> Review:
    at, day = NOON + timedelta(days=days), NOON.date()
    found = Evidence(12, 10, 300, Share(7, 10), Share(1, 10))
    return Review(
        key, resident, "6 weeks", day, day, found, Decision.CARRY_ON, "She asks for it.", ("Maeve",),
        Signature("Tess", at),
    )  # fmt: skip


def supervision(key: str = "n-1", resident: ResidentId = MAEVE) -> SupervisionNote:
    return SupervisionNote(key, resident, "Talked over the pace.", Signature("Tess", NOON, "Music therapist"))
