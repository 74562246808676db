"""How likely a person is to carry a song, as a score from 0 to 1 with a reason for each term that mattered.

Score = source x age weight x place x fame x taste x learned response (evidence rule 1); `weights` holds every weight.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kiosk.playlists.care_for import LAMENTS
from kiosk.playlists.catalogue import EVERGREEN, slug
from kiosk.playlists.eras import age_weight, floor_for, migration_weight, widening_for
from kiosk.playlists.listener import Listener, Naming, Response, Source
from kiosk.playlists.picks import Pick, Reason, Term
from kiosk.playlists.reach import Reach, weight_of
from kiosk.playlists.region_words import COMMUNITIES
from kiosk.playlists.songs import Song
from kiosk.playlists.tongues import LIVED_THERE, Tongues
from kiosk.playlists.weights import WEIGHTS, Weights
from kiosk.units import SongId


class _Heard(NamedTuple):
    """How a song could have reached the person: place weight, where, and the weight of the age they had."""

    weight: float
    region: str = ""
    age: float = 0.0


AMONG_THEM = 0.9
"""From this weight on, a region is home to whoever speaks the language of its songs first, as Afrikaans homes are."""
GROWN_UP = 18
SIZES = {5: "Among the very biggest in", 4: "Everybody knew it in", 3: "A great hit in", 2: "A hit in"}
"""How big a song was in a place, by its grade there."""
KINDS = {"opera-chinese": "Chinese opera", "filmi": "Indian film songs"}
"""Kinds of music whose name in the packs is not what people say."""


class Familiarity:
    """Scores songs for one listener; prepares what is the same for every song once."""

    def __init__(self, listener: Listener, weights: Weights = WEIGHTS, names: Mapping[str, str] | None = None):
        self.listener = listener
        self.weights = weights
        self.names = names or {}
        self._floor = floor_for(len(listener.named))
        self._widening = widening_for(listener.birth_spread)
        self.reach = Reach(listener)
        self._ages: dict[tuple[int, str], float] = {}
        taste = weights.taste if listener.tastes else 1.0
        self._tongues = Tongues(listener, weights)
        self.highest = weights.source[Source.CHARTS] * taste * self._tongues.most * weights.most_famous
        self._ways: dict[tuple[object, ...], tuple[float, str]] = {}
        self._heard_before: dict[tuple[object, ...], _Heard] = {}

    def pick(self, song: Song) -> Pick | None:
        """Return the song as a pick with its reasons, or None when a red flag blocks it."""
        if blocked(song, self.listener):
            return None
        naming = self.listener.named.get(song.id)
        response = self.listener.responses.get(song.id)
        source, score, reasons = self._from_words(song, naming)
        if naming is None:
            heard = self._heard(song)
            score *= heard.age * heard.weight * self._fame(song, heard)
            reasons += self._place_reasons(song, heard, score)
        score, learned = self._with_response(score, source, response)
        return Pick(song, min(1.0, score), (*reasons, *learned, *self._memory(song)))

    def quick_score(self, song: Song) -> float:
        """Return the score of a song nobody named and nobody rated, without making reasons."""
        heard = self._heard(song)
        base = self.weights.source[Source.CHARTS] * self._taste(song) * self._tongues.of(song)
        return base * heard.age * heard.weight * self._fame(song, heard)

    def grade(self, song: Song) -> int:
        """Return how big a song was, 1 to 5, where it reached the person."""
        return song.grade_in(self._heard(song).region)

    def reached_in(self, song: Song) -> str:
        """Return the region a song reached the person in, the same for every song alike; empty for none of theirs."""
        return self._heard(song).region

    def from_away(self, song: Song) -> bool:
        """Say whether a song was heard where the person lived, but was at home elsewhere."""
        return _away(song, self._heard(song))

    def most(self, year: int) -> float:
        """Return a score that no song of a year exceeds when nothing personal is known of it."""
        birth = self.listener.birth
        if birth is None:
            return 1.0
        moves = [migration_weight(year - birth, moved - birth) for moved, _ in self.listener.moved]
        age = max(age_weight(year - birth, self._floor, self._widening), self._parents(year), *moves)
        return self.highest * age

    def _from_words(self, song: Song, naming: Naming | None) -> tuple[Source, float, tuple[Reason, ...]]:
        """Return the source, the score it gives and its reason: named, its performer named, or the charts."""
        if naming:
            weight = self.weights.source[naming.source]
            return naming.source, weight, (Reason(Term.NAMED, weight, f"Named by {naming.who}"),)
        by = self.listener.performers.get(slug(song.performer)) if song.performer else None
        if by:
            weight = self.weights.performer_named * self._tongues.of(song)
            words = f"By {song.performer}, named by {by.who}"
            return by.source, weight, (Reason(Term.NAMED, weight, words),)
        weight = self.weights.source[Source.CHARTS] * self._taste(song) * self._tongues.of(song)
        called, kind = self.listener.called, KINDS.get(song.genre, song.genre.replace("-", " "))
        liked = (Reason(Term.TASTE, weight, f"{called[:1].upper()}{called[1:]} likes {kind}"),)
        return Source.CHARTS, weight, liked if self._taste(song) > 1 else ()

    def _taste(self, song: Song) -> float:
        return self.weights.taste if song.genre in self.listener.tastes else 1.0

    def _age(self, song: Song, region: str) -> float:
        if song.genre in EVERGREEN:
            return self.weights.evergreen_age
        if self.listener.birth is None or song.year is None:
            return self._floor
        at = (int(song.year), region)
        if at not in self._ages:
            age = age_weight(at[0] - self.listener.birth, self._floor, self._widening)
            self._ages[at] = max(age, self._moved(*at), self._parents(at[0]))
        return self._ages[at]

    def _parents(self, year: int) -> float:
        """Return the age weight of what the parents brought home; 0 where it does not count."""
        span = self.listener.parents
        if span is None or not span[0] <= year <= span[1]:
            return 0.0
        return self._floor + (1 - self._floor) * self.weights.parents

    def _of_parents(self, song: Song) -> bool:
        """Say whether the parents' home is why this song counts."""
        if song.year is None or song.genre in EVERGREEN:
            return False
        term = self._parents(int(song.year))
        return term > 0 and term >= self._age(song, "")

    def _moved(self, year: int, region: str) -> float:
        birth = self.listener.birth
        if birth is None or not self.listener.moved:
            return 0.0
        return max(
            migration_weight(year - birth, moved - birth) if region.startswith(country) else 0.0
            for moved, country in self.listener.moved
        )

    def _heard(self, song: Song) -> _Heard:
        """Return the best way the song could have reached the person, the same for every song alike."""
        alike = (song.year, song.regions, song.language, song.genre in EVERGREEN)
        heard = self._heard_before.get(alike)
        if heard is None:
            weight, region = self._best_way(song)
            heard = self._heard_before[alike] = _Heard(weight, region, self._age(song, region))
        return heard

    def _best_way(self, song: Song) -> tuple[float, str]:
        """Return how much and where the song could have reached the person (evidence rule 3)."""
        reached, ours = self.reach.of(song), song.language in self.listener.languages
        alike = (id(reached), song.regions, song.language)
        if alike not in self._ways:
            self._ways[alike] = self._way(song, reached, ours=ours)
        return self._ways[alike]

    def _way(self, song: Song, reached: Mapping[str, float], *, ours: bool) -> tuple[float, str]:
        shares = {code: weight_of(reached, code) * self._share(song, code, ours=ours) for code in song.regions}
        best = max(shares, key=shares.__getitem__, default="")
        weight = shares[best] if best else 0.0
        elsewhere = self.elsewhere(song.language)
        return (weight, best) if weight >= elsewhere and weight > 0 else (elsewhere, "")

    def elsewhere(self, language: str) -> float:
        """Return the place weight of a song that was heard in none of the person's places (evidence rule 3)."""
        ours = language in self.listener.languages
        return 0.5 * (self.weights.same_language if ours else self.weights.elsewhere)

    def _share(self, song: Song, code: str, *, ours: bool) -> float:
        """Return how far a song heard by one community of a country reached a person outside it."""
        apart = not ours and song.language in COMMUNITIES.get(code.partition("-")[0], ())
        return self.weights.next_door if apart else 1.0

    def _fame(self, song: Song, heard: _Heard) -> float:
        fame = self.weights.famous(song.grade_in(heard.region)) * self._replay(song, heard)
        return (fame if heard.region else fame * fame) * self.weights.sureness[song.sure]

    def _replay(self, song: Song, heard: _Heard) -> float:
        """Return how far a song was played on: at home where it came from, and in how many places."""
        away = _away(song, heard)
        reach = min(len(song.regions), self.weights.widest_reach) / self.weights.widest_reach
        played_on = (self.weights.from_away if away else 1.0) * (1 - self.weights.replay * (1 - reach))
        if not song.graded or any(code == heard.region for code, _ in song.graded):
            return played_on
        return played_on * self.weights.topped_in(song.places_topped)

    def _place_reasons(self, song: Song, heard: _Heard, score: float) -> tuple[Reason, ...]:
        reasons = []
        if self._of_parents(song):
            words = f"From the youth of {self.listener.called}’s parents, whose music was played at home"
            reasons.append(Reason(Term.PARENTS, self.weights.parents, words))
        if heard.region:
            reasons.append(Reason(Term.AGE, score, self._when_and_where(song, heard.region)))
        if song.language in self.listener.languages[:1] and self._first_language_tells(song):
            reasons.append(Reason(Term.LANGUAGE, 0.1, f"In {self.listener.called}’s first language"))
        if not reasons:
            reasons.append(Reason(Term.FAME, score, "Widely known elsewhere, perhaps not there and then"))
        return tuple(reasons)

    def _first_language_tells(self, song: Song) -> bool:
        return len(self.listener.languages) > 1 and self._tongues.of(song) > 1

    def _when_and_where(self, song: Song, region: str) -> str:
        place = self.names.get(region, region)
        size = SIZES.get(song.grade_in(region), "Heard in")
        if song.genre in EVERGREEN:
            return f"Handed down in {place}{self._nearness(song, region)}"
        if self.listener.birth is None or song.year is None:
            return f"{size} {place}"
        return f"{size} {place} {_when(int(song.year) - self.listener.birth, self.listener)}"

    def _nearness(self, song: Song, region: str) -> str:
        """Say that the person grew up or lived among these songs, or that they only reached them from others."""
        called, birth = self.listener.called, self.listener.birth
        least = AMONG_THEM if song.language in self.listener.speaks[:1] else LIVED_THERE
        there = [one for one in self.listener.exposures if weight_of(one.regions, region) >= least]
        if not there:
            return f", and sung where {called} lived"
        young = birth is None or min(one.start for one in there) - birth < GROWN_UP
        return f", where {called} {'grew up' if young else 'lived'}"

    def _with_response(
        self, score: float, source: Source, response: Response | None
    ) -> tuple[float, tuple[Reason, ...]]:
        """Move the score by what was seen: 75 % learned after six ratings, and always bounded."""
        if response is None or response.count == 0:
            return score, ()
        w = self.weights
        learned = (w.prior_count * w.prior + response.mean * response.count) / (response.count + w.prior_count)
        if response.mean >= w.sure_response:
            score = max(score, w.source[Source.STAFF] if source is Source.CHARTS else score)
        change = learned / w.prior
        return score * change, tuple(Reason(Term.RESPONSE, change - 1, words) for words in response.words)

    def _memory(self, song: Song) -> tuple[Reason, ...]:
        words = self.listener.memories.get(song.id)
        return (Reason(Term.MEMORY, 0.1, words),) if words else ()


def _away(song: Song, heard: _Heard) -> bool:
    return bool(heard.region) and song.regions[0] != heard.region


def blocked(song: Song, listener: Listener) -> bool:
    """Say whether a red flag forbids this song, in any mode (evidence rule 6)."""
    never = listener.never
    return (
        song.id in never.songs
        or any(kind in never.themes for kind in (song.genre, *song.themes))
        or bool(never.performers and _by(song) in never.performers)
        or bool(never.titles and any(folded(title) in never.titles for title in _titles(song)))
    )


def _by(song: Song) -> str:
    """Return the performer, folded; of a song no pack holds, the one named in its own words ("My Song by Ann")."""
    return folded(song.performer or (song.title.rpartition(" by ")[2] if song.pack == "own" else ""))


def spares(song: Song, listener: Listener) -> bool:
    """Say whether a lament is kept from a person who needs care: they or their family never asked for it (rule 12)."""
    asked = song.id in listener.named or song.id in listener.memories
    return listener.care.gentle and not asked and not LAMENTS.isdisjoint(song.themes)


@lru_cache(maxsize=1 << 14)
def folded(words: str) -> str:
    """Return words as titles and performers are compared, remembering those asked for lately."""
    return slug(words)


def _titles(song: Song) -> Iterable[str]:
    without = (song.title.partition(" by ")[0],) if song.pack == "own" else ()
    return (song.title, *without, *(other for other in song.also if " by " not in other))


def _when(age: int, listener: Listener) -> str:
    about = "about " if listener.birth_spread else ""
    if age < 0:
        return f"before {listener.called} was born"
    if age == 0:
        return f"the year {listener.called} was born"
    return f"when {listener.called} was {about}{age}"


def learned_ids(listener: Listener) -> frozenset[SongId]:
    """Return the songs of which anything personal is known: named, rated or remembered."""
    return frozenset(listener.named) | frozenset(listener.responses) | frozenset(listener.memories)
