"""Judges every song of a stock for one person and one wish: which could join the list, and how much each counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from heapq import nlargest
from itertools import islice

from kiosk.playlists.bounds import Bounds
from kiosk.playlists.catalogue import ASK_FIRST
from kiosk.playlists.familiarity import Familiarity, folded, learned_ids
from kiosk.playlists.lasting import RESTED, key_songs, rests, why_it_rests, why_it_stays
from kiosk.playlists.picks import Pick, Reason, Term
from kiosk.playlists.purposes import RULES, fit
from kiosk.playlists.ramps import bpm_of
from kiosk.playlists.songs import Song
from kiosk.playlists.stock import Alike, Stock
from kiosk.playlists.variety import Candidate
from kiosk.playlists.wish import Wish
from kiosk.units import SongId

ENOUGH_KNOWN = 10
"""From so many songs known to suit a person, new ones come on trial only (evidence rules 2 and 7)."""
USABLE = 3
"""Evidence rule 7: a list is usable from three songs."""
TRIAL_FAMILIARITY = 4
IN_ANOTHER_LIST = 0.85
OUT_OF_SEASON = 0.3
"""What a song keeps of its score in a second list of the person's, and a carol outside Christmas. Design values."""
CHRISTMAS = (
    *("christmas", "xmas", "noel", "weihnacht", "natale", "navidad", "natal", "kerst", "jul-", "jule", "joulu"),
    *("santa-claus", "sleigh", "reindeer", "winter-wonderland", "let-it-snow", "tannenbaum", "snowman"),
)
"""Words of a title, folded, that say a song is for Christmas."""
OF_A_YEAR, PLENTY = 50, 500
"""Songs looked at more closely, of one year and in all; a list never needs as many. Design values."""
Coin = Callable[[], float]


class Judge:
    """What one wish means for one person; `rule` is that of its purpose."""

    def __init__(self, model: Familiarity, wish: Wish) -> None:
        self.model = model
        self.listener = model.listener
        self.wish = wish
        self.rule = RULES[wish.purpose]
        self._personal = learned_ids(self.listener)
        self._carols = in_season(wish.today)

    def candidates(self, stock: Stock, coin: Coin) -> list[Candidate]:
        """Return every song that could join the list, each with its toss of `coin`.

        Late on, these are the one or two songs that still work (evidence B7); for a person at risk only known
        songs, once three are known.
        """
        known = self._known(stock, coin)
        staying = key_songs(self.listener.responses)
        if staying:
            narrowed = [self._staying(one) for one in known if one.song.id in staying]
            if narrowed:
                return narrowed
        sure = [one for one in known if not one.new]
        if self.wish.careful and len(sure) >= USABLE:
            return sure
        tried = self.wish.most_new is not None and len(sure) >= ENOUGH_KNOWN
        return [*known, *self._strangers(stock, {one.song.id for one in known}, coin, tried=tried)]

    def most_new(self, candidates: Iterable[Candidate]) -> int | None:
        """Return how many new songs the list may hold; None while too little is known to fill one."""
        known = sum(not one.new for one in candidates)
        return self.wish.most_new if known >= ENOUGH_KNOWN else None

    def finished(self, one: Candidate) -> Pick:
        """Return a chosen song as a pick: its reasons, then those of this list."""
        pick = one.pick or self.model.pick(one.song) or Pick(one.song, one.score)
        return replace(pick, score=min(1.0, one.score), reasons=(*pick.reasons, *one.reasons))

    def _known(self, stock: Stock, coin: Coin) -> list[Candidate]:
        """Return the songs of which anything personal is known, and those of performers somebody named."""
        own = {song.id: song for song in self.listener.own_songs}
        found = {one: stock.by_id.get(one) or own.get(one) for one in self._personal}
        found |= {song.id: song for name in self.listener.performers for song in stock.by_performer.get(name, ())}
        songs = [song for song in found.values() if song and self._suits(song)]
        picks = [pick for song in sorted(songs, key=lambda song: song.id) if (pick := self.model.pick(song))]
        return [self._known_one(pick, coin()) for pick in picks]

    def _suits(self, song: Song) -> bool:
        """Say whether a song may be here at all: one that divides only when somebody asked for it."""
        within = self.wish.only is None or song.id in self.wish.only
        return within and (song.id in self._personal or ASK_FIRST not in song.themes)

    def _known_one(self, pick: Pick, coin: float) -> Candidate:
        song = pick.song
        response = self.listener.responses.get(song.id)
        asked = song.id in self.listener.named or song.id in self.listener.memories
        by_one_named = any(reason.term is Term.NAMED for reason in pick.reasons)
        rated = response is not None and response.count > 0
        poorly = rated and response is not None and response.mean < self.model.weights.prior
        liked = (asked or by_one_named or rated) and not poorly
        made = self._candidate(song, pick.score, coin, asked=asked, new=not (liked or poorly))
        made = self._for_purpose(replace(made, pick=pick), liked=liked)
        return self._resting(made) if response and rests(response, self.wish.today) else made

    def _candidate(self, song: Song, score: float, coin: float, *, asked: bool, new: bool) -> Candidate:
        chapter, away = self.model.reach.chapter(song), self.model.from_away(song)
        return Candidate(song, score, score, coin, chapter, away, asked, new)

    def _strangers(self, stock: Stock, known: set[SongId], coin: Coin, *, tried: bool) -> list[Candidate]:
        made = []
        for song, score in self._promising(stock, known):
            if tried and self.model.grade(song) < TRIAL_FAMILIARITY:
                continue
            one = self._candidate(song, score, coin(), asked=False, new=True)
            made.append(self._for_purpose(self._on_trial(one) if tried else one, liked=False))
        return [one for one in made if one.score > 0 or one.at_any_tempo > 0]

    def _promising(self, stock: Stock, known: set[SongId]) -> list[tuple[Song, float]]:
        """Return the songs with the best scores, some of every year that could add to them, plenty for any list.

        Years come by how much they could bring; the rest are left out once that is less than what was found. The
        songs come by their ids, so that the toss of the coin does not hang on how they were found.
        """
        found: list[tuple[float, Song]] = []
        least = 0.0
        bounds = Bounds(self.model, stock)
        for year in sorted(stock.years, key=lambda year: (-bounds.of_year(year), year or 0)):
            if bounds.of_year(year) < least:
                break
            found += self._best_of(stock.years[year], bounds.of_groups(year), bounds.of_fame, known, least)
            if len(found) >= PLENTY:
                least = nlargest(PLENTY, (score for score, _ in found))[-1]
        promising = ((song, score) for score, song in found if score >= least)
        return sorted(promising, key=lambda one: one[0].id)

    def _best_of(
        self,
        year: Sequence[Alike],
        most: Sequence[float],
        fame: Callable[[Song, str], float],
        known: set[SongId],
        least: float,
    ) -> list[tuple[float, Song]]:
        """Return the best songs of one year with their scores; no list needs more of them.

        Groups come by what they could bring at most, so that songs from elsewhere are seldom looked at.
        """
        found: list[tuple[float, Song]] = []
        for bound, place in sorted((-bound, place) for place, bound in enumerate(most) if bound >= least):
            if -bound < least:
                break
            region = self.model.reached_in(year[place][0][0])
            for group in year[place]:
                if -bound * fame(group[0], region) < least:
                    continue
                score = self.model.quick_score(group[0])
                if score >= least:
                    fresh = (song for song in group if song.id not in known and ASK_FIRST not in song.themes)
                    found += [(score, song) for song in islice(fresh, OF_A_YEAR)]
            if len(found) >= 2 * OF_A_YEAR:
                found = nlargest(OF_A_YEAR, found, key=_score)
                least = max(least, found[-1][0])
        return found

    def _for_purpose(self, one: Candidate, *, liked: bool) -> Candidate:
        song = one.song
        bpm, grade = bpm_of(song, self.wish.bpm), self.model.grade(song)
        fits = fit(self.rule, song, bpm, self.listener.languages, liked=liked, grade=grade)
        share = 1.0 if one.asked else self._in_turn(song)
        words = (Reason(Term.PURPOSE, 0.0, fits.words),) if fits.words else ()
        return replace(
            one,
            score=one.score * fits.factor * share,
            at_any_tempo=one.score * fits.at_any_tempo * share,
            reasons=(*words, *one.reasons),
        )

    def _in_turn(self, song: Song) -> float:
        share = IN_ANOTHER_LIST if song.id in self.wish.elsewhere else 1.0
        return share if self._carols or not of_christmas(song) else share * OUT_OF_SEASON

    def _resting(self, one: Candidate) -> Candidate:
        response = self.listener.responses[one.song.id]
        why = Reason(Term.RESPONSE, RESTED - 1, why_it_rests(response))
        score, at_any = one.score * RESTED, one.at_any_tempo * RESTED
        return replace(one, score=score, at_any_tempo=at_any, reasons=(*one.reasons, why))

    def _staying(self, one: Candidate) -> Candidate:
        why = Reason(Term.RESPONSE, 0.0, why_it_stays(self.listener))
        return replace(one, reasons=(*one.reasons, why))

    def _on_trial(self, one: Candidate) -> Candidate:
        words = f"On trial: nobody has seen {self.listener.called} hear it yet"
        return replace(one, reasons=(Reason(Term.FAME, 0.0, words),))


def _score(found: tuple[float, Song]) -> float:
    return found[0]


def of_christmas(song: Song) -> bool:
    """Say whether a song belongs to Christmas: a carol, or a song of a feast whose title says so."""
    if song.genre == "carol":
        return True
    said = folded(" ".join((song.title, *song.also))) if "feast" in song.themes else ""
    return any(word in said for word in CHRISTMAS)


def in_season(today: date | None) -> bool:
    """Say whether carols are sung: from December to Twelfth Night."""
    return today is not None and (today.month == 12 or (today.month == 1 and today.day <= 6))
