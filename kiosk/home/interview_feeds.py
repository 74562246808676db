"""What an answer becomes in the life story, through the verbs staff use; nothing already told is overwritten."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.errors import BadInput
from kiosk.home import life
from kiosk.home.home import Home
from kiosk.home.life import ChapterWords
from kiosk.people.interview import Answer, Feeds, Question
from kiosk.people.landmarks import fit, known, parents_span, read_landmark_year, read_span, with_landmark
from kiosk.people.life_story import FlagKind, Landmark, LandmarkKind, LifeStory, ParentsHome
from kiosk.people.residents import Hearing
from kiosk.people.staff import Actor
from kiosk.people.telling import read_birth
from kiosk.playlists.catalogue import GENRES, slug
from kiosk.units import ResidentId, Year

MOST_LINES = 12


@dataclass(frozen=True)
class Feeding:
    """One answer on its way into the life story; `force` when staff chose it among several."""

    home: Home
    question: Question
    answer: Answer
    by: Actor
    force: bool = False

    @property
    def resident(self) -> ResidentId:
        """Return whom it is about."""
        return self.answer.resident

    def story(self) -> LifeStory:
        """Return the life story as it is now."""
        return self.home.store.residents.story(self.resident)

    def save(self, story: LifeStory) -> None:
        """Keep the life story."""
        self.home.store.residents.save_story(story, self.by)

    def lines(self) -> list[str]:
        """Return what was told, one thing a line."""
        lines = [line.strip(" ,;-•") for line in self.answer.words.splitlines()]
        return [line[: life.LONGEST_WORDS] for line in lines if line][:MOST_LINES]

    def refuse_other(self, present: str, told: str) -> None:
        """Raise BadInput when the life story says something else, unless staff chose this answer."""
        if present and present != told and not self.force:
            raise BadInput(f"The life story says {present}, this answer {told}: choose which one is right.")


def feed(feeding: Feeding) -> str:
    """Put an answer into the life story; return what it became, empty when it stays in the teller's words.

    Raises BadInput with what is still to be settled, PlaceUnclear with the places to choose from.
    """
    feeder = FEEDERS.get(feeding.question.feeds)
    return feeder(feeding) if feeder else ""


def _birth(feeding: Feeding) -> str:
    home, words, present = feeding.home, feeding.answer.words, feeding.story().birth
    birth = read_birth(words, home.today())
    if birth is None:
        return ""
    if present and abs(present.year - birth.year) > max(present.spread, birth.spread):
        feeding.refuse_other(str(present.year), words.strip())
    elif present and (birth.spread, birth.day is None) >= (present.spread, present.day is None):
        return f"Born {present.year}"
    life.save_birth(home, feeding.resident, words, feeding.by)
    return f"Born {birth.year}"


def _chapter(feeding: Feeding) -> str:
    home, answer, story = feeding.home, feeding.answer, feeding.story()
    place = answer.chosen[0] if answer.chosen else answer.words
    span = fit(read_span(answer.when, known(story, home.today())), story.chapters, home.today())
    end = "" if span.end is None else str(span.end)
    words = ChapterWords(str(span.start), end, place, when=answer.when, about=span.about)
    life.add_chapter(home, feeding.resident, words, answer.told, feeding.by)
    return f"{'About ' if span.about else ''}{span.start} to {end or 'today'}: {place}"


def _languages(feeding: Feeding) -> str:
    told = feeding.story().languages
    all_ = tuple(dict.fromkeys((*told, *feeding.answer.chosen)))
    life.save_languages(feeding.home, feeding.resident, all_, feeding.by)
    return "Among the languages"


def _landmark(feeding: Feeding) -> str:
    home, story, kind = feeding.home, feeding.story(), LandmarkKind(feeding.question.detail)
    dated = read_landmark_year(feeding.answer.words, known(story, home.today()))
    present = next((str(one.year) for one in story.landmarks if one.kind is kind), "")
    feeding.refuse_other(present, str(dated.year))
    landmark = Landmark(kind, Year(dated.year), feeding.answer.told, dated.about)
    feeding.save(with_landmark(story, landmark, home.today()))
    return f"{kind.capitalize()}: {'about ' if dated.about else ''}{dated.year}"


def _parents(feeding: Feeding, change: Callable[[ParentsHome], ParentsHome]) -> None:
    story = feeding.story()
    feeding.save(replace(story, parents=change(story.parents or ParentsHome(feeding.answer.told))))


def _parents_music(feeding: Feeding) -> str:
    played = "never" not in feeding.answer.chosen
    present = feeding.story().parents
    said = {True: "music at home", False: "hardly any music at home"}
    feeding.refuse_other(said[present.played] if present and present.played is not None else "", said[played])
    _parents(feeding, lambda home: replace(home, played=played, told=feeding.answer.told))
    return "Music of the parents’ home counts" if played else "Music of the parents’ home does not count"


def _parents_born(feeding: Feeding) -> str:
    span = parents_span(feeding.answer.words, None)
    if span is None:
        raise BadInput("Write a year or a decade for the parents, such as 1910 or 1910s.", "words")
    present = feeding.story().parents
    there = f"{present.start} to {present.end}" if present and present.start else ""
    feeding.refuse_other(there, f"{span[0]} to {span[1]}")
    _parents(feeding, lambda home: replace(home, start=span[0], end=span[1]))
    return f"The parents were young about {span[0]} to {span[1]}"


def _songs(feeding: Feeding) -> str:
    story = feeding.story()
    new = _new(feeding.lines(), (song.words for song in story.songs))
    for line in new:
        life.name_song(feeding.home, feeding.resident, line, feeding.answer.told, feeding.by)
    return "Among the songs that matter"


def _performers(feeding: Feeding) -> str:
    new = _new(feeding.lines(), (one.words for one in feeding.story().performers))
    for line in new:
        life.name_performer(feeding.home, feeding.resident, line, feeding.answer.told, feeding.by)
    return "Among the singers and bands"


def _new(lines: Iterable[str], present: Iterable[str]) -> list[str]:
    there = {slug(words) for words in present}
    return [line for line in lines if slug(line) not in there]


def _tastes(feeding: Feeding) -> str:
    liked = [taste for taste in feeding.answer.chosen if taste in GENRES]
    all_ = tuple(dict.fromkeys((*feeding.story().tastes, *liked)))
    life.save_tastes(feeding.home, feeding.resident, all_, feeding.by)
    return "Among the kinds of music"


def _never(feeding: Feeding, kind: FlagKind, words: Sequence[str]) -> str:
    present = {(flag.kind, slug(flag.words)) for flag in feeding.story().red_flags}
    for one in words:
        if (kind, slug(one)) not in present:
            life.add_red_flag(feeding.home, feeding.resident, kind, one, feeding.answer.told, feeding.by)
    return "Never plays, from now on"


def _hearing(feeding: Feeding) -> str:
    chosen, person = feeding.answer.chosen, feeding.home.store.residents.get(feeding.resident)
    notes = [one.capitalize() for one in chosen if one not in {"hearing aids", "hears well"}]
    kept = [person.hearing.notes] if person.hearing.notes else []
    new = [note for note in notes if note.casefold() not in person.hearing.notes.casefold()]
    hearing: Hearing = replace(
        person.hearing,
        hearing_aids=person.hearing.hearing_aids or "hearing aids" in chosen,
        notes=". ".join((*kept, *new))[: life.LONGEST_WORDS],
    )
    life.save_hearing(feeding.home, feeding.resident, hearing, feeding.by)
    return "Kept with the hearing"


def _comfort(feeding: Feeding, field: str) -> str:
    story = feeding.story()
    present: tuple[str, ...] = getattr(story.comfort, field)
    all_ = tuple(dict.fromkeys((*present, *feeding.answer.chosen)))
    feeding.save(replace(story, comfort=replace(story.comfort, **{field: all_})))
    return "Kept with what makes it easier"


FEEDERS: Mapping[Feeds, Callable[[Feeding], str]] = {
    Feeds.BIRTH: _birth,
    Feeds.CHAPTER: _chapter,
    Feeds.LANGUAGES: _languages,
    Feeds.LANDMARK: _landmark,
    Feeds.PARENTS_MUSIC: _parents_music,
    Feeds.PARENTS_BORN: _parents_born,
    Feeds.SONGS: _songs,
    Feeds.PERFORMERS: _performers,
    Feeds.TASTES: _tastes,
    Feeds.NEVER_SONG: lambda feeding: _never(feeding, FlagKind.SONG, feeding.lines()),
    Feeds.NEVER_PERFORMER: lambda feeding: _never(feeding, FlagKind.PERFORMER, feeding.lines()),
    Feeds.NEVER_THEME: lambda feeding: _never(feeding, FlagKind.THEME, feeding.answer.chosen),
    Feeds.HEARING: _hearing,
    Feeds.SIGHT_AND_HANDS: lambda feeding: _comfort(feeding, "sight_and_hands"),
    Feeds.HARD_TIMES: lambda feeding: _comfort(feeding, "hard_times"),
}
