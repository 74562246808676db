"""Who may come to which page: every route of the app, tried by everyone, from one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.care.goals import GoalState
from kiosk.care.observations import Before, Observation
from kiosk.care.session_plans import Ability, Activity, Part, Step
from kiosk.home import calming, interviewing, lists
from kiosk.home.family import MemoryWords, decide, give_memory
from kiosk.home.life import add_red_flag, told
from kiosk.home.planning import Chosen, begin
from kiosk.home.verse_making import keep_verse
from kiosk.people.crossings import Crossing
from kiosk.people.interview import Answer, AnswerKind
from kiosk.people.memories import Verdict
from kiosk.people.residents import Shows
from kiosk.people.staff import SYSTEM, Role
from kiosk.playlists.picks import Purpose
from kiosk.units import InvitationId, MemoryId, ObservationId
from kiosk.web.security import HEADERS
from tests.store import some
from tests.web.conftest import HERE, PHONE, Browser, House, OpenHouse, name_of, picture, voice

WHO = ("nobody here", "nobody outside", "carer", "lead", "manager", "family")
"""Nobody has signed in: at the kiosk's own screen, or at a phone. The others hold a phone."""

TABLE = """
route                 nobody-here  nobody-outside  carer  lead  manager  family

resident.everyone     yes          no              yes    yes   yes      no
resident.person       yes          no              yes    yes   yes      no
resident.invite       yes          no              yes    yes   yes      no
resident.choose       yes          no              yes    yes   yes      no
resident.not_today    yes          no              yes    yes   yes      no
resident.play         yes          no              yes    yes   yes      no
resident.stop         yes          no              yes    yes   yes      no
resident.another      yes          no              yes    yes   yes      no
resident.level        yes          no              yes    yes   yes      no
resident.like         yes          no              yes    yes   yes      no
resident.not_this     yes          no              yes    yes   yes      no
events.events         yes          no              yes    yes   yes      no
screen.screen_css     yes          yes             yes    yes   yes      yes

staff.start           in           in              yes    yes   yes      in
staff.sign_in         yes          yes             yes    yes   yes      yes
staff.enter           yes          yes             yes    yes   yes      yes
staff.leave           yes          yes             yes    yes   yes      yes
staff.still_here      in           in              yes    yes   yes      in
staff.read_crossing   in           in              yes    yes   yes      in
staff.switch          in           in              in     in    in       in
staff.help            in           in              yes    yes   yes      in
staff.help_safely     in           in              yes    yes   yes      in
staff.help_not        in           in              yes    yes   yes      in
staff.all_guides      in           in              yes    yes   yes      in
staff.put_guide_away  in           in              yes    yes   yes      in
staff.people          in           in              yes    yes   yes      in
staff.person          in           in              yes    yes   yes      in
staff.play_for        in           in              yes    yes   yes      in
staff.stop_for        in           in              yes    yes   yes      in
staff.now             in           in              yes    yes   yes      in
staff.keep_note       in           in              yes    yes   yes      in
staff.more_seen       in           in              yes    yes   yes      in
staff.keep_more       in           in              yes    yes   yes      in
staff.mark            in           in              yes    yes   yes      in
staff.seen            in           in              yes    yes   yes      in
staff.keep_unwatched  in           in              yes    yes   yes      in
staff.look_in         in           in              yes    yes   yes      in
staff.keep_look_in    in           in              yes    yes   yes      in
staff.correct         in           in              yes    yes   yes      in
staff.keep_correction  in          in              yes    yes   yes      in
staff.going           in           in              yes    yes   yes      in
staff.goals           in           in              yes    yes   yes      in
staff.list            in           in              yes    yes   yes      in
staff.play_list       in           in              yes    yes   yes      in
staff.group           in           in              yes    yes   yes      in
staff.play_group      in           in              yes    yes   yes      in
staff.sessions        in           in              yes    yes   yes      in
staff.plan            in           in              yes    yes   yes      in
staff.begin_session   in           in              yes    yes   yes      in
staff.keep_template   in           in              yes    yes   yes      in
staff.run             in           in              yes    yes   yes      in
staff.tap             in           in              yes    yes   yes      in
staff.join_session    in           in              yes    yes   yes      in
staff.end_session     in           in              yes    yes   yes      in
staff.keep_end        in           in              yes    yes   yes      in
staff.upset_stop      in           in              yes    yes   yes      in
staff.upset           in           in              yes    yes   yes      in
staff.keep_upset      in           in              yes    yes   yes      in
staff.soothers        in           in              yes    yes   yes      in
staff.keep_soothers   in           in              yes    yes   yes      in
staff.told_staff      in           in              no     no    yes      in
staff.keep_told_staff  in          in              no     no    yes      in
staff.verses          in           in              yes    yes   yes      in
staff.make_verse      in           in              yes    yes   yes      in
staff.verse           in           in              yes    yes   yes      in
staff.audition        in           in              yes    yes   yes      in
staff.play_sample     in           in              yes    yes   yes      in
staff.stop_sample     in           in              yes    yes   yes      in
staff.sample          in           in              yes    yes   yes      in
staff.keep_sample     in           in              yes    yes   yes      in
staff.told_now        in           in              yes    yes   yes      in
staff.keep_told_now   in           in              yes    yes   yes      in

staff.person_paper    in           in              yes    yes   yes      in
staff.print_person    in           in              yes    yes   yes      in
staff.home_paper      in           in              yes    yes   yes      in
staff.print_plan      in           in              yes    yes   yes      in
staff.print_home      in           in              yes    yes   yes      in

staff.new_person      in           in              no     yes   yes      in
staff.add_person      in           in              no     yes   yes      in
staff.picture         in           in              no     yes   yes      in
staff.keep_picture    in           in              no     yes   yes      in
staff.story           in           in              no     yes   yes      in
staff.tell            in           in              no     yes   yes      in
staff.keep            in           in              no     yes   yes      in
staff.forget          in           in              no     yes   yes      in
staff.which_song      in           in              no     yes   yes      in
staff.keep_which      in           in              no     yes   yes      in
staff.interview       in           in              no     yes   yes      in
staff.question        in           in              no     yes   yes      in
staff.keep_answer     in           in              no     yes   yes      in
staff.told            in           in              no     yes   yes      in
staff.unsettled       in           in              no     yes   yes      in
staff.settle          in           in              no     yes   yes      in
staff.care            in           in              no     yes   yes      in
staff.keep_care       in           in              no     yes   yes      in
staff.hearing         in           in              no     yes   yes      in
staff.keep_hearing    in           in              no     yes   yes      in
staff.keep_song_pace  in           in              no     yes   yes      in
staff.sleep_after     in           in              yes    yes   yes      in
staff.hours           in           in              no     yes   yes      in
staff.keep_hours      in           in              no     yes   yes      in
staff.keys            in           in              no     yes   yes      in
staff.keep_keys       in           in              no     yes   yes      in
staff.room_sound      in           in              no     yes   yes      in
staff.play_tone       in           in              no     yes   yes      in
staff.stop_tone       in           in              no     yes   yes      in
staff.keep_reading    in           in              no     yes   yes      in
staff.keep_cap        in           in              no     no    yes      in
staff.make_draft      in           in              no     yes   yes      in
staff.change_list     in           in              no     yes   yes      in
staff.approve_list    in           in              no     yes   yes      in
staff.family          in           in              no     yes   yes      in
staff.invite          in           in              no     yes   yes      in
staff.withdraw        in           in              no     yes   yes      in
staff.greeting        in           in              no     yes   yes      in
staff.keep_greeting   in           in              no     yes   yes      in
staff.decide_greeting  in          in              no     yes   yes      in
staff.greeting_sound  in           in              no     yes   yes      in
staff.memories        in           in              no     yes   yes      in
staff.memory          in           in              no     yes   yes      in
staff.decide          in           in              no     yes   yes      in

staff.measures        in           in              no     yes   yes      in
staff.keep_measure    in           in              no     yes   yes      in
staff.reviewed        in           in              no     yes   yes      in
staff.new_goal        in           in              no     no    yes      in
staff.add_goal        in           in              no     no    yes      in
staff.goal            in           in              no     no    yes      in
staff.keep_goal       in           in              no     no    yes      in
staff.move_goal       in           in              no     no    yes      in
staff.review          in           in              no     no    yes      in
staff.hold_review     in           in              no     no    yes      in
staff.supervision     in           in              no     no    yes      in
staff.keep_supervision  in         in              no     no    yes      in

staff.library         in           in              no     yes   yes      in
staff.found_music     in           in              yes    yes   yes      in
staff.library_review  in           in              no     yes   yes      in
staff.library_answer  in           in              no     yes   yes      in
staff.library_sound   in           in              no     yes   yes      in
staff.library_wanted  in           in              no     yes   yes      in
staff.library_wanted_csv  in       in              no     yes   yes      in
staff.library_upload  in           in              no     yes   yes      in
staff.library_stick  in           in              no     yes   yes      in
staff.copy_stick     in           in              no     yes   yes      in
staff.stop_stick     in           in              no     yes   yes      in
staff.library_list   in           in              no     yes   yes      in
staff.bring_in_list  in           in              no     yes   yes      in
staff.recording      in           in              no     yes   yes      in
staff.tell_names     in           in              no     yes   yes      in
staff.tell_tempo     in           in              no     yes   yes      in
staff.library_rights  in           in              no     yes   yes      in
staff.keep_library_rights  in      in              no     yes   yes      in

staff.export_person   in           in              no     no    yes      in
staff.export_home     in           in              no     no    yes      in

staff.lift            in           in              no     no    yes      in
staff.keep_lifted     in           in              no     no    yes      in

staff.backups         in           in              no     no    yes      in
staff.make_card       in           in              no     no    yes      in
staff.print_card      in           in              no     no    yes      in
staff.prove_card      in           in              no     no    yes      in
staff.keep_group_key  in           in              no     no    yes      in
staff.settings        in           in              no     no    yes      in
staff.add_staff       in           in              no     no    yes      in
staff.new_pin         in           in              no     no    yes      in
staff.network         in           in              no     no    yes      in
staff.screen          in           in              no     no    yes      in
staff.keep_screen     in           in              no     no    yes      in

family.invited        yes          yes             yes    yes   yes      yes
family.accept         yes          yes             yes    yes   yes      yes
family.start          no           no              no     no    no       yes
family.ask            no           no              no     no    no       yes
family.give           no           no              no     no    no       yes
family.interview      no           no              no     no    no       yes
family.words          no           no              no     no    no       yes
family.give_words     no           no              no     no    no       yes
family.question       no           no              no     no    no       yes
family.keep_answer    no           no              no     no    no       yes
family.which_place    no           no              no     no    no       yes
family.keep_which     no           no              no     no    no       yes

pictures.portrait     yes          no              yes    yes   yes      yes
pictures.memory       yes          no              yes    yes   yes      no
pictures.cover        yes          yes             yes    yes   yes      yes
health.healthz        yes          yes             yes    yes   yes      yes
static                yes          yes             yes    yes   yes      yes
font                  yes          yes             yes    yes   yes      yes
gallery.index         yes          no              no     no    no       no
gallery.resident      yes          no              no     no    no       no
gallery.press         yes          no              no     no    no       no
"""
"""yes: let in; in: led to the sign-in page; no: refused."""

FOR_THERAPISTS = {
    "staff.new_goal",
    "staff.add_goal",
    "staff.goal",
    "staff.keep_goal",
    "staff.move_goal",
    "staff.review",
    "staff.hold_review",
    "staff.supervision",
    "staff.keep_supervision",
    "staff.lift",
    "staff.keep_lifted",
}
"""What a therapist may do and a lead may not; everywhere else a therapist may do what a lead may."""

ROWS = {row.split()[0]: dict(zip(WHO, row.split()[1:], strict=True)) for row in TABLE.splitlines()[2:] if row.strip()}


@dataclass
class Things:
    """What the routes are about: one thing of each kind, as it is now."""

    house: House
    note: ObservationId
    invitation: InvitationId
    memory: MemoryId
    answer: str

    def tempo(self) -> dict[str, str]:
        """Make the tempo of a recording doubtful, and say which it is."""
        recordings = self.house.home.store.recordings
        recordings.keep_listing([replace(recordings.all()[0], bpm=100.0, bpm_sure=False)])
        return {"bpm": "50.0"}

    def path(self, wanted: Iterable[str]) -> dict[str, str]:
        """What an address of these parts leads to; only the parts that are wanted are made."""
        return {part: PARTS[part](self) for part in wanted}

    def spare(self) -> str:
        """Somebody on the staff who is not asking."""
        spare = self.house.home.store.staff.by_name(name_of(Role.THERAPIST))
        assert spare
        return spare.id

    def named(self) -> str:
        return self.house.home.store.residents.story(self.house.person().id).songs[0].id

    def upset(self) -> str:
        return calming.stop_for(self.house.home, self.house.person().id, SYSTEM, "the-same-stop").id

    def verse(self) -> str:
        words = {"place": "Cork", "dance": "a waltz"}
        return keep_verse(self.house.home, self.house.person().id, words, SYSTEM, "the-same-verse").id

    def greeting(self) -> str:
        home = self.house.home
        return home.store.greetings.save(some.greeting(home.new_id(), self.house.person().id), SYSTEM).id

    def flag(self) -> str:
        """A red flag that is there, whatever a test lifted before."""
        home, nell = self.house.home, self.house.person()
        if not home.store.residents.story(nell.id).red_flags:
            add_red_flag(home, nell.id, "song", "Lili Marlene", told(home, "family", "Ann"), SYSTEM)
        return home.store.residents.story(nell.id).red_flags[0].id

    def form(self, endpoint: str) -> Mapping[str, Any]:
        """A form that this route can work with."""
        filled = FORMS.get(endpoint)
        return filled(self) if filled else {}

    def draft(self) -> dict[str, Any]:
        nell = self.house.person().id
        draft = lists.draft_of(self.house.home, nell) or lists.new_draft(self.house.home, nell, SYSTEM)
        return {"list": draft.id, "revision": draft.revision, "song": draft.picks[0].song.id, "do": "down"}

    def own_goal(self) -> dict[str, Any]:
        """A goal of its own; earlier ones are ended first, for four at a time are enough."""
        store = self.house.home.store
        for goal in store.goals.of(self.house.person().id):
            if goal.id != "a-goal" and goal.state is GoalState.ACTIVE:
                store.goals.save(replace(goal, state=GoalState.ENDED), SYSTEM)
        return {"template": "own", "words": "Nell waters the plants.", "start_words": "Not now.", "agreed_by": "Nell"}

    def same_goal(self) -> dict[str, Any]:
        goal = self.house.home.store.goals.get("a-goal")
        if goal.state is not GoalState.ACTIVE:
            goal = self.house.home.store.goals.save(replace(goal, state=GoalState.ACTIVE), SYSTEM)
        return {"words": goal.words, "target": "60", "agreed_by": "Nell", "revision": goal.revision}

    def place(self) -> dict[str, Any]:
        answer = self.house.home.store.interviews.answer(self.house.person().id, self.answer)
        return {"choice": next(iter(answer.which), "") if answer else ""}

    def decision(self) -> dict[str, Any]:
        revision = self.house.home.store.memories.get(self.memory).revision
        return {"do": "approve", "revision": revision, "song": ""}


PARTS: dict[str, Callable[[Things], str]] = {
    "resident": lambda things: things.house.person().id,
    "flag": Things.flag,
    "topic": lambda _: "song",
    "named": Things.named,
    "invitation": lambda things: things.invitation,
    "memory": lambda things: things.memory,
    "note": lambda things: things.note,
    "member": Things.spare,
    "recording": lambda things: things.house.home.store.recordings.all()[0].id,
    "song": lambda things: next(iter(things.house.home.shelf.recordings)),
    "question": lambda _: "dances",
    "answer": lambda things: things.answer,
    "sample": lambda _: "inviting",
    "goal": lambda _: "a-goal",
    "review": lambda _: "a-review",
    "guide": lambda _: "now",
    "crossing": lambda _: "a-crossing",
    "session": lambda things: begun(things.house),
    "upset": Things.upset,
    "verse": Things.verse,
    "greeting": Things.greeting,
    "filename": lambda _: "css/tokens.css",
    "name": lambda _: "AtkinsonHyperlegible-Regular.woff2",
}
"""Every part of an address, made anew where a route may have used it up."""

HEARING = {"start": "-12", "floor": "-24", "ceiling": "0", "by": "speaker", "balance": "0", "treble": "3"}

FORMS: dict[str, Callable[[Things], dict[str, Any]]] = {
    "staff.enter": lambda things: {
        "name": name_of(Role.CARER),
        "pin": things.house.pins[Role.CARER],
    },
    "staff.add_person": lambda _: {"called": "Una"},
    "staff.keep_picture": lambda _: {"picture": "yes", "memories": "yes"},
    "staff.keep": lambda _: {"song": "Daisy Bell", "told_by": "staff"},
    "staff.keep_note": lambda _: {"before": "settled", "note_id": "the-same-note"},
    "staff.keep_look_in": lambda _: {"mood": "1", "distress": "none"},
    "staff.keep_correction": lambda _: {"before": "restless"},
    "staff.keep_measure": lambda _: {"form": "total", "instrument": "CMAI", "total": "41"},
    "staff.new_goal": lambda _: {"about": "singing"},
    "staff.add_goal": Things.own_goal,
    "staff.keep_goal": Things.same_goal,
    "staff.move_goal": lambda _: {"state": "nonsense"},
    "staff.hold_review": lambda _: {"decision": "carry on", "why": "It goes well.", "took_part": "Nell", "signed": "T"},
    "staff.keep_supervision": lambda _: {"words": "Talked it over."},
    "staff.change_list": Things.draft,
    "staff.approve_list": Things.draft,
    "staff.invite": lambda _: {"relative": "Pat"},
    "staff.decide": Things.decision,
    "staff.add_staff": lambda things: {
        "name": f"New {len(things.house.home.store.staff.all())}",
        "role": "carer",
    },
    "staff.bring_in_list": lambda things: {
        "resident": things.house.person().id,
        "list": (BytesIO(b"/x/Danny Boy.mp3"), "list.m3u8"),
    },
    "staff.tell_names": lambda _: {"title": "Molly Malone", "year": "1900"},
    "staff.tell_tempo": lambda things: things.tempo(),
    "staff.keep_library_rights": lambda things: {"folder": str(things.house.home.settings.media[0]), "source": "CDs"},
    "staff.keep_screen": lambda _: {"inch": "15.6", "width": "1280", "height": "800"},
    "family.accept": lambda things: {"token": things.house.invite()},
    "family.give": lambda _: {"song": "Danny Boy", "story": "You hummed it."},
    "family.keep_answer": lambda _: {"words": "The Mecca"},
    "family.keep_which": Things.place,
    "family.give_words": lambda _: {"sound": (BytesIO(voice()), "hello.wav")},
    "staff.keep_greeting": lambda _: {"giver": "Anne", "sound": (BytesIO(voice()), "hello.wav")},
    "staff.keep_answer": lambda _: {"words": "The Mecca"},
    "staff.keep_hearing": lambda _: HEARING,
    "staff.keep_song_pace": lambda things: {
        "song": next(iter(things.house.home.shelf.recordings)),
        "own_speed": "90",
        "own_lower": "2",
    },
    "staff.keep_hours": lambda _: {"soft_level": "-9"},
    "staff.keep_reading": lambda _: {"reading": "62"},
    "staff.keep_keys": lambda _: {"play": "F13"},
    "staff.keep_cap": lambda _: {"cap": "75"},
    "staff.keep_care": lambda _: {"low_mood": "no", "painful_music": "no", "overwhelmed": "no"},
    "staff.keep_told_now": lambda _: {"song": "Danny Boy", "story": "He sang it."},
    "staff.play_sample": lambda things: {"song": next(iter(things.house.home.shelf.recordings))},
    "staff.keep_sample": lambda _: {"level": "3", "mark_id": "0123456789abcdef"},
    "staff.play_group": lambda things: {
        "who": [things.house.person(called).id for called in ("Nell", "Joe")],
        "song": list(things.house.home.shelf.recordings),
    },
    "staff.begin_session": lambda things: planned(things.house) | {"session": "begun-here"},
    "staff.keep_template": lambda things: planned(things.house) | {"name": "Fridays"},
    "staff.join_session": lambda things: {"who": things.house.person().id},
    "staff.tap": lambda _: {"tap": "step||0", "id": "one-tap"},
    "staff.keep_upset": lambda _: {"reason": "tired"},
    "staff.keep_told_staff": lambda _: {"told": "manager"},
    "staff.make_verse": lambda _: {"place": "Cork", "dance": "a waltz", "verse_id": "made-here"},
    "staff.prove_card": lambda things: {"words": " ".join(things.house.home.store.recovery.make_card(SYSTEM).words)},
    "staff.keep_lifted": lambda _: {"reason": "Nell asked for it."},
    "resident.level": lambda _: {"level": "-12", "session": "none"},
}


def planned(house: House) -> dict[str, Any]:
    song = next(iter(house.home.shelf.recordings))
    return {"who": house.person().id, "purpose": "everyday", "step": "0|warm-up|listen|6", "song-0": song}


def begun(house: House) -> str:
    step = Step(Part.WARM_UP, Activity.LISTEN, 6, tuple(house.home.shelf.recordings))
    chosen = Chosen((house.person().id,), Purpose.EVERYDAY, Ability.WITH_HELP, (step,))
    return begin(house.home, chosen, SYSTEM, "a-session").id


@pytest.fixture(scope="module")
def things(open_house: OpenHouse, tmp_path_factory: pytest.TempPathFactory) -> Things:
    house = open_house(tmp_path_factory.mktemp("roles") / "home")
    house.kiosk.start(lambda: True)
    nell, home = house.person(), house.home
    note = Observation(ObservationId("seen"), nell.id, "Robin", home.now(), before=Before.SETTLED)
    home.store.records.append_observation(note)
    _, invitation = house.relative()
    home.store.goals.save(some.goal("a-goal", nell.id), SYSTEM)
    home.store.goals.sign(some.review("a-review", nell.id), SYSTEM)
    home.store.crossings.save(Crossing("a-crossing", nell.id, "-", "Kim", "a list", "looking", home.now()), SYSTEM)
    given = give_memory(home, invitation, MemoryWords("Danny Boy", "You hummed it.", photo=picture()))
    decide(home, given.id, Verdict.APPROVED, given.song, given.revision, SYSTEM)
    told = interviewing.relative_tells(home, invitation)
    place = Answer("an-answer", nell.id, "later", AnswerKind.TOLD, told, home.now(), "Newcastle", "after we married")
    home.store.interviews.save_answer(replace(place, unsettled="Which?", which=("Newcastle upon Tyne",)), SYSTEM)
    return Things(house, note.id, invitation.id, given.id, place.id)


def come(house: House, who: str) -> Browser:
    if who.startswith("nobody"):
        return house.browser(HERE if who.endswith("here") else PHONE)
    if who == "family":
        return house.relative()[0]
    return house.staff({"carer": Role.CARER, "lead": Role.LEAD, "manager": Role.MANAGER}[who])


def ask(browser: Browser, things: Things, endpoint: str, **headers: str) -> TestResponse:
    method, address = way_to(things, endpoint)
    if method == "GET":
        return browser.client.get(address, headers=headers, buffered=False)
    return browser.post(address, things.form(endpoint), headers)


def way_to(things: Things, endpoint: str) -> tuple[str, str]:
    app = things.house.kiosk.app
    (rule,) = (rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    _, address = rule.build(things.path(rule.arguments)) or ("", "")
    return ("POST" if "POST" in (rule.methods or ()) else "GET"), address


def outcome(answer: TestResponse) -> str:
    status = answer.status_code
    answer.close()
    if status == 303 and "/staff/sign-in" in answer.location:
        return "in"
    if status in {403, 404}:
        return "no"
    return "yes" if status < 400 else f"an unexpected {status}"


def endpoints(things: Things) -> Iterator[str]:
    return (rule.endpoint for rule in things.house.kiosk.app.url_map.iter_rules())


def test_the_table_knows_every_route(things: Things) -> None:
    assert sorted(endpoints(things)) == sorted(ROWS)


@pytest.mark.parametrize("endpoint", ROWS)
def test_everyone_gets_where_they_may_and_no_further(things: Things, endpoint: str) -> None:
    found = {who: outcome(ask(come(things.house, who), things, endpoint)) for who in WHO}
    assert found == ROWS[endpoint]


@pytest.mark.parametrize("endpoint", ROWS)
def test_a_therapist_does_what_a_lead_does_and_goals_and_reviews(things: Things, endpoint: str) -> None:
    expected = "yes" if endpoint in FOR_THERAPISTS else ROWS[endpoint]["lead"]
    assert outcome(ask(things.house.staff(Role.THERAPIST), things, endpoint)) == expected


def changing(things: Things) -> Iterator[str]:
    return (endpoint for endpoint in ROWS if way_to(things, endpoint)[0] == "POST")


def test_a_form_without_its_key_changes_nothing(things: Things) -> None:
    manager = things.house.staff(Role.MANAGER, HERE)
    answers = {endpoint: manager.client.post(way_to(things, endpoint)[1]).status_code for endpoint in changing(things)}
    assert answers == dict.fromkeys(answers, 400)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_changes_nothing_whatever_key_it_has(things: Things, site: str) -> None:
    manager = things.house.staff(Role.MANAGER, HERE)
    asked = {"Sec-Fetch-Site": site}
    answers = {
        endpoint: manager.post(way_to(things, endpoint)[1], things.form(endpoint), asked).status_code
        for endpoint in changing(things)
    }
    assert answers == dict.fromkeys(answers, 403)


SIGN_OUT = {"staff.leave", "staff.switch"}


def test_every_answer_carries_the_headers(things: Things) -> None:
    manager = things.house.staff(Role.MANAGER, HERE)
    for endpoint in ROWS:
        answer = ask(manager if endpoint not in SIGN_OUT else things.house.browser(), things, endpoint)
        answer.close()
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, endpoint
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, endpoint
        assert "default-src 'none'" in policy, endpoint
        assert answer.headers["X-Content-Type-Options"] == "nosniff", endpoint


MAY_BE_KEPT = {"static", "font", "pictures.portrait", "pictures.memory", "pictures.cover", "events.events"}
"""Pictures for an hour by this one browser; the stream of events is never kept, in words of its own."""


def test_pages_about_people_are_never_kept(things: Things) -> None:
    manager = things.house.staff(Role.MANAGER, HERE)
    for endpoint in ROWS.keys() - MAY_BE_KEPT - SIGN_OUT:
        answer = ask(manager, things, endpoint)
        answer.close()
        assert answer.headers["Cache-Control"] == "no-store", endpoint
    for endpoint in ("pictures.portrait", "pictures.memory"):
        answer = ask(manager, things, endpoint)
        answer.close()
        assert "private" in answer.headers["Cache-Control"]


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(things: Things) -> None:
    browser = things.house.browser(PHONE)
    browser.form_key()
    browser.post("/staff/sign-in", things.form("staff.enter"))
    browser.post("/family/invited", things.form("family.accept"))
    page = things.house.browser(PHONE).get("/staff/sign-in")
    cookies = page.headers.getlist("Set-Cookie")
    for path, endpoint in (("/staff/sign-in", "staff.enter"), ("/family/invited", "family.accept")):
        cookies += things.house.browser(PHONE).post(path, things.form(endpoint)).headers.getlist("Set-Cookie")
    assert {"kiosk_form", "kiosk_staff", "kiosk_family"} == {cookie.split("=")[0] for cookie in cookies}
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


def test_an_unknown_name_is_not_answered(things: Things) -> None:
    """A page elsewhere whose name was made to lead here reaches nothing (rebinding)."""
    client = things.house.staff(Role.MANAGER, HERE).client
    for endpoint in ROWS:
        method, address = way_to(things, endpoint)
        answer = client.open(address, method=method, base_url="http://elsewhere.example/")
        assert answer.status_code == 400, endpoint
        assert "Nell" not in answer.text, endpoint


def test_a_relative_sees_their_own_and_nothing_of_another(things: Things) -> None:
    house, store = things.house, things.house.home.store
    nell, joe = house.person(), house.person("Joe")
    phone, invitation = house.relative()
    mine = give_memory(house.home, invitation, MemoryWords("Danny Boy", "Our secret.", photo=picture()))
    another_gave = store.memories.of(nell.id)[0]
    (of_joe,) = store.memories.of(joe.id)
    assert phone.get(f"/pictures/memory/{mine.id}").status_code == 200
    assert phone.get(f"/pictures/portrait/{nell.id}").status_code == 200
    assert phone.get(f"/pictures/memory/{of_joe.id}").status_code == 403
    assert phone.get(f"/pictures/portrait/{joe.id}").status_code == 404
    page = phone.get("/family/").text
    assert "Our secret." in page
    assert "Joe" not in page
    assert another_gave.invitation == invitation.id or another_gave.story not in page


def test_what_nobody_agreed_to_show_stays_off_the_shared_screen(house: House) -> None:
    joe = house.person("Joe")
    (memory,) = house.home.store.memories.of(joe.id)
    house.home.store.residents.save(replace(joe, shows=Shows()), SYSTEM)
    screen = house.browser(HERE)
    assert screen.get(f"/pictures/portrait/{joe.id}").status_code == 404
    assert screen.get(f"/pictures/memory/{memory.id}").status_code == 403


def test_an_invitation_taken_back_ends_the_visit(things: Things) -> None:
    phone, invitation = things.house.relative()
    assert phone.get("/family/").status_code == 200
    lead = things.house.staff(Role.LEAD)
    nell = things.house.person().id
    assert lead.post(f"/staff/people/{nell}/family/{invitation.id}/withdraw").status_code == 303
    assert phone.get("/family/").status_code == 403
    assert phone.post("/family/memory", {"song": "Danny Boy", "story": "Too late."}).status_code == 403
