"""The pages of sessions: two taps to begin, taps kept once, who is told, what comforts, and a verse."""

import re
from datetime import timedelta
from html import unescape

from kiosk.care.assent import Answer
from kiosk.care.session_run import TapKind
from kiosk.home import life
from kiosk.home.assenting import keep_assent
from kiosk.people.staff import SYSTEM, Role
from kiosk.units import SessionId
from tests.web.conftest import Browser, House

FROM_A_SCRIPT = {"X-Requested-With": "kiosk"}


def fields(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}"\s+value="([^"]*)"', page)


def start(carer: Browser, *who: str) -> str:
    """Plan and begin a session by two taps; return its address."""
    page = carer.get("/staff/sessions/plan?" + "&".join(f"who={one}" for one in who)).text
    form = {name: fields(page, name) for name in re.findall(r'name="(song-\d+|step|who)"', page)}
    form |= {name: fields(page, name)[:1] for name in ("session", "purpose", "ability")}
    return carer.post("/staff/sessions", form).location


def tap(carer: Browser, at: str, sends: str, key: str, **more: object) -> int:
    return carer.post(f"{at}/tap", {"tap": sends, "id": key, **more}, FROM_A_SCRIPT).status_code


def test_two_taps_from_a_persons_page_begin_a_session(house: House) -> None:
    carer, nell = house.staff(Role.CARER), house.person()
    link = f"/staff/sessions/plan?who={nell.id}"
    assert link in carer.get(f"/staff/people/{nell.id}").text
    at = start(carer, nell.id)
    page = carer.get(at).text
    assert "step 1 of" in page
    assert "Stop: someone is upset" in page
    assert at in carer.get("/staff/sessions").text
    house.pass_time(timedelta(hours=13))
    assert at not in house.staff(Role.CARER).get("/staff/sessions").text


def test_a_not_today_is_said_before_a_session_begins(house: House) -> None:
    nell = house.person().id
    keep_assent(house.home, nell, Answer.NOT_TODAY)
    assert "Nell said “not today”" in house.staff(Role.CARER).get(f"/staff/sessions/plan?who={nell}").text


def test_what_was_unticked_is_left_out(house: House) -> None:
    carer, nell = house.staff(Role.CARER), house.person()
    page = carer.get(f"/staff/sessions/plan?who={nell.id}").text
    steps = fields(page, "step")
    at = carer.post("/staff/sessions", {"who": nell.id, "step": steps[:1], "session": "short"}).location
    plan = house.home.store.session_plans.get(SessionId("short"))
    assert (len(plan.steps), plan.steps[0].songs) == (1, ())
    assert "step 1 of 1" in carer.get(at).text


def test_a_tap_is_kept_once_and_shown_to_everyone(house: House) -> None:
    carer, other = house.staff(Role.CARER), house.staff(Role.LEAD)
    nell, joe = house.person("Nell").id, house.person("Joe").id
    at = start(carer, nell, joe)
    assert [tap(carer, at, f"left|{joe}|", "one-tap", age=60_000) for _ in range(3)] == [204] * 3
    (kept,) = house.home.store.records.taps_of_session(SessionId(at.rpartition("/")[2]))
    assert kept.kind is TapKind.LEFT
    shown = other.get(at, {"X-Fragment": "run"}).text
    assert re.search(r'aria-label="Joe">\s*<p class="member-name">Joe <span class="item-meta">Left', shown)
    assert tap(other, at, "took over||", "mine") == 204
    assert "Led by The activity lead" in other.get(at).text


def test_what_nobody_can_tap_is_refused_in_a_sentence(house: House) -> None:
    carer = house.staff(Role.CARER)
    at = start(carer, house.person().id)
    for sends in ("sing||", "saw||joined in", "came|stranger|", "arousal||cross"):
        assert tap(carer, at, sends, f"bad {sends}") == 400


def test_distress_is_told_to_those_named_and_asked_of_everyone_later(house: House) -> None:
    carer, lead, nell = house.staff(Role.CARER), house.staff(Role.LEAD), house.person().id
    carer.post(f"/staff/people/{nell}/soothers", {"soothers": "Her blue blanket"})
    at = start(carer, nell)
    tap(carer, at, f"distress|{nell}|", "stop")
    page = carer.get(at).text
    assert "Nell was upset" in page
    assert "Her blue blanket" in page
    assert tap(carer, at, f"reason|{nell}|too loud", "why") == 204
    assert "See the note on Nell" in lead.get("/staff/people").text
    assert "See the note on Nell" not in carer.get("/staff/people").text
    house.pass_time(timedelta(minutes=20))
    carer, lead = house.staff(Role.CARER), house.staff(Role.LEAD)
    assert "How are they now?" in carer.get("/staff/people").text
    (upset,) = house.home.store.session_plans.upsets_of(house.person().id)
    carer.post(f"/staff/upsets/{upset.id}", {"after": "settled"})
    assert "Nell was upset" not in lead.get("/staff/people").text


def test_a_stop_for_distress_outside_a_session_asks_why(house: House) -> None:
    carer, nell = house.staff(Role.CARER), house.person().id
    asked = carer.post(f"/staff/people/{nell}/upset", {"id": "now"}).location
    assert "What was it?" in carer.get(asked).text
    carer.post(asked, {"reason": "tired"})
    assert 'value="tired" aria-pressed="true"' in carer.get(asked).text
    house.pass_time(timedelta(days=2))
    carer = house.staff(Role.CARER)
    carer.post(f"/staff/people/{nell}/upset", {"id": "later"})
    assert "Music rests" in carer.get(f"/staff/sessions/plan?who={nell}").text


def test_the_manager_names_who_is_told(house: House) -> None:
    manager = house.staff(Role.MANAGER)
    assert manager.post("/staff/sessions/told", {}).status_code == 400
    manager.post("/staff/sessions/told", {"told": "carer"})
    nell = house.person().id
    manager.post(f"/staff/people/{nell}/upset", {"id": "stop"})
    assert "See the note on Nell" in house.staff(Role.CARER).get("/staff/people").text


def test_a_kept_plan_and_how_it_went(house: House) -> None:
    carer, nell = house.staff(Role.CARER), house.person().id
    page = carer.get(f"/staff/sessions/plan?who={nell}").text
    form = {"who": nell, "step": fields(page, "step"), "name": "Friday afternoon"}
    assert "kept=yes" in carer.post("/staff/sessions/templates", form).location
    assert "Friday afternoon" in carer.get("/staff/sessions").text
    at = start(carer, nell)
    carer.post(f"{at}/end", {"words": "She sang <all> of it."})
    over = carer.get(at).text
    assert "She sang &lt;all&gt; of it." in over
    assert "data-over" in carer.get(at, {"X-Fragment": "run"}).text
    assert at not in carer.get("/staff/sessions").text


def test_a_verse_is_made_and_shown_to_print(house: House) -> None:
    carer, nell = house.staff(Role.CARER), house.person().id
    assert carer.post(f"/staff/people/{nell}/verses", {"place": "Cork"}).status_code == 400
    made = carer.post(f"/staff/people/{nell}/verses", {"place": "Cork", "wish": "good company", "verse_id": "v"})
    shown = carer.get(made.location).text
    assert "I come from Cork," in shown
    assert "and what I wish you all is good company." in shown


def test_what_was_tapped_is_seen_as_what_it_is(house: House) -> None:
    nell, joe, carer = house.person(), house.person("Joe"), house.staff(Role.CARER)
    at, song = start(carer, nell.id, joe.id), next(iter(house.home.shelf.recordings))
    tap(carer, at, f"saw|{nell.id}|not for them", "a", song=song)
    tap(carer, at, f"saw|{nell.id}|joined in", "b", song=song)
    tap(carer, at, f"distress|{joe.id}|", "c")
    title = house.home.stock.by_id[song].title
    told = carer.get(f"/staff/people/{nell.id}/seen").text
    assert f"“{title}”: Joined in" in unescape(told)
    assert "Not for them" not in told
    assert "0 notes." in told
    assert "Took part" not in told
    assert "Joe was upset; the music was stopped" in carer.get(f"/staff/people/{joe.id}/seen").text
    assert "1 of 1 sessions" in carer.get(f"/staff/people/{joe.id}/going").text


def test_somebody_comes_later(house: House) -> None:
    nell, joe, carer = house.person(), house.person("Joe"), house.staff(Role.CARER)
    ann, vera = (life.add_resident(house.home, called, "", SYSTEM) for called in ("Ann", "Vera"))
    at = start(carer, nell.id, joe.id)
    assert f'<option value="{ann.id}">Ann</option>' in carer.get(at).text
    assert carer.post(f"{at}/join", {"who": ann.id}).location == at
    page = carer.get(at).text
    assert re.search(r'aria-label="Ann">\s*<p class="member-name">Ann <span class="item-meta">Here', page)
    assert tap(carer, at, f"saw|{ann.id}|joined in", "late", song=next(iter(house.home.shelf.recordings))) == 204
    assert tap(carer, at, "finished||", "over") == 204
    refused = carer.post(f"{at}/join", {"who": vera.id})
    assert (refused.status_code, "This session is over" in refused.text) == (400, True)
