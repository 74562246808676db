"""The music of the parents' home, of the neighbours, and the biggest songs of a place."""

from dataclasses import replace

from kiosk.playlists.familiarity import Familiarity
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Source
from kiosk.playlists.picks import Pick, Term
from kiosk.playlists.songs import Song
from kiosk.playlists.weights import WEIGHTS
from kiosk.units import SongId, Year

NELL = Listener("Nell", Year(1938), exposures=(Exposure(Year(1938), Year(1960), {"GB": 1.0}),), languages=("en",))
IRISH = replace(NELL, exposures=(Exposure(Year(1938), Year(1960), {"IE": 1.0}),))
MUSICAL = replace(NELL, parents=(Year(1928), Year(1938)))
OLD = Song(SongId("old"), "An Old One", year=Year(1932), regions=("GB",), language="en", genre="dance-band")
OWN = replace(OLD, id=SongId("own"), year=Year(1954))


def picked(song: Song, who: Listener) -> Pick:
    found = Familiarity(who).pick(song)
    assert found
    return found


def terms(song: Song, who: Listener) -> set[Term]:
    return {reason.term for reason in picked(song, who).reasons}


def test_what_the_parents_played_counts_more_and_says_why() -> None:
    assert picked(OLD, MUSICAL).score > picked(OLD, NELL).score
    assert picked(OLD, MUSICAL).reasons[0].term is Term.PARENTS
    assert "Nell’s parents" in picked(OLD, MUSICAL).reasons[0].words


def test_it_never_outweighs_the_persons_own_youth() -> None:
    assert WEIGHTS.parents <= 0.25
    assert picked(OLD, MUSICAL).score < picked(OWN, MUSICAL).score / 2
    assert picked(OWN, MUSICAL) == picked(OWN, NELL)


def test_other_years_and_other_homes_are_as_before() -> None:
    earlier = replace(OLD, year=Year(1926))
    assert picked(earlier, MUSICAL) == picked(earlier, NELL)
    assert Term.PARENTS not in terms(OLD, NELL)


def test_songs_of_a_community_hardly_reached_the_neighbours() -> None:
    indian = Song(SongId("s"), "Phool", "Asha", Year(1955), ("IN-HINDI", "TT"), "hi", "filmi", familiarity=4)
    carol = Listener("Carol", Year(1938), exposures=(Exposure(Year(1938), Year(2026), {"TT": 1.0}),), languages=("en",))
    assert (
        Familiarity(carol).quick_score(indian) < Familiarity(replace(carol, languages=("hi",))).quick_score(indian) / 2
    )


def test_a_song_handed_down_next_door_is_not_said_to_be_from_home() -> None:
    air = replace(OLD, genre="traditional", regions=("IE",))
    mick = Listener("Mick", Year(1938), exposures=(Exposure(Year(1938), Year(1957), {"IE": 1.0, "GB": 0.5}),))
    away = replace(mick, exposures=(*mick.exposures, Exposure(Year(1958), Year(2026), {"GB": 1.0, "IE": 0.25})))

    def words(song: Song, who: Listener) -> str:
        return picked(song, who).reasons[0].words

    assert words(air, mick) == "Handed down in IE, where Mick grew up"
    assert words(replace(air, regions=("GB",)), mick) == "Handed down in GB, and sung where Mick lived"
    assert words(replace(air, regions=("GB",)), away) == "Handed down in GB, where Mick lived"


def test_songs_handed_down_among_those_who_speak_as_the_person_does_are_from_home() -> None:
    psalm = Song(SongId("p"), "Psalm", year=Year(1937), regions=("ZA-AF",), language="af", genre="hymn")
    there = (Exposure(Year(1939), Year(2026), {"ZA": 1.0, "ZA-AF": 0.95}),)
    hester = Listener("Hester", Year(1939), exposures=there, languages=("af", "en"), speaks=("af", "en"))
    assert "where Hester grew up" in picked(psalm, hester).reasons[0].words
    english = replace(hester, languages=("en", "af"), speaks=("en", "af"))
    assert "sung where Hester lived" in picked(psalm, english).reasons[0].words


def test_a_liking_is_told_in_the_words_people_use() -> None:
    aria = replace(OWN, genre="opera-chinese")
    who = replace(NELL, called="this person", tastes=frozenset({"opera-chinese"}))
    assert picked(aria, who).reasons[0].words == "This person likes Chinese opera"
    turn, fond = replace(OWN, genre="music-hall"), replace(who, tastes=frozenset({"music-hall"}))
    assert picked(turn, fond).reasons[0].words == "This person likes music hall"


def test_a_named_performer_outranks_strangers_in_the_first_language() -> None:
    ann = replace(NELL, speaks=("en",), performers={"ann": Naming(Source.PERSON, "Nell")})
    assert picked(replace(OWN, performer="Ann"), ann).score > picked(replace(OWN, performer="Ben"), ann).score
    topped = replace(OWN, performer="Ben", graded=(("GB", 5),), familiarity=4)
    assert picked(replace(OWN, performer="Ann", familiarity=4), ann).score > picked(topped, ann).score


def test_a_kind_of_music_can_be_avoided() -> None:
    assert Familiarity(replace(NELL, never=Never(themes=frozenset({"dance-band"})))).pick(OLD) is None


def test_the_biggest_songs_of_the_place_itself_come_first_and_say_so() -> None:
    biggest = replace(OWN, regions=("GB", "IE"), graded=(("GB", 5),), familiarity=4)
    assert picked(biggest, NELL).score > picked(replace(biggest, graded=()), NELL).score
    assert picked(biggest, NELL).reasons[0].words == "Among the very biggest in GB when Nell was 16"
    assert picked(biggest, IRISH).reasons[0].words == "Everybody knew it in IE when Nell was 16"


def test_a_hit_elsewhere_counts_here_by_what_it_was_here() -> None:
    faint = replace(OWN, regions=("US", "GB"), graded=(("US", 5), ("GB", 1)), familiarity=4)
    heard_both = replace(NELL, exposures=(Exposure(Year(1938), Year(1960), {"GB": 1.0, "US": 0.6}),))
    assert picked(faint, heard_both).score < picked(replace(faint, graded=()), heard_both).score / 2
    assert picked(faint, heard_both).reasons[0].words == "Heard in GB when Nell was 16"


def test_what_topped_several_places_counts_more_where_nobody_said_how_big_it_was() -> None:
    known = replace(OWN, regions=("GB", "IE", "US", "FR"), familiarity=4)
    ranks = [
        known,
        replace(known, graded=(("US", 5),)),
        replace(known, graded=(("US", 5), ("FR", 5), ("IE", 5))),
        replace(known, graded=(("GB", 5),)),
    ]
    scores = [picked(song, NELL).score for song in ranks]
    assert scores == sorted(set(scores))
    said = replace(known, graded=(("GB", 4),))
    assert picked(replace(said, graded=(*said.graded, ("US", 5))), NELL).score == picked(said, NELL).score
