"""Drafts: who gets which songs, in which order, and what never appears."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.playlists.builder import Wish, arrange, changes, draft, playable
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Response, Source
from kiosk.playlists.picks import Pick, Term
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year


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


@given(st.lists(st.sampled_from("ABC"), min_size=3, max_size=12))
def test_no_performer_twice_in_a_row_where_it_can_be_helped(performers: list[str]) -> None:
    picks = [Pick(song(f"S{n}", who), 1 - n / 100) for n, who in enumerate(performers)]
    order = arrange(picks)
    assert sorted(pick.song.title for pick in order) == sorted(pick.song.title for pick in picks)


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
