"""Distress: asked again after 20 minutes; two stops in seven days let music rest for seven (evidence rule 13)."""

from datetime import UTC, datetime, timedelta

from kiosk.care.leading import leads_on, led, stays, steps_from
from kiosk.care.observations import Before
from kiosk.care.session_run import HalfWay
from kiosk.care.upsets import After, Upset, paused_until
from kiosk.playlists.songs import Song
from kiosk.units import ResidentId, SongId

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def day(number: float) -> datetime:
    return NOON + timedelta(days=number)


def test_somebody_is_asked_to_look_again_after_twenty_minutes() -> None:
    upset = Upset("u", ResidentId("nell"), NOON, "Sam")
    asked = [minute for minute in range(0, 60, 5) if upset.asks(NOON + timedelta(minutes=minute))]
    assert asked[0] == 20
    assert not upset.asks(day(1))
    assert not Upset("u", ResidentId("nell"), NOON, "Sam", after=After.SETTLED).asks(NOON + timedelta(minutes=30))


def test_two_stops_in_seven_days_let_music_rest_for_seven() -> None:
    assert paused_until([day(0)], day(1)) is None
    assert paused_until([day(0), day(6)], day(6)) == day(13)
    assert paused_until([day(0), day(6)], day(13)) is None
    assert paused_until([day(0), day(8)], day(8)) is None


def test_a_stop_and_its_note_are_one_stop() -> None:
    assert paused_until([day(0), day(0) + timedelta(minutes=30)], day(1)) is None


class One:
    def __init__(self, bpm: int) -> None:
        self.song = Song(SongId(str(bpm)), str(bpm))


def bpm(song: Song) -> float | None:
    return float(song.id)


def test_the_music_starts_where_they_are_and_leads_by_ten_at_most() -> None:
    assert steps_from(Before.RESTLESS) == (100, 90, 80, 70, 70)
    assert max(steps_from(Before.DISTRESSED)) <= 100
    rising = steps_from(Before.WITHDRAWN)
    assert (rising[0], rising[-1]) == (60, 95)
    songs = [One(tempo) for tempo in (72, 118, 91, 99, 81, 68)]
    assert [int(one.song.id) for one in led(songs, Before.RESTLESS, bpm)] == [91, 81, 72, 68]


def test_it_stops_leading_when_it_gets_worse_and_stays_near_where_it_is() -> None:
    assert leads_on(None)
    assert leads_on(HalfWay.SAME)
    assert not leads_on(HalfWay.WORSE)
    assert [int(one.song.id) for one in stays([One(60), One(85), One(95)], 90.0, bpm)] == [85, 95]
