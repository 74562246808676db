"""A month for an inspection: counted by hand, and nothing that speaks against the home left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.care.assent import Answer, Assent
from kiosk.care.goals import Share
from kiosk.care.inspection import Inspection, Month, PersonMonth, Told, person_month, read_month
from kiosk.care.observations import Mark, SongMark
from kiosk.care.plays import Session
from kiosk.care.summaries import Period
from kiosk.care.upsets import Reason, Upset
from kiosk.errors import BadInput
from kiosk.people.life_story import LifeStory
from kiosk.people.residents import Resident
from kiosk.units import PlaylistId, ResidentId, SessionId, SongId
from tests.care.made import MAEVE, NOON, note, play, second

MARCH = Month(2026, 3)  # NOON is the second of March, and number N is N days later
FAR = 40


def session(number: int) -> Session:
    return Session(SessionId(f"s{number}"), MAEVE, PlaylistId("l"), NOON + timedelta(days=number))


def upset(number: int, hours: float = 0) -> Upset:
    at = NOON + timedelta(days=number, hours=hours)
    return Upset(f"u{number}{hours}", MAEVE, at, "Kim", SessionId(f"s{number}"), reason=Reason.LOUD)


def month_of(period: Period, called: str = "Maeve", **more: tuple[object, ...]) -> PersonMonth:
    kept: dict[str, tuple[object, ...]] = {"lists": (), "memories": (), "assents": (), "upsets": ()} | more
    person = Resident(MAEVE, called)
    return person_month(Told(person, LifeStory(ResidentId(MAEVE)), period, **kept), MARCH, UTC)  # type: ignore[arg-type]


def test_a_month_counted_by_hand() -> None:
    own = SongMark(MAEVE, SongId("danny"), Mark.LIKES, "Maeve", NOON, own_say=True)
    found = month_of(
        Period(
            sessions=(session(0), session(1), session(2), session(FAR)),
            plays=(play(number=0), play(number=1, heard_s=120), play(number=FAR)),
            notes=(note(0, "3"), note(1, "1"), second(1, "3"), note(FAR, "3")),
            marks=(own, replace(own, own_say=False), replace(own, at=NOON + timedelta(days=FAR))),
        ),
        assents=(Assent(MAEVE, Answer.NOT_TODAY, NOON, "Sam"), Assent(MAEVE, Answer.YES, NOON, "Sam")),
    )
    assert (found.summary.sessions, found.summary.minutes, found.summary.notes) == (3, 5, 2)
    assert found.summary.well == Share(1, 2)
    assert (found.likes, found.not_this, found.yes, found.not_today) == (1, 0, 1, 1)
    assert found.noted_sessions == 2


def test_every_stop_is_there_and_a_note_about_it_is_not_a_second_one() -> None:
    notes = (note(1, "1", "stopped"), note(2, "1", "stopped"), note(3, "1", "brief"))
    found = month_of(Period(notes=notes), upsets=(upset(1, 0.5), upset(2, 2), upset(5), upset(FAR)))
    days = [(one.at - NOON).days for one in found.stopped]
    assert sorted(days) == [1, 2, 2, 5]
    assert [one.remark for one in found.stopped if one.by == "Kim"] == ["too loud", "too loud"]


def test_a_home_adds_up_and_names_who_had_no_music() -> None:
    some = month_of(Period((session(0), session(1)), (play(number=0),), (note(0, "2"),)))
    home = Inspection(MARCH, (some, month_of(Period(), "Stan")), ("Sam, carer",), (), ())
    assert (home.sessions, home.minutes, home.noted, home.well) == (2, 3, Share(1, 2), Share(1, 1))
    assert (home.with_music, home.missed, home.observers) == (Share(1, 2), ("Stan",), ("Sam",))


def test_a_month_is_whole_and_in_the_past() -> None:
    assert Month(2026, 12).days() == (date(2026, 12, 1), date(2027, 1, 1))
    assert MARCH.holds_moment(datetime(2026, 3, 31, 23, 59, tzinfo=UTC), UTC)
    assert not MARCH.holds_moment(datetime(2026, 4, 1, tzinfo=UTC), UTC)
    assert read_month("", date(2026, 3, 9)) == MARCH
    for words in ("soon", "2026-04"):
        with pytest.raises(BadInput):
            read_month(words, date(2026, 3, 9))
