"""Groups: nobody suffers, everybody gets their own, red flags of each count for all."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.playlists.groups import LONGEST_WAIT, GroupPick, candidate_years, together
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Source
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year


def song(title: str, year: int = 1956, language: str = "en", region: str = "IE") -> Song:
    return Song(SongId(title), title, f"Singer of {title}", Year(year), (region,), language, "pop", familiarity=4)


def person(called: str, birth: int = 1940, names: tuple[Song, ...] = (), region: str = "IE") -> Listener:
    return Listener(
        called=called,
        birth=Year(birth),
        exposures=(Exposure(Year(birth), Year(2026), {region: 1.0}, "en", region),),
        languages=("en",),
        named={one.id: Naming(Source.PERSON, called) for one in names},
    )


HITS = [song(f"Hit {year} {n}", year) for year in range(1952, 1962) for n in range(4)]


def titles(picks: tuple[GroupPick, ...]) -> list[str]:
    return [pick.song.title for pick in picks]


def test_it_works() -> None:
    found = together([person("Ann"), person("Bob", 1942)], HITS)
    assert len(found.picks) == 12
    assert found.notes == ()
    assert all(pick.whose for pick in found.picks)


def test_it_ends_on_the_highest_mean() -> None:
    picks = together([person("Ann"), person("Bob", 1942), person("Cis", 1944)], HITS).picks
    assert picks[-1].mean == max(pick.mean for pick in picks)


def test_a_red_flag_of_one_counts_for_all() -> None:
    ann = person("Ann", names=(HITS[5],))
    bob = replace(person("Bob"), never=Never(songs=frozenset({HITS[5].id}), titles=frozenset({"hit-1954-0"})))
    assert not {HITS[5].title, "Hit 1954 0"} & set(titles(together([ann, bob], HITS).picks))


def test_everyone_gets_one_of_their_best_and_it_says_whose_it_is() -> None:
    own = song("Santa Lucia", 1900, "it", "IT")
    rosa = person("Rosa", 1941, names=(own,), region="IT")
    picks = together([person("Ann"), person("Bob"), rosa], [*HITS, own]).picks
    assert next(pick.whose for pick in picks if pick.song == own) == ("Rosa",)


def test_nobody_suffers_while_enough_songs_are_known_to_all() -> None:
    only_bobs = [song(f"Bob's {n}", region="GB") for n in range(20)]
    bob = replace(person("Bob"), exposures=(Exposure(Year(1940), Year(2026), {"IE": 1.0, "GB": 1.0}),))
    assert not any("Bob's" in title for title in titles(together([person("Ann"), bob], [*HITS, *only_bobs]).picks))


def test_candidate_years_are_those_all_were_young_in() -> None:
    assert candidate_years([Year(1938), Year(1945)]) == (range(1955, 1964),)
    assert candidate_years([]) == ()


def test_ages_far_apart_take_turns() -> None:
    assert candidate_years([Year(1930), Year(1950)]) == (range(1940, 1956), range(1960, 1976))
    songs = [song(f"Hit {year}", year) for year in range(1935, 1980)]
    found = together([person("Old", 1930), person("Young", 1950)], songs)
    assert "back and forth" in found.notes[0]
    young = [(pick.song.year or 0) >= 1960 for pick in found.picks]
    assert young.count(True) >= 4
    assert young.count(False) >= 4


def test_languages_are_mixed() -> None:
    both = [
        replace(person(name), exposures=(Exposure(Year(1940), Year(2026), {"IE": 1.0, "IT": 1.0}),)) for name in "AB"
    ]
    songs = [*HITS, *(song(f"Canzone {n}", 1956, "it", "IT") for n in range(12))]
    languages = "".join(pick.song.language[0] for pick in together(both, songs).picks[:-1])
    assert "eeee" not in languages
    assert "i" in languages


def test_too_few_songs_known_to_all_is_said_and_everyone_still_gets_their_own() -> None:
    songs = [
        song(f"{where} {n}", 1956, language, where)
        for where, language in (("IE", "en"), ("JP", "ja"))
        for n in range(3)
    ]
    found = together([person("Ann"), replace(person("Aiko", region="JP"), languages=("ja",))], songs)
    assert any("take turns" in note for note in found.notes)
    assert {title[:2] for title in titles(found.picks)} == {"IE", "JP"}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(6, 8), min_size=2, max_size=5))
def test_even_those_who_share_no_song_wait_for_four_at_most(sizes: list[int]) -> None:
    names = "ABCDE"[: len(sizes)]
    own = [
        [song(f"{name} {n}", 1956, "xx", name) for n in range(size)] for name, size in zip(names, sizes, strict=True)
    ]
    members = [person(name, names=tuple(songs), region=name) for name, songs in zip(names, own, strict=True)]
    picks = together(members, [one for songs in own for one in songs]).picks
    for songs in own:
        heard = "".join(str(int(pick.song in songs)) for pick in picks[:-1])
        assert "0" * (LONGEST_WAIT + 1) not in heard
        assert any(pick.song in songs for pick in picks)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_nobody_waits_for_more_than_four_songs_and_everyone_gets_a_best_one(data: st.DataObject) -> None:
    people = data.draw(st.integers(2, 5))
    own = [[song(f"{name} {n}", 1990, "xx", "ZZ") for n in range(4)] for name in "ABCDE"[:people]]
    flags = data.draw(st.sets(st.sampled_from(HITS), max_size=3))
    members = [person(name, 1940 + place, tuple(own[place])) for place, name in enumerate("ABCDE"[:people])]
    members[0] = replace(members[0], never=Never(songs=frozenset(one.id for one in flags)))
    picks = together(members, [*HITS, *(one for theirs in own for one in theirs)], count=14).picks
    assert not flags & {pick.song for pick in picks}
    assert len({pick.song.title for pick in picks}) == len(picks)
    for place in range(people):
        heard = [pick.scores[place] >= 0.35 for pick in picks]
        assert "0" * (LONGEST_WAIT + 1) not in "".join(str(int(one)) for one in heard)
        assert any(pick.song in own[place] for pick in picks)


def test_the_same_people_get_the_same_list() -> None:
    people = [person("Ann"), person("Bob", 1944)]
    assert together(people, HITS) == together(people, list(reversed(HITS)))


def test_no_songs_no_list() -> None:
    assert together([person("Ann"), person("Bob")], []).picks == ()


def test_carols_wait_for_christmas() -> None:
    carol = replace(song("Silent Night"), genre="carol")
    people = [person("Ann"), person("Bob")]
    assert "Silent Night" not in titles(together(people, [carol], date(2026, 6, 1)).picks)
    assert "Silent Night" in titles(together(people, [carol], date(2026, 12, 24)).picks)
