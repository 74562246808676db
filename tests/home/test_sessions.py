"""A session from plan to end: taps kept once, music moved in time, distress noted, and what is learned."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.care.observations import Before
from kiosk.care.plays import Play, WhyEnded
from kiosk.care.session_plans import Activity, Part, SessionPlan, Standing
from kiosk.care.session_run import Attending, HalfWay, Seen, TapKind
from kiosk.care.upsets import After, Reason
from kiosk.errors import BadInput, NotAllowed
from kiosk.home import calming, leading, life, lists, planning, running, sign_in
from kiosk.home.assenting import not_today
from kiosk.home.home import Home
from kiosk.home.knowing import listener
from kiosk.home.planning import Chosen, Wished
from kiosk.home.resting import rests_until
from kiosk.home.running import Given
from kiosk.home.verse_making import keep_verse, verse
from kiosk.listening.commands import Begin, Stop, Then
from kiosk.people.residents import Resident
from kiosk.people.staff import Role
from kiosk.playlists.picks import Purpose
from kiosk.units import DurationMs, PlayId, RecordingId, SongId
from tests.home.conftest import SAM, Desk

NOW = datetime.fromisoformat("2026-11-23T12:00:00+00:00")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(home: Home) -> Clock:
    home.clock = clock = Clock()
    return clock


@pytest.fixture
def desk(home: Home) -> Desk:
    home.sounding = desk = Desk()
    return desk


@pytest.fixture
def plan(home: Home, desk: Desk, clock: Clock, mick: Resident, nora: Resident) -> SessionPlan:
    return begun(home, mick, nora)


def begun(home: Home, *people: Resident, purpose: Purpose = Purpose.GROUP, key: str = "se") -> SessionPlan:
    who = tuple(one.id for one in people)
    wished = Wished(who, purpose, 30)
    steps = planning.suggest_plan(home, wished)
    return planning.begin(home, Chosen(who, purpose, wished.ability, steps), SAM, key)


def tap(
    home: Home, plan: SessionPlan, kind: TapKind, who: str = "", value: str = "", song: str = "", key: str = ""
) -> None:
    given = Given(key or home.new_id(), kind, resident=who, value=value, song=song)
    running.tap(home, plan.id, given, SAM)


def begins(desk: Desk) -> list[Begin]:
    return [one for one in desk.asked if isinstance(one, Begin)]


def test_a_plan_is_filled_in_for_one_and_begins_once(home: Home, desk: Desk, mick: Resident) -> None:
    first, again = (begun(home, mick, purpose=Purpose.EVERYDAY) for _ in range(2))
    assert first == again
    assert first.steps[0].part is Part.WARM_UP
    assert len(home.store.records.sessions_of(mick.id)) == 1
    assert home.store.session_plans.running() == (first,)
    assert desk.asked == [], "nothing sounds before somebody taps Play"


def test_a_groups_plan_holds_nothing_that_is_flagged_for_any_of_them(
    home: Home,
    desk: Desk,
    mick: Resident,
    nora: Resident,
) -> None:
    life.add_red_flag(home, nora.id, "performer", "Jim Reeves", life.told(home, "staff", "Sam"), SAM)
    songs = {song for step in begun(home, mick, nora).steps for song in step.songs}
    performers = {found.performer for song in songs if (found := home.song(song))}
    assert songs
    assert "Jim Reeves" not in performers


def test_play_is_for_everyone_and_numbers_its_plays_on(home: Home, desk: Desk, plan: SessionPlan) -> None:
    tap(home, plan, TapKind.PLAY)
    tap(home, plan, TapKind.PLAY)
    (first,) = begins(desk)
    assert first.programme.people == plan.people
    assert tuple(track.song for track in first.programme.tracks) == plan.steps[0].songs
    tap(home, plan, TapKind.AGAIN)
    assert begins(desk)[-1].programme.plays > first.programme.plays


def test_a_tap_sent_twice_is_kept_once(home: Home, desk: Desk, plan: SessionPlan) -> None:
    for _ in range(3):
        tap(home, plan, TapKind.PLAY, key="same")
    assert len(home.store.records.taps_of_session(plan.id)) == len(begins(desk)) == 1


def test_a_late_tap_is_kept_with_its_time_and_leaves_the_music_alone(
    home: Home, desk: Desk, clock: Clock, plan: SessionPlan
) -> None:
    clock.pass_minutes(5)
    given = Given("late", TapKind.PLAY, age=timedelta(minutes=2))
    kept = running.tap(home, plan.id, given, SAM)
    assert (kept.at, kept.kept_at) == (NOW + timedelta(minutes=3), NOW + timedelta(minutes=5))
    assert desk.asked == []


def test_a_late_stop_still_stops(home: Home, desk: Desk, clock: Clock, plan: SessionPlan) -> None:
    tap(home, plan, TapKind.PLAY)
    clock.pass_minutes(5)
    running.tap(home, plan.id, Given("late", TapKind.DISTRESS, age=timedelta(minutes=1)), SAM)
    assert isinstance(desk.asked[-1], Stop)


def test_coming_leaving_and_not_today(home: Home, plan: SessionPlan) -> None:
    mick, nora = plan.people
    tap(home, plan, TapKind.CAME, mick)
    tap(home, plan, TapKind.NOT_TODAY, nora)
    now = running.run(home, plan)
    assert now.attending == {mick: Attending.HERE, nora: Attending.NOT_TODAY}
    assert not_today(home, nora)


def test_reactions_and_plays_of_a_group_teach_each_for_themselves(home: Home, clock: Clock, plan: SessionPlan) -> None:
    mick, nora = plan.people
    song = plan.steps[0].songs[0]
    clock.pass_minutes(1)
    tap(home, plan, TapKind.LEFT, nora)
    tap(home, plan, TapKind.SAW, mick, Seen.JOINED, song=song)
    sounded(home, plan, song)
    assert "joined in" in str(listener(home, mick).responses[song])
    assert listener(home, mick).responses[song].plays == 1
    assert song not in listener(home, nora).responses


def sounded(home: Home, plan: SessionPlan, song: SongId) -> None:
    began = home.now() + timedelta(minutes=1)
    play = Play(
        PlayId(f"play of {song}"),
        plan.id,
        plan.people[0],
        song,
        RecordingId("r"),
        "A song",
        "",
        began,
        began + timedelta(minutes=3),
        DurationMs(180_000),
        WhyEnded.FINISHED,
    )
    home.store.records.append_play(play)


def test_distress_in_two_taps_is_noted_told_and_asked_again(
    home: Home, desk: Desk, clock: Clock, plan: SessionPlan
) -> None:
    mick = plan.people[0]
    calming.save_soothers(home, mick, "Hold his left hand\n\nThe blue cap", SAM)
    tap(home, plan, TapKind.PLAY)
    song = plan.steps[0].songs[0]
    tap(home, plan, TapKind.DISTRESS, song=song)
    tap(home, plan, TapKind.DISTRESS, mick)
    tap(home, plan, TapKind.REASON, mick, Reason.LOUD)
    assert isinstance(desk.asked[-1], Stop)
    (upset,) = home.store.session_plans.upsets_of(mick)
    assert (upset.song, upset.reason, upset.session) == (song, Reason.LOUD, plan.id)
    assert calming.soothers(home, mick) == ("Hold his left hand", "The blue cap")
    lead = sign_in.add_staff(home, "Lee", Role.LEAD, SAM)[0]
    carer = sign_in.add_staff(home, "Cas", Role.CARER, SAM)[0]
    assert [one.id for one in calming.told_of(home, lead)] == [upset.id]
    assert calming.told_of(home, carer) == ()
    calming.name_told(home, [carer.id], SAM)
    assert [one.id for one in calming.told_of(home, carer)] == [upset.id]
    assert calming.to_look_at(home) == ()
    clock.pass_minutes(20)
    assert [one.id for one in calming.to_look_at(home)] == [upset.id]
    calming.look_again(home, upset.id, After.SETTLED, SAM)
    assert calming.to_look_at(home) == ()


def test_two_stops_in_a_week_pause_new_suggestions_for_a_week(
    home: Home, desk: Desk, clock: Clock, mick: Resident
) -> None:
    calming.stop_for(home, mick.id, SAM, "one")
    assert rests_until(home, mick.id) is None
    clock.pass_minutes(60 * 24 * 3)
    calming.stop_for(home, mick.id, SAM, "two")
    with pytest.raises(NotAllowed, match="Pain"):
        lists.new_draft(home, mick.id, SAM)
    clock.pass_minutes(60 * 24 * 7 + 1)
    assert lists.new_draft(home, mick.id, SAM).picks


def test_the_music_leads_from_where_they_are_and_stays_when_it_gets_worse(
    home: Home, desk: Desk, clock: Clock, plan: SessionPlan
) -> None:
    tap(home, plan, TapKind.AROUSAL, value=Before.RESTLESS)
    now = running.run(home, plan)
    assert leading.led_from(now, plan.steps[0]) is Before.RESTLESS
    tempi = [planning.tempo(home, song) or 0 for song in map(home.song, leading.songs_now(home, plan, now)) if song]
    assert tempi == sorted(tempi, reverse=True)
    tap(home, plan, TapKind.PLAY)
    desk.now = replace(desk.now, song=desk.now.songs[0])
    clock.pass_minutes(4)
    tap(home, plan, TapKind.HALF_WAY, value=HalfWay.WORSE)
    assert isinstance(desk.asked[-1], Then)
    assert leading.led_from(running.run(home, plan), plan.steps[-1]) is None, "the closing song stays what it was"


def test_ending_stops_the_music_and_closes_the_plan(home: Home, desk: Desk, plan: SessionPlan) -> None:
    tap(home, plan, TapKind.PLAY)
    tap(home, plan, TapKind.REFLECTED, value="They sang. ")
    tap(home, plan, TapKind.FINISHED)
    assert isinstance(desk.asked[-1], Stop)
    assert home.store.session_plans.get(plan.id).standing is Standing.FINISHED
    assert home.store.session_plans.running() == ()
    assert running.run(home, plan).reflection == "They sang."


@pytest.mark.parametrize(
    ("kind", "who", "value"),
    [(TapKind.SAW, "", Seen.JOINED), (TapKind.CAME, "stranger", ""), (TapKind.AROUSAL, "", "cross")],
)
def test_a_tap_that_means_nothing_is_refused(
    home: Home, plan: SessionPlan, kind: TapKind, who: str, value: str
) -> None:
    with pytest.raises(BadInput):
        tap(home, plan, kind, who, value)
    assert home.store.records.taps_of_session(plan.id) == ()


def test_a_kept_plan_is_used_for_others(home: Home, desk: Desk, mick: Resident, plan: SessionPlan) -> None:
    kept = planning.keep_template(home, "Fridays", Chosen(plan.people, plan.purpose, plan.ability, plan.steps), SAM)
    again = planning.keep_template(home, "fridays", Chosen(plan.people, plan.purpose, plan.ability, plan.steps), SAM)
    assert kept.id == again.id
    steps = planning.suggest_plan(home, Wished((mick.id,), Purpose.EVERYDAY, 30, template=kept.id))
    assert [step.part for step in steps] == [step.part for step in kept.steps]
    assert steps[0].songs


def test_a_verse_is_kept_with_its_person(home: Home, mick: Resident) -> None:
    made = keep_verse(home, mick.id, {"place": "Cork", "dance": "the showbands"}, SAM, "v")
    assert keep_verse(home, mick.id, {"place": "Cork", "dance": "the showbands"}, SAM, "v") == made
    assert verse(home, mick.id, "v").lines == ("I come from Cork,", "We danced to the showbands.")
    with pytest.raises(BadInput, match="two lines"):
        keep_verse(home, mick.id, {"place": "Cork"}, SAM)


def test_an_activity_without_music_has_no_songs(home: Home, desk: Desk, plan: SessionPlan) -> None:
    talk = [place for place, step in enumerate(plan.steps) if step.activity is Activity.TALK]
    for place in talk:
        tap(home, plan, TapKind.STEP, value=str(place))
        tap(home, plan, TapKind.PLAY)
    assert begins(desk) == []
