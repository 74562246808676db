"""The interview as it is held: kept at once, fed into the life story, settled by staff."""

from datetime import timedelta

import pytest

from kiosk.care.plays import Session
from kiosk.errors import BadInput, NotFound
from kiosk.home import interviewing, life, lists
from kiosk.home.hearing_music import tracks_for
from kiosk.home.home import Home
from kiosk.home.interviewing import Given, keep_answer, leave_in_words, screen, settle, unsettled
from kiosk.home.knowing import listener
from kiosk.people.interview import Answer, AnswerKind
from kiosk.people.life_story import FlagKind, LandmarkKind, LifeStory, Told
from kiosk.people.residents import Resident
from kiosk.people.vulnerability import Seen, Sign
from kiosk.playlists.picks import Term
from kiosk.units import PlaylistId, SessionId
from tests.home.conftest import SAM


@pytest.fixture
def nell(home: Home) -> Resident:
    return life.add_resident(home, "Nell", "", SAM)


def own(home: Home) -> Told:
    return life.told(home, "the person", "Nell")


def anne(home: Home) -> Told:
    return life.told(home, "family", "her daughter Anne")


def say(home: Home, person: Resident, question: str, words: str = "", **more: object) -> Answer:
    who = more.pop("who", own(home))
    given = Given(question, words, **more)  # type: ignore[arg-type]
    return keep_answer(home, person.id, given, who, SAM)  # type: ignore[arg-type]


def story(home: Home, person: Resident) -> LifeStory:
    return home.store.residents.story(person.id)


def answers(home: Home, person: Resident) -> tuple[Answer, ...]:
    return home.store.interviews.answers_of(person.id)


def test_an_answer_is_kept_with_who_told_it_and_when(home: Home, nell: Resident) -> None:
    say(home, nell, "dances", "The Mecca on Saturdays", who=anne(home))
    (kept,) = answers(home, nell)
    assert (kept.words, kept.told.name, kept.told.on) == ("The Mecca on Saturdays", "her daughter Anne", home.today())
    assert (kept.became, kept.unsettled) == ("", "")


def test_the_same_answer_sent_twice_is_one(home: Home, nell: Resident) -> None:
    for _ in range(2):
        say(home, nell, "never-song", "Distant Drums", id="0123456789abcdef")
    assert len(answers(home, nell)) == 1
    assert len(story(home, nell).red_flags) == 1


def test_an_empty_answer_is_asked_again(home: Home, nell: Resident) -> None:
    with pytest.raises(BadInput, match="Don’t know"):
        say(home, nell, "born", " ")
    with pytest.raises(BadInput, match="Tap an answer"):
        say(home, nell, "parents-music")
    assert answers(home, nell) == ()


def test_not_knowing_and_skipping_are_kept(home: Home, nell: Resident) -> None:
    for kind in (AnswerKind.DONT_KNOW, AnswerKind.SKIPPED):
        say(home, nell, "born", "half a word", kind=kind)
    assert [(one.kind, one.words) for one in answers(home, nell)] == [
        (AnswerKind.DONT_KNOW, ""),
        (AnswerKind.SKIPPED, ""),
    ]
    assert story(home, nell).birth is None


def test_a_strange_question_is_not_found(home: Home, nell: Resident) -> None:
    with pytest.raises(NotFound):
        say(home, nell, "shoe-size", "38")


def test_two_tellers_are_both_kept_and_nothing_is_overwritten(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    other = say(home, nell, "born", "1941", who=anne(home))
    assert "choose which one is right" in other.unsettled
    assert [one.words for one in answers(home, nell)] == ["1938", "1941"]
    assert (birth := story(home, nell).birth)
    assert birth.year == 1938


def test_staff_choose_between_tellers(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    other = say(home, nell, "born", "1941", who=anne(home))
    assert settle(home, nell.id, other.id, "", SAM).became == "Born 1941"
    assert (birth := story(home, nell).birth)
    assert birth.year == 1941
    assert [one.words for one in answers(home, nell)] == ["1938", "1941"]


def test_a_finer_word_is_no_contradiction(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1930s")
    say(home, nell, "born", "12 3 1938", who=anne(home))
    say(home, nell, "born", "1938", who=life.told(home, "staff", "Sam"))
    assert (birth := story(home, nell).birth)
    assert birth.day
    assert birth.day.year == 1938
    assert unsettled(answers(home, nell)) == ()


def test_a_teller_corrects_themselves(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    assert say(home, nell, "born", "1932").became == "Born 1932"


def test_a_place_waits_for_the_birth_year(home: Home, nell: Resident) -> None:
    waiting = say(home, nell, "childhood", "Cork", when="as a child")
    assert "birth year" in waiting.unsettled
    say(home, nell, "born", "1938")
    (chapter,) = story(home, nell).chapters
    assert (chapter.start, chapter.end, chapter.when, chapter.about) == (1938, 1950, "as a child", True)
    assert unsettled(answers(home, nell)) == ()


def test_the_wedding_dates_what_was_told_before_it(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    say(home, nell, "later", "Leeds", when="after we married")
    assert story(home, nell).chapters[0].start == 1962
    say(home, nell, "married", "at 30")
    (chapter,) = story(home, nell).chapters
    assert (chapter.start, chapter.about) == (1968, True)
    assert [one.kind for one in story(home, nell).landmarks] == [LandmarkKind.MARRIED]


def test_a_place_that_could_be_several_is_chosen_later(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    kept = say(home, nell, "childhood", "Newcastle", when="as a child")
    assert len(kept.which) > 1
    with pytest.raises(BadInput, match="Choose one"):
        settle(home, nell.id, kept.id, "Paris", SAM)
    settled = settle(home, nell.id, kept.id, kept.which[0], SAM)
    assert settled.words == "Newcastle"
    assert story(home, nell).chapters[0].place == kept.which[0]


def test_an_answer_can_stay_in_words(home: Home, nell: Resident) -> None:
    kept = say(home, nell, "childhood", "over the hill", when="as a child")
    assert leave_in_words(home, nell.id, kept.id, SAM).unsettled == ""
    assert unsettled(answers(home, nell)) == ()
    assert story(home, nell).chapters == ()


def test_nobody_settles_an_answer_about_somebody_else(home: Home, nell: Resident, mick: Resident) -> None:
    kept = say(home, nell, "childhood", "Cork", when="as a child")
    with pytest.raises(NotFound):
        settle(home, mick.id, kept.id, "", SAM)


def test_songs_come_one_a_line_and_once(home: Home, nell: Resident) -> None:
    say(home, nell, "first-record", "Danny Boy\n- the milk song\n")
    say(home, nell, "party-piece", "danny boy", who=anne(home))
    named = story(home, nell).songs
    assert [(one.words, one.told.name) for one in named] == [("Danny Boy", "Nell"), ("the milk song", "Nell")]
    assert named[0].song == "danny-boy"


def test_performers_tastes_and_languages_find_their_place(home: Home, nell: Resident) -> None:
    say(home, nell, "singers", "Jim Reeves")
    say(home, nell, "kinds", chosen=("country", "not-a-kind"))
    say(home, nell, "languages", chosen=("ga", "en"))
    say(home, nell, "languages", chosen=("en", "fr"), who=anne(home))
    told = story(home, nell)
    assert [one.words for one in told.performers] == ["Jim Reeves"]
    assert told.tastes == ("country",)
    assert told.languages == ("ga", "en", "fr")


def test_never_is_a_red_flag_at_once(home: Home, nell: Resident) -> None:
    say(home, nell, "never-song", "Distant Drums", who=anne(home))
    say(home, nell, "never-singer", "Jim Reeves")
    say(home, nell, "never-theme", chosen=("loss", "war"))
    flags = story(home, nell).red_flags
    assert [flag.kind for flag in flags] == [FlagKind.SONG, FlagKind.PERFORMER, FlagKind.THEME, FlagKind.THEME]
    assert flags[0].song == home.finder.find("Distant Drums").hits[0].song.id


def test_hearing_sight_hands_and_hard_times_are_kept(home: Home, nell: Resident) -> None:
    say(home, nell, "hearing", chosen=("hearing aids", "better on the left"))
    say(home, nell, "sight-and-hands", chosen=("sees little",))
    say(home, nell, "hard-times", chosen=("towards evening",))
    say(home, nell, "hard-times", chosen=("night",), who=anne(home))
    hearing = home.store.residents.get(nell.id).hearing
    assert (hearing.hearing_aids, hearing.notes) == (True, "Better on the left")
    comfort = story(home, nell).comfort
    assert (comfort.sight_and_hands, comfort.hard_times) == (("sees little",), ("towards evening", "night"))


def test_music_in_the_parents_home_reaches_the_builder(home: Home, nell: Resident) -> None:
    say(home, nell, "born", "1938")
    assert listener(home, nell.id).parents is None
    say(home, nell, "parents-born", "1910s")
    assert listener(home, nell.id).parents is None
    say(home, nell, "parents-music", chosen=("often",))
    assert listener(home, nell.id).parents == (1933, 1943)
    other = say(home, nell, "parents-music", chosen=("never",), who=anne(home))
    assert other.unsettled


def answered(mood: Seen = Seen.NO) -> dict[Sign, Seen]:
    return {Sign.LOW_MOOD: mood, Sign.PAINFUL_MUSIC: Seen.NO, Sign.OVERWHELMED: Seen.NO}


def test_care_changes_the_list(home: Home, mick: Resident) -> None:
    before = lists.suggest(home, listener(home, mick.id))
    assert any("war" in pick.song.themes for pick in before)
    screen(home, mick.id, answered(Seen.YES), SAM)
    after = lists.suggest(home, listener(home, mick.id))
    assert after
    assert not any("war" in pick.song.themes for pick in after)
    assert not any(reason.term is Term.FAME for pick in after for reason in pick.reasons)
    screen(home, mick.id, answered(), SAM)
    assert lists.suggest(home, listener(home, mick.id)) == before


def test_care_counts_for_a_list_approved_before(home: Home, mick: Resident) -> None:
    draft = lists.new_draft(home, mick.id, SAM)
    lists.approve(home, draft.id, draft.revision, SAM)
    before = {track.title for track in tracks_for(home, mick.id)}
    screen(home, mick.id, answered(Seen.YES), SAM)
    assert before - {track.title for track in tracks_for(home, mick.id)} == {"Distant Drums"}


def test_the_first_day_is_short_and_the_next_is_not(home: Home, mick: Resident) -> None:
    screen(home, mick.id, answered(Seen.YES), SAM)
    session = Session(SessionId("first"), mick.id, PlaylistId("everyday"), home.now())
    home.store.records.append_session(session)
    assert listener(home, mick.id).care.short
    before = home.clock
    home.clock = lambda: before() + timedelta(days=1)
    assert not listener(home, mick.id).care.short


def test_a_named_lament_stays(home: Home, mick: Resident) -> None:
    screen(home, mick.id, answered(Seen.YES), SAM)
    say(home, mick, "first-record", "Distant Drums")
    assert "Distant Drums" in {pick.song.title for pick in lists.suggest(home, listener(home, mick.id))}


def test_only_band_reasons_and_review_are_kept(home: Home, mick: Resident) -> None:
    screening = screen(home, mick.id, answered(Seen.YES), SAM).screening
    assert screening
    assert (screening.band.value, screening.signs, screening.by) == ("moderate", (Sign.LOW_MOOD,), "Sam")


def test_a_relative_tells_under_their_name(home: Home, nell: Resident) -> None:
    from kiosk.home.family import claim, invite

    invitation = claim(home, invite(home, nell.id, "Pat", "son", SAM)[1])
    assert interviewing.relative_tells(home, invitation).name == "Pat (son)"
