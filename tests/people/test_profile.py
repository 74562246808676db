"""What the builder is told of a person."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from kiosk.people.life_story import Birth, Chapter, FlagKind, LifeStory, NamedSong, RedFlag, Teller, Told
from kiosk.people.memories import Memory, Use, Verdict
from kiosk.people.profile import arrivals, listener_of, never_of
from kiosk.playlists.listener import Source
from kiosk.units import MemoryId, ResidentId, SongId, Year

TODAY = date(2026, 11, 23)
ANNE = Told(Teller.FAMILY, "her daughter Anne", TODAY)
PEGGY = ResidentId("peggy")
STORY = LifeStory(
    PEGGY,
    Birth(Year(1938)),
    (
        Chapter("c1", Year(1938), Year(1957), "Cork", "Cork, Ireland", "IE", (("IE", 1.0),), ANNE, "en"),
        Chapter("c2", Year(1957), None, "Leeds", "Leeds, England", "GB", (("GB", 1.0),), ANNE, "en"),
    ),
    ("en",),
    (NamedSong("n1", "Danny Boy", ANNE, SongId("danny-boy")), NamedSong("n2", "the milk song", ANNE)),
)


def regions_at(chapter: Chapter, year: int) -> Mapping[str, float]:
    return {chapter.country: 1.0, f"{year}": 0.1}


def memory(**more: object) -> Memory:
    kept: dict[str, object] = {
        "id": MemoryId("m"), "resident": PEGGY, "giver": "Anne", "relation": "daughter", "song_words": "Daisy Bell",
        "story": "On the bicycle.", "given_at": datetime(2026, 1, 1, tzinfo=UTC), "song": SongId("daisy-bell"),
    }  # fmt: skip
    return Memory(**(kept | more))  # type: ignore[arg-type]


def known(story: LifeStory = STORY, *memories: Memory):  # type: ignore[no-untyped-def]
    return listener_of("Peggy", story, memories, {}, regions_at, TODAY)


def test_it_works() -> None:
    peggy = known()
    assert (peggy.birth, peggy.languages, peggy.moved) == (1938, ("en",), ((1957, "GB"),))
    assert peggy.named[SongId("danny-boy")].source is Source.FAMILY


def test_a_song_no_pack_holds_becomes_one_of_their_own() -> None:
    assert [song.title for song in known().own_songs] == ["the milk song"]


def test_a_chapter_is_looked_at_anew_every_five_years() -> None:
    spans = [(e.start, e.end) for e in known().exposures if "IE" in e.regions]
    assert spans == [(1938, 1942), (1943, 1947), (1948, 1952), (1953, 1957)]


def test_a_memory_counts_once_approved() -> None:
    assert SongId("daisy-bell") not in known(STORY, memory()).named
    approved = known(STORY, memory(verdict=Verdict.APPROVED))
    assert approved.named[SongId("daisy-bell")].who == "Anne (daughter)"
    assert approved.memories[SongId("daisy-bell")] == "Anne told its story"


def test_never_play_counts_before_anyone_approves_it() -> None:
    assert SongId("daisy-bell") in never_of(STORY, [memory(use=Use.NEVER)]).songs


def test_declining_lifts_it() -> None:
    assert not never_of(STORY, [memory(use=Use.NEVER, verdict=Verdict.DECLINED)]).songs


def test_red_flags_of_every_kind_are_kept() -> None:
    flags = (
        RedFlag("f1", FlagKind.SONG, "Auld Lang Syne", ANNE, SongId("auld-lang-syne")),
        RedFlag("f2", FlagKind.PERFORMER, "Jim Reeves", ANNE),
        RedFlag("f3", FlagKind.THEME, "war", ANNE),
    )
    never = never_of(LifeStory(PEGGY, red_flags=flags), [])
    assert (never.songs, never.performers, never.themes) == (
        frozenset({"auld-lang-syne"}), frozenset({"jim-reeves"}), frozenset({"war"}),
    )  # fmt: skip
    assert "auld-lang-syne" in never.titles


def test_coming_back_home_is_no_move() -> None:
    assert arrivals([(1931, "IE"), (1948, "US"), (1955, "US"), (1970, "IE")]) == ((1948, "US"),)
