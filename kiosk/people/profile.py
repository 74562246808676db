"""Draws, from all that is known of a person, what the builder needs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kiosk.people.landmarks import parents_span
from kiosk.people.life_story import Chapter, FlagKind, LifeStory, Teller
from kiosk.people.memories import Memory, Use, Verdict
from kiosk.playlists.care_for import Care
from kiosk.playlists.catalogue import slug
from kiosk.playlists.listener import Exposure, Listener, Naming, Never, Response, Source
from kiosk.playlists.songs import Song
from kiosk.units import SongId, Year

RegionsAt = Callable[[Chapter, int], Mapping[str, float]]
"""(chapter, year) -> what reached its place then: listening-region code to weight 0-1."""

SOURCES = {Teller.PERSON: Source.PERSON, Teller.FAMILY: Source.FAMILY, Teller.STAFF: Source.STAFF}
SPAN_YEARS = 5
"""Radio and records changed within a chapter; its regions are looked up anew every five years."""


def listener_of(
    called: str,
    story: LifeStory,
    memories: Iterable[Memory],
    responses: Mapping[SongId, Response],
    regions_at: RegionsAt,
    today: date,
    *,
    first_session: bool = False,
) -> Listener:
    """Return the listener for the builder; a memory's "never play it" counts before anyone approves it.

    `first_session` says that no session was held before today: for someone who needs care, the list is short.
    """
    given = tuple(memories)
    told = [memory for memory in given if memory.use is Use.PLAY and memory.verdict is Verdict.APPROVED]
    return Listener(
        called=called,
        birth=story.birth.year if story.birth else None,
        birth_spread=story.birth.spread if story.birth else 0,
        exposures=tuple(part for chapter in story.chapters for part in _exposures(chapter, regions_at, today)),
        languages=story.languages,
        speaks=story.languages,
        named=_named(story, told, called),
        own_songs=_own_songs(story, told),
        performers=_performers(story, called),
        tastes=frozenset(story.tastes),
        never=never_of(story, given),
        responses=responses,
        memories={song_of(memory): f"{memory.giver} told its story" for memory in told},
        moved=_moves(story),
        parents=_parents(story),
        care=Care(gentle=bool(story.screening and story.screening.careful), short=first_session),
    )


def _parents(story: LifeStory) -> tuple[Year, Year] | None:
    """Return the years of the parents' youth, if their music was played at home (evidence A9)."""
    home = story.parents
    if home is None or not home.played:
        return None
    return (home.start, home.end) if home.start and home.end else parents_span("", story.birth)


def never_of(story: LifeStory, memories: Iterable[Memory]) -> Never:
    """Return all that must never play for this person, from whoever said so."""
    flags = story.red_flags
    refused = [memory for memory in memories if memory.use is Use.NEVER and memory.verdict is not Verdict.DECLINED]
    return Never(
        songs=frozenset(flag.song for flag in flags if flag.song)
        | frozenset(memory.song for memory in refused if memory.song),
        titles=frozenset(slug(flag.words) for flag in flags if flag.kind is FlagKind.SONG)
        | frozenset(slug(memory.song_words) for memory in refused),
        performers=frozenset(slug(flag.words) for flag in flags if flag.kind is FlagKind.PERFORMER),
        themes=frozenset(flag.words for flag in flags if flag.kind is FlagKind.THEME),
    )


def song_of(memory: Memory) -> SongId:
    """Return the song a memory belongs to: the catalogue's, or one of its own under the words given."""
    return memory.song or own_song(memory.song_words).id


def own_song(words: str) -> Song:
    """Return a named song that no pack holds, under the words it was named by."""
    return Song(id=SongId(f"own~{slug(words)}"), title=words, pack="own")


def _named(story: LifeStory, told: Iterable[Memory], called: str) -> dict[SongId, Naming]:
    named = {song_of(memory): _giver(memory, called) for memory in told}
    for song in story.songs:
        who = called if song.told.by is Teller.PERSON else song.told.name
        named[song.song or own_song(song.words).id] = Naming(SOURCES[song.told.by], who)
    return named


def _giver(memory: Memory, called: str) -> Naming:
    if memory.giver == called and not memory.relation:
        return Naming(Source.PERSON, called)
    return Naming(Source.FAMILY, f"{memory.giver} ({memory.relation})" if memory.relation else memory.giver)


def _own_songs(story: LifeStory, told: Iterable[Memory]) -> tuple[Song, ...]:
    words = [song.words for song in story.songs if song.song is None]
    words += [memory.song_words for memory in told if memory.song is None]
    return tuple({song.id: song for song in map(own_song, words)}.values())


def _performers(story: LifeStory, called: str) -> dict[str, Naming]:
    return {
        slug(performer.words): Naming(
            SOURCES[performer.told.by], called if performer.told.by is Teller.PERSON else performer.told.name
        )
        for performer in story.performers
    }


def _exposures(chapter: Chapter, regions_at: RegionsAt, today: date) -> Iterable[Exposure]:
    end = chapter.end or today.year
    for start in range(chapter.start, end + 1, SPAN_YEARS):
        last = min(end, start + SPAN_YEARS - 1)
        regions = regions_at(chapter, (start + last) // 2)
        yield Exposure(Year(start), Year(last), regions, chapter.language, chapter.label)


def _moves(story: LifeStory) -> tuple[tuple[Year, str], ...]:
    return arrivals((chapter.start, chapter.country) for chapter in story.chapters)


def arrivals(lived: Iterable[tuple[int, str]]) -> tuple[tuple[Year, str], ...]:
    """Return (year, country) of each move to a country new to the person: coming back is no move (evidence A14)."""
    first: dict[str, int] = {}
    for start, country in lived:
        first.setdefault(country, start)
    return tuple((Year(start), country) for country, start in list(first.items())[1:])
