"""How much a song's language adds or takes: told languages count in full, those guessed from a move a little."""

from kiosk.playlists.listener import Listener
from kiosk.playlists.region_words import spoken
from kiosk.playlists.songs import Song
from kiosk.playlists.weights import Weights

WITHOUT_WORDS = "zxx"
LIVED_THERE = 1.0
"""The weight of a region's own songs for whoever lived there; what came from elsewhere weighs less."""
AROUND = 0.8
"""From this weight on, the language of a region was spoken around the person, as English is around Welsh homes."""


class Tongues:
    """The languages of one listener, as they weigh for songs; `most` is the highest weight any song can have."""

    def __init__(self, listener: Listener, weights: Weights) -> None:
        self._weights = weights
        self._speaks = () if _goes_without_saying(listener) else listener.speaks
        self._known = frozenset((*listener.languages, WITHOUT_WORDS, ""))
        self._brought = () if self._speaks else _brought(listener)
        self.most = weights.first_language if self._speaks else weights.brought_along if self._brought else 1.0

    def of(self, song: Song) -> float:
        """Return the factor for a song's language; 1 where nobody told one and the person never left it."""
        if self._speaks:
            return self._told(song.language)
        if song.language in self._brought:
            return self._weights.brought_along
        return 1.0 if not self._brought or song.language in self._known else self._weights.never_spoken

    def _told(self, language: str) -> float:
        if language == self._speaks[0]:
            return self._weights.first_language
        if language in {*self._speaks[1:], ""}:
            return 1.0
        return self._weights.without_words if language == WITHOUT_WORDS else self._weights.strange_language


def _goes_without_saying(listener: Listener) -> bool:
    """Say whether the first language told is the one sung most in every place lived in.

    Such a language says nothing new: who spoke as everybody there did also heard the hits from abroad as they did.
    """
    reached = (region for one in listener.exposures for region in one.regions.items())
    around = {language for code, weight in reached if weight >= AROUND for language in spoken((code,))[:1]}
    return around == set(listener.speaks[:1])


def _brought(listener: Listener) -> tuple[str, ...]:
    """Return the languages a person brought into a country that speaks others; none for who stayed among their own."""
    arrived = {language for _, country in listener.moved for language in spoken((country,))}
    if not listener.languages or not listener.moved or listener.languages[0] in arrived:
        return ()
    return tuple(language for language in listener.languages if language not in arrived)
