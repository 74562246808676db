"""A home of twelve invented people with months or years of plausible data, the same for the same seed but for ids.

    python -m tests.benchmarks.made_up_home FOLDER [MONTHS] [SEED]

Nobody here exists and nothing here was seen: it is for rendering pages and papers and for measuring, never for
telling anything of music or of people. Most of it goes straight into the store's tables, a month at a time, so that
ten years take seconds. `UNTIL` is the home's present moment.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kiosk.bootstrap import open_home
from kiosk.care.goals import Criterion, Goal, Scored, Share, attainment, level_words, often_words
from kiosk.care.measures import Emotion, Instrument, Measure
from kiosk.care.observations import Before, Chip, Distress, Look, Mark, Observation, SongMark, TookPart
from kiosk.care.phases import next_review, schedule
from kiosk.care.plays import Play, Session, WhyEnded
from kiosk.care.reviews import Decision, GoalShown, Review, Signature
from kiosk.care.sittings import share, sittings
from kiosk.care.summaries import Period, active, evidence, goal_shown
from kiosk.config import EngineKind, Settings
from kiosk.home import life, lists
from kiosk.home.home import Home
from kiosk.home.library_watch import refresh_shelf
from kiosk.home.sign_in import add_staff
from kiosk.people.staff import SYSTEM, Actor, ActorKind, Role
from kiosk.playlists.recordings import Recording
from kiosk.playlists.songs import Song
from kiosk.units import Decibels, DurationMs, ObservationId, PlayId, PlaylistId, RecordingId, ResidentId, SessionId

UNTIL = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
"""A Friday afternoon: the present moment of every made-up home."""
SONGS_PER_PERSON = 18
STAFF = (
    ("Tess Okonkwo", Role.THERAPIST),
    ("Lena Brandt", Role.LEAD),
    ("Sam Iqbal", Role.CARER),
    ("Dorota Wiśniewska", Role.CARER),
    ("Jo Marsh", Role.CARER),
    ("Priya Nair", Role.MANAGER),
)
TESS = Actor(ActorKind.STAFF, "tess", STAFF[0][0])
REMARKS = (
    "Hummed from the second line on.",
    "Looked at the window, then at me, and smiled.",
    "“My mother had this one on the wireless.”",
    "Asked for it again.",
    "Tapped on the arm of the chair all through.",
    "Restless until the third song.",
    "Sang the whole chorus.",
    "",
    "",
    "",
    "",
)


@dataclass(frozen=True)
class Someone:
    """One invented person, and how their music goes: `a_week` sessions, `joins` 0-1 how readily they take part.

    `turn` is when in the period (0-1) that changes, `after` what it is from then on. `upset` is how often any
    distress is seen.
    """

    called: str
    full_name: str
    born: int
    language: str
    place: str
    songs: tuple[str, ...]
    a_week: float
    joins: float
    after: float
    turn: float = 0.5
    upset: float = 0.03
    goals: tuple[Criterion, ...] = (Criterion.TOOK_PART, Criterion.SANG)


PEOPLE = (
    Someone("Peggy", "Margaret Holroyd", 1938, "en", "Keighley", ("Daisy Bell",), 2.8, 0.55, 0.75),
    Someone("Mick", "Michael Twohig", 1934, "en", "Cork", ("Danny Boy", "Molly Malone"), 2.3, 0.6, 0.6),
    Someone("Rosa", "Rosaria Esposito", 1946, "it", "Naples", ("Santa Lucia",), 2.0, 0.4, 0.7, 0.4),
    Someone(
        "Nana Li", "李秀英", 1941, "zh", "Hong Kong", ("Jasmine Flower",), 1.6, 0.35, 0.5, goals=(Criterion.SMILED,)
    ),
    Someone("Gurdeep", "ਗੁਰਦੀਪ ਕੌਰ", 1940, "pa", "Jalandhar", ("Mere Desh Ki Dharti",), 1.9, 0.5, 0.65),
    Someone("Yiannis", "Γιάννης Παπαδάκης", 1944, "el", "Athens", ("Never on Sunday",), 1.4, 0.45, 0.45),
    Someone("Oksana", "Оксана Коваль", 1937, "uk", "Lviv", ("Chervona Ruta",), 2.1, 0.3, 0.55, upset=0.12),
    Someone("Winifred", "Winifred Achebe", 1943, "en", "Kingston", ("Day-O",), 2.5, 0.7, 0.45, 0.6),
    Someone("Stan", "Stanisław Żółć", 1939, "pl", "Lublin", ("Czerwone maki",), 0.5, 0.4, 0.4, goals=()),
    Someone("Édith", "Édith Lefèvre-O’Brien", 1948, "fr", "Lyon", ("La Vie en rose",), 2.2, 0.65, 0.8),
    Someone("Mrs Featherstonehaugh", "Philippa Featherstonehaugh", 1935, "en", "Leeds", ("Jerusalem",), 1.8, 0.5, 0.5),
    Someone("Ali", "علي حسن", 1950, "ar", "Cairo", ("Alf Leila wa Leila",), 0.2, 0.5, 0.5, upset=0.0, goals=()),
)


def make_home(folder: Path, months: int = 6, seed: int = 7, people: int = len(PEOPLE), *, draw: bool = True) -> Home:
    """Make a home in an empty folder and return it open; with `draw`, everyone has an approved list of their own."""
    home = open_home(Settings(home=folder, engine=EngineKind.NULL, media=(folder,)))
    home.clock = lambda: UNTIL
    chance = random.Random(seed)
    with home.store.together(SYSTEM):
        for name, role in STAFF:
            add_staff(home, name, role, SYSTEM)
    shelve(home, chance)
    for someone in PEOPLE[:people]:
        _live(home, someone, months, random.Random(f"{seed} {someone.called}"), draw=draw)
    return home


def shelve(home: Home, chance: random.Random) -> None:
    """Put recordings of well-known songs on the shelf; there are no files behind them."""
    known = sorted(home.catalogue.songs.values(), key=lambda song: (-song.familiarity, song.id))[:3000]
    chosen = chance.sample(known, 400)
    named = [one for someone in PEOPLE for words in someone.songs if (one := _named(home, words))]
    home.store.recordings.upsert_many([_recording(song, chance) for song in dict.fromkeys((*named, *chosen))])
    refresh_shelf(home)


def _named(home: Home, title: str) -> Song | None:
    return next((song for song in home.catalogue.songs.values() if song.title == title), None)


def _recording(song: Song, chance: random.Random) -> Recording:
    made = Recording(
        RecordingId(f"made-{song.id}"), f"/made-up/{song.id}.opus", song.title, song.performer, song=song.id
    )
    return replace(made, duration=DurationMs(chance.randrange(120_000, 240_000)), gain=Decibels(-2.0))


def _live(home: Home, someone: Someone, months: int, chance: random.Random, *, draw: bool) -> None:
    began = UNTIL - timedelta(days=round(months * 30.44))
    person = life.add_resident(home, someone.called, f"{someone.full_name} (invented)", TESS)
    life.save_birth(home, person.id, str(someone.born), TESS)
    life.save_languages(home, person.id, [someone.language], TESS)
    for words in someone.songs:
        life.name_song(home, person.id, words, life.told(home, "family", "a daughter"), TESS)
    playlist = PlaylistId("made-up")
    if draw:
        draft = lists.new_draft(home, person.id, TESS)
        playlist = lists.approve(home, draft.id, draft.revision, TESS).id
    Life(home, someone, person.id, playlist, began, chance).go_on()


@dataclass(frozen=True)
class Life:
    """One person's music over the period, written a month at a time."""

    home: Home
    someone: Someone
    resident: ResidentId
    playlist: PlaylistId
    began: datetime
    chance: random.Random

    def go_on(self) -> None:
        """Write sessions, notes, marks, goals and reviews."""
        songs = self._songs()
        for month in _in_months(list(self._moments())):
            with self.home.store.together(SYSTEM):
                for at in month:
                    self._session(at, songs)
        if self.someone.goals:
            self._goals_and_reviews()
        self._measures()

    def _songs(self) -> list[Recording]:
        shelf = sorted(self.home.shelf.recordings.values(), key=lambda one: one.id)
        return self.chance.sample(shelf, min(SONGS_PER_PERSON, len(shelf)))

    def _moments(self) -> Iterator[datetime]:
        """Yield when sessions began: at the home's usual hours, about so many a week, none in a week away."""
        at = self.began
        while at < UNTIL - timedelta(hours=4):
            if self.chance.random() < self.someone.a_week / 7:
                yield at.replace(hour=self.chance.choice((10, 14, 15)), minute=self.chance.randrange(0, 60, 5))
            at += timedelta(days=7 if self.chance.random() < 0.01 else 1)

    def _key(self, at: datetime, what: str) -> str:
        return f"{what}-{self.resident}-{at:%y%m%d%H%M}"

    def _session(self, at: datetime, songs: Sequence[Recording]) -> None:
        records = self.home.store.records
        session = Session(SessionId(self._key(at, "s")), self.resident, self.playlist, at)
        records.append_session(session)
        joins = self._joins(at)
        ended = at
        for place, recording in enumerate(self.chance.sample(songs, min(len(songs), self.chance.randrange(3, 10)))):
            ended = self._play(session, recording, ended, place, joins)
        if self.chance.random() < 0.85:
            self._note(session, ended, joins)

    def _joins(self, at: datetime) -> float:
        past = (at - self.began) / (UNTIL - self.began)
        return self.someone.after if past >= self.someone.turn else self.someone.joins

    def _play(self, session: Session, recording: Recording, at: datetime, place: int, joins: float) -> datetime:
        skipped = self.chance.random() < 0.12 * (1 - joins)
        heard = DurationMs(recording.duration if not skipped else self.chance.randrange(8_000, 60_000))
        ended = at + timedelta(milliseconds=heard)
        assert recording.song
        key = PlayId(f"{session.id}-{place}")
        why = WhyEnded.ANOTHER if skipped else WhyEnded.FINISHED
        self.home.store.records.append_play(
            Play(key, session.id, self.resident, recording.song, recording.id, recording.title, recording.performer,
                 at, ended, heard, why)
        )  # fmt: skip
        if not skipped and self.chance.random() < 0.15 * joins:
            liked = SongMark(
                self.resident, recording.song, Mark.LIKES, self.someone.called, ended, own_say=True, play=key
            )
            self.home.store.records.append_mark(replace(liked, session=session.id))
        return ended + timedelta(seconds=3)

    def _note(self, session: Session, at: datetime, joins: float) -> None:
        note = self._seen(session, at, joins)
        append = self.home.store.records.append_observation
        append(note)
        if note.watched and self.chance.random() < 0.1:
            second = replace(note, id=ObservationId(f"{note.id}-2"), look=Look.SECOND, beside=note.id, remark="")
            others = [name for name, _ in STAFF if name != note.observer]
            append(replace(second, observer=self.chance.choice(others), took_part=self._nearly(note.took_part)))
        if note.distress is not Distress.NONE and note.watched:
            after = Observation(
                ObservationId(f"{note.id}-after"), self.resident, note.observer, at + timedelta(minutes=22), session.id,
                mood=1, distress=Distress.NONE, look=Look.AFTER, beside=note.id,
            )  # fmt: skip
            append(after)
        if self.chance.random() < 0.03:
            append(
                replace(note, id=ObservationId(f"{note.id}-more"), amends=note.id, remark="Corrected: it was Tuesday.")
            )

    def _seen(self, session: Session, at: datetime, joins: float) -> Observation:
        key, observer = ObservationId(f"n-{session.id}"), self.chance.choice(STAFF)[0]
        if self.chance.random() < 0.06:
            return Observation(key, self.resident, observer, at, session.id, watched=False)
        amount = min(3, max(0, round(self.chance.gauss(3.4 * joins, 0.8))))
        took_part = TookPart.ASLEEP if self.chance.random() < 0.04 else TookPart(str(amount))
        upset = self.chance.random() < self.someone.upset
        chips = tuple(chip for chip, often in _CHIPS if self.chance.random() < often * (amount / 3))
        return Observation(
            key, self.resident, observer, at, session.id,
            before=self.chance.choice(list(Before)), took_part=took_part, mood=self._mood(amount),
            distress=self.chance.choice((Distress.BRIEF, Distress.STOPPED)) if upset else Distress.NONE,
            chips=chips, remark=self.chance.choice(REMARKS), level=Decibels(-12.0),
        )  # fmt: skip

    def _mood(self, amount: int) -> int:
        return min(2, max(-2, round(self.chance.gauss(0.2 + 0.3 * amount, 0.8))))

    def _nearly(self, seen: TookPart | None) -> TookPart | None:
        if seen in {None, TookPart.ASLEEP} or self.chance.random() < 0.7:
            return seen
        return TookPart(str(min(3, max(0, int(str(seen)) + self.chance.choice((-1, 1))))))

    def _goals_and_reviews(self) -> None:
        """Set goals three weeks in, from what was counted so far, and hold the reviews that fell due."""
        notes = self.home.store.records.observations_of(self.resident)
        start = self.began.date() + timedelta(days=21)
        before = sittings(note for note in notes if note.seen_at.date() < start)
        goals = [self._goal(criterion, share(criterion, before), start) for criterion in self.someone.goals]
        with self.home.store.together(TESS):
            goals = [self.home.store.goals.save(goal, TESS) for goal in goals]
            since, due = start, next_review(start, [])
            while (held := due.on + timedelta(days=self.chance.randrange(0, 6))) < UNTIL.date():
                goals = self._review(due.occasion, since, held, goals)
                since, due = held, next_review(start, [held])

    def _goal(self, criterion: Criterion, found: Share, start: date) -> Goal:
        baseline = found if found.enough else Share(1, 5)
        target = next(one for one in (40, 60, 80, 90) if baseline.fraction * 100 < one or one == 90)
        if baseline.fraction * 100 >= target:
            baseline = Share(4, 5)
        words = f"{self.someone.called} {criterion}, {often_words(target)}"
        return Goal(
            f"g-{criterion.name}-{self.resident}", self.resident, words, criterion, target, baseline,
            level_words(target, criterion, baseline),
            (self.someone.called, "a daughter", "Tess Okonkwo"), TESS.name, start, schedule(start)[0].on,
            weight=self.chance.choice((1, 1, 2)),
        )  # fmt: skip

    def _review(self, occasion: str, since: date, held: date, goals: Sequence[Goal]) -> list[Goal]:
        at = datetime(held.year, held.month, held.day, 11, tzinfo=UTC)
        period = self._period(datetime(since.year, since.month, since.day, tzinfo=UTC), at)
        seen = sittings(period.notes)
        shown = {goal.id: goal_shown(goal, seen) for goal in active(goals)}
        ahead = list(shown.values())
        attained = attainment([one.level for one in ahead], [one.weight for one in ahead])
        found = evidence(period, goals, shown, attained)
        decision = self.chance.choice((Decision.CARRY_ON, Decision.CARRY_ON, Decision.CHANGE))
        review = Review(
            f"v-{held}-{self.resident}", self.resident, occasion, since, held, found, decision,
            "It goes well; we look again in time." if decision is Decision.CARRY_ON else "The afternoons are too loud.",
            (self.someone.called, "a daughter", TESS.name), Signature(TESS.name, at, "Registered music therapist"),
            changes="" if decision is Decision.CARRY_ON else "Half past ten instead, in the small lounge.",
        )  # fmt: skip
        self.home.store.goals.sign(review, TESS)
        return [self._scored(goal, shown[goal.id], held) for goal in goals]

    def _scored(self, goal: Goal, shown: GoalShown, held: date) -> Goal:
        if shown.level is None:
            return goal
        scored = Scored(shown.level, held, TESS.name, shown.share)
        return self.home.store.goals.save(replace(goal, scored=(*goal.scored, scored)), TESS)

    def _period(self, since: datetime, until: datetime) -> Period:
        who, records = self.resident, self.home.store.records
        return Period(
            records.sessions_of(who, since),
            records.plays_of(who, since),
            records.observations_of(who, since),
            records.marks_of(who, since),
        ).until(until)

    def _measures(self) -> None:
        with self.home.store.together(TESS):
            for weeks in range(2, max(3, round((UNTIL - self.began).days / 7)), 12):
                at = self.began + timedelta(weeks=weeks)
                ratings = {emotion: self.chance.randrange(1, 6) for emotion in Emotion}
                key = f"m-{weeks}-{self.resident}"
                self.home.store.records.append_measure(
                    Measure(key, self.resident, Instrument.OERS, TESS.name, at, ratings)
                )


_CHIPS = (
    (Chip.SMILED, 0.6),
    (Chip.SANG, 0.45),
    (Chip.MOVED, 0.4),
    (Chip.LOOKED, 0.5),
    (Chip.TALKED, 0.25),
    (Chip.MEMORY, 0.15),
    (Chip.JOINED, 0.15),
    (Chip.CALM_TEARS, 0.03),
)


def _in_months(moments: Sequence[datetime]) -> Iterator[list[datetime]]:
    months: dict[tuple[int, int], list[datetime]] = {}
    for at in moments:
        months.setdefault((at.year, at.month), []).append(at)
    yield from months.values()


def main(folder: str, months: str = "6", seed: str = "7") -> None:
    """Make a home and say what is in it."""
    home = make_home(Path(folder), int(months), int(seed))
    records = home.store.records
    for person in home.store.residents.all():
        counts = f"{records.session_count(person.id)} sessions, {records.observation_count(person.id)} notes"
        print(f"{person.called}: {counts}, {len(home.store.goals.reviews_of(person.id))} reviews")
    home.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
