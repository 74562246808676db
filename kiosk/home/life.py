"""Keeps what people tell of a life, each fact with who told it and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kiosk.errors import BadInput, NotAllowed, NotFound
from kiosk.home.home import Home
from kiosk.home.knowing import guarded
from kiosk.home.lists import blocked_songs
from kiosk.listening.commands import Block
from kiosk.people.life_story import (
    Chapter,
    FlagKind,
    LifeStory,
    LiftedFlag,
    NamedPerformer,
    NamedSong,
    RedFlag,
    Teller,
    Told,
)
from kiosk.people.residents import Hearing, Resident, Shows
from kiosk.people.staff import SENIOR, Actor, ActorKind
from kiosk.people.telling import in_order, read_birth, read_years
from kiosk.playlists.catalogue import slug
from kiosk.playlists.familiarity import blocked
from kiosk.playlists.places import Place
from kiosk.playlists.songs import Song
from kiosk.units import ResidentId, SongId

LONGEST_WORDS = 200
Fact = TypeVar("Fact", Chapter, NamedSong, NamedPerformer, RedFlag)


class PlaceUnclear(BadInput):
    """A place that could be several; `choices` are the labels to choose from."""

    def __init__(self, sentence: str, choices: tuple[str, ...]) -> None:
        super().__init__(sentence, "place")
        self.choices = choices


@dataclass(frozen=True)
class ChapterWords:
    """A chapter as it was typed; `when` are the words its years were drawn from, `about` says they are estimates."""

    start: str
    end: str
    place: str
    language: str = ""
    when: str = ""
    about: bool = False


def told(home: Home, by: str, name: str) -> Told:
    """Return who told something: `by` is a Teller's value, `name` as people say it."""
    teller = Teller(by) if by in {*Teller} else Teller.STAFF
    return Told(teller, name.strip()[:LONGEST_WORDS], home.today())


def _change(home: Home, resident: ResidentId, by: Actor, change: Callable[[LifeStory], LifeStory]) -> LifeStory:
    """Read, change and save in one transaction, so that two who add at once both find theirs kept."""
    with home.store.together(by):
        return home.store.residents.save_story(change(home.store.residents.story(resident)), by)


def add_resident(home: Home, called: str, full_name: str, by: Actor) -> Resident:
    """Welcome someone new; `called` is the first name they like."""
    name = _words(called, "Write the first name this person likes to be called.", "called")
    return home.store.residents.save(Resident(ResidentId(home.new_id()), name, full_name.strip()), by)


def save_birth(home: Home, resident: ResidentId, words: str, by: Actor) -> LifeStory:
    """Keep a birth date, year or decade."""
    birth = read_birth(words, home.today())
    return _change(home, resident, by, lambda story: replace(story, birth=birth))


def save_languages(home: Home, resident: ResidentId, languages: Sequence[str], by: Actor) -> LifeStory:
    """Keep the languages a person grew up with or lives in, first one first."""
    return _change(home, resident, by, lambda story: replace(story, languages=tuple(languages)))


def save_tastes(home: Home, resident: ResidentId, tastes: Sequence[str], by: Actor) -> LifeStory:
    """Keep the kinds of music a person likes."""
    return _change(home, resident, by, lambda story: replace(story, tastes=tuple(tastes)))


def save_hearing(home: Home, resident: ResidentId, hearing: Hearing, by: Actor) -> Resident:
    """Keep how the person hears."""
    return home.store.residents.save(replace(home.store.residents.get(resident), hearing=hearing), by)


def save_shows(home: Home, resident: ResidentId, shows: Shows, by: Actor) -> Resident:
    """Keep what the person and family agreed to show on the shared screen."""
    return home.store.residents.save(replace(home.store.residents.get(resident), shows=shows), by)


def save_portrait(home: Home, resident: ResidentId, jpeg: bytes, by: Actor) -> Resident:
    """Keep a portrait that was already cleaned."""
    kept = home.store.residents.get(resident)
    return home.store.residents.save(replace(kept, portrait=home.store.photos.save(jpeg)), by)


def add_chapter(home: Home, resident: ResidentId, words: ChapterWords, who: Told, by: Actor) -> LifeStory:
    """Keep a chapter of a life. Raises PlaceUnclear when the place could be several."""
    story = home.store.residents.story(resident)
    start, end = read_years(words.start, words.end, story.birth, home.today())
    place = understood(home, words.place, (start + (end or start)) // 2)
    chapter = Chapter(
        id=home.new_id(),
        start=start,
        end=end,
        place=words.place.strip(),
        label=place.label,
        country=place.country,
        regions=tuple((code, 1.0) for code in place.codes),
        told=who,
        language=words.language,
        sphere=place.sphere,
        when=words.when,
        about=words.about,
    )
    chapters = in_order((*story.chapters, chapter))
    return home.store.residents.save_story(replace(story, chapters=chapters), by)


def understood(home: Home, words: str, year: int) -> Place:
    """Return the place meant by `words` in that year; asks instead of guessing."""
    said = _words(words, "Write the town, county or country this person lived in.", "place")
    place = home.places().understand(said, year)
    if place.ask and not place.sure:
        raise PlaceUnclear(f"There is more than one “{said}”: choose which one.", place.ask)
    if not place.country:
        raise BadInput(f"The kiosk does not know “{said}”: write the nearest larger town or the country.", "place")
    return place


def remove_chapter(home: Home, resident: ResidentId, chapter: str, by: Actor) -> LifeStory:
    """Leave a chapter out; the audit trail keeps that it was there."""
    return _change(home, resident, by, lambda story: replace(story, chapters=_without(story.chapters, chapter)))


def name_song(home: Home, resident: ResidentId, words: str, who: Told, by: Actor) -> NamedSong:
    """Keep a song in the words it was named by, linked to the catalogue when that is sure."""
    said = _words(words, "Write the song in any words, even half of it.", "song")
    named = NamedSong(home.new_id(), said, who, song_meant(home, said))
    _change(home, resident, by, lambda story: replace(story, songs=(*story.songs, named)))
    return named


def song_meant(home: Home, words: str) -> SongId | None:
    """Return the one song these words mean, None when that is not sure."""
    answer = home.finder.find(words)
    if not answer.hits:
        return None
    best = answer.hits[0].song
    if answer.sure or _said_whole(words, best.title, answer.ask):
        return best.id
    return _the_song_itself(home, words, [hit.song for hit in answer.hits])


def _the_song_itself(home: Home, words: str, songs: Sequence[Song]) -> SongId | None:
    """Return what a bare title means when several sang it: the one version the home has, else the old song itself."""
    versions = [song for song in songs if slug(song.title) == slug(words)]
    here = [song.id for song in versions if song.id in home.shelf.recordings]
    old = [song.id for song in versions if not song.performer]
    return next((found[0] for found in (here, old) if len(found) == 1), None)


def _said_whole(words: str, title: str, ask: tuple[str, ...]) -> bool:
    return not ask and words.strip().casefold() == title.casefold()


def link_song(home: Home, resident: ResidentId, named: str, song: SongId | None, by: Actor) -> LifeStory:
    """Keep which song was meant, as a person chose it; None keeps it under its own words."""
    return _change(
        home,
        resident,
        by,
        lambda story: replace(
            story, songs=tuple(replace(one, song=song) if one.id == named else one for one in story.songs)
        ),
    )


def remove_song(home: Home, resident: ResidentId, named: str, by: Actor) -> LifeStory:
    """Leave a named song out."""
    return _change(home, resident, by, lambda story: replace(story, songs=_without(story.songs, named)))


def name_performer(home: Home, resident: ResidentId, words: str, who: Told, by: Actor) -> LifeStory:
    """Keep a performer somebody named."""
    said = _words(words, "Write the name of a singer, band or orchestra.", "performer")
    performer = NamedPerformer(home.new_id(), said, who)
    return _change(home, resident, by, lambda story: replace(story, performers=(*story.performers, performer)))


def remove_performer(home: Home, resident: ResidentId, performer: str, by: Actor) -> LifeStory:
    """Leave a named performer out."""
    return _change(home, resident, by, lambda story: replace(story, performers=_without(story.performers, performer)))


def add_red_flag(
    home: Home, resident: ResidentId, kind: str, words: str, who: Told, by: Actor, song: SongId | None = None
) -> LifeStory:
    """Block a song, performer or theme for this person, at once and in every mode (evidence rule 6)."""
    said = _words(words, "Write the song, singer or theme that must never play.", "never")
    flag_kind = FlagKind(kind) if kind in {*FlagKind} else FlagKind.SONG
    meant = song or (song_meant(home, said) if flag_kind is FlagKind.SONG else None)
    flag = RedFlag(home.new_id(), flag_kind, said, who, meant)
    story = _change(home, resident, by, lambda story: replace(story, red_flags=(*story.red_flags, flag)))
    silence_what_is_blocked(home, resident)
    return story


def silence_what_is_blocked(home: Home, resident: ResidentId) -> None:
    """Take every song that must not play out of the sound at once."""
    person = guarded(home, resident)
    status = home.sounding.status()
    sounding = [song for song in map(home.song, status.songs) if song] if resident in status.people else []
    unwanted = (*blocked_songs(home, resident), *(song.id for song in sounding if blocked(song, person)))
    for song in dict.fromkeys(unwanted):
        home.sounding.submit(Block(resident, song))


def lift_red_flag(home: Home, resident: ResidentId, flag: str, reason: str, by: Actor) -> LifeStory:
    """Let something play again: for senior staff only, with a reason that is kept (evidence rule 6)."""
    if not _is_senior(home, by):
        raise NotAllowed(f"Only a {SENIOR} or a manager can lift a red flag: ask one of them.")
    why = _words(reason, "Say why it may play again: who was asked, and what has changed.", "reason")
    story = home.store.residents.story(resident)
    lifted = tuple(LiftedFlag(one, by.name, home.today(), why) for one in story.red_flags if one.id == flag)
    if not lifted:
        raise NotFound("This red flag is no longer there: look at the life story again.")
    kept = replace(story, red_flags=_without(story.red_flags, flag), lifted=(*story.lifted, *lifted))
    return home.store.residents.save_story(kept, by)


def _is_senior(home: Home, by: Actor) -> bool:
    members = [one for one in home.store.staff.all() if by.kind is ActorKind.STAFF and one.id == by.id and one.active]
    return any(one.role.includes(SENIOR) for one in members)


def _without(kept: tuple[Fact, ...], unwanted: str) -> tuple[Fact, ...]:
    return tuple(one for one in kept if one.id != unwanted)


def _words(words: str, sentence: str, field: str) -> str:
    said = " ".join(words.split())
    if not said:
        raise BadInput(sentence, field)
    if len(said) > LONGEST_WORDS:
        raise BadInput(f"Say it in at most {LONGEST_WORDS} letters.", field)
    return said
