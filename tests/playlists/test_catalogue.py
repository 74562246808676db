"""Packs: what a line may say, and the sentence when it says something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlists.catalogue import read_catalogue, slug, song_id

HEAD = "title,performer,year,regions,language,genre,themes,energy,tempo,also,familiarity,sure"
GOOD = "Danny Boy,,1913,IE GB US,en,traditional,farewell home,1,slow,Londonderry Air | The Derry Air,4,sure"


def read(*lines: str):  # type: ignore[no-untyped-def]
    return read_catalogue([("test", [HEAD, *lines])])


def test_it_works() -> None:
    song = read(GOOD).songs[song_id("Danny Boy")]
    assert (song.title, song.year, song.regions, song.familiarity) == ("Danny Boy", 1913, ("IE", "GB", "US"), 4)
    assert song.also == ("Londonderry Air", "The Derry Air")


def test_a_region_may_say_how_big_the_song_was_there() -> None:
    song = read(GOOD.replace("IE GB US", "IE:5 GB GB-SCT:2")).songs[song_id("Danny Boy")]
    assert (song.regions, song.graded) == (("IE", "GB", "GB-SCT"), (("IE", 5), ("GB-SCT", 2)))
    assert [song.grade_in(code) for code in ("IE", "GB", "GB-SCT", "US")] == [5, 4, 2, 4]


def test_a_home_can_grade_a_song_for_its_own_place() -> None:
    packs = [("one", [HEAD, GOOD.replace("IE", "IE:3")]), ("own", [HEAD, GOOD.replace("IE GB", "IE:1 GB:5")])]
    assert dict(read_catalogue(packs).songs[song_id("Danny Boy")].graded) == {"IE": 3, "GB": 5}


def test_the_same_song_in_two_packs_gains_regions() -> None:
    other = GOOD.replace("IE GB US", "AU IE")
    both = read_catalogue([("one", [HEAD, GOOD]), ("two", [HEAD, other])])
    assert both.songs[song_id("Danny Boy")].regions == ("IE", "GB", "US", "AU")
    assert both.songs[song_id("Danny Boy")].pack == "one"


@pytest.mark.parametrize(
    ("one", "other", "songs"),
    [
        ("Ana Reyes & Luis Mora", "Luis Mora y Ana Reyes", 1),
        ("Ana Reyes & Luis Mora", "Ana Reyes con Luis Mora", 1),
        ("The Reyes Sisters and Tom", "Tom with Reyes Sisters", 1),
        ("Ana Reyes", "Ana Reyes & Luis Mora", 2),
        ("Ana Reyes", "", 2),
        ("Ana Reyes", "Luis Mora", 2),
    ],
)
def test_people_named_in_another_order_made_one_record(one: str, other: str, songs: int) -> None:
    lines = [GOOD.replace("Danny Boy,,", f"Two Lanterns,{by},") for by in (one, other)]
    found = read(*lines).songs
    assert (len(found), next(iter(found))) == (songs, song_id("Two Lanterns", one))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Danny Boy", "", "song's title"),
        ("1913", "soon", "year"),
        ("1913", "1850", "1900 to 1999"),
        ("IE GB US", "Ireland", "“Ireland”"),
        ("IE GB US", "", "in which region"),
        ("IE GB US", "IE:6 GB", "After IE: write how big the song was there as a number from 1 to 5, in place of “6”"),
        ("IE GB US", "IE GB-SCT: US", "After GB-SCT: write how big"),
        ("IE GB US", "Ireland:5", "“Ireland:5”"),
        ("IE GB US", "IE GB IE:5", "“IE” once"),
        (",traditional,", ",trad,", "“trad”"),
        ("farewell home", "farewell pets", "“pets”"),
        (",1,slow", ",9,slow", "energy"),
        (",1,slow", ",1,andante", "tempo"),
        (",4,sure", ",7,sure", "familiarity"),
        (",4,sure", ",4,certain", "sure"),
        (",4,sure", ",4,sure,more", "double quotes"),
    ],
)
def test_a_wrong_line_is_left_out_with_a_sentence(old: str, new: str, sentence: str) -> None:
    result = read(GOOD.replace(old, new, 1))
    assert not result.songs
    assert sentence in result.problems[0].words
    assert result.problems[0].line == 2


def test_one_wrong_line_never_spoils_the_rest() -> None:
    assert len(read("x,,never,,,,,,,,,", GOOD).songs) == 1


@given(st.text(min_size=1))
def test_every_title_has_a_plain_id(title: str) -> None:
    assert set(slug(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text("абвгδ東京", min_size=1))
def test_other_scripts_have_ids_too(title: str) -> None:
    assert slug(title)
