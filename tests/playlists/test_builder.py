"""Drafts: who gets which songs, in which order, and what never appears."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.playlists.arranging import ranked
from kiosk.playlists.builder import Wish, arrange, changes, draft, playable
from kiosk.playlists.familiarity import Familiarity
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Response, Source
from kiosk.playlists.picks import Pick, Purpose, Term
from kiosk.playlists.ramps import bpm_of
from kiosk.playlists.songs import Song, Tempo
from kiosk.playlists.stock import Stock
from kiosk.units import DurationMs, SongId, Year


def song(title: str, performer: str = "", year: int = 1954, region: str = "IE", **more: object) -> Song:
    made = Song(SongId(f"{title}~{performer}"), title, performer, Year(year), (region,), "en", "pop", familiarity=3)
    return replace(made, **more)  # type: ignore[arg-type]


MICK = Listener(
    called="Mick",
    birth=Year(1938),
    exposures=(Exposure(Year(1938), Year(2026), {"IE": 1.0, "GB": 0.5}, "en", "Cork"),),
    languages=("en",),
)
HITS = [song(f"Hit {year}", f"Singer {year}", year) for year in range(1930, 1990)]


def test_it_works() -> None:
    picks = draft(MICK, HITS, Wish(count=10))
    assert len(picks) == 10
    assert all(1948 <= (pick.song.year or 0) <= 1968 for pick in picks)


def test_every_pick_says_why() -> None:
    pick = draft(MICK, [song("Hit", "Singer", 1955)], names={"IE": "Ireland"})[0]
    assert pick.reasons[0].words == "A great hit in Ireland when Mick was 17"


def test_a_named_song_outranks_every_hit_whatever_its_year() -> None:
    late = song("Late", "Somebody", 1989)
    mick = replace(MICK, named={late.id: Naming(Source.FAMILY, "her daughter Anne")})
    best = draft(mick, [*HITS, late], Wish(count=10))[0]
    assert best.song == late
    assert best.reasons[0].words == "Named by her daughter Anne"


def test_a_sing_along_and_a_trial_go_by_how_big_a_song_was_where_the_person_lived() -> None:
    faint = song("Faint", "A", 1955, "IE", regions=("US", "IE"), familiarity=4, graded=(("US", 5), ("IE", 2)))
    great = song("Great", "B", 1955, familiarity=3, graded=(("IE", 5),))
    assert [pick.song for pick in draft(MICK, [faint, great], Wish(purpose=Purpose.SING_ALONG))] == [great]
    liked = [song(f"Known {number}", f"Known singer {number}") for number in range(10)]
    mick = replace(MICK, named={one.id: Naming(Source.PERSON, "Mick") for one in liked})
    tried = draft(mick, [*liked, faint, great], Wish(count=14, most_new=2))
    assert great in [pick.song for pick in tried]
    assert faint not in [pick.song for pick in tried]


def test_a_song_from_elsewhere_counts_less_than_one_from_home() -> None:
    here, there = song("Here", "A", 1955), song("There", "B", 1955, "JP", language="ja")
    picks = {pick.song.title: pick.score for pick in draft(MICK, [here, there])}
    assert picks["Here"] > 2 * picks["There"]


def test_a_move_brings_the_new_countrys_songs() -> None:
    moved = replace(
        MICK,
        exposures=(
            Exposure(Year(1938), Year(1957), {"IE": 1.0}),
            Exposure(Year(1957), Year(2026), {"GB": 1.0}),
        ),
        moved=((Year(1957), "GB"),),
    )
    before, after = song("Before", "A", 1959, "IE"), song("After", "B", 1959, "GB")
    picks = {pick.song.title: pick.score for pick in draft(moved, [before, after])}
    assert picks["After"] > picks["Before"]


def test_what_was_seen_moves_a_song_and_says_so() -> None:
    seen = HITS[5]
    mick = replace(MICK, responses={seen.id: Response(1.0, 2, ("Mick sang along twice",))})
    pick = next(pick for pick in draft(mick, HITS, Wish(count=10)) if pick.song == seen)
    assert pick.score > draft(MICK, HITS, Wish(count=10))[0].score
    assert "Mick sang along twice" in [reason.words for reason in pick.reasons]


def test_poor_responses_lower_a_song() -> None:
    best = draft(MICK, HITS, Wish(count=10))[0]
    mick = replace(MICK, responses={best.song.id: Response(0.1, 4, ("Mick said “not this one” 4 times",))})
    after = next((pick for pick in draft(mick, HITS, Wish(count=30)) if pick.song == best.song), None)
    assert after is None or after.score < best.score / 2


def test_red_flags_are_absolute() -> None:
    flagged = song("Hit 1954", "Singer 1954", themes=("war",))
    named = {flagged.id: Naming(Source.PERSON, "Mick")}
    for never in (
        Never(songs=frozenset({flagged.id})),
        Never(titles=frozenset({"hit-1954"})),
        Never(performers=frozenset({"singer-1954"})),
        Never(themes=frozenset({"war"})),
    ):
        assert draft(replace(MICK, named=named, never=never), [flagged]) == ()


def test_at_most_two_songs_by_one_performer() -> None:
    many = [song(f"Song {n}", "The Same", 1954) for n in range(10)]
    assert len(draft(MICK, [*many, *HITS], Wish(count=12))) == 12
    performers = [pick.song.performer for pick in draft(MICK, [*many, *HITS], Wish(count=12))]
    assert performers.count("The Same") <= 2


def test_only_what_the_library_has_when_asked() -> None:
    only = frozenset({HITS[3].id, HITS[20].id})
    assert {pick.song.id for pick in draft(MICK, HITS, Wish(only=only))} == only


def test_best_first_second_best_last() -> None:
    picks = [Pick(song(f"S{n}", f"P{n}"), 1 - n / 10) for n in range(6)]
    order = arrange(picks)
    assert (order[0], order[-1]) == (picks[0], picks[1])


@settings(deadline=None)
@given(st.lists(st.sampled_from("ABC"), min_size=3, max_size=8))
def test_no_performer_twice_in_a_row_where_it_can_be_helped(performers: list[str]) -> None:
    picks = [Pick(song(f"S{n}", who), 1 - n / 100) for n, who in enumerate(performers)]
    order = arrange(picks)
    assert sorted(pick.song.title for pick in order) == sorted(pick.song.title for pick in picks)
    first, last, *middle = performers
    could = any(_apart((first, *between, last)) for between in set(permutations(middle)))
    assert not could or _apart([pick.song.performer for pick in order])


def _apart(performers: Sequence[str]) -> bool:
    return all(before != after for before, after in pairwise(performers))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000))
def test_the_same_seed_gives_the_same_list(seed: int) -> None:
    same = [song(f"Same {n}", f"Singer {n}", 1954) for n in range(40)]
    assert draft(MICK, same, Wish(seed=seed)) == draft(MICK, same, Wish(seed=seed))


def test_without_any_birth_year_it_still_suggests() -> None:
    assert draft(Listener("Ann", languages=("en",)), HITS, Wish(count=5))


def test_changes_say_what_is_new_and_why() -> None:
    old = [Pick(HITS[0], 0.5), Pick(HITS[1], 0.4)]
    learned = draft(
        replace(MICK, responses={HITS[1].id: Response(1, 2, ("Mick sang along twice",))}), [HITS[1], HITS[2]]
    )
    words = changes(old, learned)
    assert any("new place: Mick sang along twice" in sentence for sentence in words)
    assert any("“Hit 1932” is new" in sentence for sentence in words)
    assert any("“Hit 1930” is left out" in sentence for sentence in words)


def test_picks_are_split_by_what_the_library_has() -> None:
    picks = [Pick(HITS[0], 0.5), Pick(HITS[1], 0.4)]
    assert playable(picks, {HITS[1].id}) == ((picks[1],), (picks[0],))


def test_terms_are_named() -> None:
    assert {reason.term for pick in draft(MICK, HITS) for reason in pick.reasons} <= set(Term)


def test_a_list_is_spread_over_a_youth() -> None:
    many = [song(f"Hit {year} {n}", f"Singer {year} {n}", year) for year in range(1940, 1970) for n in range(20)]
    years = {pick.song.year for pick in draft(MICK, many, Wish(count=14))}
    assert len(years) >= 6


def test_a_list_is_spread_over_the_places_of_a_life() -> None:
    moved = replace(
        MICK,
        exposures=(
            Exposure(Year(1938), Year(1954), {"IE": 1.0}, label="Cork"),
            Exposure(Year(1955), Year(2026), {"IE": 1.0}, label="Leeds"),
        ),
    )
    picks = draft(moved, HITS, Wish(count=8))
    assert {(pick.song.year or 0) > 1954 for pick in picks} == {True, False}


def test_the_worlds_hits_do_not_crowd_out_a_places_own_songs() -> None:
    world = [
        song(f"World {n}", f"Star {n}", 1950 + n % 12, "US", regions=("US", "IE"), familiarity=4) for n in range(60)
    ]
    own = [song(f"Own {n}", f"Neighbour {n}", 1950 + n, familiarity=3) for n in range(10)]
    picks = draft(MICK, [*world, *own], Wish(count=20))
    assert sum(pick.song in own for pick in picks) >= 5


def test_songs_handed_down_belong_to_the_place_of_the_childhood() -> None:
    tunes = [song(f"Tune {n}", "", 1900, genre="traditional", familiarity=4) for n in range(30)]
    away = [song(f"Hit {n}", f"Singer {n}", 1950 + n % 12, "GB", familiarity=4) for n in range(60)]
    home = Exposure(Year(1938), Year(1949), {"IE": 1.0}, label="Cork")
    moved = replace(MICK, exposures=(home, Exposure(Year(1950), Year(2026), {"GB": 1.0}, label="Leeds")))
    assert any(pick.song in tunes for pick in draft(moved, [*tunes, *away], Wish(count=20)))


def test_a_suggestion_comes_best_first_with_performers_apart() -> None:
    picks = [Pick(song(title, by), score) for title, by, score in (("A", "X", 0.9), ("B", "X", 0.8), ("C", "Y", 0.7))]
    assert [pick.song.title for pick in ranked(picks[::-1])] == ["A", "C", "B"]


def test_a_song_of_christmas_waits_as_carols_do() -> None:
    snow = song("Winter Wonderland", "Singer", 1955, themes=("feast",))
    (then,) = draft(MICK, [snow], Wish(today=date(2026, 12, 20)))
    (now,) = draft(MICK, [snow], Wish(today=date(2026, 6, 20)))
    assert now.score < then.score / 2


def test_handed_down_songs_do_not_take_a_list_over() -> None:
    hymns = [song(f"Hymn {n}", "", 1900, genre="hymn", familiarity=4) for n in range(30)]
    genres = [pick.song.genre for pick in draft(MICK, [*hymns, *HITS], Wish(count=10))]
    assert genres.count("hymn") <= 3


def test_a_named_performer_is_still_heard_twice_at_most() -> None:
    many = [song(f"Song {n}", "The Same", 1954) for n in range(10)]
    mick = replace(MICK, performers={"the-same": Naming(Source.FAMILY, "his sister")})
    performers = [pick.song.performer for pick in draft(mick, [*many, *HITS], Wish(count=12))]
    assert performers.count("The Same") == 2


def test_songs_that_divide_come_only_when_named() -> None:
    divides = song("Divides", "Someone", 1954, themes=("ask-first",), familiarity=4)
    assert divides not in [pick.song for pick in draft(MICK, [divides, *HITS])]
    asked = replace(MICK, named={divides.id: Naming(Source.PERSON, "Mick")})
    assert draft(asked, [divides, *HITS])[0].song == divides


CAROLS = [song(f"Carol {n}", "", 1900, genre="carol", familiarity=4) for n in range(4)]


def test_carols_wait_for_christmas() -> None:
    def carols(today: date | None) -> int:
        picks = draft(MICK, [*CAROLS, *HITS], Wish(count=25, today=today))
        return sum(pick.song.genre == "carol" for pick in picks)

    assert carols(date(2026, 12, 10)) > carols(date(2026, 7, 1)) == carols(None) == 0


SLOWLY = [song(f"Slow {n}", f"S {n}", 1950 + n % 9, tempo=Tempo.SLOW, energy=1, pack="tests") for n in range(20)]
QUICKLY = [song(f"Quick {n}", f"Q {n}", 1950 + n % 9, tempo=Tempo.FAST, energy=3, pack="tests") for n in range(20)]
EVENLY = [song(f"Even {n}", f"E {n}", 1950 + n % 9, pack="tests") for n in range(20)]
EVERY_TEMPO = [*SLOWLY, *QUICKLY, *EVENLY]


def test_a_calm_list_slows_down_and_never_hurries() -> None:
    picks = draft(MICK, EVERY_TEMPO, Wish(count=10, purpose=Purpose.CALM))
    bpms = [bpm_of(pick.song, {}) or 0 for pick in picks]
    assert bpms[0] == 100
    assert bpms == sorted(bpms, reverse=True)
    assert all(bpm < 80 for bpm in bpms[4:])
    assert any(reason.words == "Slow and gentle" for reason in picks[-1].reasons)


def test_a_confirmed_favourite_may_open_the_ramp_faster() -> None:
    seen = Response(0.9, 3, ("Mick sang along 3 times",))
    bpm = {EVENLY[0].id: 110.0}
    mick = replace(MICK, responses={EVENLY[0].id: seen})
    assert draft(mick, EVERY_TEMPO, Wish(purpose=Purpose.CALM, bpm=bpm))[0].song == EVENLY[0]
    assert draft(MICK, EVERY_TEMPO, Wish(purpose=Purpose.CALM, bpm=bpm))[0].song != EVENLY[0]


def test_an_evening_list_is_slow() -> None:
    picks = draft(MICK, EVERY_TEMPO, Wish(count=10, purpose=Purpose.EVENING))
    assert {pick.song.tempo for pick in picks} == {Tempo.SLOW}


def test_lists_heard_in_turn_differ() -> None:
    calm = frozenset(pick.song.id for pick in draft(MICK, EVERY_TEMPO, Wish(count=8, purpose=Purpose.CALM)))
    again = draft(MICK, EVERY_TEMPO, Wish(count=8, purpose=Purpose.EVENING, elsewhere=calm))
    assert sum(pick.song.id in calm for pick in again) < 4


def test_lengths_make_a_list_of_30_to_45_minutes() -> None:
    for minutes in (2, 3, 5):
        lengths = {one.id: DurationMs(minutes * 60_000) for one in HITS}
        picks = draft(MICK, HITS, Wish(count=25, lengths=lengths))
        assert 30 <= len(picks) * minutes <= 45


def test_a_short_list_is_better_than_songs_hardly_known() -> None:
    strange = [song(f"Strange {n}", f"Somebody {n}", 1955, "JP", language="ja") for n in range(9)]
    lengths = {one.id: DurationMs(60_000) for one in (*HITS, *strange)}
    near = [one for one in HITS if abs((one.year or 0) - 1954) < 6]
    assert set(draft_titles(near, lengths)) == {one.title for one in near}
    assert len(draft_titles([*near[:4], *strange], lengths)) == 10
    assert set(draft_titles([*near, *strange], lengths)) == {one.title for one in near}


def draft_titles(songs: list[Song], lengths: dict[SongId, DurationMs]) -> list[str]:
    return [pick.song.title for pick in draft(MICK, songs, Wish(count=20, lengths=lengths))]


def known(count: int) -> Listener:
    return replace(MICK, named={one.id: Naming(Source.PERSON, "Mick") for one in HITS[:count]})


FAMOUS = [replace(one, id=SongId(f"famous {one.id}"), title=f"Famous {one.title}", familiarity=4) for one in HITS]


def test_once_enough_is_known_few_songs_are_new_and_they_say_so() -> None:
    picks = draft(known(11), [*HITS, *FAMOUS], Wish(count=14, most_new=2))
    tried = [pick for pick in picks if any(reason.words.startswith("On trial") for reason in pick.reasons)]
    assert len(picks) == 13
    assert len(tried) == 2
    assert all(pick.song.familiarity == 4 for pick in tried)
    assert len(draft(known(11), HITS, Wish(count=14, most_new=2))) == 11, "only what everybody knew is tried"


def test_while_little_is_known_the_era_fills_the_list() -> None:
    picks = draft(known(3), [*HITS, *FAMOUS], Wish(count=14, most_new=2))
    assert len(picks) == 14
    assert not any(reason.words.startswith("On trial") for pick in picks for reason in pick.reasons)


def test_a_person_at_risk_hears_only_what_is_known() -> None:
    assert {pick.song for pick in draft(known(4), HITS, Wish(careful=True))} == set(HITS[:4])
    assert draft(known(2), HITS, Wish(careful=True)), "too few to make a list of: staff vet what is suggested"


def test_a_stale_song_rests_and_says_so() -> None:
    fresh, stale = Response(0.8, 6), Response(0.8, 6, falls=3, plays=9, last_heard=date(2026, 5, 19))
    wish = Wish(count=30, today=date(2026, 5, 20))

    def one(response: Response) -> Pick:
        picks = draft(replace(MICK, responses={HITS[20].id: response}), HITS, wish)
        return next(pick for pick in picks if pick.song == HITS[20])

    assert one(stale).score < one(fresh).score / 2
    assert (
        one(stale).reasons[-1].words
        == "Played 9 times in a year, and the response fell 3 times in a row: resting for now"
    )


def test_late_on_a_list_narrows_to_what_still_works() -> None:
    failed = {one.id: Response(0.2, 3, ("Mick turned away 3 times",)) for one in HITS[:5]}
    mick = replace(MICK, responses={HITS[20].id: Response(0.9, 4, ("Mick sang along 4 times",)), **failed})
    (only,) = draft(mick, HITS)
    assert only.song == HITS[20]
    assert only.reasons[-1].words == "One of the few songs Mick still answers to"


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(list(Purpose)), st.integers(0, 9), st.sets(st.sampled_from(EVERY_TEMPO), max_size=5))
def test_a_red_flag_holds_for_every_purpose(purpose: Purpose, seed: int, flagged: set[Song]) -> None:
    mick = replace(MICK, never=Never(titles=frozenset(one.title.lower().replace(" ", "-") for one in flagged)))
    picks = draft(mick, EVERY_TEMPO, Wish(count=20, seed=seed, purpose=purpose))
    assert not flagged & {pick.song for pick in picks}


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 99), st.sampled_from(list(Purpose)))
def test_a_stock_gives_the_same_list_as_its_songs(seed: int, purpose: Purpose) -> None:
    wish = Wish(count=12, seed=seed, purpose=purpose)
    assert draft(MICK, EVERY_TEMPO, wish) == draft(MICK, Stock.of(EVERY_TEMPO), wish)


def test_a_stranger_scores_the_same_by_every_way() -> None:
    model = Familiarity(MICK)
    for one in (*HITS, *CAROLS, song("Elsewhere", "X", 1955, "JP", language="ja")):
        pick = model.pick(one)
        assert pick
        assert pick.score == model.quick_score(one)
